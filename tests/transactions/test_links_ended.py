"""A link ends: the account's drafts are closed, or handed to the owner if it agreed; what was sent stays its own."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from builders.demonstration_clock import clock_at
from builders.files import PDF
from builders.filings import (
    a_visitor,
    an_account,
    card_shown,
    confirmed,
    drafted,
    filed,
    fresh,
    keep_ours,
)
from builders.register import BOOKS, a_link, a_patent
from builders.signed_in import customer

from accounts.models import Organisation
from core.actor import Applicant
from core.files import store
from core.models import OutboxMessage, StoredFile
from core.outbox.registry import keep
from notifications.models import Notice
from payments.models import Payment
from payments.services import check as check_ledger
from rights.details import PartyOnRecord
from rights.facts import AgentChanged
from rights.linking import unlink
from rights.models import Link, Right
from rights.register import record
from transactions.kind import Evidence, Who
from transactions.models import Filing, FilingDocument, Movement
from transactions.registry import type_named
from transactions.services import give

pytestmark = pytest.mark.django_db
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
LATER = datetime(2024, 6, 13, 9, 30, tzinfo=UTC)
FIRM, TITLE = "Old Agents LLP", {"title": {"title": "Pump"}}
ENDED = ["links-ended"]


@pytest.fixture(autouse=True)
def the_form_is_for_owners_and_their_representatives(throwaway: None, monkeypatch: pytest.MonkeyPatch) -> None:
    declared = type(type_named("register_by_form"))
    monkeypatch.setattr(declared, "who", frozenset({Who.OWNER, Who.REPRESENTATIVE}))
    monkeypatch.setattr(declared, "evidence", (Evidence("deed", "Deed", "The deed.", needed=lambda answers: False),))


class Change:
    """A patent with an owner and a firm, both linked, and a draft of the firm's."""

    def __init__(self, *, state: str = "draft") -> None:
        self.right = a_patent(agents=(FIRM,), number="GB2500001", paid_through=5)
        self.owner = an_account(AT)
        self.firm = an_account(AT, name=FIRM, email="agent@example.com")
        link(self.right, self.owner)
        link(self.right, self.firm, relation="representative", stands_for=FIRM)
        make = drafted if state == "draft" else filed
        self.filing = make("register_by_form", [self.right], TITLE, by=self.firm, at=AT)

    @property
    def now(self) -> Filing:
        return fresh(self.filing)

    def firm_agrees(self) -> None:
        Organisation.objects.filter(pk=self.firm.organisation_id).update(hands_over_drafts=True)

    def agent_changes(self) -> None:
        new = AgentChanged(effective_on=date(2024, 6, 13), parties=(PartyOnRecord(name="New Agents LLP"),))
        record(self.right.pk, [new], because="tests", by=BOOKS, received_at=LATER, at=LATER)
        keep_ours(LATER, only=ENDED)


def link(right: Right, by: Applicant, **about: Any) -> Link:
    return a_link(right, Organisation.objects.get(pk=by.organisation_id), **about)


def seen_by(by: Applicant) -> list[str]:
    return list(Filing.objects.visible_to(by).values_list("reference", flat=True))


def told(by: Applicant) -> list[str]:
    found = Notice.everything.filter(organisation_id=by.organisation_id)
    return list(found.filter(template__startswith="draft-").values_list("template", flat=True))


def test_the_drafts_of_an_agent_who_was_replaced_are_closed_and_the_agent_is_told() -> None:
    change = Change()
    own = drafted("register_by_form", [change.right], TITLE, by=change.owner, at=AT)
    change.agent_changes()
    assert (change.now.state, fresh(own).state) == ("withdrawn", "draft")
    last = Movement.everything.filter(filing=change.filing).latest("number")
    assert (last.name, last.why) == ("close", "Your account is no longer linked to the patent.")
    assert (told(change.firm), told(change.owner)) == (["draft-closed"], [])


def test_a_firm_that_agreed_hands_its_drafts_with_their_documents_to_the_owner() -> None:
    change = Change()
    change.firm_agrees()
    deed = store(name="deed.pdf", content=PDF, by=change.firm, at=AT)
    give(change.filing, "deed", deed.reference, by=change.firm, at=AT)
    change.agent_changes()
    assert (change.now.state, change.now.organisation_id) == ("draft", change.owner.organisation_id)
    assert (seen_by(change.owner), seen_by(change.firm)) == ([change.filing.reference], [])
    document = FilingDocument.everything.get(filing=change.filing, removed_at=None)
    assert StoredFile.objects.visible_to(change.owner).filter(pk=document.file_id).exists()
    assert (told(change.firm), told(change.owner)) == (["draft-closed"], ["draft-passed-on"])
    assert "handed it to the owner" in Notice.everything.get(template="draft-closed").body


