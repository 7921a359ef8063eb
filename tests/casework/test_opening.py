"""Opening a case of another team asks for a reason, which opens it until the end of the London day."""

from datetime import UTC, datetime

import pytest
from builders.cases import an_office, in_team, many_cases
from builders.filings import an_officer

from casework.models import Case, CaseEvent
from casework.opening import ReasonMissing, needs_reason, note_look, say_why
from core.models import AuditEvent

pytestmark = pytest.mark.django_db
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
LATE, PAST_MIDNIGHT = datetime(2024, 6, 12, 22, 59, tzinfo=UTC), datetime(2024, 6, 12, 23, 1, tzinfo=UTC)
"""London is an hour ahead in June."""


@pytest.fixture
def case() -> Case:
    return many_cases(1, at=AT, team=an_office()["money"])[0]


def test_ones_own_team_needs_no_reason(case: Case) -> None:
    inside, outside = an_officer(AT), an_officer(AT, email="outside@office.example")
    in_team(case.team, inside, at=AT)
    in_team(an_office()["links"], outside, at=AT)
    assert not needs_reason(case, by=inside, at=AT)
    assert needs_reason(case, by=outside, at=AT)


@pytest.mark.parametrize("role", ["examiner", "support", "auditor"])
def test_whoever_only_reads_always_says_why(case: Case, role: str) -> None:
    assert needs_reason(case, by=an_officer(AT, roles=[role]), at=AT)


def test_a_reason_lasts_until_midnight_in_london(case: Case) -> None:
    by = an_officer(AT, roles=["examiner"])
    with pytest.raises(ReasonMissing):
        say_why(case, "  ", by=by, at=AT)
    say_why(case, "The owner called me", by=by, at=AT)
    assert not needs_reason(case, by=by, at=LATE)
    assert needs_reason(case, by=by, at=PAST_MIDNIGHT)
    assert CaseEvent.everything.get(case=case).why == "The owner called me"
    assert AuditEvent.objects.get(verb="case-opened-outside-queue").reason == "The owner called me"


def test_every_look_is_in_the_audit_log(case: Case) -> None:
    note_look(case, by=an_officer(AT), at=AT)
    assert AuditEvent.objects.get(verb="case-seen").subject == case.reference
