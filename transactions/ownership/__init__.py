"""What all types have in common by which a right passes to new owners."""