def test_nothing_is_handed_over_while_two_accounts_stand_for_owners() -> None:
    change = Change()
    change.firm_agrees()
    link(change.right, an_account(AT, email="second@example.com"))
    change.agent_changes()
    assert change.now.state == "withdrawn"


def test_what_was_sent_stays_in_the_account_that_sent_it() -> None:
    change = Change(state="filed")
    Filing.everything.filter(pk=change.filing.pk).update(state="in-queue")
    change.agent_changes()
    assert (change.now.state, seen_by(change.firm)) == ("in-queue", [change.filing.reference])


def test_an_unpaid_filing_is_closed_and_its_card_is_not_charged() -> None:
    change = Change(state="filed")
    card = card_shown(change.filing, by=change.firm, at=AT)
    change.agent_changes()
    confirmed(card, paid_at=LATER)
    keep_ours(LATER)
    assert (change.now.state, Payment.everything.get().state) == ("withdrawn", "cancelled")
    assert check_ledger() == []


def test_an_unpaid_filing_that_is_handed_over_is_a_draft_again() -> None:
    change = Change(state="filed")
    change.firm_agrees()
    card_shown(change.filing, by=change.firm, at=AT)
    change.agent_changes()
    assert (change.now.state, change.now.payment_reference) == ("draft", "")


def test_a_filing_whose_money_is_being_taken_goes_on() -> None:
    change = Change(state="filed")
    card = card_shown(change.filing, by=change.firm, at=AT)
    confirmed(card, paid_at=AT)
    keep_ours(AT)
    change.agent_changes()
    assert change.now.state == "taking-payment"


def test_a_draft_of_which_another_right_is_still_linked_stays() -> None:
    change = Change()
    other = a_patent(number="GB2500002")
    link(other, change.firm, relation="representative")
    both = drafted("register_by_form", [change.right, other], TITLE, by=change.firm, at=AT)
    change.agent_changes()
    assert (fresh(both).state, change.now.state) == ("draft", "withdrawn")


def test_a_renewal_that_anybody_may_pay_goes_on() -> None:
    change = Change()
    receipt = {"receipt": {"email": "payer@example.com", "reminders": "no"}}
    renewal = drafted("renew", [change.right], receipt, by=change.firm, at=AT)
    change.agent_changes()
    assert fresh(renewal).state == "draft"


def test_whoever_unlinks_loses_the_drafts_that_hung_on_it() -> None:
    change = Change()
    unlink(list(Link.everything.filter(organisation_id=change.firm.organisation_id)), by=change.firm, at=LATER)
    keep_ours(LATER, only=ENDED)
    assert change.now.state == "withdrawn"


def test_an_owner_who_leaves_hands_nothing_over() -> None:
    change = Change()
    Organisation.objects.filter(pk=change.owner.organisation_id).update(hands_over_drafts=True)
    own = drafted("register_by_form", [change.right], TITLE, by=change.owner, at=AT)
    link(change.right, an_account(AT, email="co-owner@example.com"))
    unlink(list(Link.everything.filter(organisation_id=change.owner.organisation_id)), by=change.owner, at=LATER)
    keep_ours(LATER, only=ENDED)
    assert fresh(own).state == "withdrawn"


def test_telling_twice_that_links_ended_changes_nothing_more() -> None:
    change = Change()
    change.agent_changes()
    message = OutboxMessage.objects.get(kind="links-ended")
    keep(message.kind, message.payload, at=LATER)
    assert told(change.firm) == ["draft-closed"]


def test_a_recording_that_ends_no_link_promises_nothing() -> None:
    change = Change()
    new = AgentChanged(effective_on=date(2024, 6, 13), parties=(PartyOnRecord(name=FIRM),))
    record(change.right.pk, [new], because="tests", by=BOOKS, received_at=LATER, at=LATER)
    assert OutboxMessage.objects.filter(kind="links-ended").count() == 0


def test_a_visitors_draft_is_not_touched() -> None:
    change = Change()
    answers = {"email": {"email": "watcher@example.com"}}
    other = drafted("keep_an_eye", [change.right], answers, by=a_visitor(), at=AT)
    change.agent_changes()
    assert fresh(other).state == "draft"


def test_an_account_chooses_what_happens_to_its_drafts() -> None:
    firm = an_account(AT)
    organisation = Organisation.objects.get(pk=firm.organisation_id)
    with clock_at(AT):
        client = customer(organisation, at=AT)
        assert "Closed" in client.get("/account/").content.decode()
        assert "may the owner go on with your drafts" in client.get("/account/drafts/").content.decode()
        assert "Select whether" in client.post("/account/drafts/", {}).content.decode()
        assert client.post("/account/drafts/", {"agrees": "yes"})["Location"] == "/account/"
        assert "Handed to the owner" in client.get("/account/").content.decode()
    organisation.refresh_from_db()
    assert organisation.hands_over_drafts
