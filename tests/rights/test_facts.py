"""Facts: every kind is registered, survives the history unchanged, and names itself so that it is not taken twice."""

import json
from datetime import date

import pytest

from rights.details import Details, canonical
from rights.facts import (
    FACTS,
    AddressChanged,
    AgentChanged,
    ApplicantsStated,
    ApplicationFiled,
    AuthorityGiven,
    Ceased,
    Corrected,
    Dated,
    Ended,
    Expired,
    Fact,
    Granted,
    InterestAmended,
    InterestEnded,
    InterestRegistered,
    InventorsStated,
    LicenceOfRightCancelled,
    LicenceOfRightEntered,
    Opening,
    PartyOnRecord,
    PartyRenamed,
    ProcedureMoved,
    ProprietorsChanged,
    Published,
    RenewalPaid,
    Restored,
    TermStated,
    TitleChanged,
    UnknownFact,
    Withheld,
    fact_of,
)

ON = date(2024, 2, 29)
HOME = Details(lines=("1 Ŵay", "Town"), postcode="ZZ1 1AA", country="GB", email="a@b.example")
ADA = PartyOnRecord(name="Ada Bell", person=True, share="1/2", since_on=date(2020, 1, 1), details=HOME)
ACME = PartyOnRecord(name="Acme Ltd", company_number="01234567")
FILED = ApplicationFiled(effective_on=ON, right_kind="GB", number="GB1904713.3", title='A "title"')

EVERY_KIND: list[Fact] = [
    FILED,
    Published(effective_on=ON, number="GB2470008"),
    Granted(effective_on=ON),
    TitleChanged(effective_on=ON, title="Another"),
    TermStated(effective_on=ON, ends_on=date(2030, 1, 1)),
    RenewalPaid(effective_on=ON, year=5, amount_pence=7000, additional_pence=0, paid_on=ON),
    RenewalPaid(effective_on=ON, year=6),
    LicenceOfRightEntered(effective_on=ON),
    LicenceOfRightCancelled(effective_on=ON),
    Ceased(effective_on=ON),
    Expired(effective_on=ON),
    Restored(effective_on=ON),
    Ended(effective_on=ON, how="revoked"),
    AddressChanged(effective_on=ON, purpose="service", name="Acme Ltd", particulars=HOME),
    ProprietorsChanged(effective_on=ON, parties=(ADA, ACME)),
    ApplicantsStated(effective_on=ON, parties=(ACME,)),
    InventorsStated(effective_on=ON, parties=(ADA, PartyOnRecord(name="Ben Cole", person=True))),
    ProprietorsChanged(effective_on=ON, parties=(ACME,), how="merger"),
    PartyRenamed(effective_on=ON, role="proprietor", was_name="Acme Ltd", name="Acme plc", company_number="01234567"),
    AgentChanged(effective_on=ON, parties=()),
    AuthorityGiven(effective_on=ON, agent="Penn", types=("renew",), owner_approves=True, until_on=date(2025, 1, 1)),
    InterestRegistered(effective_on=ON, number=1, nature="mortgage", holders=(ACME,), share="1/2"),
    InterestAmended(
        effective_on=ON,
        number=2,
        nature="licence",
        holders=(ADA, ACME),
        exclusivity="sole",
        field_of_use="Pumps",
        territory="Wales",
        sublicensing=False,
        until_on=date(2031, 2, 3),
    ),
    InterestEnded(effective_on=ON, number=1, how="released"),
    ProcedureMoved(effective_on=ON, procedure="restoration", stage="applied"),
    ProcedureMoved(
        effective_on=ON,
        procedure="restoration",
        stage="completed",
        protects_from=date(2023, 12, 1),
        protects_until=date(2024, 1, 2),
    ),
    Corrected(effective_on=ON, corrects=3, event="granted", instead=(Granted(effective_on=ON),)),
    Withheld(effective_on=ON, references=("a", "b"), whole_right=True),
    Opening(effective_on=ON, events=(Dated(FILED), Dated(Ceased(effective_on=ON), date(2024, 3, 1)))),
]


def test_every_kind_of_fact_is_tried_here() -> None:
    assert {fact.kind for fact in EVERY_KIND} == set(FACTS)


@pytest.mark.parametrize("fact", EVERY_KIND, ids=lambda fact: fact.kind)
def test_a_fact_survives_the_history_unchanged(fact: Fact) -> None:
    sealed = fact.sealed()
    text = sealed.body_text()
    assert canonical(json.loads(text)) == text
    known = {details.reference: details.body() for details in sealed.details()}
    assert fact_of(sealed.kind, sealed.effective_on, json.loads(text), known) == sealed


@pytest.mark.parametrize("fact", EVERY_KIND, ids=lambda fact: fact.kind)
def test_no_address_is_in_a_body(fact: Fact) -> None:
    text = fact.sealed().body_text()
    for secret in ("Ŵay", "ZZ1 1AA", "a@b.example"):
        assert secret not in text


def test_names_of_inventors_are_particulars_and_those_of_proprietors_are_not() -> None:
    assert "Ada" not in InventorsStated(effective_on=ON, parties=(ADA,)).sealed().body_text()
    assert "Ada" in ProprietorsChanged(effective_on=ON, parties=(ADA,)).sealed().body_text()


def test_the_same_particulars_are_sealed_differently_each_time() -> None:
    first, second = HOME.sealed("Ada"), HOME.sealed("Ada")
    assert first.digest != second.digest
    assert first.reference != second.reference
    assert first.sealed("Somebody") == first


def test_a_renewal_is_the_same_event_for_the_same_year_and_a_cessation_for_the_same_day() -> None:
    other = date(2024, 3, 31)
    assert RenewalPaid(effective_on=ON, year=5).identity() == RenewalPaid(effective_on=other, year=5).identity()
    assert Ceased(effective_on=ON).identity() != Ceased(effective_on=other).identity()


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(UnknownFact):
        fact_of("lost", ON, {}, {})
