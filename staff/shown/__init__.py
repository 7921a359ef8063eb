"""Puts the office's work into words and rows for its pages."""
