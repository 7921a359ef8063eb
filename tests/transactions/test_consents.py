"""Nobody's share is given away without a word from them: who is asked, how, and what follows from the answer."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from builders.demonstration_clock import clock_at
from builders.filings import a_visitor, an_account, an_officer, drafted, filed, fresh, keep_ours, linked, owned
from builders.register import a_patent, details
from builders.signed_in import customer
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.test import Client

from accounts.models import Organisation
from core.actor import Applicant, NotPermitted, Permission, System
from core.models import AuditEvent
from notifications.models import Notice
from notifications.secrets import opened
from rights.details import PartyOnRecord
from rights.facts import AddressChanged, ProprietorsChanged
from rights.models import Link, Right
from rights.register import record
from transactions.consents.asking import chase_silent, end_silence, requests_of
from transactions.models import ConsentAnswer, ConsentRequest, Filing
from transactions.progress import progress
from transactions.services import (
    AgreementMissing,
    NotAsked,
    answer_at_address,
    answer_in_account,
    asked_at_address,
    check,
    decide,
    record_on_paper,
    withdraw,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("throwaway")]
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
TO = {"to": {"owner": "New Example Ltd"}}
ADA, BOB = PartyOnRecord(name="Ada Example"), PartyOnRecord(name="Bob Example")
BOB_BY_EMAIL = PartyOnRecord(name="Bob Example", details=details(email="bob@example.com"))
BOB_BY_POST = PartyOnRecord(name="Bob Example", details=details("2 Bob Lane", "Leeds"))


def co_owned(other: PartyOnRecord = BOB) -> tuple[Right, Applicant]:
    """A right of Ada and another; Ada's account is linked."""
    right, ada = owned(AT, proprietors=[ADA, other])
    Link.everything.filter(right=right).update(stands_for="Ada Example")
    return right, ada


def co_owner(right: Right, *, name: str = "Bob Example", days_linked: int = 100) -> Applicant:
    bob = an_account(AT, name=name, email=f"{name.split(maxsplit=1)[0].casefold()}@account.example")
    linked(right, bob, since_at=AT - timedelta(days=days_linked))
    Link.everything.filter(right=right, organisation_id=bob.organisation_id).update(stands_for=name)
    return bob


def given(right: Right, by: Any, *, at: datetime = AT) -> Filing:
    return filed("give_away", [right], TO, by=by, at=at)


def asked(filing: Filing) -> ConsentRequest:
    return requests_of(filing).get()


def mails(to: str) -> list[Notice]:
    return list(Notice.everything.filter(address__email=to).order_by("pk"))


def secret_for(filing: Filing, email: str) -> str:
    """The secret that went by email; our own copy does not show it, the sealed fields do."""
    notice = Notice.everything.filter(about=filing.reference, template="agreement-asked-by-address").latest("pk")
    assert notice.address["email"] == email
    assert "••••••" in notice.body
    return str(opened(notice.personalisation)["answer_url"].rstrip("/").rsplit("/", 1)[1])


# --- who is asked, and how ---


def test_the_only_owner_has_agreed_by_filing() -> None:
    right, by = owned(AT)
    assert given(right, by).state == "recorded"
    assert not ConsentRequest.everything.exists()


def test_a_co_owner_is_asked_through_the_account_that_is_linked_for_them() -> None:
    right, ada = co_owned(BOB_BY_EMAIL)
    bob = co_owner(right)
    filing = given(right, ada)
    assert (filing.state, filing.waits_for, filing.stage_began_on) == (
        "awaiting-agreement", "Bob Example", date(2024, 6, 12),
    )  # fmt: skip
    request = asked(filing)
    assert (request.party, request.way, request.words) == ("Bob Example", "account", "The whole patent is given away.")
    assert [one.template for one in mails("bob@account.example")] == ["agreement-asked"]
    assert mails("bob@example.com") == []
    assert list(ConsentRequest.objects.visible_to(bob)) == [request]
    assert progress(filing).sentences[0] == (
        "Waiting for Bob Example to agree, since 12 June 2024. They can answer until 7 August 2024."
    )


@pytest.mark.parametrize("days_linked", [13, 14])
def test_an_account_is_asked_only_once_its_link_is_14_days_old(days_linked: int) -> None:
    right, ada = co_owned(BOB_BY_EMAIL)
    co_owner(right, days_linked=days_linked)
    assert asked(given(right, ada)).way == ("account" if days_linked == 14 else "email")


def test_somebody_without_an_account_is_asked_at_the_address_on_record() -> None:
    right, ada = co_owned(BOB_BY_EMAIL)
    filing = given(right, ada)
    assert asked(filing).way == "email"
    assert [one.template for one in mails("bob@example.com")] == ["agreement-asked-by-address"]


