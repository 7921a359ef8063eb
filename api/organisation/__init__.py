"""The organisation that the caller acts for: its rules, its members and its client files."""
