"""What time alone does: cessation after the late period, expiry after the term, and who waits."""

from datetime import UTC, date, datetime, time

import pytest
from builders.people import an_organisation
from builders.register import BOOKS, a_link, a_patent
from django.db import transaction

from core.days import LONDON
from rights.closing import Closed, close_day
from rights.facts import RenewalPaid
from rights.models import Entry, Right
from rights.register import rebuild, record, stored_state

pytestmark = pytest.mark.django_db


def close(on: date, held: tuple[int, ...] = ()) -> Closed:
    return close_day(on, at=datetime.combine(on, time(0, 30), LONDON), held=held)


def state_of(right: Right) -> tuple[str, date | None]:
    right.refresh_from_db()
    return right.status, right.ceased_on


def test_a_patent_ceases_at_its_renewal_date_once_the_late_period_is_over() -> None:
    """R08 and R11: filed 10 May 2019, late to Thursday 30 November 2023."""
    right = a_patent()
    assert close(date(2023, 11, 30)) == Closed((), ())
    assert close(date(2023, 12, 1)) == Closed((right.pk,), ())
    assert state_of(right) == ("ceased", date(2023, 5, 10))
    assert right.restore_by == date(2024, 12, 31)
    entry = Entry.everything.get(right=right, number=2)
    assert (entry.kind, entry.because, entry.by, entry.effective_on) == (
        "ceased",
        "time",
        "system:close-day",
        date(2023, 5, 10),
    )
    assert rebuild(right.pk) == stored_state(right.pk)


def test_the_late_period_runs_on_over_a_weekend() -> None:
    """Filed 20 May 2018: the late period for 2024 ends on Saturday 30 November; Monday 2 December is still in time."""
    right = a_patent(filed_on=date(2018, 5, 20), granted_on=date(2020, 6, 2), paid_through=6)
    assert (close(date(2024, 12, 1)).ceased, close(date(2024, 12, 2)).ceased) == ((), ())
    assert close(date(2024, 12, 3)).ceased == (right.pk,)
    assert state_of(right) == ("ceased", date(2024, 5, 20))


def test_a_patent_expires_the_day_after_its_term() -> None:
    """R17: filed 31 January 2006, year 20 paid: the last day of the term is 30 January 2026."""
    right = a_patent(
        filed_on=date(2006, 1, 31), published_on=date(2007, 8, 1), granted_on=date(2009, 6, 10), paid_through=20
    )
    assert close(date(2026, 1, 30)) == Closed((), ())
    assert close(date(2026, 1, 31)) == Closed((), (right.pk,))
    assert state_of(right) == ("expired", None)
    assert Entry.everything.get(right=right, kind="expired").effective_on == date(2026, 1, 31)


def test_what_is_held_waits_and_closes_later() -> None:
    held, free = a_patent(), a_patent()
    assert close(date(2023, 12, 1), held=(held.pk,)).ceased == (free.pk,)
    assert state_of(held)[0] == "granted"
    assert close(date(2023, 12, 4)).ceased == (held.pk,)


def test_the_same_day_again_does_nothing() -> None:
    right = a_patent()
    close(date(2023, 12, 1))
    assert close(date(2023, 12, 1)) == Closed((), ())
    assert Entry.everything.filter(right=right).count() == 2


def test_renewed_pending_ended_and_certificate_rights_do_not_close() -> None:
    renewed = a_patent()
    with transaction.atomic():
        at = datetime(2023, 5, 10, tzinfo=UTC)
        paid = RenewalPaid(effective_on=date(2023, 5, 10), year=5)
        record(renewed.pk, [paid], because="x", by=BOOKS, received_at=at, at=at)
    a_patent(granted_on=None)
    a_patent(kind="SPC", number="SPC/GB95/010", application_number="SPC/GB95/010")
    assert close(date(2023, 12, 1)) == Closed((), ())


def test_links_show_the_cessation() -> None:
    right = a_patent()
    link = a_link(right, an_organisation())
    close(date(2023, 12, 1))
    link.refresh_from_db()
    assert link.status == "ceased"
