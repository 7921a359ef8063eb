"""Which processes belong to a service, told by what they were told."""

import os
from pathlib import Path


def processes_with(mark: str) -> list[int]:
    """Other processes whose environment holds the words."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (entry / "environ").read_text(errors="replace") and int(entry.name) != os.getpid():
                found.append(int(entry.name))
        except OSError:
            continue
    return found
