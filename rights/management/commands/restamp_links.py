"""After a database was loaded from a dump: lets the feed of changes count by the new database's transactions."""

from django.core.management.base import BaseCommand

from core.actor import System
from rights.queries import restamp_links


class Command(BaseCommand):
    """Harmless to repeat: every right is told once more as changed."""

    help = "After loading a dump: lets every link count as changed now, so that the feed of changes misses nothing"

    def handle(self, *args: object, **options: object) -> None:
        """Prints how many links there are."""
        count = restamp_links(by=System("restamp-links"))
        self.stdout.write(f"{count:,} links count as changed now.")
