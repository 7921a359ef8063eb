"""The Celery app: it wakes the outbox and runs the daily jobs; what matters is kept in PostgreSQL."""

import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import task_prerun

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oneipo.settings")

app = Celery("oneipo")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["oneipo.site"])


@task_prerun.connect
def read_rules_anew(**_said: object) -> None:
    """A worker sees new fees and closed days with its next task."""
    from rights.rulebook import follow_rulebook  # noqa: PLC0415  the apps are not ready when this module is read

    follow_rulebook()


app.conf.beat_schedule = {
    "keep promises that no nudge announced": {"task": "core.relay", "schedule": 5.0},
    "look at payments that nobody finished": {"task": "payments.sweep", "schedule": 60.0},
    "look for disputed cards": {"task": "payments.look_for_disputes", "schedule": crontab(hour=7, minute=15)},
    "ask Notify about silent messages": {"task": "notifications.ask_about_silent", "schedule": crontab(minute="*/10")},
    "tell systems whose portfolio changed": {"task": "rights.tell_changed_portfolios", "schedule": 60.0},
    "make links whose day has come": {"task": "rights.activate_links", "schedule": crontab(minute="*/5")},
    "forget old deliveries of webhooks": {
        "task": "notifications.forget_old_deliveries",
        "schedule": crontab(hour=3, minute=40),
    },
    "forget what nobody came back to": {"task": "accounts.forget_old", "schedule": crontab(minute=20)},
    "look at all of the office's work": {"task": "casework.follow_everything", "schedule": crontab(hour=2, minute=40)},
    "draw the quality sample": {
        "task": "casework.draw_samples",
        "schedule": crontab(hour=3, minute=10),
    },
    "close the London day": {"task": "site.close_day", "schedule": crontab(hour=0, minute="5,35")},
    "close the day again where it could not be": {"task": "site.close_day", "schedule": crontab(minute=50)},
}
