"""Lives of synthetic patents: dates worked out backwards from the state that each is to be in on the day."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from rights.calendar import anniversary, month_end, month_start, months_after
from rights.patents.terms import Kind, RenewalFacts, last_day_of_term, unpaid_renewals

Event = dict[str, Any]

WISHES = {
    "not-yet-due": 382,
    "renewable": 110,
    "overdue": 25,
    "late": 60,
    "restorable": 60,
    "ceased": 120,
    "fully-paid": 15,
    "expired": 60,
    "late-grant": 20,
    "published": 45,
    "pending": 35,
    "terminated": 20,
    "withdrawn": 10,
    "deemed-withdrawn": 6,
    "refused": 5,
    "surrendered": 8,
    "revoked": 7,
    "restored": 10,
    "void": 2,
}
"""How many of a thousand rights are in which state."""

BEFORE_GRANT = {"pending", "published", "terminated", "withdrawn", "deemed-withdrawn", "refused"}
WEDNESDAY = 2
EUROPEAN = {"void"}
"""States that only a European patent (UK) can be in."""
MONTHS_TO_DUE = {
    "not-yet-due": (3, 11),
    "renewable": (0, 2),
    "overdue": (-1, -1),
    "late": (-6, -2),
    "restorable": (-19, -9),
    "ceased": (-120, -22),
    "surrendered": (3, 11),
    "revoked": (3, 11),
    "restored": (3, 11),
}
"""In which month, counted from the day's own, the first unpaid renewal falls due."""


@dataclass
class Life:
    """What happened to one right."""

    filed_on: date
    published_on: date | None = None
    granted_on: date | None = None
    renewals: list[tuple[int, date]] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)


def live(wish: str, kind: Kind, on: date, random: Random) -> Life:
    """A life that leaves the right in the wished state on the day."""
    if wish in BEFORE_GRANT:
        return _before_grant(wish, on, random)
    if wish == "late-grant":
        return _late_grant(kind, on, random)
    if wish in {"fully-paid", "expired"}:
        return _whole_term(wish, kind, on, random)
    if wish == "void":
        return _void(random)
    return _stopped(wish, kind, on, random)


def _some_day(month: date, random: Random) -> date:
    return month.replace(day=random.randint(1, month_end(month).day))


def _before_grant(wish: str, on: date, random: Random) -> Life:
    if wish == "pending":
        return Life(filed_on=on - timedelta(days=random.randint(3, 500)))
    filed_on = on - timedelta(days=random.randint(640, 1500))
    life = Life(filed_on, published_on=_published(filed_on))
    if wish != "published":
        ended_on = life.filed_on + timedelta(days=random.randint(560, 630))
        life.events = [{"kind": wish, "on": ended_on.isoformat()}]
    return life


def _published(filed_on: date) -> date:
    """A Wednesday about eighteen months after filing."""
    return _wednesday(months_after(filed_on, 18)) + timedelta(days=7)


def _wednesday(day: date) -> date:
    """The last Wednesday by the day: the Journal and the European Patent Bulletin come out on Wednesdays."""
    return day - timedelta(days=(day.weekday() - WEDNESDAY) % 7)


def _stopped(wish: str, kind: Kind, on: date, random: Random) -> Life:
    """A patent renewed up to a renewal that falls due in the wished month."""
    nearest, farthest = MONTHS_TO_DUE[wish]
    due_month = month_start(on, months=random.randint(nearest, farthest))
    number = random.randint(7 if wish == "restored" else 4, 19)
    life = _granted(due_month, number, kind, random)
    if life.granted_on is None or life.granted_on >= on:
        return _before_grant("published", on, random)
    if wish in {"restorable", "ceased"}:
        ceased_on = anniversary(life.filed_on, number)
        known_on = min(month_end(ceased_on, months=6) + timedelta(days=57), on)
        life.events.append({"kind": "ceased", "on": ceased_on.isoformat(), "recordedOn": known_on.isoformat()})
    elif wish in {"surrendered", "revoked"}:
        life.events.append({"kind": wish, "on": (on - timedelta(days=random.randint(1, 60))).isoformat()})
    elif wish == "restored":
        _restore(life, number - 2)
    return life


