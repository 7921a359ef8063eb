"""Verifies every chain of the register and every daily root: what was edited, cut or has vanished shows."""

from argparse import ArgumentParser
from collections.abc import Iterator
from csv import DictReader
from itertools import chain
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rights.models import Right
from rights.roots import differing_from, verify_roots
from rights.verifying import vanished, verify_many

RUN = 2000
TOLD_AT_MOST = 100


class Command(BaseCommand):
    """``verify_register [--roots-only] [--every-root] [--published FILE]``."""

    help = "Checks hashes, chains, particulars and daily roots; ends with an error if anything is wrong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to check."""
        parser.add_argument("--roots-only", action="store_true", help="check the daily roots and not each entry")
        parser.add_argument("--every-root", action="store_true", help="gather every root anew and not the latest only")
        parser.add_argument("--published", type=Path, help="a kept copy of /register/daily-roots.csv, to be compared")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Tells every fault, and how much was checked."""
        count = 0
        copy = _copied(options["published"]) if options["published"] else []
        found = self._faults(chains=not options["roots_only"], every=options["every_root"])
        for fault in chain(found, differing_from(copy)):
            count += 1
            if count <= TOLD_AT_MOST:
                self.stderr.write(fault)
        if count:
            raise CommandError(f"{count:,} faults: the register is not what was entered")
        self.stdout.write(f"{Right.everything.count():,} rights: chains, particulars and daily roots are whole")

    def _faults(self, *, chains: bool, every: bool) -> Iterator[str]:
        if chains:
            for run in runs_of_rights():
                yield from map(_sentence, verify_many(run))
            yield from map(_sentence, vanished())
        yield from verify_roots(every=every)


def _copied(path: Path) -> list[tuple[str, str]]:
    """The days and roots of a copy.

    Raises:
        CommandError: if it cannot be read as one.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return [(row["day"], row["root"]) for row in DictReader(file)]
    except (OSError, KeyError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} is no copy of the daily roots: {error}") from None


def _sentence(found: tuple[int, str]) -> str:
    right_id, fault = found
    return f"right {right_id}: {fault}"


def runs_of_rights() -> Iterator[list[int]]:
    """The ids of all rights, in runs, so that memory stays flat."""
    last = 0
    while run := list(Right.everything.filter(id__gt=last).order_by("id").values_list("id", flat=True)[:RUN]):
        yield run
        last = run[-1]