def test_somebody_without_an_email_is_asked_by_letter() -> None:
    right, ada = co_owned(BOB_BY_POST)
    filing = given(right, ada)
    assert asked(filing).way == "letter"
    letter = Notice.everything.get(about=filing.reference, channel="letter")
    assert letter.address["lines"][:3] == ["Bob Example", "2 Bob Lane", "Leeds"]


@pytest.mark.parametrize(("days", "way"), [(27, "paper"), (28, "email")])
def test_an_address_counts_once_it_has_stood_for_28_days(days: int, way: str) -> None:
    right, ada = co_owned()
    with transaction.atomic():
        moved = ProprietorsChanged(effective_on=date(2020, 1, 1), parties=(ADA, BOB_BY_EMAIL))
        entered = AT - timedelta(days=days)
        record(right.pk, [moved], because="tests", by=System("tests"), received_at=entered, at=entered)
    assert asked(given(right, ada)).way == way


def test_a_contact_that_bears_another_owners_name_is_not_asked_for_a_co_owner() -> None:
    right, ada = co_owned()
    with transaction.atomic():
        contact = AddressChanged(
            effective_on=date(2020, 1, 1), purpose="proprietor", name="Ada Example",
            particulars=details(email="ada@example.com"),
        )  # fmt: skip
        before = AT - timedelta(days=60)
        record(right.pk, [contact], because="tests", by=System("tests"), received_at=before, at=before)
    assert asked(given(right, ada)).way == "paper"


def test_an_address_of_the_filers_own_people_is_never_asked() -> None:
    own = PartyOnRecord(name="Bob Example", details=details(email="OWNER@example.com"))
    right, ada = co_owned(own)
    assert asked(given(right, ada)).way == "letter"


def test_the_filer_reads_before_sending_who_will_be_asked() -> None:
    right, ada = co_owned()
    draft = drafted("give_away", [right], TO, by=ada, at=AT)
    assert check(draft, by=ada, at=AT).to_agree == ("Bob Example",)


def test_one_party_is_asked_once_for_several_rights() -> None:
    right, ada = co_owned()
    bob = co_owner(right)
    other = a_patent(proprietors=[ADA, BOB])
    for who, name in ((ada, "Ada Example"), (bob, "Bob Example")):
        linked(other, who)
        Link.everything.filter(right=other, organisation_id=who.organisation_id).update(stands_for=name)
    filing = filed("give_away", [right, other], TO, by=ada, at=AT)
    assert Right.everything.filter(consents=asked(filing)).count() == 2
    assert len(mails("bob@account.example")) == 1


# --- what they answer ---


def test_nothing_is_accepted_before_everybody_agreed_and_then_it_goes_on_by_itself() -> None:
    right, ada = co_owned()
    bob = co_owner(right)
    filing = given(right, ada)
    with pytest.raises(AgreementMissing, match="Bob Example has not agreed yet, asked on 12 June 2024"):
        decide(filing.reference, accept=True, by=an_officer(AT), at=AT)
    done = answer_in_account(asked(filing), agrees=True, note="Gladly", by=bob, at=AT + timedelta(days=3))
    assert done.state == "recorded"
    right.refresh_from_db()
    assert right.owner == "New Example Ltd"
    told = Notice.everything.get(about=filing.reference, template="agreement-answered")
    assert "Gladly" in told.body
    assert told.address == {"email": "owner@example.com"}
    assert AuditEvent.objects.filter(verb="agreement-given", subject=filing.reference).exists()


def test_a_refusal_goes_to_the_officers_who_cannot_accept() -> None:
    right, ada = co_owned()
    bob = co_owner(right)
    filing = given(right, ada)
    refused = answer_in_account(asked(filing), agrees=False, note="Not mine to lose", by=bob, at=AT)
    assert (refused.state, fresh(filing).waits_for) == ("in-queue", "")
    with pytest.raises(AgreementMissing, match="Bob Example does not agree"):
        decide(filing.reference, accept=True, by=an_officer(AT), at=AT)
    decided = decide(filing.reference, accept=False, by=an_officer(AT, email="b@office.example"), at=AT, why="No.")
    assert decided.state == "refused"


def test_an_officer_can_refuse_what_still_waits_for_agreement() -> None:
    right, ada = co_owned()
    filing = given(right, ada)
    assert decide(filing.reference, accept=False, by=an_officer(AT), at=AT, why="Not signed.").state == "refused"
    assert asked(filing).state == "closed"


def test_the_secret_address_answers_once_and_looking_changes_nothing() -> None:
    right, ada = co_owned(BOB_BY_EMAIL)
    filing = given(right, ada)
    secret = secret_for(filing, "bob@example.com")
    assert asked_at_address(secret, at=AT).party == "Bob Example"
    assert fresh(filing).state == "awaiting-agreement"
    done = answer_at_address(secret, agrees=True, note="", by=a_visitor(), at=AT)
    assert done.state == "recorded"
    with pytest.raises(NotAsked):
        answer_at_address(secret, agrees=False, note="", by=a_visitor(), at=AT)


