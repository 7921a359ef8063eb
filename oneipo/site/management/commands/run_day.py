"""The demonstration clock: goes from day to day and does everything that waits for a day. Development only."""

from argparse import ArgumentParser
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.clock import move_to, now
from core.days import LONDON, legal_day
from core.outbox.relay import keep_due
from notifications.sending import ask_about_silent
from oneipo.site.daily import run_daily
from payments.sweeping import sweep

FIRST_MINUTES = time(0, 5)
PROMISES_A_DAY = 100_000


class Command(BaseCommand):
    """``run_day --until DATE``; without a date, one day."""

    help = "Moves the demonstration clock to a day, running every day on the way. Development only."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The day at which the clock stops."""
        parser.add_argument("--until", type=date.fromisoformat, help="a London day, as 2027-01-31")

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs each day a little after midnight, and leaves the clock at the same time of day as before."""
        if not settings.DEVELOPMENT:
            raise CommandError("The demonstration clock runs in development only.")
        began = now()
        until = options["until"] or legal_day(began) + timedelta(days=1)
        if until < legal_day(began):
            raise CommandError(f"The clock only goes forward; it is at {legal_day(began)} now.")
        day = legal_day(began) + timedelta(days=1)
        while day <= until:
            self._run(datetime.combine(day, FIRST_MINUTES, LONDON))
            day += timedelta(days=1)
        self._set(datetime.combine(until, began.astimezone(LONDON).time(), LONDON))

    def _run(self, at: datetime) -> None:
        self._set(at)
        sweep(now())
        keep_due(now=now, limit=PROMISES_A_DAY)
        done = run_daily(at=now())
        keep_due(now=now, limit=PROMISES_A_DAY)
        ask_about_silent(at=now())
        if any(vars(done).values()):
            words = ", ".join(f"{count} {name}" for name, count in vars(done).items() if count)
            self.stdout.write(f"{at:%d %B %Y}: {words}")

    def _set(self, moment: datetime) -> None:
        """Moves our clock, and with it the clocks of the stand-ins."""
        ahead = move_to(moment)
        for address in stand_ins():
            try:
                requests.post(f"{address}/__stub__/clock", json={"offset_seconds": ahead}, timeout=5)
                requests.post(f"{address}/__stub__/tick", timeout=5)
            except requests.RequestException:
                self.stderr.write(f"{address} does not answer, so its clock stays where it is.")


def stand_ins() -> list[str]:
    """The addresses of all stand-ins."""
    addresses = [settings.PAY_URL, settings.NOTIFY_URL, settings.COMPANIES_HOUSE_URL]
    for discovery in (settings.ONE_LOGIN_DISCOVERY_URL, settings.STAFF_OIDC_DISCOVERY_URL):
        addresses.append("{0.scheme}://{0.netloc}".format(urlsplit(discovery)))
    return addresses
