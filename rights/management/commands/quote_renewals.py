"""Quotes the renewals of any number of patents: JSON Lines in, JSON Lines out, no database needed."""

import sys
from collections.abc import Iterable
from contextlib import ExitStack
from io import TextIOBase
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from rights.patents.quote_chunks import answer_all

STANDARD_INPUT = "-"


class Command(BaseCommand):
    """Reads requests from a file or standard input and writes a quote, or what is wrong, for each."""

    help = (
        'Quotes renewals. Each line in: {"id", "kind": "GB" or "EP", "filedOn", "grantedOn" or null, '
        '"paidThroughYear", "licencesOfRightSince" or null, "on"}. '
        "Each line out: the state, the dates and the fees in pence, or an error with the line's number."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Takes a file to read and a file to write; both are the standard streams if not named."""
        parser.add_argument("file", nargs="?", default=STANDARD_INPUT, help="a file of JSON Lines, or - to read stdin")
        parser.add_argument("--out", help="a file to write instead of stdout")

    def handle(self, *_args: object, file: str, out: str | None, **_options: object) -> None:
        """Answers every line in turn; a bad line is answered with its number and does not stop the rest."""
        if out and file != STANDARD_INPUT and Path(out).resolve() == Path(file).resolve():
            raise CommandError(_("Name another file for --out than the one to read"))
        with ExitStack() as opened:
            lines = _read(file, opened)
            written = _write(out, opened) if out else self.stdout
            for answers in answer_all(lines):
                written.write(answers)


def _read(file: str, opened: ExitStack) -> Iterable[bytes]:
    if file == STANDARD_INPUT:
        return getattr(sys.stdin, "buffer", None) or (line.encode() for line in sys.stdin)
    try:
        return opened.enter_context(Path(file).open("rb"))
    except OSError as error:
        raise _cannot_open(file, error) from error


def _write(file: str, opened: ExitStack) -> TextIOBase:
    try:
        return opened.enter_context(Path(file).open("w", encoding="utf-8"))
    except OSError as error:
        raise _cannot_open(file, error) from error


def _cannot_open(file: str, error: OSError) -> CommandError:
    return CommandError(_("%(file)s cannot be opened: %(reason)s") % {"file": file, "reason": error.strerror})
