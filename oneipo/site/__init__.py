"""The site's own commands and checks."""