def _restore(life: Life, year: int) -> None:
    """The fee of the year was not paid, the patent ceased, and was restored eleven months later; if it was owed."""
    if year not in dict(life.renewals):
        return
    ceased_on = anniversary(life.filed_on, year - 1)
    known_on, restored_on = month_end(ceased_on, months=6) + timedelta(days=57), ceased_on + timedelta(days=335)
    life.renewals = [(paid, restored_on if paid == year else day) for paid, day in life.renewals]
    life.events = [
        {"kind": "ceased", "on": ceased_on.isoformat(), "recordedOn": known_on.isoformat()},
        {"kind": "restored", "on": restored_on.isoformat()},
    ]


def _void(random: Random) -> Life:
    """A European patent of which no translation was filed, as the law asked until the London Agreement of 2008."""
    filed_on = date(2000, 1, 1) + timedelta(days=random.randint(0, 1200))
    granted_on = _wednesday(filed_on + timedelta(days=random.randint(1100, 1300)))
    return Life(filed_on, _published(filed_on), granted_on, events=[{"kind": "void", "on": granted_on.isoformat()}])


def _granted(due_month: date, number: int, kind: Kind, random: Random) -> Life:
    """A patent with every renewal paid before its ``number``-th anniversary, which lies in ``due_month``."""
    day_of_month = random.randint(1, 28 if due_month.month == 2 else month_end(due_month).day)
    filed_on = date(due_month.year - number, due_month.month, day_of_month)
    late = number > 6 and random.random() < 0.12
    most = min((number - 2) * 365, 2900) if late else 1300
    granted_on = _wednesday(filed_on + timedelta(days=random.randint(1430 if late else 800, most)))
    life = Life(filed_on, _published(filed_on), granted_on)
    if late:
        life.renewals = _paid_by_the_rules(kind, filed_on, granted_on, number, random)
    else:
        life.renewals = [(year, _paid_about(anniversary(filed_on, year - 1), random)) for year in range(5, number + 1)]
    return life


def _paid_about(renewal_on: date, random: Random) -> date:
    """Mostly in the two months before, seldom late."""
    return renewal_on + timedelta(days=random.randint(32, 90) if random.random() < 0.06 else -random.randint(0, 55))


def _paid_by_the_rules(
    kind: Kind, filed_on: date, granted_on: date, through: int, random: Random
) -> list[tuple[int, date]]:
    """Renewals after a late grant: several years at once for GB, none of the years before the mention for EP."""
    paid: list[tuple[int, date]] = []
    for renewal in unpaid_renewals(RenewalFacts(kind, filed_on, granted_on)):
        if renewal.years[-1] > through:
            break
        day = renewal.opens_on + timedelta(days=random.randint(0, 50))
        paid += [(year, day) for year in renewal.years]
    return paid


def _late_grant(kind: Kind, on: date, random: Random) -> Life:
    """Granted within the last three months, more than 3 years and 9 months after filing."""
    granted_on = _wednesday(on - timedelta(days=random.randint(1, 85)))
    filed_on = granted_on - timedelta(days=random.randint(1450, 3200))
    return Life(filed_on, _published(filed_on), granted_on)


def _whole_term(wish: str, kind: Kind, on: date, random: Random) -> Life:
    """Paid to the end: the twentieth year is running, or over."""
    since = random.randint(-300, -20) if wish == "fully-paid" else random.randint(10, 700)
    filed_on = anniversary(on - timedelta(days=since), -20)
    granted_on = _wednesday(filed_on + timedelta(days=random.randint(800, 1300)))
    life = Life(filed_on, _published(filed_on), granted_on)
    life.renewals = [(year, _paid_in_time(filed_on, year, random)) for year in range(5, 21)]
    if wish == "expired":
        ended_on = last_day_of_term(filed_on) + timedelta(days=1)
        life.events.append({"kind": "expired", "on": ended_on.isoformat()})
    return life


def _paid_in_time(filed_on: date, year: int, random: Random) -> date:
    return anniversary(filed_on, year - 1) - timedelta(days=random.randint(0, 55))
