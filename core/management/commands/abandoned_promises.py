"""Lists what the outbox gave up, and tries it again when its cause is mended."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.actor import System
from core.clock import now
from core.outbox.relay import abandoned, retry

OPERATOR = System("operator")


class Command(BaseCommand):
    """Exits with 1 while there is anything left, so that a monitor can ask."""

    help = "Lists the promises that were abandoned; --retry with their numbers, or 'all', tries them again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which ones are tried again."""
        parser.add_argument("--retry", nargs="+", default=[], metavar="NUMBER", help="numbers, or: all")

    def handle(self, *_args: Any, retry: list[str], **_options: Any) -> None:
        """Tries again what was named, and lists the rest."""
        for number in self._numbers(retry):
            self._try_again(number)
        left = list(abandoned())
        for one in left:
            self.stdout.write(f"{one.pk}  {one.ended_at:%Y-%m-%d %H:%M}  {one.kind} {one.key}: {one.error}")
        if left:
            raise CommandError(
                f"{len(left)} abandoned: mend the cause, then try again with --retry NUMBER or --retry all"
            )
        self.stdout.write("Nothing is abandoned.")

    def _numbers(self, named: list[str]) -> list[int]:
        if named == ["all"]:
            return list(abandoned().values_list("pk", flat=True))
        if not all(number.isdecimal() for number in named):
            raise CommandError("Name the numbers that the list shows, or: all")
        return [int(number) for number in named]

    def _try_again(self, number: int) -> None:
        if not retry(number, by=OPERATOR, at=now()):
            raise CommandError(f"{number} is not abandoned")
        self.stdout.write(f"{number} is tried again.")
