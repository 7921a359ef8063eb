"""Decides a request from the command line, as one officer: `manage.py decide REFERENCE --accept --officer EMAIL`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.actor import NotPermitted
from core.clock import now
from core.references import normalise
from rights.linking.problems import CannotLink
from rights.register import CannotCorrect, CannotShow
from transactions.apart import LinkedToRight
from transactions.management.officers import officer_named
from transactions.services import decide
from transactions.services.deciding import AgreementMissing, CannotDecide, EarlierFilingOpen, ReasonMissing
from transactions.workflow import CannotMove


class Command(BaseCommand):
    """Accepts or refuses a filing or a request for a link. Two-person types need two officers, one after the other."""

    help = "Decide a request: manage.py decide REFERENCE --accept|--refuse --officer EMAIL [--because TEXT]"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What is decided, how, and by whom."""
        parser.add_argument("reference")
        way = parser.add_mutually_exclusive_group(required=True)
        way.add_argument("--accept", action="store_true")
        way.add_argument("--refuse", action="store_true")
        parser.add_argument("--officer", required=True, help="email address of the member of staff who decides")
        parser.add_argument("--because", default="", help="the reason, which the filer reads")

    def handle(self, *args: Any, **options: Any) -> None:
        """Makes the decision and says how the request stands."""
        reference = normalise(options["reference"])
        by = officer_named(options["officer"])
        try:
            decided = decide(reference, accept=options["accept"], by=by, why=options["because"], at=now())
        except (
            AgreementMissing,
            CannotDecide,
            EarlierFilingOpen,
            LinkedToRight,
            ReasonMissing,
            CannotMove,
            NotPermitted,
            CannotLink,
            CannotShow,
            CannotCorrect,
        ) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{decided.reference}: {decided.state}")
