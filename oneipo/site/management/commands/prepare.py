"""Makes the database ready for this version: migrations, reference data and, in development, the demonstration."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from oneipo.site.demonstration import load_demonstration


class Command(BaseCommand):
    """Repeatable: what is there already stays as it is."""

    help = "Migrates, loads fees, excluded days and the first teams and, in development, a demonstration register."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--no-demonstration`` leaves the register empty."""
        parser.add_argument("--no-demonstration", action="store_true", help="leave the register as it is")

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs the steps in order."""
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_reference_data", verbosity=0)
        call_command("load_office", verbosity=0)
        if settings.DEVELOPMENT and not options["no_demonstration"]:
            load_demonstration(say=self.stdout.write)
