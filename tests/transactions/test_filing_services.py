"""Drafts, saving beside each other, order of receipt, waits, one and two officers, and very many rights."""

from datetime import UTC, date, datetime, timedelta

import pytest
from builders.filings import a_visitor, an_account, an_officer, drafted, filed, fresh, keep_ours, linked
from builders.register import a_patent
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, transaction

from core.actor import Applicant, NotPermitted, SignInTooOld
from core.models import OutboxMessage
from core.scoping import Unscoped
from notifications.models import Notice
from rights.facts import AddressChanged, Details
from rights.models import Contact, Entry, Hold, Right
from transactions.models import Filing, FilingRight, Movement
from transactions.objecting import NoSuchToken, objected_filing, say_it_is_wrong
from transactions.recording import record_run
from transactions.services import (
    AnswersInvalid,
    CannotBegin,
    EarlierFilingOpen,
    LinkedToRight,
    NoSuchRight,
    NotReady,
    StaleAnswers,
    answer,
    begin,
    check,
    decide,
    reopen,
    submit,
    withdraw,
)
from transactions.services.deciding import ReasonMissing
from transactions.stages import end_stages, exits_open_to, take_exit
from transactions.workflow import CannotMove, move

pytestmark = pytest.mark.django_db
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
LONG_AGO = AT - timedelta(days=100)
OLD = Details(("1 Old Street", "Newport"), "NP10 8QQ", "GB", "before@example.com")
ADDRESS = {"name": "New Name", "line_1": "2 New Road", "town": "Cardiff", "postcode": "cf10 1aa", "country": "GB"}
NEW = {"address": ADDRESS, "email": {"email": "after@example.com"}}
SURE = {"sure": {"sure": "yes"}}


def contact(since: date = date(2020, 1, 2)) -> AddressChanged:
    return AddressChanged(effective_on=since, purpose="proprietor", name="Old Name", particulars=OLD)


def owned(*, since_at: datetime = LONG_AGO, **about: object) -> tuple[Right, Applicant]:
    right, by = a_patent(contacts=[contact()], **about), an_account(AT)
    linked(right, by, since_at=since_at)
    return right, by


def test_the_owner_changes_the_address_at_once_and_both_contacts_are_told() -> None:
    right, by = owned()
    filing = filed("change_contact_address", [right], NEW, by=by, at=AT)
    stored = Contact.everything.get(right=right, purpose="proprietor")
    assert (filing.state, stored.name, stored.stands_since) == ("recorded", "New Name", date(2024, 6, 12))
    told = {notice.address["email"]: notice.template for notice in Notice.everything.filter(about=filing.reference)}
    assert told == {"before@example.com": "contact-changed-old", "after@example.com": "contact-changed-new"}


def test_an_address_is_kept_with_its_postcode_as_royal_mail_writes_it() -> None:
    right, by = owned()
    filing = drafted("change_contact_address", [right], NEW, by=by, at=AT)
    assert filing.answers["address"]["postcode"] == "CF10 1AA"


def test_a_british_address_needs_its_postcode_and_an_irish_one_does_not() -> None:
    right, by = owned()
    filing = begin("change_contact_address", [right.pk], by=by, at=AT)
    with pytest.raises(AnswersInvalid, match="postcode"):
        answer(filing, "address", {**ADDRESS, "postcode": "12345"}, by=by, at=AT)
    assert answer(filing, "address", {**ADDRESS, "postcode": "", "country": "IE"}, by=by, at=AT).answers_version == 1


def test_the_address_that_is_already_there_is_no_change() -> None:
    right, by = owned()
    same = {"name": "Old Name", "line_1": "1 Old Street", "town": "Newport", "postcode": "NP10 8QQ", "country": "GB"}
    draft = drafted(
        "change_contact_address", [right], {"address": same, "email": {"email": "before@example.com"}}, by=by, at=AT
    )
    with pytest.raises(NotReady, match="already has this contact address"):
        submit(draft, by=by, at=AT)


