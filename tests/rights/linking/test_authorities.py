"""A signed authority: the account's own file, told at once, decided by staff."""

from datetime import datetime
from uuid import uuid4

import pytest
from builders.filings import an_officer
from builders.linking import asked, owned, told
from builders.register import a_patent
from django.core.management import CommandError, call_command

from accounts.models import User
from core.actor import Applicant
from core.models import StoredFile
from rights.linking import decide, give_authority
from rights.linking.problems import NoSuchProof, TooMany
from rights.models import Link, LinkRequest, Right

pytestmark = pytest.mark.django_db


def a_file(by: Applicant, at: datetime) -> StoredFile:
    return StoredFile.everything.create(
        organisation_id=by.organisation_id, name="authority.pdf", media_type="application/pdf", size=10,
        content_hash="0" * 64, given_at=at, given_by="user:x",
    )  # fmt: skip


def given(right: Right, *, by: Applicant, at: datetime, relation: str = "owner") -> LinkRequest:
    request = asked(right, by=by, at=at, relation=relation)
    give_authority(request, file_reference=a_file(by, at).reference, by=by, at=at)
    request.refresh_from_db()
    return request


def officer(at: datetime) -> User:
    user = User.objects.get(pk=an_officer(at).user_id)
    user.roles = ["formalities_officer"]
    user.save()
    return user


def test_an_authority_waits_for_staff_and_shows_nothing_meanwhile(owner: Applicant, at: datetime) -> None:
    request = given(owned(), by=owner, at=at)
    assert (request.state, request.proof) == ("with-staff", "authority")
    assert not Link.everything.exists()
    assert "after the office has checked it" in told()[0].body


def test_one_authority_covers_all_of_the_owner_that_were_asked_for_as_the_same(owner: Applicant, at: datetime) -> None:
    other = asked(owned(), by=owner, at=at)
    anothers = asked(a_patent(), by=owner, at=at)
    shared = asked(owned(proprietors=("Rhiannon Testwood", "Stuart Strange")), by=owner, at=at)
    as_representative = asked(owned(), by=owner, at=at, relation="representative")
    request = given(owned(), by=owner, at=at)
    other.refresh_from_db()
    as_representative.refresh_from_db()
    assert (other.state, other.batch) == ("with-staff", request.batch)
    for left in (as_representative, anothers, shared):
        left.refresh_from_db()
        assert left.state == "asked"


def test_anothers_file_and_an_unknown_one_are_refused(owner: Applicant, stranger: Applicant, at: datetime) -> None:
    request = asked(owned(), by=owner, at=at)
    for reference in (a_file(stranger, at).reference, uuid4()):
        with pytest.raises(NoSuchProof):
            give_authority(request, file_reference=reference, by=owner, at=at)


def test_the_command_accepts_and_the_link_begins_then(owner: Applicant, at: datetime) -> None:
    request = given(owned(), by=owner, at=at)
    call_command("decide", request.reference, "--accept", "--officer", officer(at).email, verbosity=0)
    link = Link.everything.get()
    assert (link.state, link.relation, link.active_from) == ("active", "owner", link.since_at)
    request.refresh_from_db()
    assert request.state == "granted"
    assert len(told("link-active")) == 1


def test_the_command_refuses_with_a_reason(owner: Applicant, at: datetime) -> None:
    request = given(owned(), by=owner, at=at)
    email = officer(at).email
    with pytest.raises((CommandError, ValueError)):
        call_command("decide", request.reference, "--refuse", "--officer", email, verbosity=0)
    call_command("decide", request.reference, "--refuse", "--officer", email, "--because", "Not signed", verbosity=0)
    request.refresh_from_db()
    assert (request.state, request.why) == ("refused", "Not signed")
    assert "Not signed" in told("link-refused")[0].body


def test_a_decided_request_is_decided_once(owner: Applicant, at: datetime) -> None:
    request = given(owned(), by=owner, at=at)
    user = officer(at)
    call_command("decide", request.reference, "--accept", "--officer", user.email, verbosity=0)
    with pytest.raises(CommandError):
        call_command("decide", request.reference, "--accept", "--officer", user.email, verbosity=0)
    assert Link.everything.count() == 1


def test_a_right_gets_five_authorities_a_week(at: datetime) -> None:
    from builders.filings import an_account

    right = owned()
    for number in range(5):
        given(right, by=an_account(at, email=f"{number}@other.example"), at=at)
    with pytest.raises(TooMany):
        given(right, by=an_account(at, email="six@other.example"), at=at)


def test_two_accounts_may_be_linked_to_one_right(owner: Applicant, stranger: Applicant, at: datetime) -> None:
    from accounts.actors import officer as acting

    right, user = owned(), officer(at)
    for by, relation in ((owner, "owner"), (stranger, "representative")):
        request = given(right, by=by, at=at, relation=relation)
        decide(request.reference, accept=True, by=acting(user, signed_in_at=at), why="", at=at)
    assert set(Link.everything.values_list("relation", "state")) == {
        ("owner", "active"),
        ("representative", "active"),
    }
