"""A right as the office reads it: who is linked, what holds it, and its cases; every look is in the audit log."""

from datetime import datetime

from django.db.models.functions import Upper

from accounts.roles import OfficePermission, demand
from casework.models import Case
from core import audit
from core.actor import Officer
from rights.lookup import bears, likeliness, readings_of
from rights.models import Hold, Link, LinkDispute, Right
from rights.numbers import NotANumber

MOST_CASES = 25


def note_right_seen(right: Right, *, by: Officer, at: datetime) -> None:
    """Somebody of staff looks at a right, and whether it was one that the public does not see."""
    is_public = right.published_on is not None and not right.is_withheld
    audit.note("right-seen", by=by, at=at, subject=right.number, details={"public": is_public})


def right_of_number(text: str, *, by: Officer) -> Right | None:
    """The likeliest right that bears the number, published or not; None if it is no number or nobody's."""
    try:
        readings = readings_of(text)
    except NotANumber:
        return None
    found = Right.objects.visible_to(by).filter(bears(readings))
    return min(found, key=lambda right: likeliness(right, readings), default=None)


def links_to(right: Right, *, by: Officer) -> list[Link]:
    """Every link that is not over, with its account.

    Raises:
        NotPermitted.
    """
    demand(by, OfficePermission.SEE_WORK)
    rows = Link.everything.filter(right=right).exclude(state=Link.State.ENDED)
    return list(rows.select_related("organisation").order_by("since_at", "pk"))


def holds_on(right: Right, *, by: Officer) -> list[Hold]:
    """The holds in force.

    Raises:
        NotPermitted.
    """
    demand(by, OfficePermission.SEE_WORK)
    return list(Hold.objects.filter(right=right, lifted_at=None).order_by("since_at", "pk"))


def cases_about(right: Right, *, by: Officer) -> list[Case]:
    """The newest cases about the right, open ones among them."""
    rows = Case.objects.visible_to(by).annotate(words=Upper("sought")).filter(words__contains=right.number.upper())
    return list(rows.select_related("team", "allocated_to").order_by("-received_at", "-pk")[:MOST_CASES])


def dispute_of(case: Case, *, by: Officer) -> LinkDispute:
    """The dispute that a case is about.

    Raises:
        NotPermitted.
    """
    demand(by, OfficePermission.SEE_WORK)
    return LinkDispute.everything.select_related("right", "organisation").get(reference=case.about)


def held_because_of(case: Case, *, by: Officer) -> list[Hold]:
    """The first holds because of the filing that a case is about, those in force and those that were lifted.

    Raises:
        NotPermitted.
    """
    demand(by, OfficePermission.SEE_WORK)
    held = Hold.objects.filter(about=case.about).select_related("right")
    return list(held.order_by("right__number")[:MOST_CASES])
