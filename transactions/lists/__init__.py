"""Thousands at once: a list is read, looked at in a dry run, corrected, and made one request."""
