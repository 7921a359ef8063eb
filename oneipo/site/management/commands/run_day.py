"""The demonstration clock: goes from day to day and does everything that waits for a day. Development only."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date, datetime, time, timedelta
from time import sleep
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core.clock import KEPT_FOR_SECONDS, move_to, now
from core.days import LONDON, legal_day
from core.outbox.relay import keep_due
from oneipo.celery import app
from oneipo.site.daily import run_daily
from oneipo.site.stand_ins import lent_stand_ins, tell_time

FIRST_MINUTES = time(0, 5)
PROMISES_A_DAY = 100_000
IN_THEIR_OWN_ORDER = {"core.relay", "site.close_day"}


def day(text: str) -> date:
    """A day as people type it for a command."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is not a day: write it as 2027-01-31") from None


class Command(BaseCommand):
    """``run_day --until DATE``; without a date, one day."""

    help = "Moves the demonstration clock to a day, running every day on the way. Development only."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The day at which the clock stops."""
        parser.add_argument("--until", type=day, help="a London day, as 2027-01-31")

    def handle(self, *args: Any, **options: Any) -> None:
        """Runs each day a little after midnight, and leaves the clock at the same time of day as before.

        When it returns, every part of a running service has read the new time: they read it once a second.
        """
        if not settings.DEVELOPMENT:
            raise CommandError("The demonstration clock runs in development only.")
        began = now()
        today = legal_day(began)
        until = options["until"] or today + timedelta(days=1)
        if until < today:
            raise CommandError(f"The clock only goes forward; it is at {today} now.")
        app.loader.import_default_modules()
        with lent_stand_ins(self.stderr.write):
            for ahead in range(1, (until - today).days + 1):
                self._run(datetime.combine(today + timedelta(days=ahead), FIRST_MINUTES, LONDON))
            silent = tell_time(move_to(datetime.combine(until, began.astimezone(LONDON).time(), LONDON)))
        sleep(KEPT_FOR_SECONDS)
        for address in silent:
            self.stderr.write(f"{address} does not answer, so its clock stays where it was.")
        self.stdout.write(f"It is now {until:%-d %B %Y}.")

    def _run(self, at: datetime) -> None:
        """What the scheduler asks of every day, each once."""
        tell_time(move_to(at))
        for name in sorted({each["task"] for each in app.conf.beat_schedule.values()} - IN_THEIR_OWN_ORDER):
            app.tasks[name]()
        keep_due(now=now, limit=PROMISES_A_DAY)
        done = run_daily(at=now())
        keep_due(now=now, limit=PROMISES_A_DAY)
        if any(vars(done).values()):
            words = ", ".join(f"{count} {name}" for name, count in vars(done).items() if count)
            self.stdout.write(f"{at:%d %B %Y}: {words}")
