"""Stored files: told by their content, kept apart by owner, in quarantine until scanned, opened by who may see them."""

from core.files.opening import StillChecked, Withheld, open_file
from core.files.refusals import FileRefused
from core.files.storing import store

__all__ = ["FileRefused", "StillChecked", "Withheld", "open_file", "store"]