def test_the_secret_address_ends_after_56_days() -> None:
    right, ada = co_owned(BOB_BY_EMAIL)
    filing = given(right, ada)
    secret = secret_for(filing, "bob@example.com")
    assert asked_at_address(secret, at=AT + timedelta(days=55))
    with pytest.raises(NotAsked):
        asked_at_address(secret, at=AT + timedelta(days=56))


def test_agreement_on_paper_makes_two_officers_decide() -> None:
    right, ada = co_owned()
    filing = given(right, ada)
    officer, second = an_officer(AT), an_officer(AT, email="b@office.example")
    assert asked(filing).way == "paper"
    seen = record_on_paper(asked(filing), agrees=True, note="Deed of 3 June, signed by Bob", by=officer, at=AT)
    assert (seen.state, seen.route) == ("in-queue", "two-person")
    decide(filing.reference, accept=True, by=officer, at=AT)
    assert fresh(filing).state == "recommended"
    assert decide(filing.reference, accept=True, by=second, at=AT).state == "recorded"


def test_who_refused_can_come_round_on_paper_only() -> None:
    right, ada = co_owned()
    bob = co_owner(right)
    filing = given(right, ada)
    answer_in_account(asked(filing), agrees=False, note="", by=bob, at=AT)
    with pytest.raises(NotAsked):
        answer_in_account(asked(filing), agrees=True, note="", by=bob, at=AT)
    seen = record_on_paper(asked(filing), agrees=True, note="Signed letter", by=an_officer(AT), at=AT)
    assert (seen.state, seen.route) == ("in-queue", "two-person")
    assert [one.agrees for one in ConsentAnswer.everything.order_by("number")] == [False, True]


def test_the_command_records_an_agreement_on_paper(capsys: Any) -> None:
    right, ada = co_owned()
    filing = given(right, ada)
    an_officer(AT)
    said = ("--officer", "officer@office.example", "--because", "Signed on 3 June")
    with clock_at(AT):
        with pytest.raises(CommandError, match="asks Bob Example: name one of them"):
            call_command("record_agreement", filing.reference, "--party", "Cy", "--agrees", *said)
        call_command("record_agreement", filing.reference.lower(), "--party", "bob example", "--agrees", *said)
    assert f"{filing.reference}: in-queue" in capsys.readouterr().out


