"""Deciding what to do with rights, and reviewing the portfolio in rounds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from core import audit
from core.actor import Applicant, Permission, label, require
from rights.models import Decision, Link, Review
from rights.models.tracking import Choice
from rights.portfolio.needs import once_each
from rights.statuses import ENDED


@dataclass(frozen=True)
class Progress:
    """How far a review is."""

    size: int
    done: int


def decide(
    right_ids: Iterable[int], choice: Choice, reason: str, *, next_review_on: date | None, by: Applicant, at: datetime
) -> int:
    """Notes the same decision for linked rights; returns for how many.

    Raises:
        NotPermitted.
    """
    require(by, [Permission.PREPARE], reason=_("Ask an administrator of your organisation to note decisions."))
    linked = Link.objects.visible_to(by).active().filter(right_id__in=list(right_ids))
    rights = sorted(set(linked.values_list("right_id", flat=True)))
    rows = [
        Decision(
            organisation_id=by.organisation_id, right_id=pk, choice=choice, reason=reason.strip()[:1000],
            reviewer_id=by.user_id, decided_at=at, next_review_on=next_review_on,
        )
        for pk in rights
    ]  # fmt: skip
    with transaction.atomic():
        Decision.everything.bulk_create(rows)
        audit.note("decisions-noted", by=by, at=at, details={"choice": str(choice), "rights": len(rows)})
    return len(rows)


def decisions_about(right_id: int, *, by: Applicant) -> QuerySet[Decision]:
    """What was decided about a right, the newest first."""
    return Decision.objects.visible_to(by).filter(right_id=right_id).select_related("reviewer").order_by("-decided_at")


def begin_review(name: str, *, client: str, due_on: date, by: Applicant, at: datetime) -> Review:
    """Begins a round.

    Raises:
        NotPermitted.
    """
    require(by, [Permission.PREPARE], reason=_("Ask an administrator of your organisation to begin a review."))
    made = Review.everything.create(
        organisation_id=by.organisation_id, name=name.strip()[:60], client=client, due_on=due_on, begun_at=at,
        begun_by=label(by),
    )  # fmt: skip
    audit.note("review-begun", by=by, at=at, subject=made.reference)
    return made


def close_review(review: Review, *, by: Applicant, at: datetime) -> None:
    """Ends a round.

    Raises:
        NotPermitted.
    """
    require(by, [Permission.PREPARE], reason=_("Ask an administrator of your organisation to end a review."))
    mine = Review.objects.visible_to(by).filter(pk=review.pk, closed_at=None)
    Review.everything.filter(pk__in=mine.values("pk")).update(closed_at=at)
    audit.note("review-closed", by=by, at=at, subject=review.reference)


def left_of(review: Review, *, by: Applicant) -> QuerySet[Link]:
    """The links about which nobody has decided since the review began."""
    decided = Decision.everything.filter(
        organisation_id=review.organisation_id, right_id=OuterRef("right_id"), decided_at__gte=review.begun_at
    )
    return _all_of(review, by=by).exclude(Exists(decided)).order_by("number", "pk")


def progress(review: Review, *, by: Applicant) -> Progress:
    """How many there are, and are decided."""
    size = _all_of(review, by=by).count()
    return Progress(size, size - left_of(review, by=by).count())


def _all_of(review: Review, *, by: Applicant) -> QuerySet[Link]:
    links = once_each(by).exclude(status__in=ENDED)
    return links.filter(client=review.client) if review.client else links
