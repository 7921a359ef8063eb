"""The environment as read at start: the one place from which the settings take it."""

from oneipo.env import BASE_DIR, read

ENV = read()

__all__ = ["BASE_DIR", "ENV"]
