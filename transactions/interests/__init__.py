"""What all types have in common that register, amend or end a licence or a security."""
