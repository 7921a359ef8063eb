"""Who is told of a link at once, and what "this was not me" freezes."""

from datetime import datetime, timedelta

import pytest
from builders.filings import an_account, an_officer, linked
from builders.linking import address, asked, code_for, identity, owned, represented, tokens, told
from builders.register import a_link

from accounts.models import Organisation
from core.actor import Applicant, NotPermitted, Officer, Permission, Public
from rights.linking import (
    activate_due,
    decide,
    dispute,
    enter_code,
    prove_by_identity,
    settle_dispute,
    this_was_not_me,
    unlink,
)
from rights.linking.ending import own_links
from rights.linking.objecting import numbers_of
from rights.linking.problems import AlreadyLinked, CannotLink, CodeOver, NoSuchProof, ReasonMissing
from rights.models import Hold, Link, LinkDispute, LinkRequest, NotMeToken, Right
from rights.portfolio import keep_own_words
from rights.standing import load_standings

pytestmark = pytest.mark.django_db
ANYBODY = Public()


def grant_by_code(right: Right, *, by: Applicant, at: datetime) -> LinkRequest:
    request = asked(right, by=by, at=at)
    enter_code(request, code_for(request, by=by, at=at), by=by, at=at)
    request.refresh_from_db()
    return request


def team_leader(at: datetime, email: str = "lead@office.example") -> Officer:
    return Officer(an_officer(at, email=email).user_id, frozenset({"team_leader"}))


def addresses() -> list[str]:
    return sorted(notice.address.get("email") or notice.address["lines"][0] for notice in told())


def test_those_linked_before_and_the_contact_on_record_are_told_at_once(
    owner: Applicant, stranger: Applicant, at: datetime
) -> None:
    right = represented(owner_email="r@home.example")
    linked(right, stranger)
    grant_by_code(right, by=owner, at=at)
    assert addresses() == ["firm@firm.example", "r@home.example", "stuart@stranger.example"]


def test_they_are_told_who_asks_and_as_whom(owner: Applicant, at: datetime) -> None:
    Organisation.objects.filter(pk=owner.organisation_id).update(name="Nobody & Co <a href=//evil.example>")
    grant_by_code(owned(), by=owner, at=at)
    (notice,) = told()
    assert "the account Nobody & Co a href, as the owner. They chose the name" in notice.body
    assert "evil.example" not in notice.body


def test_each_of_them_has_an_address_of_their_own(owner: Applicant, stranger: Applicant, at: datetime) -> None:
    right = represented(owner_email="r@home.example")
    linked(right, stranger)
    grant_by_code(right, by=owner, at=at)
    assert len(set(tokens())) == 3
    assert not NotMeToken.objects.filter(digest__in=list(tokens())).exists()


def test_waiting_frozen_and_ended_links_are_not_told(owner: Applicant, stranger: Applicant, at: datetime) -> None:
    right = owned(email="r@home.example")
    for number, state in enumerate(("waiting", "frozen", "ended")):
        organisation = an_account(at, email=f"{number}@other.example").organisation_id
        a_link(right, Organisation.objects.get(pk=organisation), state=state)
    grant_by_code(right, by=owner, at=at)
    assert addresses() == ["r@home.example"]


def test_an_address_for_reminders_has_no_say(owner: Applicant, at: datetime) -> None:
    payer = address("renewal-reminder", "A Payer", email="payer@fees.example")
    right = owned(email="r@home.example", facts=(payer,))
    grant_by_code(right, by=owner, at=at)
    assert addresses() == ["r@home.example"]


def test_somebody_with_two_places_is_told_once(owner: Applicant, stranger: Applicant, at: datetime) -> None:
    right = owned(email="Stuart@Stranger.example")
    linked(right, stranger)
    grant_by_code(right, by=owner, at=at)
    assert addresses() == ["Stuart@Stranger.example"]


def test_a_contact_without_email_is_told_by_letter(owner: Applicant, at: datetime) -> None:
    right = owned(email="")
    request = asked(right, by=owner, at=at)
    enter_code(request, code_for(request, by=owner, at=at, channel="letter"), by=owner, at=at)
    assert [notice.channel for notice in told()] == ["letter"]
    assert told()[0].address["lines"] == ["Rhiannon Testwood", "14 Sample Terrace", "Newport", "NP10 9ZZ"]


def test_looking_at_the_address_changes_nothing(owner: Applicant, at: datetime) -> None:
    right = owned()
    grant_by_code(right, by=owner, at=at)
    token = next(tokens())
    assert numbers_of(token, at=at) == numbers_of(token, at=at) == [right.number]
    assert Link.everything.get().state == "active"


