"""Commands of the office's work."""