def test_a_link_younger_than_14_days_cannot_start_a_change_of_contact() -> None:
    right, by = owned(since_at=AT - timedelta(days=13))
    with pytest.raises(CannotBegin, match="less than 14 days ago"):
        begin("change_contact_address", [right.pk], by=by, at=AT)
    later = AT + timedelta(days=1)
    fresh_sign_in = Applicant(by.user_id, by.organisation_id, signed_in_at=later)
    assert begin("change_contact_address", [right.pk], by=fresh_sign_in, at=later).state == "draft"


def test_a_change_of_contact_demands_a_fresh_sign_in() -> None:
    right, by = owned()
    stale = Applicant(by.user_id, by.organisation_id, signed_in_at=AT - timedelta(minutes=11))
    with pytest.raises(SignInTooOld):
        begin("change_contact_address", [right.pk], by=stale, at=AT)


def test_a_hold_stops_a_change() -> None:
    right, by = owned()
    Hold.objects.create(right=right, reason="not-me", since_at=AT, since_by="tests")
    with pytest.raises(CannotBegin, match="on hold"):
        begin("change_contact_address", [right.pk], by=by, at=AT)


def test_a_stranger_cannot_change_an_address() -> None:
    right, _ = owned()
    stranger = an_account(AT, email="stranger@example.com")
    with pytest.raises(CannotBegin, match="owner or the representative"):
        begin("change_contact_address", [right.pk], by=stranger, at=AT)


def test_an_unpublished_right_of_somebody_else_is_not_there() -> None:
    hidden = a_patent(published_on=None, granted_on=None)
    with pytest.raises(NoSuchRight):
        begin("renew", [hidden.pk], by=a_visitor(), at=AT)
    with pytest.raises(NoSuchRight):
        begin("renew", [hidden.pk + 1000], by=a_visitor(), at=AT)


def test_who_was_told_can_say_that_it_is_wrong_once_and_further_changes_stop() -> None:
    right, by = owned()
    filing = filed("change_contact_address", [right], NEW, by=by, at=AT)
    body = Notice.everything.get(about=filing.reference, template="contact-changed-old").body
    secret = body.split("/this-is-wrong/")[1].split("/")[0]
    assert objected_filing(secret, at=AT) == filing
    assert not Hold.objects.exists()
    say_it_is_wrong(secret, by=a_visitor(), at=AT)
    assert Hold.objects.get().about == filing.reference
    with pytest.raises(NoSuchToken):
        say_it_is_wrong(secret, by=a_visitor(), at=AT)


def test_the_address_at_which_to_object_ends_after_14_days() -> None:
    right, by = owned()
    filing = filed("change_contact_address", [right], NEW, by=by, at=AT)
    body = Notice.everything.get(about=filing.reference, template="contact-changed-old").body
    with pytest.raises(NoSuchToken):
        objected_filing(body.split("/this-is-wrong/")[1].split("/")[0], at=AT + timedelta(days=14))


def test_two_tabs_never_lose_each_others_words() -> None:
    right, by = owned()
    filing = begin("change_contact_address", [right.pk], by=by, at=AT)
    answer(filing, "address", ADDRESS, by=by, at=AT, version=0)
    with pytest.raises(StaleAnswers) as stale:
        answer(filing, "address", {**ADDRESS, "town": "Swansea"}, by=by, at=AT, version=0)
    assert (stale.value.stored["town"], stale.value.typed["town"], stale.value.version) == ("Cardiff", "Swansea", 1)
    saved = answer(filing, "address", {**ADDRESS, "town": "Swansea"}, by=by, at=AT, version=1)
    assert saved.answers_of("address")["town"] == "Swansea"