def test_this_was_not_me_freezes_the_new_link_and_changes(owner: Applicant, stranger: Applicant, at: datetime) -> None:
    right = owned()
    linked(right, stranger)
    grant_by_code(right, by=owner, at=at)
    assert this_was_not_me(next(tokens()), by=ANYBODY, at=at) == [right.number]
    states = dict(Link.everything.values_list("organisation_id", "state"))
    assert states == {owner.organisation_id: "frozen", stranger.organisation_id: "active"}
    standings = load_standings([right.pk], by=owner, on=at.date())[right.pk]
    assert (standings.on_hold, standings.relation) == (True, None)
    assert LinkRequest.everything.get().state == "frozen"
    assert [notice.address for notice in told("link-frozen")] == [{"email": "rhiannon@owner.example"}]


def test_a_hold_never_stops_a_renewal() -> None:
    from transactions.registry import type_named

    assert type_named("renew").stopped_by_hold is False
    assert type_named("change_contact_address").stopped_by_hold is True


def test_the_address_works_once_and_for_28_days(owner: Applicant, at: datetime) -> None:
    grant_by_code(owned(), by=owner, at=at)
    token = next(tokens())
    with pytest.raises(CodeOver):
        this_was_not_me(token, by=ANYBODY, at=at + timedelta(days=28))
    assert this_was_not_me(token, by=ANYBODY, at=at + timedelta(days=28, seconds=-1))
    for late in (numbers_of, lambda token, at: this_was_not_me(token, by=ANYBODY, at=at)):
        with pytest.raises(CodeOver):
            late(token, at=at)
    with pytest.raises(CodeOver):
        this_was_not_me("unknown", by=ANYBODY, at=at)
    assert Hold.objects.count() == 1


def test_a_frozen_link_never_begins(owner: Applicant, at: datetime) -> None:
    request = asked(owned(), by=owner, at=at)
    prove_by_identity(request, identity=identity(at=at), by=owner, at=at)
    this_was_not_me(next(tokens()), by=ANYBODY, at=at)
    assert activate_due(at=at + timedelta(days=30)) == 0
    assert Link.everything.get().state == "frozen"


def test_one_address_freezes_all_that_one_code_linked(owner: Applicant, at: datetime) -> None:
    first, second = asked(owned(), by=owner, at=at), asked(owned(), by=owner, at=at)
    enter_code(first, code_for(first, by=owner, at=at), by=owner, at=at)
    (token,) = tokens()
    assert this_was_not_me(token, by=ANYBODY, at=at) == [first.right.number, second.right.number]
    assert set(Link.everything.values_list("state", flat=True)) == {"frozen"}
    assert Hold.objects.filter(lifted_at=None).count() == 2


def test_an_objection_to_what_came_to_nothing_holds_nothing(owner: Applicant, at: datetime) -> None:
    request = asked(owned(), by=owner, at=at)
    prove_by_identity(request, identity=identity(at=at, postcode="PL1 9ZZ"), by=owner, at=at)
    decide(request.reference, accept=False, by=team_leader(at), why="Another person", at=at)
    assert this_was_not_me(next(tokens()), by=ANYBODY, at=at) == []
    assert not Hold.objects.exists()


def test_staff_let_a_frozen_link_go_on_and_it_is_young_again(owner: Applicant, at: datetime) -> None:
    request = grant_by_code(owned(), by=owner, at=at)
    this_was_not_me(next(tokens()), by=ANYBODY, at=at)
    later = at + timedelta(days=3)
    decide(request.reference, accept=True, by=team_leader(at), why="The owner confirmed by phone", at=later)
    link = Link.everything.get()
    assert (link.state, link.active_from) == ("active", later)
    assert not Hold.objects.filter(lifted_at=None).exists()


def test_staff_end_a_frozen_link(owner: Applicant, at: datetime) -> None:
    request = grant_by_code(owned(), by=owner, at=at)
    this_was_not_me(next(tokens()), by=ANYBODY, at=at)
    decide(request.reference, accept=False, by=team_leader(at), why="Not the owner", at=at)
    request.refresh_from_db()
    assert (request.state, Link.everything.get().state) == ("refused", "ended")
    assert not Hold.objects.filter(lifted_at=None).exists()
    assert "Not the owner" in told("link-refused")[0].body


def test_only_the_right_officers_decide(owner: Applicant, at: datetime) -> None:
    request = asked(owned(), by=owner, at=at)
    with pytest.raises(NoSuchProof):
        decide(request.reference, accept=True, by=team_leader(at), why="", at=at)
    prove_by_identity(request, identity=identity(at=at, postcode="PL1 9ZZ"), by=owner, at=at)
    with pytest.raises(NotPermitted, match="formalities officer or team leader"):
        decide(request.reference, accept=True, by=Officer(owner.user_id, frozenset({"examiner"})), why="", at=at)
    interested = team_leader(at, email="rhiannon@owner.example")
    with pytest.raises(NotPermitted, match="linked to this right yourself"):
        decide(request.reference, accept=True, by=interested, why="", at=at)
    with pytest.raises(CannotLink, match="Say why"):
        decide(request.reference, accept=False, by=team_leader(at, "b@office.example"), why=" ", at=at)
    assert not Link.everything.exists()


