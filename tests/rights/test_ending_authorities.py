"""A representative whose last day is over is no representative any more: register, links and messages say so."""

from datetime import UTC, date, datetime

import pytest
from builders.filings import an_account, linked
from builders.register import a_patent, details

from core.actor import Applicant
from core.days import start_of
from notifications.models import Notice
from rights.details import PartyOnRecord
from rights.ending_authorities import end_authorities
from rights.facts import AddressChanged, AuthorityGiven
from rights.history import rebuild, stored_state
from rights.models import Authority, Entry, Link, Right
from rights.standing import load_standings

pytestmark = pytest.mark.django_db
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
LAST_DAY = date(2024, 6, 30)
PENN = PartyOnRecord(name="Penn LLP", details=details("9 Inn Street", email="penn@example.com"))
QUILL = PartyOnRecord(name="Quill LLP")


def represented() -> tuple[Right, Applicant, Applicant]:
    """Penn until 30 June, Quill without an end; owner and Penn are linked."""
    given = AuthorityGiven(effective_on=date(2024, 1, 2), agent="Penn LLP", until_on=LAST_DAY)
    right = a_patent(proprietors=["Ada Example"], agents=[PENN, QUILL], facts=[given])
    owner = an_account(AT, name="Ada Example", email="ada@example.com")
    firm = an_account(AT, name="Penn LLP", email="partner@penn.example")
    linked(right, owner)
    linked(right, firm, relation="representative")
    return right, owner, firm


def agents(right: Right, by: Applicant) -> list[str]:
    return [party.name for party in load_standings([right.pk], by=by, on=LAST_DAY)[right.pk].agents]


def test_on_the_last_day_nothing_ends() -> None:
    right, owner, _ = represented()
    assert end_authorities(LAST_DAY, at=start_of(LAST_DAY)) == 0
    assert agents(right, owner) == ["Penn LLP", "Quill LLP"]


def test_the_day_after_the_register_names_only_those_who_stay_and_the_link_has_ended() -> None:
    right, owner, firm = represented()
    after = start_of(date(2024, 7, 1))
    assert end_authorities(date(2024, 7, 1), at=after) == 1
    assert end_authorities(date(2024, 7, 1), at=after) == 0
    assert agents(right, owner) == ["Quill LLP"]
    assert Link.everything.get(organisation_id=firm.organisation_id).state == "ended"
    assert Link.everything.get(organisation_id=owner.organisation_id).state == "active"
    entry = Entry.everything.filter(right=right).latest("number")
    assert (entry.kind, entry.effective_on, entry.because) == ("agent-changed", date(2024, 7, 1), "time")
    assert not Authority.everything.exists()
    assert rebuild(right.pk) == stored_state(right.pk)


def test_both_sides_are_told() -> None:
    right, _, _ = represented()
    end_authorities(date(2024, 7, 1), at=start_of(date(2024, 7, 1)))
    told = {notice.address["email"]: notice for notice in Notice.everything.filter(template="authority-over")}
    assert set(told) == {"ada@example.com", "partner@penn.example"}
    assert "Penn LLP" in told["ada@example.com"].body
    assert "30 June 2024" in told["ada@example.com"].body
    assert right.number in told["ada@example.com"].body


def test_who_has_no_account_is_told_at_the_address_on_record() -> None:
    given = AuthorityGiven(effective_on=date(2024, 1, 2), agent="Penn LLP", until_on=LAST_DAY)
    contact = AddressChanged(
        effective_on=date(2020, 1, 2), purpose="proprietor", name="Ada", particulars=details("1 Ada Road")
    )
    a_patent(agents=[PENN], contacts=[contact], facts=[given])
    end_authorities(date(2024, 7, 1), at=start_of(date(2024, 7, 1)))
    assert {notice.channel for notice in Notice.everything.filter(template="authority-over")} == {"email", "letter"}
