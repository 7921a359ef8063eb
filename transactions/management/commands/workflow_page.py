"""Writes docs/workflow.md from the table of moves, or checks that it is current."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from transactions.workflow_page import workflow_page


class Command(BaseCommand):
    """Without ``--check`` the page is written."""

    help = "Write docs/workflow.md from the table of moves; --check only compares"
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Write or compare."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes or compares the page."""
        page: Path = Path(__file__).resolve().parents[3] / "docs" / "workflow.md"
        wanted = workflow_page()
        if not options["check"]:
            page.write_text(wanted, encoding="utf-8")
        elif not page.is_file() or page.read_text(encoding="utf-8") != wanted:
            raise CommandError("docs/workflow.md is not current: run manage.py workflow_page")
