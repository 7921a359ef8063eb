"""``manage.py name_behind_wall``: the office puts a member behind a wall that stands with nobody inside."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Membership
from accounts.organising.teams import StillSomebodyInside, name_by_office
from core.actor import System
from core.clock import now


class Command(BaseCommand):
    """Asked for in writing by the client whose file it is: nobody of the organisation can decide it any more."""

    help = "Names a member of an organisation behind one of its walls, if nobody is behind it"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The wall, as the audit log calls it (``wall-left-empty``), and the member."""
        parser.add_argument("wall")
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        """Names the member and says so."""
        try:
            name_by_office(options["wall"], options["email"], by=System("office"), at=now())
        except Membership.DoesNotExist:
            raise CommandError("Nobody of that organisation has this email address, or there is no such wall") from None
        except StillSomebodyInside:
            raise CommandError("Somebody is behind this wall: they name others themselves") from None
        self.stdout.write(f"{options['email']} is behind {options['wall']}")
