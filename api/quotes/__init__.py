"""What renewals cost on a day, for one right or hundreds, and why some cannot be renewed."""
