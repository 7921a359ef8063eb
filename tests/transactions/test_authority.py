"""What a representative may ask for, and what somebody may whose account is not linked at all."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from builders.demonstration_clock import clock_at
from builders.filings import a_visitor, an_account, an_officer, filed, fresh, linked
from builders.register import a_patent, details
from builders.signed_in import customer
from django.test import Client

from accounts.models import Organisation
from core.actor import Applicant
from notifications.models import Notice
from rights.clients.files import Told, open_file, place
from rights.details import PartyOnRecord
from rights.facts import AddressChanged, AuthorityGiven
from rights.instructions.asking import give
from rights.models import Right
from rights.models.instructions import Answer
from transactions.consents.asking import requests_of
from transactions.registry import type_named
from transactions.services import CannotBegin, answer_in_account, begin, decide
from transactions.standings import as_public, load

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("throwaway")]
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
TODAY = date(2024, 6, 12)
TO = {"to": {"owner": "New Example Ltd"}}
OWNER = PartyOnRecord(name="Ada Example", details=details(email="ada@example.com"))


def represented(**limits: Any) -> tuple[Right, Applicant]:
    """A right whose agent's account is linked, with what the owner said of its authority, if anything."""
    said = [AuthorityGiven(effective_on=date(2024, 1, 2), agent="Penn LLP", **limits)] if limits else []
    right = a_patent(proprietors=[OWNER], agents=["Penn LLP"], facts=said)
    firm = an_account(AT, name="Penn LLP", email="penn@example.com")
    linked(right, firm, relation="representative")
    return right, firm


def owner_of(right: Right) -> Applicant:
    owner = an_account(AT, name="Ada Example", email="ada@account.example")
    linked(right, owner)
    return owner


def test_where_nothing_was_said_a_representative_may_ask_for_everything() -> None:
    right, firm = represented()
    assert filed("give_away", [right], TO, by=firm, at=AT).state == "recorded"


def test_a_request_that_the_authority_does_not_cover_cannot_be_begun() -> None:
    right, firm = represented(types=("renew", "change_contact_address"))
    with pytest.raises(CannotBegin, match="authority from the owner does not cover this"):
        begin("share_out", [right.pk], by=firm, at=AT)
    assert begin("change_contact_address", [right.pk], by=firm, at=AT).state == "draft"


@pytest.mark.parametrize(("until_on", "may"), [(date(2024, 6, 12), True), (date(2024, 6, 11), False)])
def test_an_authority_lasts_to_the_end_of_its_last_day(until_on: date, may: bool) -> None:
    right, firm = represented(until_on=until_on)
    if may:
        assert begin("share_out", [right.pk], by=firm, at=AT).state == "draft"
    else:
        with pytest.raises(CannotBegin):
            begin("share_out", [right.pk], by=firm, at=AT)


def test_what_anyone_may_ask_for_is_never_stopped() -> None:
    right, firm = represented(types=("give_away",), until_on=date(2024, 1, 3), owner_approves=True)
    assert filed("restate_title", [right], {"title": {"title": "Pump"}}, by=firm, at=AT).state == "recorded"


def test_what_the_owner_approves_is_asked_of_the_owner_before_it_goes_on() -> None:
    right, firm = represented(owner_approves=True)
    owner = owner_of(right)
    filing = filed("share_out", [right], {
        "from": {"owner": "Ada Example"}, "owners": {"items": [{"name": "Cy", "share": "1/1"}]},
    }, by=firm, at=AT)  # fmt: skip
    assert (filing.state, filing.waits_for) == ("awaiting-agreement", "Ada Example")
    request = requests_of(filing).get()
    assert (request.is_approval, request.way) == (True, "account")
    assert "you have said that you approve it first" in request.words
    done = answer_in_account(request, agrees=True, note="", by=owner, at=AT)
    assert done.state == "recorded"


def test_the_owner_asks_nobody_by_filing_itself() -> None:
    right, _ = represented(owner_approves=True)
    owner = owner_of(right)
    assert filed("give_away", [right], TO, by=owner, at=AT).state == "recorded"


# --- without a link ---


def hidden_right() -> Right:
    contact = AddressChanged(
        effective_on=date(2020, 1, 2), purpose="proprietor", name="Ada Example",
        particulars=details("1 Public Road", email="private@example.com"),
    )  # fmt: skip
    reminders = AddressChanged(
        effective_on=date(2020, 1, 2), purpose="renewal-reminder", name="Annuity Firm",
        particulars=details("9 Private Road", email="annuities@example.com"),
    )  # fmt: skip
    return a_patent(proprietors=[OWNER], agents=["Penn LLP"], contacts=[contact, reminders])


