"""Stored files: told by their content, kept apart by owner, in quarantine until scanned, opened by who may see them."""

from core.files.opening import StillChecked, Withheld, open_file
from core.files.previews import NoPreview, is_drawn, preview
from core.files.refusals import FileRefused
from core.files.storing import store

__all__ = ["FileRefused", "NoPreview", "StillChecked", "Withheld", "is_drawn", "open_file", "preview", "store"]
