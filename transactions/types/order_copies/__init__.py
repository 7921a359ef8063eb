"""Copies and extracts, certified or not (Form 23)."""
