"""The owner lets a representative in from its own account, within limits, and ends it with effect at once."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from builders.filings import an_account, linked
from builders.linking import asked, owned, told
from builders.people import a_member

from accounts.models import Organisation
from core.actor import Applicant, NotPermitted, Permission
from core.models import OutboxMessage
from rights.linking.authorising import Scope, asked_of, end, end_over, keep_out, let_in, limit, representatives
from rights.linking.offers import offers_for
from rights.linking.owner import ask_owner, end_unanswered
from rights.linking.problems import CannotLink, NoSuchProof, TooMany
from rights.models import Link, LinkRequest, Right
from transactions.services import CannotBegin, begin
from transactions.standings import load

pytestmark = pytest.mark.django_db
RENEWALS = Scope(types=("renew",))


@pytest.fixture
def firm(db: None, at: datetime) -> Applicant:
    return an_account(at, name="Quill IP LLP", email="quill@firm.example")


def a_right_of(owner: Applicant, at: datetime) -> Right:
    right = owned()
    linked(right, owner, since_at=at - timedelta(days=400))
    return right


def wanting(right: Right, *, by: Applicant, at: datetime) -> LinkRequest:
    request = asked(right, by=by, at=at, relation="representative")
    ask_owner(request, by=by, at=at)
    request.refresh_from_db()
    return request


def test_an_owner_is_asked_in_its_account_and_the_link_is_active_at_once(
    owner: Applicant, firm: Applicant, at: datetime
) -> None:
    request = wanting(a_right_of(owner, at), by=firm, at=at)
    assert (request.state, request.proof) == ("with-owner", "owner")
    assert "Quill IP LLP" in told("owner-asked")[0].subject
    assert [row.pk for row in asked_of(owner)] == [request.pk]
    (link,) = let_in(request.batch, Scope(), by=owner, at=at)
    assert (link.state, link.relation, link.stands_for) == ("active", "representative", "Quill IP LLP")
    assert asked_of(owner) == []
    assert [one.pk for one in representatives(owner)] == [link.pk]


def test_whoever_asks_is_not_told_whether_the_owner_has_an_account(firm: Applicant, at: datetime) -> None:
    request = wanting(owned(), by=firm, at=at)
    assert (request.state, told("owner-asked")) == ("with-owner", [])
    assert end_unanswered(at=at + timedelta(days=27)) == 0
    assert end_unanswered(at=at + timedelta(days=28)) == 1


def test_only_a_representative_and_only_of_a_sole_owner_asks_so(
    owner: Applicant, firm: Applicant, at: datetime
) -> None:
    as_owner = asked(owned(), by=firm, at=at)
    with pytest.raises(NoSuchProof):
        ask_owner(as_owner, by=firm, at=at)
    shared = asked(
        owned(proprietors=("Rhiannon Testwood", "Stuart Strange")), by=firm, at=at, relation="representative"
    )
    with pytest.raises(NoSuchProof):
        ask_owner(shared, by=firm, at=at)


def test_strangers_and_those_who_may_not_approve_answer_nothing(
    owner: Applicant, stranger: Applicant, firm: Applicant, at: datetime
) -> None:
    request = wanting(a_right_of(owner, at), by=firm, at=at)
    for other in (stranger, firm):
        with pytest.raises(CannotLink):
            let_in(request.batch, Scope(), by=other, at=at)
    clerk = a_member(Organisation.objects.get(pk=owner.organisation_id), email="clerk@owner.example")
    applicant = Applicant(clerk.pk, owner.organisation_id, frozenset({Permission.PREPARE}), signed_in_at=at)
    with pytest.raises(NotPermitted):
        let_in(request.batch, Scope(), by=applicant, at=at)
    assert not Link.everything.filter(relation="representative").exists()


def test_an_owner_who_says_no_is_not_asked_for_that_again(owner: Applicant, firm: Applicant, at: datetime) -> None:
    request = wanting(a_right_of(owner, at), by=firm, at=at)
    assert keep_out(request.batch, by=owner, at=at) == 1
    request.refresh_from_db()
    assert (request.state, request.why) == ("refused", "The owner did not agree.")
    with pytest.raises(CannotLink):
        let_in(request.batch, Scope(), by=owner, at=at)


def test_the_limits_hold_for_everything_that_the_representative_begins(
    owner: Applicant, firm: Applicant, at: datetime
) -> None:
    right = a_right_of(owner, at)
    (link,) = let_in(wanting(right, by=firm, at=at).batch, RENEWALS, by=owner, at=at)
    later = at + timedelta(days=20)
    firm = replace(firm, signed_in_at=later)
    with pytest.raises(CannotBegin, match="authority from the owner does not cover this"):
        begin("change_contact_address", [right.pk], by=firm, at=later)
    owner = replace(owner, signed_in_at=later)
    limit([link], Scope(types=("change_contact_address",)), by=owner, at=later)
    assert begin("change_contact_address", [right.pk], by=firm, at=later).state == "draft"


def test_the_end_counts_at_once_and_drafts_learn_of_it(owner: Applicant, firm: Applicant, at: datetime) -> None:
    right = a_right_of(owner, at)
    (link,) = let_in(wanting(right, by=firm, at=at).batch, Scope(), by=owner, at=at)
    assert load([right.pk], by=firm, on=at.date())[right.pk].relation == "representative"
    assert end([link], by=owner, at=at) == 1
    assert load([right.pk], by=firm, on=at.date())[right.pk].relation is None
    assert OutboxMessage.objects.filter(kind="links-ended").exists()
    with pytest.raises(CannotLink):
        end([link], by=owner, at=at)


def test_what_was_allowed_until_a_day_ends_when_that_day_is_over(
    owner: Applicant, firm: Applicant, at: datetime
) -> None:
    last = at.date() + timedelta(days=30)
    let_in(wanting(a_right_of(owner, at), by=firm, at=at).batch, Scope(until_on=last), by=owner, at=at)
    assert end_over(last, at=at) == 0
    assert end_over(last + timedelta(days=1), at=at + timedelta(days=31)) == 1


def test_a_last_day_in_the_past_is_refused(owner: Applicant, firm: Applicant, at: datetime) -> None:
    request = wanting(a_right_of(owner, at), by=firm, at=at)
    with pytest.raises(CannotLink, match="today or in the future"):
        let_in(request.batch, Scope(until_on=date(2020, 1, 1)), by=owner, at=at)


def test_an_owner_is_asked_about_one_right_five_times_a_week_at_most(owner: Applicant, at: datetime) -> None:
    right = a_right_of(owner, at)
    for place in range(5):
        wanting(right, by=an_account(at, name=f"Firm {place}", email=f"f{place}@example.com"), at=at)
    last = an_account(at, name="Firm 6", email="f6@example.com")
    with pytest.raises(TooMany, match="several times this week"):
        wanting(right, by=last, at=at)
    request = LinkRequest.everything.get(organisation_id=last.organisation_id)
    assert "owner" in {offer.option.proof for offer in offers_for(request, by=last, at=at)}
    wanting(right, by=last, at=at + timedelta(days=8))
