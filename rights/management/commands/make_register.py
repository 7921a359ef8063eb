"""Makes a synthetic register of any size, the same for the same seed, as JSON Lines for ``import_register``."""

from argparse import ArgumentParser
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.days import LONDON
from rights.synthetic.numbering import NumbersRunOut
from rights.synthetic.register import SyntheticRegister

MOST_RIGHTS = 5_000_000


class Command(BaseCommand):
    """``make_register --rights N --seed S --out FILE``."""

    help = "Writes a clearly synthetic register: invented names and addresses, every state as of a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many rights, which seed, where to, and the day as of which the states are."""
        parser.add_argument("--rights", type=int, required=True)
        parser.add_argument("--seed", type=int, required=True)
        parser.add_argument("--out", type=Path, required=True)
        parser.add_argument("--on", type=date.fromisoformat, help="YYYY-MM-DD; today in London where it is not given")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Writes the file."""
        if not 0 <= options["rights"] <= MOST_RIGHTS:
            raise CommandError(f"Ask for 0 to {MOST_RIGHTS:,} rights")
        on = options["on"] or datetime.now(LONDON).date()
        made = SyntheticRegister(options["rights"], options["seed"], on)
        try:
            with options["out"].open("w", encoding="utf-8") as out:
                out.writelines(made.lines())
        except (OSError, NumbersRunOut) as reason:
            raise CommandError(str(reason)) from None
        self.stdout.write(f"{options['rights']:,} synthetic rights as of {on} in {options['out']}")
