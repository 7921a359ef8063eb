"""Puts the office's questions to whoever filed: `manage.py ask_filer REFERENCE --question TEXT --due DATE …`."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.actor import NotPermitted
from core.clock import now
from core.references import normalise
from transactions.apart import LinkedToRight
from transactions.management.officers import officer_named
from transactions.models import Filing
from transactions.services import ask
from transactions.services.asking import QuestionsInvalid
from transactions.workflow import CannotMove


class Command(BaseCommand):
    """One round of questions. The request waits for the answers, at most until the last day."""

    help = "Ask the filer: manage.py ask_filer REFERENCE --question TEXT [--question TEXT] --due DATE --officer EMAIL"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What is asked, until when, and by whom."""
        parser.add_argument("reference")
        parser.add_argument("--question", action="append", required=True, help="may be given several times")
        parser.add_argument("--due", type=date.fromisoformat, required=True, help="last day to answer, as 2027-01-31")
        parser.add_argument("--officer", required=True, help="email address of the member of staff who asks")

    def handle(self, *args: Any, **options: Any) -> None:
        """Asks and says how the request stands."""
        by = officer_named(options["officer"])
        reference = normalise(options["reference"])
        filing = Filing.everything.filter(reference=reference).first()
        if filing is None:
            raise CommandError(f"{reference} is not known")
        try:
            asked = ask(filing, options["question"], due_on=options["due"], by=by, at=now())
        except (QuestionsInvalid, LinkedToRight, NotPermitted, CannotMove) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{asked.reference}: {asked.state}")
