"""Draws the quality sample of a day at random, and keeps what was found when each decision was looked at again."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256
from secrets import token_hex

from django.db import transaction
from django.utils.translation import gettext as _

from casework.kind import CannotSettle
from casework.models import QualityDraw, QualitySample, SampleRule
from core.actor import Officer
from core.days import end_of, legal_day, start_of
from core.office import tell_office
from transactions.models import Filing
from transactions.states import State

CATCH_UP_DAYS = 31
DECIDED = (State.RECORDED, State.REFUSED)
OF = 10_000


def draw_samples(*, at: datetime) -> int:
    """Draws for every day that is over and was not drawn for, a month back at most; returns how many were drawn."""
    yesterday = legal_day(at) - timedelta(days=1)
    last = QualityDraw.everything.order_by("-day").values_list("day", flat=True).first()
    since = max(last + timedelta(days=1), yesterday - timedelta(days=CATCH_UP_DAYS)) if last else yesterday
    days = [since + timedelta(days=number) for number in range((yesterday - since).days + 1)]
    return sum(draw_for(day, at=at) for day in days)


def draw_for(day: date, *, at: datetime, seed: str = "") -> int:
    """Draws among the decisions of one London day, once; returns how many."""
    with transaction.atomic():
        draw, is_new = QualityDraw.everything.get_or_create(
            day=day, defaults={"seed": seed or token_hex(16), "drawn_at": at}
        )
        if not is_new:
            return 0
        drawn = list(_drawn(draw))
        QualitySample.everything.bulk_create(drawn, batch_size=1000)
        draw.save(update_fields=["counts"])
        for sample in drawn:
            tell_office("quality", sample.filing, version="drawn", at=at)
    return len(drawn)


def is_drawn(seed: str, reference: str, percent: int) -> bool:
    """Whether a decision is in the sample: a number between 0 and 1 from seed and reference, below the percentage."""
    number = int(sha256(f"{seed}:{reference}".encode()).hexdigest(), 16) % OF
    return number < percent * OF // 100


def keep_result(reference: str, result: str, why: str, *, by: Officer, at: datetime) -> QualitySample:
    """What somebody found who had no part in the decision; once.

    Raises:
        CannotSettle.
    """
    with transaction.atomic():
        sample = QualitySample.everything.select_for_update().get(filing=reference)
        if sample.checked_at is not None:
            raise CannotSettle(_("Somebody has looked at this already."))
        filing = Filing.everything.get(reference=reference)
        if by.user_id in (filing.prepared_by, filing.decided_by):
            raise CannotSettle(_("You had a part in this decision: another colleague looks at it."))
        sample.result, sample.why, sample.checked_at, sample.checked_by = result, why[:1000], at, by.user_id
        sample.save()
    return sample


def _drawn(draw: QualityDraw) -> Iterator[QualitySample]:
    ended = Filing.everything.filter(
        state__in=DECIDED, ended_at__gte=start_of(draw.day), ended_at__lt=end_of(draw.day)
    ).order_by("reference")
    for rule in SampleRule.everything.order_by("route"):
        decided = list(ended.filter(route=rule.route).only("reference", "route", "ended_at"))
        chosen = [one for one in decided if is_drawn(draw.seed, one.reference, rule.percent)]
        draw.counts[rule.route] = {"decided": len(decided), "percent": rule.percent, "drawn": len(chosen)}
        yield from _samples(draw, chosen)


def _samples(draw: QualityDraw, filings: Iterable[Filing]) -> Iterator[QualitySample]:
    """A decision that was drawn once is not drawn again after it was opened again."""
    for one in filings:
        if one.ended_at and not QualitySample.everything.filter(filing=one.reference).exists():
            yield QualitySample(draw=draw, filing=one.reference, route=one.route, decided_at=one.ended_at)