def test_a_stranger_sees_public_facts_only() -> None:
    right = hidden_right()
    stranger = an_account(AT, email="buyer@example.com")
    shown = as_public(load([right.pk], by=stranger, on=TODAY)[right.pk])
    assert set(shown.contacts) == {"proprietor"}
    assert shown.contacts["proprietor"].lines == ("1 Public Road",)
    assert "example.com" not in str(shown)


def test_the_forms_of_a_stranger_know_no_more_than_the_public_register() -> None:
    with clock_at(AT):
        right = hidden_right()
        buyer = an_account(AT, name="New Example Ltd", email="buyer@example.com")
        owner = owner_of(right)
        for who, knows in ((buyer, False), (owner, True)):
            browser = customer(Organisation.objects.get(pk=who.organisation_id))
            step = browser.post("/filings/new/give_away/", {"right": right.number})["Location"]
            page = browser.get(step).content.decode()
            assert "1 Public Road" in page
            assert ("private@example.com" in page) == knows


def test_the_public_page_offers_what_parties_and_anyone_may_ask_for() -> None:
    with clock_at(AT):
        right = hidden_right()
        page = Client().get(f"/register/{right.number}/").content.decode()
        assert f"/filings/new/give_away/?right={right.number}" in page
        assert f"/filings/new/restate_title/?right={right.number}" in page
        assert "/filings/new/share_out/" not in page
        begins = Client().get(f"/filings/new/give_away/?right={right.number}")
        assert begins.status_code == 302
        assert "/sign-in/" in begins["Location"]


def test_officers_decide_what_an_unlinked_party_asks_and_every_linked_account_is_told() -> None:
    right, _firm = represented()
    owner = owner_of(right)
    buyer = an_account(AT, name="New Example Ltd", email="buyer@example.com")
    filing = filed("give_away", [right], TO, by=buyer, at=AT)
    assert filing.route == "single"
    for email in ("ada@account.example", "penn@example.com"):
        told = Notice.everything.get(address__email=email, template="change-asked-by-party")
        assert right.number in told.body
        assert "New Example Ltd asked for this" in told.body
    answer_in_account(requests_of(filing).get(), agrees=True, note="", by=owner, at=AT)
    assert fresh(filing).state == "in-queue"
    assert decide(filing.reference, accept=True, by=an_officer(AT), at=AT).state == "recorded"


def test_nobody_but_the_filer_sees_what_an_unlinked_party_filed() -> None:
    with clock_at(AT):
        right = hidden_right()
        owner = owner_of(right)
        buyer = an_account(AT, name="New Example Ltd", email="buyer@example.com")
        filing = filed("give_away", [right], TO, by=buyer, at=AT)
        mine, theirs = (customer(Organisation.objects.get(pk=who.organisation_id)) for who in (buyer, owner))
        assert mine.get(f"/filings/{filing.reference}/").status_code == 200
        assert theirs.get(f"/filings/{filing.reference}/").status_code == 404


def test_a_visitor_without_a_sign_in_cannot_file_as_a_party() -> None:
    with pytest.raises(CannotBegin):
        begin("give_away", [hidden_right().pk], by=a_visitor(), at=AT)


# --- what a client file says ---


def of_a_client(right: Right, firm: Applicant) -> None:
    told = Told("Ada", needs_approval=True)
    place([right.pk], open_file(told, by=firm, at=AT), by=firm, at=AT)


def test_a_client_that_approves_is_asked_before_its_firms_request_goes_on() -> None:
    right, firm = represented()
    owner = owner_of(right)
    of_a_client(right, firm)
    filing = filed("give_away", [right], TO, by=firm, at=AT)
    assert (filing.state, filing.waits_for) == ("awaiting-agreement", "Ada Example")
    request = requests_of(filing).get()
    assert answer_in_account(request, agrees=True, note="", by=owner, at=AT).state == "recorded"


def test_a_firm_renews_for_a_client_that_approves_only_once_it_was_told_to() -> None:
    right, firm = represented()
    of_a_client(right, firm)
    on = date(2023, 5, 8)  # filed on 10 May 2019, so its fifth year may be paid

    def said() -> list[str]:
        standing = load([right.pk], by=firm, on=on)[right.pk]
        return [str(one.text) for one in type_named("renew").objections({}, standing, on) if one.blocking]

    assert [words for words in said() if "Your client has to say first" in words]
    give([right.pk], Answer.RENEW, "", by=firm, at=AT)
    assert not [words for words in said() if "Your client has to say first" in words]
