"""A throw-away type."""
