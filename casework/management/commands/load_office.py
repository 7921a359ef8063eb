"""Loads the teams, rules and standards with which an office begins, and opens a case for whatever waits already."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from casework.following import follow_everything
from casework.seeding import OFFICE_FILE, seed_office
from core.clock import now


class Command(BaseCommand):
    """Repeatable: tables that have rows stay as they are."""

    help = "Gives an office its first teams, routing rules and service standards, and looks at what waits."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the data come from."""
        parser.add_argument("--file", type=Path, default=OFFICE_FILE)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Loads the file and follows everything."""
        try:
            rows = seed_office(options["file"], at=now())
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(f"The file cannot be read as an office's data: {error}") from error
        cases = follow_everything(at=now())
        if options["verbosity"]:
            self.stdout.write(f"{rows} teams, rules and standards; {cases} cases looked at")
