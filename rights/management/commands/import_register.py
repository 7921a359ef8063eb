"""Takes a register from outside: our JSON Lines, EPO OPS legal status, or WIPO ST.96 legal status."""

import re
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.clock import now
from rights.imports import jsonl, ops_legal, st96
from rights.imports.incoming import Unacceptable
from rights.imports.loading import Loader
from rights.imports.report import Report

SOURCE = re.compile(r"[a-z0-9-]{0,40}")
FORMATS = {format.name: format for format in (jsonl.FORMAT, ops_legal.FORMAT, st96.FORMAT)}


class Command(BaseCommand):
    """``import_register FILE --format jsonl|ops-legal|st96``."""

    help = "Takes rights into the register; the same file again adds only what is new and overrides nothing of ours."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, its format, and where the report goes."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", choices=sorted(FORMATS), required=True)
        parser.add_argument("--source", default="", help="the name of the source; the format's where it is not given")
        parser.add_argument("--report", type=Path, help="a file for the report as JSON, with every refusal")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Imports the file and tells what became of its records."""
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"There is no file {path}")
        if not SOURCE.fullmatch(options["source"]):
            raise CommandError("The name of a source has at most 40 small letters, digits and hyphens")
        at = now()
        with ExitStack() as stack:
            out = stack.enter_context(options["report"].open("w", encoding="utf-8")) if options["report"] else None
            report = Report(options["source"] or options["format"], out)
            report.begin()
            try:
                format = FORMATS[options["format"]]
                Loader(format, report.source, report, at).load(format.split(path), progress=self._progress())
            except Unacceptable as reason:
                raise CommandError(f"{path.name}: {reason}") from None
            finally:
                report.end()
        self._tell(report)

    def _progress(self) -> Callable[[int], None]:
        begun = monotonic()

        def tell(rows: int) -> None:
            seconds = monotonic() - begun
            line = f"{rows:,} rows in {seconds:.0f} s, {rows / max(seconds, 0.001):,.0f} a second"
            self.stderr.write(f"\r{line}" if sys.stderr.isatty() else line, ending="" if sys.stderr.isatty() else "\n")

        return tell

    def _tell(self, report: Report) -> None:
        self.stdout.write(
            f"{report.rows:,} rows: {report.taken:,} taken ({report.new:,} new rights, {report.news:,} with news), "
            f"{report.unchanged:,} unchanged, {report.refused:,} refused"
        )
        if report.kept_ours:
            self.stdout.write(f"{report.kept_ours:,} news are in the history only: what we entered ourselves is shown")
        for refusal in report.first_refusals:
            self.stdout.write(f"refused, {refusal}")
        if report.refused > len(report.first_refusals):
            self.stdout.write(f"and {report.refused - len(report.first_refusals):,} more; --report FILE lists all")
