"""Searching, and reading rights and accounts."""
