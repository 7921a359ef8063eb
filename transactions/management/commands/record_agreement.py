"""Enters what a party answered on signed paper: `manage.py record_agreement REFERENCE --party NAME --agrees …`."""

from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.actor import NotPermitted, Officer
from core.clock import now
from core.files import FileRefused, store
from core.models import StoredFile
from core.references import normalise
from rights.access import compared
from transactions.apart import LinkedToRight
from transactions.management.officers import officer_named
from transactions.models import ConsentRequest
from transactions.services import NotAsked, record_on_paper
from transactions.services.deciding import ReasonMissing


class Command(BaseCommand):
    """One party's answer on paper, as an officer saw it. From then on two officers decide the request."""

    help = "Record an agreement on paper: manage.py record_agreement REFERENCE --party NAME --agrees|--refuses …"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose answer to what, and who saw it."""
        parser.add_argument("reference", help="of the request to change the register")
        parser.add_argument("--party", required=True, help="the name on the register")
        way = parser.add_mutually_exclusive_group(required=True)
        way.add_argument("--agrees", action="store_true")
        way.add_argument("--refuses", action="store_true")
        parser.add_argument("--officer", required=True, help="email address of the member of staff who saw it")
        parser.add_argument("--because", required=True, help="what was signed, by whom and when; the filer reads it")
        parser.add_argument("--document", type=Path, help="a scan of the paper")

    def handle(self, *args: Any, **options: Any) -> None:
        """Enters it and says how the request stands."""
        by, at = officer_named(options["officer"]), now()
        asked = self._asked(normalise(options["reference"]), options["party"])
        try:
            filing = record_on_paper(
                asked,
                agrees=options["agrees"],
                note=options["because"],
                document=self._document(options["document"], by=by, at=at),
                by=by,
                at=at,
            )
        except (NotAsked, ReasonMissing, LinkedToRight, NotPermitted, FileRefused) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{filing.reference}: {filing.state}")

    def _asked(self, reference: str, party: str) -> ConsentRequest:
        asked = ConsentRequest.everything.filter(filing__reference=reference)
        found = [one for one in asked if compared(one.party) == compared(party)]
        if len(found) != 1:
            names = ", ".join(one.party for one in asked) or "nobody"
            raise CommandError(f"{reference} asks {names}: name one of them")
        return found[0]

    def _document(self, path: Path | None, *, by: Officer, at: datetime) -> StoredFile | None:
        if path is None:
            return None
        with path.open("rb") as content:
            return store(name=path.name, content=content, by=by, at=at)
