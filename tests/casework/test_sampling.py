"""The quality sample: drawn at random and once, by anybody's arithmetic again, and looked at by somebody apart."""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest
from builders.cases import an_office, told_office
from builders.filings import an_officer

from casework.kind import CannotSettle
from casework.models import Case, QualityDraw, QualitySample, SampleRule, Stands
from casework.sampling import draw_for, draw_samples, is_drawn
from casework.settling import settle
from core.actor import NotPermitted
from transactions.models import Filing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("throwaway")]
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
NEXT = AT + timedelta(days=1)
DAY = date(2024, 6, 12)


def decided(number: int, route: str = "automatic") -> None:
    """Plain rows of decisions of the day."""
    Filing.everything.bulk_create(
        Filing(
            reference=f"FIL-{route[:2].upper()}-{place:04}", type="renew", state="recorded", route=route, created_at=AT,
            changed_at=AT, received_at=AT, ended_at=AT,
        )
        for place in range(number)
    )  # fmt: skip


def test_a_draw_can_be_repeated_by_hand_and_is_made_once() -> None:
    an_office()
    SampleRule.everything.filter(route="automatic").update(percent=10)
    decided(200)
    drawn = draw_for(DAY, at=NEXT, seed="abc")
    by_hand = [
        one
        for one in Filing.everything.values_list("reference", flat=True)
        if int(sha256(f"abc:{one}".encode()).hexdigest(), 16) % 10_000 < 1_000
    ]
    assert sorted(QualitySample.everything.values_list("filing", flat=True)) == sorted(by_hand)
    assert 0 < drawn == len(by_hand) < 60
    assert QualityDraw.everything.get().counts["automatic"] == {"decided": 200, "percent": 10, "drawn": drawn}
    assert draw_for(DAY, at=NEXT, seed="other") == 0


def test_nothing_and_everything_are_drawn_where_the_office_says_so() -> None:
    assert not any(is_drawn("s", f"FIL-{number}", 0) for number in range(300))
    assert all(is_drawn("s", f"FIL-{number}", 100) for number in range(300))


def test_every_day_since_the_last_draw_is_drawn_for() -> None:
    an_office()
    draw_samples(at=NEXT)
    draw_samples(at=NEXT + timedelta(days=3))
    days = list(QualityDraw.everything.order_by("day").values_list("day", flat=True))
    assert days == [date(2024, 6, 12), date(2024, 6, 13), date(2024, 6, 14), date(2024, 6, 15)]


def test_who_decided_does_not_look_at_it_again_and_a_wrong_one_says_why() -> None:
    an_office()
    SampleRule.everything.filter(route="single").update(percent=100)
    decided(1, "single")
    leader, other = (
        an_officer(AT, email=f"{name}@office.example", roles=["team_leader"]) for name in ("lead", "other")
    )
    Filing.everything.update(decided_by=leader.user_id)
    draw_for(DAY, at=NEXT)
    told_office(at=NEXT)
    case = Case.everything.get(kind="quality")
    assert (case.team.slug if case.team else "", case.stands) == ("quality", Stands.TO_CHECK)
    with pytest.raises(NotPermitted):
        settle(case, "right", "", by=an_officer(AT), at=NEXT)
    with pytest.raises(CannotSettle, match="had a part"):
        settle(case, "right", "", by=leader, at=NEXT)
    settle(case, "wrong", "The name has a typing error.", by=other, at=NEXT)
    sample = QualitySample.everything.get()
    assert (sample.result, sample.why, sample.checked_by) == ("wrong", "The name has a typing error.", other.user_id)
    assert Case.everything.get(pk=case.pk).stands == Stands.DONE
