"""Codes: to the contact on record, hashed, once, for a while, five tries, limited."""

import json
from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from builders.linking import address, asked, code_for, key_of, owned, represented, told, wrong
from builders.register import BOOKS
from django.core import serializers
from django.db import connection, transaction

from accounts.models import Organisation
from core.actor import Applicant
from core.models import AuditEvent, OutboxMessage
from notifications.models import Notice
from rights.linking import enter_code, offers_for, send_code
from rights.linking.problems import CannotLink, CodeOver, NoSuchProof, WrongCode
from rights.models import Link, LinkCodeSending, LinkRequest
from rights.register import record

MINUTE = timedelta(minutes=1)
one_database = pytest.mark.django_db


@one_database
def test_the_right_code_links_at_once(owner: Applicant, at: datetime) -> None:
    right = owned()
    request = asked(right, by=owner, at=at)
    links = enter_code(request, code_for(request, by=owner, at=at), by=owner, at=at + MINUTE)
    assert [(link.right_id, link.relation, link.state) for link in links] == [(right.pk, "owner", "active")]
    assert links[0].active_from == at + MINUTE
    assert links[0].stands_for == "Rhiannon Testwood"
    assert (links[0].number, links[0].title, links[0].owner) == (right.number, right.title, right.owner)
    request.refresh_from_db()
    assert (request.state, request.code_hash) == ("granted", "")


@one_database
def test_an_email_code_has_six_digits_and_a_letter_code_eight_characters(owner: Applicant, at: datetime) -> None:
    request = asked(owned(), by=owner, at=at)
    by_email = code_for(request, by=owner, at=at)
    by_letter = code_for(request, by=owner, at=at + MINUTE, channel="letter")
    assert by_email.isdigit()
    assert (len(by_email), len(by_letter)) == (6, 8)
    assert not set(by_letter) & set("01ILOU")


@one_database
def test_spaces_hyphens_and_small_letters_do_not_matter(owner: Applicant, at: datetime) -> None:
    request = asked(owned(), by=owner, at=at)
    code = code_for(request, by=owner, at=at, channel="letter")
    assert enter_code(request, f" {code[:4].lower()}-{code[4:].lower()} ", by=owner, at=at)


@one_database
def test_the_code_goes_to_the_contact_on_record_and_names_who_asks(owner: Applicant, at: datetime) -> None:
    request = asked(owned(email="r@home.example"), by=owner, at=at)
    code_for(request, by=owner, at=at)
    notice = told("link-code")[0]
    assert (notice.channel, notice.address) == ("email", {"email": "r@home.example"})
    assert "The account Rhiannon Testwood asked to link" in notice.body
    request.refresh_from_db()
    assert request.code_sent_to == "r•••@h•••.example"


@one_database
def test_an_accounts_name_cannot_carry_a_web_address(owner: Applicant, at: datetime) -> None:
    name = "Pay at https://www.evil.example/pay now # [x](y)"
    Organisation.objects.filter(pk=owner.organisation_id).update(name=name)
    code_for(asked(owned(), by=owner, at=at), by=owner, at=at)
    body = told("link-code")[0].body
    assert "evil" not in body
    assert "[x]" not in body


@one_database
def test_the_code_is_stored_in_clear_nowhere(owner: Applicant, at: datetime) -> None:
    request = asked(owned(), by=owner, at=at)
    code = code_for(request, by=owner, at=at)
    tables = [
        LinkRequest.everything,
        Notice.everything,
        OutboxMessage.objects,
        AuditEvent.objects,
        LinkCodeSending.objects,
    ]
    rows = [row for table in tables for row in json.loads(serializers.serialize("json", table.all()))]
    fields = [
        str(value) for row in rows for name, value in row["fields"].items() if not name.endswith(("hash", "digest"))
    ]
    assert len(rows) >= 5
    assert [value for value in fields if code in value] == []
    assert "••••••" in told("link-code")[0].body


@one_database
def test_one_code_proves_all_rights_that_share_the_contact(owner: Applicant, at: datetime) -> None:
    requests = [asked(owned(), by=owner, at=at) for _ in range(3)]
    elsewhere = asked(owned(email="other@home.example"), by=owner, at=at)
    as_representative = asked(represented(), by=owner, at=at, relation="representative")
    code = code_for(requests[1], by=owner, at=at)
    body = told("link-code")[0].body
    assert all(request.right.number in body for request in requests)
    assert elsewhere.right.number not in body
    assert as_representative.right.number not in body
    assert LinkCodeSending.objects.count() == 3
    links = enter_code(requests[0], code, by=owner, at=at)
    assert {link.right_id for link in links} == {request.right_id for request in requests}
    assert len(told("link-code")) == len(told("link-active")) == 1


@one_database
def test_each_request_has_a_hash_of_its_own(owner: Applicant, at: datetime) -> None:
    requests = [asked(owned(), by=owner, at=at) for _ in range(2)]
    code_for(requests[0], by=owner, at=at)
    hashes = list(LinkRequest.everything.values_list("code_hash", flat=True))
    assert len(set(hashes)) == 2


@one_database
def test_a_code_works_once(owner: Applicant, at: datetime) -> None:
    request = asked(owned(), by=owner, at=at)
    code = code_for(request, by=owner, at=at)
    enter_code(request, code, by=owner, at=at)
    with pytest.raises(CodeOver):
        enter_code(request, code, by=owner, at=at)
    assert Link.everything.count() == 1