def test_answers_are_append_only() -> None:
    right, ada = co_owned()
    record_on_paper(asked(given(right, ada)), agrees=False, note="Letter", by=an_officer(AT), at=AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        ConsentAnswer.everything.update(agrees=True)


def test_a_member_needs_the_permission_to_approve() -> None:
    right, ada = co_owned()
    bob = co_owner(right)
    filing = given(right, ada)
    viewer = Applicant(bob.user_id, bob.organisation_id, frozenset({Permission.VIEW}), AT)
    with pytest.raises(NotPermitted, match="administrator"):
        answer_in_account(asked(filing), agrees=True, note="", by=viewer, at=AT)


def test_whose_link_has_ended_is_no_longer_asked() -> None:
    right, ada = co_owned()
    bob = co_owner(right)
    filing = given(right, ada)
    Link.everything.filter(organisation_id=bob.organisation_id).update(state="ended")
    assert not ConsentRequest.objects.visible_to(bob).exists()
    with pytest.raises(NotAsked):
        answer_in_account(asked(filing), agrees=True, note="", by=bob, at=AT)


# --- time, and other filings ---


def test_the_silent_are_asked_once_more_after_14_days_and_after_56_the_officers_have_it() -> None:
    right, ada = co_owned(BOB_BY_EMAIL)
    filing = given(right, ada)
    assert chase_silent(at=AT + timedelta(days=13)) == 0
    assert chase_silent(at=AT + timedelta(days=14)) == 1
    assert chase_silent(at=AT + timedelta(days=20)) == 0
    assert len(mails("bob@example.com")) == 2
    second = secret_for(filing, "bob@example.com")
    assert end_silence(at=AT + timedelta(days=56)) == 0
    assert end_silence(at=AT + timedelta(days=57)) == 1
    assert fresh(filing).state == "in-queue"
    assert "not answered in time" in Notice.everything.get(template="agreement-answered").body
    with pytest.raises(NotAsked):
        asked_at_address(second, at=AT + timedelta(days=57))


def test_a_withdrawn_filing_asks_nobody_any_more() -> None:
    right, ada = co_owned(BOB_BY_EMAIL)
    filing = given(right, ada)
    secret = secret_for(filing, "bob@example.com")
    withdraw(filing, by=ada, at=AT)
    assert asked(filing).state == "closed"
    with pytest.raises(NotAsked):
        answer_at_address(secret, agrees=True, note="", by=a_visitor(), at=AT)


def test_an_owner_who_came_meanwhile_is_asked_before_it_is_accepted() -> None:
    right, ada = co_owned()
    bob = co_owner(right)
    filing = given(right, ada)
    answer_in_account(asked(filing), agrees=False, note="", by=bob, at=AT)
    with transaction.atomic():
        changed = ProprietorsChanged(effective_on=date(2024, 6, 1), parties=(ADA, PartyOnRecord(name="Cy Example")))
        record(right.pk, [changed], because="tests", by=System("tests"), received_at=AT, at=AT)
    waits = decide(filing.reference, accept=True, by=an_officer(AT), at=AT)
    assert (waits.state, waits.waits_for) == ("awaiting-agreement", "Cy Example")


def test_an_automatic_filing_that_waited_for_an_earlier_one_asks_who_came_with_it() -> None:
    right, ada = owned(AT, proprietors=[ADA])
    Link.everything.filter(right=right).update(stands_for="Ada Example")
    officer = an_officer(AT)
    first = filed("assign_with_two_officers", [right], {"owner": {"owner": "Ada Example"}}, by=ada, at=AT)
    second = given(right, ada, at=AT + timedelta(hours=1))
    assert (first.state, second.state) == ("in-queue", "in-queue")
    with transaction.atomic():
        changed = ProprietorsChanged(effective_on=date(2024, 6, 1), parties=(ADA, BOB))
        record(right.pk, [changed], because="tests", by=System("tests"), received_at=AT, at=AT)
    decide(first.reference, accept=False, by=officer, at=AT, why="No.")
    decide(first.reference, accept=False, by=an_officer(AT, email="b@office.example"), at=AT, why="No.")
    keep_ours(AT)
    assert (fresh(second).state, fresh(second).waits_for) == ("awaiting-agreement", "Bob Example")


# --- parties who are not linked ---


def test_a_party_without_a_link_files_for_officers_to_decide_and_the_owners_are_told_and_asked() -> None:
    right, _ = co_owned(BOB_BY_EMAIL)
    Link.everything.filter(right=right).update(stands_for="Ada Example")
    buyer = an_account(AT, name="New Example Ltd", email="buyer@example.com")
    filing = given(right, buyer)
    assert (filing.state, filing.route, filing.waits_for) == (
        "awaiting-agreement", "single", "Ada Example; Bob Example",
    )  # fmt: skip
    assert {one.template for one in mails("owner@example.com")} == {"agreement-asked", "change-asked-by-party"}
    assert not Filing.objects.visible_to(
        Applicant(buyer.user_id, Organisation.objects.get(name="Example Instruments Ltd").pk)
    ).exists()


# --- the pages ---


def text_of(page: Any) -> str:
    return str(page.content.decode())


def test_the_account_that_is_asked_answers_on_its_page() -> None:
    with clock_at(AT):
        right, ada = co_owned()
        bob = co_owner(right)
        filing = given(right, ada)
        browser = customer(Organisation.objects.get(pk=bob.organisation_id))
        page = text_of(browser.get("/agreements/"))
        assert f"/agreements/{asked(filing).reference}/" in page
        assert "/agreements/" in text_of(browser.get("/filings/"))
        here = f"/agreements/{asked(filing).reference}/"
        page = text_of(browser.get(here))
        for words in ("The whole patent is given away.", right.number, "Example Instruments Ltd", "7 August 2024"):
            assert words in page
        assert "Select yes if you agree" in text_of(browser.post(here, {"note": "Hm"}))
        assert "Your answer was sent" in text_of(browser.post(here, {"agrees": "no", "note": ""}))
        assert "You did not agree to this" in text_of(browser.get(here))
        owner = customer(Organisation.objects.get(pk=ada.organisation_id))
        assert owner.get(here).status_code == 404
        page = text_of(owner.get(f"/filings/{filing.reference}/"))
        assert "Does not agree" in page


def test_the_secret_page_asks_shows_and_thanks() -> None:
    with clock_at(AT):
        right, ada = co_owned(BOB_BY_EMAIL)
        filing = given(right, ada)
        here = f"/agree/{secret_for(filing, 'bob@example.com')}/"
        page = text_of(Client().get(here))
        assert "The whole patent is given away." in page
        assert "New Example Ltd" not in page
        assert "Your answer was sent" in text_of(Client().post(here, {"agrees": "no", "note": "Never"}))
        assert fresh(filing).state == "in-queue"
        assert Client().get(here).status_code == 404


def test_a_secret_cannot_be_guessed_without_end() -> None:
    cache.clear()
    guesser = Client(REMOTE_ADDR="192.0.2.77")
    answers = [guesser.post(f"/agree/guess{number}/").status_code for number in range(21)]
    assert answers == [404] * 20 + [429]
