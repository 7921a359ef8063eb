"""Loads fees and the office's closed days from the delivered files, or from others, into the tables."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.clock import now
from rights.calendar import EXCLUDED_DAYS_FILE
from rights.patents.fees import FEES_FILE
from rights.reference_data import load_excluded_days, load_fees


class Command(BaseCommand):
    """``load_reference_data [--fees FILE] [--excluded-days FILE]``."""

    help = "Replaces the tables of fees and excluded days; web and worker processes read them when they start."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the data come from."""
        parser.add_argument("--fees", type=Path, default=FEES_FILE)
        parser.add_argument("--excluded-days", type=Path, default=EXCLUDED_DAYS_FILE)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Loads both files, or neither."""
        at = now()
        try:
            fees = load_fees(options["fees"], at=at)
            days = load_excluded_days(options["excluded_days"], at=at)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CommandError(f"The file cannot be read as reference data: {error}") from error
        if options["verbosity"]:
            self.stdout.write(f"{fees} parts of fees and {days} excluded or interrupted days")