def test_unlinking_ends_the_accounts_own_links_at_once(owner: Applicant, stranger: Applicant, at: datetime) -> None:
    right = owned()
    for by in (owner, stranger):
        linked(right, by)
    unlink(own_links([right.number], by=owner), by=owner, at=at)
    states = dict(Link.everything.values_list("organisation_id", "state"))
    assert states == {owner.organisation_id: "ended", stranger.organisation_id: "active"}
    assert own_links([right.number], by=owner) == []


def test_what_is_linked_again_keeps_the_accounts_own_words(owner: Applicant, stranger: Applicant, at: datetime) -> None:
    right = owned()
    linked(right, stranger)
    linked(right, owner)
    for by, reference in ((owner, "P-1"), (stranger, "THEIRS")):
        keep_own_words(own_links([right.number], by=by)[0], own_reference=reference, client="C", by=by, at=at)
    unlink(own_links([right.number], by=owner), by=owner, at=at)
    grant_by_code(right, by=owner, at=at)
    (again,) = own_links([right.number], by=owner)
    assert (again.own_reference, again.client) == ("P-1", "C")


def test_a_frozen_link_is_not_escaped_by_unlinking_and_asking_again(owner: Applicant, at: datetime) -> None:
    right = owned()
    grant_by_code(right, by=owner, at=at)
    this_was_not_me(next(tokens()), by=ANYBODY, at=at)
    unlink(own_links([right.number], by=owner), by=owner, at=at)
    with pytest.raises(AlreadyLinked):
        asked(right, by=owner, at=at)


def test_unlinking_what_still_waits_ends_its_request(owner: Applicant, at: datetime) -> None:
    right = owned()
    request = asked(right, by=owner, at=at)
    prove_by_identity(request, identity=identity(at=at), by=owner, at=at)
    unlink(own_links([right.number], by=owner), by=owner, at=at)
    request.refresh_from_db()
    assert request.state == "cancelled"


def test_a_member_who_may_not_submit_does_not_unlink(owner: Applicant, at: datetime) -> None:
    right = owned()
    linked(right, owner)
    viewer = Applicant(owner.user_id, owner.organisation_id, frozenset({Permission.VIEW}))
    with pytest.raises(NotPermitted, match="Ask an administrator"):
        unlink(own_links([right.number], by=viewer), by=viewer, at=at)


def test_nobody_unlinks_for_another_account(owner: Applicant, stranger: Applicant, at: datetime) -> None:
    right = owned()
    linked(right, owner)
    unlink(own_links([right.number], by=owner), by=stranger, at=at)
    assert Link.everything.get().state == "active"


def test_a_dispute_stops_changes_and_is_raised_once(owner: Applicant, at: datetime) -> None:
    right = owned()
    linked(right, owner)
    (link,) = own_links([right.number], by=owner)
    raised = dispute(link, why="The firm left in May", by=owner, at=at)
    assert dispute(link, why="Again", by=owner, at=at) == raised
    assert load_standings([right.pk], by=owner, on=at.date())[right.pk].on_hold
    with pytest.raises(NotPermitted):
        settle_dispute(raised.reference, outcome="x", by=Officer(owner.user_id), at=at)
    settle_dispute(raised.reference, outcome="The firm's link was ended", by=team_leader(at), at=at)
    assert not load_standings([right.pk], by=owner, on=at.date())[right.pk].on_hold
    assert dispute(link, why="Another", by=owner, at=at) != raised


def test_a_dispute_needs_a_reason_and_an_active_link(owner: Applicant, at: datetime) -> None:
    right = owned()
    link = a_link(right, Organisation.objects.get(pk=owner.organisation_id), state="frozen")
    with pytest.raises(CannotLink):
        dispute(link, why="x", by=owner, at=at)
    Link.everything.update(state="active")
    with pytest.raises(ReasonMissing):
        dispute(link, why="  ", by=owner, at=at)
    assert not LinkDispute.everything.exists()
    assert not Hold.objects.exists()


def test_one_hold_stays_when_another_is_lifted(owner: Applicant, at: datetime) -> None:
    right = owned()
    request = grant_by_code(right, by=owner, at=at)
    (link,) = own_links([right.number], by=owner)
    dispute(link, why="Somebody else", by=owner, at=at)
    this_was_not_me(next(tokens()), by=ANYBODY, at=at)
    decide(request.reference, accept=True, by=team_leader(at), why="", at=at)
    assert Hold.objects.filter(lifted_at=None).count() == 1
