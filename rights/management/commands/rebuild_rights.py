"""Replays the entries of rights and compares the outcome with what is stored, or writes it where the two differ."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.actor import System
from core.clock import now
from rights.models import Right
from rights.repairing import differing, repair

RUN = 1000
REPAIRER = System("rebuild-rights")


class Command(BaseCommand):
    """``rebuild_rights [NUMBER ...] [--write]``."""

    help = "Proves that the register follows from its entries; --write puts right what does not."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which rights, and whether to write."""
        parser.add_argument("numbers", nargs="*", help="numbers of rights; all where none is given")
        parser.add_argument("--write", action="store_true", help="write the replayed state where it differs")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Tells which rights differ."""
        count = 0
        for run in self._runs(options["numbers"]):
            wrong = differing(run)
            count += len(wrong)
            for number, names in wrong.values():
                self.stdout.write(f"{number} differs in {', '.join(names)}")
            if options["write"] and wrong:
                repair(list(wrong), by=REPAIRER, at=now())
        if count and not options["write"]:
            raise CommandError(f"{count:,} rights do not follow from their entries; --write puts them right")
        self.stdout.write(f"{count:,} rights were put right" if count else "Every right follows from its entries")

    def _runs(self, numbers: list[str]) -> Iterator[list[int]]:
        rights = Right.everything.filter(number__in=numbers) if numbers else Right.everything.all()
        last = 0
        while run := list(rights.filter(id__gt=last).order_by("id").values_list("id", flat=True)[:RUN]):
            yield run
            last = run[-1]