def test_two_people_on_different_pages_do_not_disturb_each_other() -> None:
    right, by = owned()
    filing = begin("change_contact_address", [right.pk], by=by, at=AT)
    answer(filing, "address", ADDRESS, by=by, at=AT, version=0)
    saved = answer(filing, "email", {"email": "after@example.com"}, by=by, at=AT, version=0)
    assert set(saved.answers) == {"address", "email"}


def test_the_same_draft_is_resumed_by_its_account_and_unseen_by_others() -> None:
    right, by = owned()
    filing = begin("change_contact_address", [right.pk], by=by, at=AT)
    assert begin("change_contact_address", [right.pk], by=by, at=AT) == filing
    other = an_account(AT, email="other@example.com")
    assert not Filing.objects.visible_to(other).exists()
    assert not Filing.objects.visible_to(a_visitor()).exists()
    with pytest.raises(CannotMove):
        answer(filing, "address", ADDRESS, by=other, at=AT)
    with pytest.raises(Unscoped):
        list(Filing.objects.all())


def test_a_visitor_sees_what_was_begun_in_the_same_browser_only() -> None:
    right = a_patent()
    at = datetime(2023, 5, 30, 9, tzinfo=UTC)
    filing = begin("renew", [right.pk], by=a_visitor("a"), at=at)
    assert list(Filing.objects.visible_to(a_visitor("a"))) == [filing]
    assert not Filing.objects.visible_to(a_visitor("b")).exists()