@one_database
@pytest.mark.parametrize(("channel", "lasts"), [("email", timedelta(minutes=30)), ("letter", timedelta(days=21))])
def test_a_code_expires(owner: Applicant, at: datetime, channel: str, lasts: timedelta) -> None:
    request = asked(owned(), by=owner, at=at)
    code = code_for(request, by=owner, at=at, channel=channel)
    with pytest.raises(CodeOver):
        enter_code(request, code, by=owner, at=at + lasts)
    assert enter_code(request, code, by=owner, at=at + lasts - timedelta(seconds=1))


@one_database
def test_five_wrong_tries_lock_the_code_and_the_right_one_then_fails(owner: Applicant, at: datetime) -> None:
    first, second = (asked(owned(), by=owner, at=at) for _ in range(2))
    code = code_for(first, by=owner, at=at)
    for left in (4, 3, 2, 1):
        with pytest.raises(WrongCode) as problem:
            enter_code(first if left % 2 else second, wrong(code), by=owner, at=at)
        assert problem.value.tries_left == left
    with pytest.raises(CodeOver):
        enter_code(second, wrong(code), by=owner, at=at)
    for request in (first, second):
        with pytest.raises(CodeOver):
            enter_code(request, code, by=owner, at=at)
        request.refresh_from_db()
        assert (request.state, request.code_hash) == ("locked", "")
    assert not Link.everything.exists()


@one_database
def test_a_locked_request_gets_no_code_for_a_day_but_other_proofs(owner: Applicant, at: datetime) -> None:
    right = owned()
    request = asked(right, by=owner, at=at)
    code, key = code_for(request, by=owner, at=at), key_of(request, "email", by=owner, at=at)
    for _ in range(5):
        with pytest.raises(CannotLink):
            enter_code(request, wrong(code), by=owner, at=at)
    assert asked(right, by=owner, at=at) == request
    proofs = {offer.option.proof for offer in offers_for(request, by=owner, at=at)}
    assert proofs == {"identity", "authority"}
    with pytest.raises(NoSuchProof):
        send_code(request, key, by=owner, at=at + timedelta(hours=23))
    assert send_code(request, key, by=owner, at=at + timedelta(hours=24))


@one_database
def test_a_new_code_ends_the_one_before(owner: Applicant, at: datetime) -> None:
    request = asked(owned(), by=owner, at=at)
    old = code_for(request, by=owner, at=at)
    new = code_for(request, by=owner, at=at + MINUTE)
    if old != new:
        with pytest.raises(WrongCode):
            enter_code(request, old, by=owner, at=at + MINUTE)
    assert enter_code(request, new, by=owner, at=at + MINUTE)


@one_database
def test_codes_to_a_contact_that_left_the_register_die(owner: Applicant, at: datetime) -> None:
    request = asked(owned(), by=owner, at=at)
    code = code_for(request, by=owner, at=at)
    moved = address("proprietor", "Rhiannon Testwood", "1 New Street", email="new@home.example")
    with transaction.atomic():
        record(request.right_id, [moved], because="tests", by=BOOKS, received_at=at, at=at)
    with pytest.raises(CodeOver):
        enter_code(request, code, by=owner, at=at)


@one_database
def test_nobody_enters_a_code_for_another_account(owner: Applicant, stranger: Applicant, at: datetime) -> None:
    request = asked(owned(), by=owner, at=at)
    code = code_for(request, by=owner, at=at)
    with pytest.raises(CodeOver):
        enter_code(request, code, by=stranger, at=at)
    with pytest.raises(NoSuchProof):
        send_code(request, key_of(request, "email", by=owner, at=at), by=stranger, at=at)


def test_two_tabs_that_enter_the_code_at_once_make_one_link(committed: None, at: datetime) -> None:
    from builders.filings import an_account

    by = an_account(at)
    request = asked(owned(), by=by, at=at)
    code = code_for(request, by=by, at=at)
    barrier, answers = Barrier(2), []

    def enter() -> None:
        barrier.wait()
        try:
            answers.append(len(enter_code(request, code, by=by, at=at)))
        except CodeOver:
            answers.append(0)
        finally:
            connection.close()

    tabs = [Thread(target=enter) for _ in range(2)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join(30)
    assert sorted(answers) == [0, 1]
    assert Link.everything.count() == 1


def test_five_wrong_tries_at_once_are_all_counted(committed: None, at: datetime) -> None:
    from builders.filings import an_account

    by = an_account(at)
    request = asked(owned(), by=by, at=at)
    code = code_for(request, by=by, at=at)
    barrier = Barrier(5)

    def enter() -> None:
        barrier.wait()
        try:
            enter_code(request, wrong(code), by=by, at=at)
        except CannotLink:
            pass
        finally:
            connection.close()

    tabs = [Thread(target=enter) for _ in range(5)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join(30)
    request.refresh_from_db()
    assert (request.state, request.tries) == ("locked", 5)


@one_database
def test_a_letter_that_is_on_its_way_is_left_to_its_code(owner: Applicant, at: datetime) -> None:
    first = asked(owned(), by=owner, at=at)
    letter = code_for(first, by=owner, at=at, channel="letter")
    second = asked(owned(), by=owner, at=at)
    code = code_for(second, by=owner, at=at + 2 * MINUTE)
    assert {link.right_id for link in enter_code(second, code, by=owner, at=at + 2 * MINUTE)} == {second.right_id}
    assert {link.right_id for link in enter_code(first, letter, by=owner, at=at + 3 * MINUTE)} == {first.right_id}


@one_database
def test_a_code_again_covers_those_of_the_code_before(owner: Applicant, at: datetime) -> None:
    first, second = asked(owned(), by=owner, at=at), asked(owned(), by=owner, at=at)
    code_for(first, by=owner, at=at)
    code = code_for(second, by=owner, at=at + MINUTE)
    assert len(enter_code(first, code, by=owner, at=at + MINUTE)) == 2
