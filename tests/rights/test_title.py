"""The chain of title: who owned it from when to when, and why."""

from datetime import UTC, date, datetime

import pytest
from builders.register import BOOKS, a_patent
from django.db import transaction

from rights.facts import Corrected, Fact, PartyOnRecord, PartyRenamed, ProprietorsChanged, RenewalPaid
from rights.models import Right
from rights.register import record
from rights.title import Owner, tenures_of

pytestmark = pytest.mark.django_db

AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
ENTERED = date(2024, 6, 12)


def enter(right: Right, *facts: Fact) -> None:
    with transaction.atomic():
        record(right.pk, facts, because="ASG-1", by=BOOKS, received_at=AT, at=AT)


def sold(on: date, *owners: PartyOnRecord, how: str = "assignment") -> Fact:
    return ProprietorsChanged(effective_on=on, parties=owners, how=how)


def chain(right: Right) -> list[tuple[tuple[str, ...], date, date | None, str]]:
    return [
        (tuple(owner.name for owner in one.owners), one.from_on, one.until_on, one.how) for one in tenures_of(right.pk)
    ]


def test_the_owner_of_the_filing_is_the_first_and_of_today_the_last() -> None:
    right = a_patent(filed_on=date(2019, 5, 10), proprietors=("Acme",))
    assert chain(right) == [(("Acme",), date(2019, 5, 10), None, "")]


def test_a_sale_counts_from_the_day_of_the_instrument_though_it_was_registered_later() -> None:
    right = a_patent(filed_on=date(2019, 5, 10), proprietors=("Acme",))
    enter(right, sold(date(2022, 3, 1), PartyOnRecord("Beta", share="1/2"), PartyOnRecord("Acme", share="1/2")))
    assert chain(right) == [
        (("Acme",), date(2019, 5, 10), date(2022, 3, 1), ""),
        (("Beta", "Acme"), date(2022, 3, 1), None, "assignment"),
    ]
    last = tenures_of(right.pk)[-1]
    assert last.entered_on == ENTERED
    assert last.owners == (Owner("Beta", "1/2"), Owner("Acme", "1/2"))


def test_a_new_name_is_told_as_one_and_not_as_a_sale() -> None:
    right = a_patent(proprietors=("Acme",))
    enter(right, PartyRenamed(effective_on=date(2023, 1, 1), role="proprietor", was_name="Acme", name="Acme plc"))
    assert chain(right)[-1] == (("Acme plc",), date(2023, 1, 1), None, "renamed")


def test_an_agents_new_name_and_a_renewal_are_no_part_of_the_title() -> None:
    right = a_patent(proprietors=("Acme",), agents=("Penn",))
    enter(
        right,
        PartyRenamed(effective_on=date(2023, 1, 1), role="agent", was_name="Penn", name="Penn LLP"),
        RenewalPaid(effective_on=date(2023, 5, 10), year=5),
    )
    assert len(chain(right)) == 1


def test_a_sale_entered_by_mistake_is_not_in_the_chain_once_corrected() -> None:
    right = a_patent(proprietors=("Acme",))
    enter(right, sold(date(2022, 3, 1), PartyOnRecord("Wrong Ltd")))
    enter(
        right,
        Corrected(effective_on=ENTERED, corrects=2, instead=(sold(date(2022, 3, 1), PartyOnRecord("Right Ltd")),)),
    )
    assert chain(right)[-1] == (("Right Ltd",), date(2022, 3, 1), None, "assignment")
    enter(right, Corrected(effective_on=ENTERED, corrects=2))
    assert [owners for owners, *_ in chain(right)] == [("Acme",)]


@pytest.mark.parametrize("how", ["merger", "succession", "death", "court-order"])
def test_every_way_in_which_it_passed_is_told(how: str) -> None:
    right = a_patent(proprietors=("Acme",))
    enter(right, sold(date(2022, 3, 1), PartyOnRecord("Beta"), how=how))
    assert chain(right)[-1][-1] == how
