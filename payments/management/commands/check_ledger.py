"""Checks that no penny is lost: captured = held + applied + on account + refund owed + refunded + charged back."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from payments.ledger import check


class Command(BaseCommand):
    """Prints each breach and exits with 1 if there is any."""

    help = "Checks the ledger: prints each breach, exits with 1 if there is any."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Runs the check over all payments."""
        breaches = check()
        for breach in breaches:
            self.stdout.write(breach)
        if breaches:
            raise CommandError(f"{len(breaches)} breaches of the ledger")
        self.stdout.write("The ledger is true.")
