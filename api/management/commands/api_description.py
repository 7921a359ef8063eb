"""Writes docs/api/openapi.json, or checks that it is current and keeps every promise that was published."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from api.kernel.describing import as_text
from api.kernel.promises import broken

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "api"
CURRENT, PUBLISHED = FOLDER / "openapi.json", FOLDER / "published.json"


class Command(BaseCommand):
    """Without an option the description is written."""

    help = "Write the OpenAPI description; --check compares, --publish makes the present one a promise"
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Write, compare or publish."""
        parser.add_argument("--check", action="store_true")
        parser.add_argument("--publish", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes or compares.

        Raises:
            CommandError: if the file is not current, or a promise would be broken.
        """
        wanted = as_text()
        faults = broken(json.loads(PUBLISHED.read_text()), json.loads(wanted)) if PUBLISHED.is_file() else []
        if faults:
            raise CommandError("The change breaks what was published:\n  " + "\n  ".join(faults))
        if options["check"]:
            if CURRENT.read_text() != wanted:
                raise CommandError("docs/api/openapi.json is not current: run manage.py api_description")
            return
        FOLDER.mkdir(exist_ok=True)
        CURRENT.write_text(wanted)
        if options["publish"]:
            PUBLISHED.write_text(wanted)
