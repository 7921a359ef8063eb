"""Shares a right out among new owners; throw-away."""
