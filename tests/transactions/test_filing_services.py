"""Drafts, saving beside each other, order of receipt, waits, one and two officers, and very many rights."""

from datetime import UTC, date, datetime, timedelta

import pytest
from builders.filings import a_visitor, an_account, drafted, filed, fresh, owned
from builders.register import a_patent
from django.db import DatabaseError, transaction

from core.actor import Applicant, NotPermitted, SignInTooOld
from core.scoping import Unscoped
from notifications.models import Notice
from rights.models import Contact, Hold
from transactions.models import Filing, Movement
from transactions.objecting import NoSuchToken, objected_filing, say_it_is_wrong
from transactions.services import (
    AnswersInvalid,
    CannotBegin,
    NoSuchRight,
    NotReady,
    StaleAnswers,
    answer,
    begin,
    check,
    reopen,
    submit,
    withdraw,
)
from transactions.workflow import CannotMove, move

pytestmark = pytest.mark.django_db
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
ADDRESS = {"name": "New Name", "line_1": "2 New Road", "town": "Cardiff", "postcode": "cf10 1aa", "country": "GB"}
NEW = {"address": ADDRESS, "email": {"email": "after@example.com"}}


def test_the_owner_changes_the_address_at_once_and_both_contacts_are_told() -> None:
    right, by = owned(AT)
    filing = filed("change_contact_address", [right], NEW, by=by, at=AT)
    stored = Contact.everything.get(right=right, purpose="proprietor")
    assert (filing.state, stored.name, stored.stands_since) == ("recorded", "New Name", date(2024, 6, 12))
    told = {notice.address["email"]: notice.template for notice in Notice.everything.filter(about=filing.reference)}
    assert told == {"before@example.com": "contact-changed-old", "after@example.com": "contact-changed-new"}


def test_an_address_is_kept_with_its_postcode_as_royal_mail_writes_it() -> None:
    right, by = owned(AT)
    filing = drafted("change_contact_address", [right], NEW, by=by, at=AT)
    assert filing.answers["address"]["postcode"] == "CF10 1AA"


def test_a_british_address_needs_its_postcode_and_an_irish_one_does_not() -> None:
    right, by = owned(AT)
    filing = begin("change_contact_address", [right.pk], by=by, at=AT)
    with pytest.raises(AnswersInvalid, match="postcode"):
        answer(filing, "address", {**ADDRESS, "postcode": "12345"}, by=by, at=AT)
    assert answer(filing, "address", {**ADDRESS, "postcode": "", "country": "IE"}, by=by, at=AT).answers_version == 1


def test_the_address_that_is_already_there_is_no_change() -> None:
    right, by = owned(AT)
    same = {"name": "Old Name", "line_1": "1 Old Street", "town": "Newport", "postcode": "NP10 8QQ", "country": "GB"}
    draft = drafted(
        "change_contact_address", [right], {"address": same, "email": {"email": "before@example.com"}}, by=by, at=AT
    )
    with pytest.raises(NotReady, match="already has this address"):
        submit(draft, by=by, at=AT)


def test_a_link_younger_than_14_days_cannot_start_a_change_of_contact() -> None:
    right, by = owned(AT, days_linked=13)
    with pytest.raises(CannotBegin, match="less than 14 days ago"):
        begin("change_contact_address", [right.pk], by=by, at=AT)
    later = AT + timedelta(days=1)
    fresh_sign_in = Applicant(by.user_id, by.organisation_id, signed_in_at=later)
    assert begin("change_contact_address", [right.pk], by=fresh_sign_in, at=later).state == "draft"


def test_a_change_of_contact_demands_a_fresh_sign_in() -> None:
    right, by = owned(AT)
    stale = Applicant(by.user_id, by.organisation_id, signed_in_at=AT - timedelta(minutes=11))
    with pytest.raises(SignInTooOld):
        begin("change_contact_address", [right.pk], by=stale, at=AT)


def test_a_hold_stops_a_change() -> None:
    right, by = owned(AT)
    Hold.objects.create(right=right, reason="not-me", since_at=AT, since_by="tests")
    with pytest.raises(CannotBegin, match="on hold"):
        begin("change_contact_address", [right.pk], by=by, at=AT)


def test_a_stranger_cannot_change_an_address() -> None:
    right, _ = owned(AT)
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
    right, by = owned(AT)
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
    right, by = owned(AT)
    filing = filed("change_contact_address", [right], NEW, by=by, at=AT)
    body = Notice.everything.get(about=filing.reference, template="contact-changed-old").body
    with pytest.raises(NoSuchToken):
        objected_filing(body.split("/this-is-wrong/")[1].split("/")[0], at=AT + timedelta(days=14))


def test_two_tabs_never_lose_each_others_words() -> None:
    right, by = owned(AT)
    filing = begin("change_contact_address", [right.pk], by=by, at=AT)
    answer(filing, "address", ADDRESS, by=by, at=AT, version=0)
    with pytest.raises(StaleAnswers) as stale:
        answer(filing, "address", {**ADDRESS, "town": "Swansea"}, by=by, at=AT, version=0)
    assert (stale.value.stored["town"], stale.value.typed["town"], stale.value.version) == ("Cardiff", "Swansea", 1)
    saved = answer(filing, "address", {**ADDRESS, "town": "Swansea"}, by=by, at=AT, version=1)
    assert saved.answers_of("address")["town"] == "Swansea"


def test_two_people_on_different_pages_do_not_disturb_each_other() -> None:
    right, by = owned(AT)
    filing = begin("change_contact_address", [right.pk], by=by, at=AT)
    answer(filing, "address", ADDRESS, by=by, at=AT, version=0)
    saved = answer(filing, "email", {"email": "after@example.com"}, by=by, at=AT, version=0)
    assert set(saved.answers) == {"address", "email"}


def test_the_same_draft_is_resumed_by_its_account_and_unseen_by_others() -> None:
    right, by = owned(AT)
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
    right, by = owned(AT)
    filing = filed("change_contact_address", [right], NEW, by=by, at=AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        Filing.everything.filter(pk=filing.pk).update(answers={})


def test_movements_are_append_only() -> None:
    right, by = owned(AT)
    filing = filed("change_contact_address", [right], NEW, by=by, at=AT)
    with pytest.raises(DatabaseError), transaction.atomic():
        Movement.everything.filter(filing=filing).update(why="another")


def test_a_member_without_the_permission_is_told_whom_to_ask() -> None:
    right, by = owned(AT)
    draft = drafted("change_contact_address", [right], NEW, by=by, at=AT)
    viewer = Applicant(by.user_id, by.organisation_id, frozenset(), AT)
    with pytest.raises(NotPermitted, match="administrator"):
        submit(draft, by=viewer, at=AT)


def test_what_was_withdrawn_cannot_be_submitted() -> None:
    right, by = owned(AT)
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


def test_nobody_can_make_a_move_that_the_table_does_not_have_there() -> None:
    right, by = owned(AT)
    draft = begin("change_contact_address", [right.pk], by=by, at=AT)
    for name in ("accept", "approve", "record", "settle", "queue", "change", "take-payment"):
        with pytest.raises(CannotMove):
            move(draft, name, by=by, at=AT)
