"""Every kind of fact has words of its own in the history."""

from dataclasses import fields
from datetime import UTC, date, datetime

import pytest

from rights.facts import (
    FACTS,
    AddressChanged,
    AgentChanged,
    ApplicationFiled,
    Details,
    Ended,
    Fact,
    InterestEnded,
    InventorsStated,
    PartyOnRecord,
    PartyRenamed,
    ProcedureMoved,
    Published,
    RenewalPaid,
    TitleChanged,
)
from rights.happenings import what_happened
from rights.history import TimelineEvent
from rights.shown.history import own_history, public_history

DAY = date(2024, 1, 2)
AT = datetime(2024, 1, 2, 9, tzinfo=UTC)


def event(fact: Fact, **other: object) -> TimelineEvent:
    given = {"number": 1, "known_on": DAY, "entered_at": AT, "because": "", "imported": False, **other}
    return TimelineEvent(fact=fact, **given)  # type: ignore[arg-type]


def simplest(cls: type[Fact]) -> Fact:
    """A fact of the kind with the least that it needs."""
    needs = {
        "right_kind": "GB", "number": "GB2490001", "title": "A", "ends_on": DAY, "how": "revoked", "year": 5, "parties": (),
        "purpose": "service", "name": "A", "particulars": Details(), "corrects": 1, "events": (), "agent": "A",
        "nature": "licence", "holders": (), "role": "agent", "was_name": "B", "procedure": "surrender", "stage": "applied",
    }  # fmt: skip
    needs |= {"proprietors-changed": {"how": "merger"}, "interest-ended": {"how": "released"}}.get(cls.kind, {})
    names = {own.name for own in fields(cls)} & set(needs)
    return cls(effective_on=DAY, **{name: needs[name] for name in names})


@pytest.mark.parametrize("kind", sorted(set(FACTS) - {"opening"}))
def test_every_fact_of_the_register_has_words(kind: str) -> None:
    assert what_happened(simplest(FACTS[kind])) not in {"", "Entry in the register"}


@pytest.mark.parametrize(
    ("fact", "title", "text"),
    [
        (RenewalPaid(effective_on=DAY, year=7, amount_pence=11000), "Renewed for year 7", "£110 paid"),
        (RenewalPaid(effective_on=DAY, year=7), "Renewed for year 7", ""),
        (Ended(effective_on=DAY, how="surrendered"), "Surrendered", ""),
        (AgentChanged(effective_on=DAY, parties=()), "Agent removed", ""),
        (AgentChanged(effective_on=DAY, parties=(PartyOnRecord("A LLP"),)), "Agent entered", "A LLP"),
        (Published(effective_on=DAY, number="GB2490001"), "Application published", "GB2490001"),
        (TitleChanged(effective_on=DAY, title="A pump"), "Title changed", "A pump"),
        (
            PartyRenamed(effective_on=DAY, role="proprietor", was_name="A Ltd", name="A plc"),
            "New name: proprietor",
            "A Ltd is now A plc",
        ),
        (InterestEnded(effective_on=DAY, number=1, how="released"), "Licence or security: released", ""),
        (
            ProcedureMoved(effective_on=DAY, procedure="restoration", stage="applied"),
            "Application to restore: applied for",
            "",
        ),
    ],
)
def test_what_happened_is_told_in_the_offices_words(fact: Fact, title: str, text: str) -> None:
    (told,) = own_history([event(fact)], own={})
    assert (told.title, told.text, told.on) == (title, text, DAY)


def test_addresses_are_never_in_the_history() -> None:
    details = Details(lines=("12 Mill Lane",), postcode="NP10 8QQ", email="a@b.example")
    fact = AddressChanged(effective_on=DAY, purpose="service", name="Pat", particulars=details)
    (told,) = own_history([event(fact)], own={})
    assert (told.title, told.text) == ("Address for service changed", "")


def test_the_newest_comes_first_and_ones_own_request_is_linked() -> None:
    first = event(ApplicationFiled(effective_on=date(2019, 5, 10), right_kind="GB"), known_on=DAY, imported=True)
    last = event(RenewalPaid(effective_on=DAY, year=5), because="REN-AAAA-BBBB-CCCC")
    newest, oldest = own_history([first, last], own={"REN-AAAA-BBBB-CCCC": "/filings/REN-AAAA-BBBB-CCCC/"})
    assert (newest.href, newest.text) == ("/filings/REN-AAAA-BBBB-CCCC/", "You asked for this")
    assert (oldest.href, oldest.text) == ("", "Entered on 2 January 2024 · From the office’s records")


def test_the_public_history_leaves_out_inventors_reminder_addresses_and_references() -> None:
    private = [
        event(InventorsStated(effective_on=DAY, parties=(PartyOnRecord("Ivy"),))),
        event(AddressChanged(effective_on=DAY, purpose="renewal-reminder", name="Pat", particulars=Details())),
    ]
    assert public_history(private) == []
    (told,) = public_history([event(RenewalPaid(effective_on=DAY, year=5), because="REN-AAAA-BBBB-CCCC")])
    assert (told.href, told.link, told.text) == ("", "", "")
