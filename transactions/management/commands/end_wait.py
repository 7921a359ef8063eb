"""Ends a wait as an officer: `manage.py end_wait REFERENCE opposed --officer EMAIL`, for an opposition or a hearing."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.clock import now
from core.references import normalise
from transactions.management.officers import officer_named
from transactions.models import Filing
from transactions.stages import exits_open_to, take_exit
from transactions.workflow import CannotMove


class Command(BaseCommand):
    """Takes one of the ways out of a wait that its type gives to officers."""

    help = "End a wait by what happened: manage.py end_wait REFERENCE EXIT --officer EMAIL"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which request, by which way, and in whose name."""
        parser.add_argument("reference")
        parser.add_argument("exit", help="what happened, such as opposed or heard; a wrong one lists the open ways")
        parser.add_argument("--officer", required=True, help="email address of the member of staff")

    def handle(self, *args: Any, **options: Any) -> None:
        """Takes the way and says how the request stands."""
        reference, by = normalise(options["reference"]), officer_named(options["officer"])
        filing = Filing.everything.filter(reference=reference).first()
        if filing is None:
            raise CommandError(f"{reference} is not known")
        try:
            ended = take_exit(filing, options["exit"], by=by, at=now())
        except CannotMove as refusal:
            open_ways = ", ".join(way.key for way in exits_open_to(by, filing)) or "none"
            raise CommandError(f"{refusal}. Ways that are open to an officer: {open_ways}") from refusal
        self.stdout.write(f"{ended.reference}: {ended.state} {ended.stage}".rstrip())
