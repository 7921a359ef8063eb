"""The weekly journal: what the law wants advertised, taken from the register's own entries."""
