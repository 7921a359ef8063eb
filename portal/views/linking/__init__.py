"""Pages about linking rights to an account: one module for each page or verb."""
