"""Standings: everything rules may ask, as frozen data, in a fixed number of queries; and finding published rights."""

from dataclasses import FrozenInstanceError
from datetime import UTC, date, datetime

import pytest
from builders.people import acting_for, an_organisation
from builders.register import BOOKS, a_link, a_patent, details
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from core.actor import Public, System
from rights.facts import Ended, PartyOnRecord, Withheld
from rights.lookup import find_published
from rights.models import Hold, Right
from rights.register import record
from rights.standing import load_standings

pytestmark = pytest.mark.django_db

AT = datetime(2023, 5, 15, 9, 30, tzinfo=UTC)
ON = date(2023, 5, 15)


def test_a_standing_holds_the_right_its_people_and_the_quote() -> None:
    owner = PartyOnRecord(name="Acme Ltd", company_number="01234567", details=details("1 Way"))
    right = a_patent(proprietors=(owner,), agents=("Penn IP",), service=details("2 Way", email="p@penn.example"))
    standing = load_standings([right.pk], by=System(), on=ON)[right.pk]
    assert (standing.right.number, standing.right.kind, standing.right.status) == (right.number, "GB", "granted")
    assert [(party.name, party.company_number, party.lines) for party in standing.proprietors] == [
        ("Acme Ltd", "01234567", ("1 Way",))
    ]
    assert [party.name for party in standing.agents] == ["Penn IP"]
    contact = standing.contacts["service"]
    assert (contact.lines, contact.email, contact.stands_since) == (("2 Way",), "p@penn.example", date(2019, 5, 10))
    assert standing.quote is not None
    assert (standing.quote.years, standing.quote.renewal_fee_pence) == ((5,), 7000)
    assert (standing.renewals_open, standing.on_hold, standing.relation, standing.open_filings) == (
        True,
        False,
        None,
        (),
    )


def test_renewals_are_open_only_in_time_and_in_force() -> None:
    right = a_patent()
    days = (date(2023, 2, 28), date(2023, 3, 1), date(2023, 11, 30), date(2023, 12, 1))
    assert [load_standings([right.pk], by=System(), on=day)[right.pk].renewals_open for day in days] == [
        False,
        True,
        True,
        False,
    ]
    with transaction.atomic():
        gone = Ended(effective_on=ON, how="surrendered")
        record(right.pk, [gone], because="x", by=BOOKS, received_at=AT, at=AT)
    surrendered = load_standings([right.pk], by=System(), on=ON)[right.pk]
    assert (surrendered.renewals_open, surrendered.quote) == (False, None)


def test_the_relation_is_that_of_the_asking_organisation_and_owner_goes_first() -> None:
    right = a_patent()
    both, firm, waiting = an_organisation(), an_organisation(), an_organisation()
    a_link(right, both, relation="representative")
    a_link(right, both, relation="owner", since_at=AT)
    a_link(right, firm, relation="representative")
    a_link(right, waiting, state="waiting")

    def relation(organisation: object) -> str | None:
        return load_standings([right.pk], by=acting_for(organisation), on=ON)[right.pk].relation  # type: ignore[arg-type]

    assert [relation(each) for each in (both, firm, waiting)] == ["owner", "representative", None]
    assert load_standings([right.pk], by=acting_for(both), on=ON)[right.pk].link_active_from == AT


def test_a_hold_shows_until_it_is_lifted() -> None:
    right = a_patent()
    hold = Hold.objects.create(right=right, reason="not-me", since_at=AT, since_by="public")
    assert load_standings([right.pk], by=System(), on=ON)[right.pk].on_hold
    hold.lifted_at = AT
    hold.save()
    assert not load_standings([right.pk], by=System(), on=ON)[right.pk].on_hold


def test_a_standing_cannot_be_changed() -> None:
    right = a_patent()
    standing = load_standings([right.pk], by=System(), on=ON)[right.pk]
    with pytest.raises(FrozenInstanceError):
        standing.on_hold = True  # type: ignore[misc]


def test_standings_take_the_same_queries_for_one_and_for_many() -> None:
    organisation = an_organisation()
    actor = acting_for(organisation)
    rights = [a_patent(service=details(), agents=("Penn IP",)) for _ in range(9)]
    for right in rights:
        a_link(right, organisation)
    load_standings([rights[0].pk], by=actor, on=ON)

    def queries(count: int) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert len(load_standings([right.pk for right in rights[:count]], by=actor, on=ON)) == count
        return len(captured)

    assert queries(1) == queries(9) <= 11


def test_what_may_not_be_seen_is_not_loaded() -> None:
    right = a_patent(published_on=None, granted_on=None)
    assert load_standings([right.pk], by=Public(), on=ON) == {}


def test_a_published_right_is_found_by_any_of_its_numbers() -> None:
    right = a_patent(number="GB2470008", application_number="GB0907539.1")
    for typed in ("GB2470008", "gb 2 470 008 B", "GB0907539.1", "0907539.1"):
        assert [found.pk for found in find_published(typed)] == [right.pk]


def test_seven_digits_that_may_be_two_rights_find_both_the_likelier_first() -> None:
    """GB2606630 is a publication, and with its check digit 8 an application of 2026 (patent number vectors)."""
    published = a_patent(number="GB2606630", application_number="GB2100001.1")
    applied = a_patent(number="GB2700000", application_number="GB2606630.8", filed_on=date(2019, 5, 10))
    assert [found.pk for found in find_published("2606630")] == [published.pk, applied.pk]


def test_unknown_unpublished_and_withheld_numbers_are_answered_alike() -> None:
    unpublished = a_patent(published_on=None, granted_on=None)
    withheld = a_patent(number="GB2511111")
    with transaction.atomic():
        hidden = Withheld(effective_on=ON, whole_right=True)
        record(withheld.pk, [hidden], because="x", by=BOOKS, received_at=AT, at=AT)
    answers = []
    for number in ("GB2599999", unpublished.number, "GB2511111"):
        with CaptureQueriesContext(connection) as queries:
            answers.append((find_published(number), len(queries)))
    assert answers == [([], 1), ([], 1), ([], 1)]
    assert Right.everything.filter(number="GB2511111").exists()


def test_what_is_no_number_is_said_so() -> None:
    with pytest.raises(ValueError):
        find_published("my patent")