def test_postgres_refuses_to_change_answers_after_submission() -> None:
    right, by = owned()
    filing = filed("change_contact_address", [right], NEW, by=by, at=AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        Filing.everything.filter(pk=filing.pk).update(answers={})


def test_movements_are_append_only() -> None:
    right, by = owned()
    filing = filed("change_contact_address", [right], NEW, by=by, at=AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        Movement.everything.filter(filing=filing).update(why="another")


def test_a_member_without_the_permission_is_told_whom_to_ask() -> None:
    right, by = owned()
    draft = drafted("change_contact_address", [right], NEW, by=by, at=AT)
    viewer = Applicant(by.user_id, by.organisation_id, frozenset(), AT)
    with pytest.raises(NotPermitted, match="administrator"):
        submit(draft, by=viewer, at=AT)


def test_what_was_withdrawn_cannot_be_submitted() -> None:
    right, by = owned()
    draft = drafted("change_contact_address", [right], NEW, by=by, at=AT)
    withdraw(draft, by=by, at=AT)
    with pytest.raises(CannotMove):
        submit(draft, by=by, at=AT)


def test_before_payment_one_can_go_back_to_the_answers() -> None:
    right, by = a_patent(), a_visitor()
    at = datetime(2023, 5, 30, 9, tzinfo=UTC)
    filing = filed("renew", [right], {"receipt": {"email": "payer@example.com", "reminders": "no"}}, by=by, at=at)
    assert reopen(filing, by=by, at=at).state == "draft"
    assert check(fresh(filing), by=by, at=at).examination.is_ready


# --- waits ---


def test_a_wait_without_an_opposition_is_walked_to_its_end(throwaway: None) -> None:
    right, by = owned()
    officer = an_officer(AT)
    filing = filed("surrender_after_opposition", [right], SURE, by=by, at=AT)
    assert (filing.state, filing.stage, filing.stage_ends_on) == ("waiting", "opposition", date(2024, 7, 10))
    assert end_stages(date(2024, 7, 10), at=AT) == 0
    assert end_stages(date(2024, 7, 11), at=AT + timedelta(days=29)) == 1
    assert fresh(filing).state == "in-queue"
    accepted = decide(filing.reference, accept=True, by=officer, at=AT + timedelta(days=30))
    assert (accepted.state, accepted.stage, accepted.stage_ends_on) == ("waiting", "publication", date(2024, 7, 19))
    assert end_stages(date(2024, 7, 20), at=AT + timedelta(days=38)) == 1
    right.refresh_from_db()
    assert (fresh(filing).state, right.status, right.ceased_on) == ("recorded", "surrendered", date(2024, 7, 20))


def test_an_opposition_leads_to_a_hearing_and_a_refusal_that_is_heard_first(throwaway: None) -> None:
    right, by = owned()
    officer = an_officer(AT)
    filing = filed("surrender_after_opposition", [right], SURE, by=by, at=AT)
    assert [way.key for way in exits_open_to(by, filing)] == []
    assert [way.key for way in exits_open_to(officer, filing)] == ["opposed"]
    with pytest.raises(CannotMove):
        take_exit(filing, "opposed", by=by, at=AT)
    take_exit(filing, "opposed", by=officer, at=AT)
    assert (fresh(filing).stage, fresh(filing).stage_ends_on) == ("hearing", None)
    take_exit(filing, "heard", by=officer, at=AT)
    minded = decide(filing.reference, accept=False, by=officer, at=AT, why="A licensee opposes.")
    assert (minded.state, minded.stage, minded.stage_ends_on) == ("waiting", "minded", date(2024, 7, 12))
    take_exit(filing, "ask-to-be-heard", by=by, at=AT)
    take_exit(filing, "heard", by=officer, at=AT)
    refused = decide(filing.reference, accept=False, by=officer, at=AT, why="A licensee opposes.")
    assert refused.state == "refused"
    keep_ours(AT)
    assert "A licensee opposes." in Notice.everything.get(about=filing.reference).body


def test_silence_after_minded_to_refuse_ends_in_refusal(throwaway: None) -> None:
    right, by = owned()
    officer = an_officer(AT)
    filing = filed("surrender_after_opposition", [right], SURE, by=by, at=AT)
    end_stages(date(2024, 7, 11), at=AT)
    decide(filing.reference, accept=False, by=officer, at=AT, why="No.")
    assert end_stages(date(2024, 7, 13), at=AT + timedelta(days=31)) == 1
    assert fresh(filing).state == "refused"


# --- officers ---


def assignment(right: Right, by: Applicant, *, at: datetime = AT, owner: str = "New Ltd") -> Filing:
    return filed("assign_with_two_officers", [right], {"owner": {"owner": owner}}, by=by, at=at)


def test_two_officers_record_a_new_owner(throwaway: None) -> None:
    right, by = owned()
    first, second = an_officer(AT), an_officer(AT, email="second@office.example")
    filing = assignment(right, by)
    assert decide(filing.reference, accept=True, by=first, at=AT).state == "recommended"
    with pytest.raises(CannotMove):
        decide(filing.reference, accept=True, by=first, at=AT)
    assert decide(filing.reference, accept=True, by=second, at=AT).state == "recorded"
    right.refresh_from_db()
    assert right.owner == "New Ltd"


def test_postgres_itself_demands_two_officers(throwaway: None) -> None:
    right, by = owned()
    first = an_officer(AT)
    filing = assignment(right, by)
    decide(filing.reference, accept=True, by=first, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Filing.everything.filter(pk=filing.pk).update(state="accepted", decided_by=first.user_id)
    with pytest.raises(IntegrityError), transaction.atomic():
        Filing.everything.filter(pk=filing.pk).update(state="accepted")


def test_the_second_officer_sends_back_what_they_do_not_agree_with(throwaway: None) -> None:
    right, by = owned()
    first, second = an_officer(AT), an_officer(AT, email="second@office.example")
    filing = assignment(right, by)
    decide(filing.reference, accept=True, by=first, at=AT)
    assert decide(filing.reference, accept=False, by=second, at=AT, why="Unsigned").state == "in-queue"
    assert fresh(filing).prepared_by is None


def test_a_refusal_says_why(throwaway: None) -> None:
    right, by = owned()
    with pytest.raises(ReasonMissing):
        decide(assignment(right, by).reference, accept=False, by=an_officer(AT), at=AT)


def test_an_officer_does_not_decide_about_their_own_patent(throwaway: None) -> None:
    right, by = owned()
    filing = assignment(right, by)
    with pytest.raises(LinkedToRight):
        decide(filing.reference, accept=True, by=an_officer(AT, email="OWNER@example.com"), at=AT)


def test_filings_are_decided_in_the_order_in_which_they_were_received(throwaway: None) -> None:
    right, by = owned()
    officer = an_officer(AT)
    earlier = assignment(right, by)
    later = assignment(right, by, at=AT + timedelta(minutes=5), owner="Other Ltd")
    with pytest.raises(EarlierFilingOpen, match=earlier.reference):
        decide(later.reference, accept=True, by=officer, at=AT)
    decide(earlier.reference, accept=True, by=officer, at=AT)


def test_an_automatic_filing_waits_for_an_earlier_one_and_goes_on_after_it(throwaway: None) -> None:
    right, by = owned()
    officer = an_officer(AT)
    earlier = assignment(right, by)
    later = filed("restate_title", [right], {"title": {"title": "Pump"}}, by=by, at=AT + timedelta(minutes=5))
    assert later.state == "in-queue"
    decide(earlier.reference, accept=False, by=officer, at=AT, why="Unsigned")
    decide(earlier.reference, accept=False, by=an_officer(AT, email="second@office.example"), at=AT, why="Unsigned")
    keep_ours(AT + timedelta(minutes=10))
    assert fresh(later).state == "recorded"


def test_missing_evidence_is_said(throwaway: None) -> None:
    right, by = owned()
    draft = drafted("assign_with_two_officers", [right], {"owner": {"owner": "Needs Deed"}}, by=by, at=AT)
    with pytest.raises(NotReady) as refusal:
        submit(draft, by=by, at=AT)
    assert [piece.key for piece in refusal.value.examination.missing_evidence] == ["deed"]


def test_the_command_decides_for_two_officers(throwaway: None, capsys: pytest.CaptureFixture[str]) -> None:
    right, by = owned()
    an_officer(AT)
    an_officer(AT, email="second@office.example")
    reference = assignment(right, by).reference
    call_command("decide", reference, "--accept", "--officer", "officer@office.example")
    call_command("decide", reference.lower(), "--accept", "--officer", "second@office.example")
    assert capsys.readouterr().out.splitlines() == [f"{reference}: recommended", f"{reference}: recorded"]


# --- many rights ---


def test_many_rights_are_recorded_in_runs_that_a_kill_cannot_split(throwaway: None) -> None:
    rights = [a_patent() for _ in range(4)] + [a_patent(title="Fixed")]
    for_all = _copies(rights, 1001)
    by = a_visitor()
    filing = filed("restate_title", for_all, {"title": {"title": "Pump"}}, by=by, at=AT)
    assert filing.state == "accepted"
    assert FilingRight.everything.filter(filing=filing, outcome="done").count() == 500
    with transaction.atomic():
        record_run(filing, at=AT)
        transaction.set_rollback(True)
    assert FilingRight.everything.filter(filing=filing, outcome="done").count() == 500
    keep_ours(AT)
    done = fresh(filing)
    assert done.state == "recorded"
    assert FilingRight.everything.filter(filing=filing, outcome="done", entry_number__isnull=False).count() == 1000
    assert FilingRight.everything.filter(filing=filing, left_out=True).count() == 1
    assert Entry.everything.filter(because=filing.reference).count() == 1000
    assert OutboxMessage.objects.filter(kind="record-filing").count() == 1


def _copies(rights: list[Right], total: int) -> list[Right]:
    return rights + [a_patent() for _ in range(total - len(rights))]


# --- the table ---


def test_nobody_can_make_a_move_that_the_table_does_not_have_there() -> None:
    right, by = owned()
    draft = begin("change_contact_address", [right.pk], by=by, at=AT)
    for name in ("accept", "approve", "record", "settle", "queue", "change", "take-payment"):
        with pytest.raises(CannotMove):
            move(draft, name, by=by, at=AT)
