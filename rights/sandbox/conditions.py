"""The conditions in which test patents can be made, and a life that leads to each of them."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from django.db import models
from django.utils.translation import gettext_lazy as _

from rights.patents.quote import quote
from rights.patents.terms import FIRST_ANNIVERSARY, Kind, RenewalFacts
from rights.patents.timetable import State
from rights.rulebook import rulebook
from rights.synthetic.lives import Life, live

TRIES = 200


class Condition(models.TextChoices):
    """How a test patent stands on the day on which it is made."""

    NOT_DUE = "not-due", _("Not due yet")
    DUE = "due", _("Renewal due now")
    OVERDUE = "overdue", _("Overdue, without an additional fee")
    LATE = "late", _("Late, with an additional fee")
    RESTORABLE = "restorable", _("Lapsed, can be restored")
    CEASED = "ceased", _("Lapsed for good")
    FULLY_PAID = "fully-paid", _("Paid to the end of its term")
    EXPIRED = "expired", _("Expired")
    RECENTLY_GRANTED = "recently-granted", _("Granted late, so that several years may be owed")
    RESTORED = "restored", _("Restored, and in force")
    LICENCES_OF_RIGHT = "licences-of-right", _("Renewal due now, with licences of right")
    CO_OWNED = "co-owned", _("Renewal due now, with a co-owner")
    MORTGAGED = "mortgaged", _("Renewal due now, with a mortgage")
    PUBLISHED = "published", _("Published application")
    APPLICATION = "application", _("Application that is not published")


DUE_NOW = "renewable"
WISHES = {
    Condition.NOT_DUE: "not-yet-due",
    Condition.RECENTLY_GRANTED: "late-grant",
    Condition.APPLICATION: "pending",
    Condition.RESTORED: "restored",
}
"""What the synthetic register calls the state, where it has another word for it."""
STANDS = {
    Condition.NOT_DUE: State.NOT_YET_DUE,
    Condition.OVERDUE: State.OVERDUE_NO_SURCHARGE,
    Condition.LATE: State.LATE,
    Condition.RESTORABLE: State.RESTORABLE,
    Condition.CEASED: State.CEASED,
    Condition.FULLY_PAID: State.FULLY_PAID,
    Condition.EXPIRED: State.EXPIRED,
    Condition.RESTORED: State.NOT_YET_DUE,
    Condition.PUBLISHED: State.NOT_GRANTED,
    Condition.APPLICATION: State.NOT_GRANTED,
}
"""How each stands towards its next renewal; all others can be renewed now."""
EVENTS = {
    Condition.RESTORABLE: ["ceased"],
    Condition.CEASED: ["ceased"],
    Condition.EXPIRED: ["expired"],
    Condition.RESTORED: ["ceased", "restored"],
    Condition.LICENCES_OF_RIGHT: ["licence-of-right-entered"],
}
BRITISH = {Condition.PUBLISHED, Condition.APPLICATION, Condition.RECENTLY_GRANTED}
"""What a European patent (UK) cannot be: it begins with its grant, and owes no fee of the years before."""


def kind_for(condition: Condition, kind: Kind) -> Kind:
    """The kind itself, or GB for what a European patent (UK) cannot be."""
    return "GB" if condition in BRITISH else kind


def life_in(condition: Condition, kind: Kind, on: date, random: Random) -> Life:
    """A life that leaves the right in the condition on the London day.

    The synthetic register aims at a month. Near the edges of a month, at weekends and holidays, a draw may miss: then
    it is drawn again, at last also among those that are due a month earlier.
    """
    for attempt in range(TRIES):
        life = live(_wish(condition, attempt), kind, on, random)
        if condition == Condition.LICENCES_OF_RIGHT and life.granted_on:
            life = _with_licences(life, life.granted_on, on, random)
        if _fits(condition, life, kind, on):
            return life
    raise AssertionError(f"No life of a {kind} patent leads to {condition} on {on}")


def _wish(condition: Condition, attempt: int) -> str:
    """On the first open days of a month nothing that fell due in the month before is overdue yet (s.120)."""
    if condition == Condition.OVERDUE:
        return "late" if attempt % 2 else "overdue"
    return WISHES.get(condition, condition.value if condition in STANDS else DUE_NOW)


def _fits(condition: Condition, life: Life, kind: Kind, on: date) -> bool:
    if [event["kind"] for event in life.events] != EVENTS.get(condition, []):
        return False
    book, since = rulebook(), _licences_since(life)
    paid = max((year for year, day in life.renewals if day <= on), default=FIRST_ANNIVERSARY)
    quoted = quote(RenewalFacts(kind, life.filed_on, life.granted_on, paid, since), on, book.calendar, book.fees)
    return quoted.state == STANDS.get(condition, State.RENEWABLE) and quoted.halved == (since is not None)


def _licences_since(life: Life) -> date | None:
    days = [event["on"] for event in life.events if event["kind"] == "licence-of-right-entered"]
    return date.fromisoformat(days[0]) if days else None


def _with_licences(life: Life, granted_on: date, on: date, random: Random) -> Life:
    """The same with licences of right since a day in the first half of its life after grant."""
    entered_on = granted_on + timedelta(days=random.randint(1, max((on - granted_on).days // 2, 1)))
    return replace(life, events=[{"kind": "licence-of-right-entered", "on": entered_on.isoformat()}])
