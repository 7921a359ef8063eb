"""Writes the folder of a new transaction type: whole, walked by the conformance suite, and yours to change."""

import re
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from transactions.registry import all_types

TYPES = Path(__file__).resolve().parents[2] / "types"
PATTERNS = Path(__file__).resolve().parents[2] / "new_type"


class Command(BaseCommand):
    """``manage.py new_type change_something``."""

    help = "Writes transactions/types/NAME/; nothing else changes."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The name, a verb phrase."""
        parser.add_argument("name")

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes the folder, or says why not."""
        name = options["name"]
        if not re.fullmatch(r"[a-z]+(_[a-z]+)+", name):
            raise CommandError("Name it with a verb phrase in lower case, such as change_something")
        folder = TYPES / name
        if folder.exists():
            raise CommandError(f"There is already a type {name}")
        said = {"name": name, "cls": _class_name(name), "prefix": _prefix(name), "words": name.replace("_", " ")}
        folder.mkdir()
        for pattern in sorted(PATTERNS.glob("*.txt")):
            text = re.sub(r"@(\w+)@", lambda found: said[found[1]], pattern.read_text(encoding="utf-8"))
            (folder / f"{pattern.stem}.py").write_text(text, encoding="utf-8")
        self.stdout.write(f"Written: {folder.relative_to(TYPES.parents[1])}. Change what it says, then run:")
        self.stdout.write(f"  .venv/bin/python -m pytest tests/transactions/test_conformance.py -k {name}")


def _class_name(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))


def _prefix(name: str) -> str:
    """Three capitals that no other type has: from the name, the first that is free."""
    taken = {declared.prefix for declared in all_types()}
    letters = name.replace("_", "").upper()
    for first in range(len(letters)):
        for second in range(first + 1, len(letters)):
            for third in range(second + 1, len(letters)):
                prefix = letters[first] + letters[second] + letters[third]
                if prefix not in taken:
                    return prefix
    raise CommandError("No three letters of this name are free: choose another one")
