"""Rules of an organisation are made stricter by one administrator, and looser by two."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from builders.people import a_member, a_role, an_organisation

from accounts.actors import applicant
from accounts.models import Membership, Organisation, RulesProposal
from accounts.organising.log import log_of
from accounts.organising.proposals import NothingProposed, confirm, proposal_of, reject, withdraw
from accounts.organising.two_people import Rules, change_rules, rules_of
from core.actor import Applicant, NotPermitted
from core.models import OutboxMessage
from core.outbox.registry import keep
from notifications.models import Notice

pytestmark = pytest.mark.django_db
STRICT = Rules(needs_two_people=True, limit_pence=100_000)


@pytest.fixture
def organisation(at: datetime) -> Organisation:
    """Two administrators and somebody who may approve, with both rules."""
    made = an_organisation(people=2)
    a_member(made, email="partner@firm.example", permissions=["view", "approve", "submit", "pay"])
    Organisation.objects.filter(pk=made.pk).update(needs_two_people=True, spending_limit_pence=100_000)
    return made


def person(organisation: Organisation, place: int, at: datetime) -> Applicant:
    rows = organisation.memberships.order_by("pk").values_list("user", flat=True)
    one = organisation.memberships.select_related("user").get(user=rows[place])
    return applicant(one.user, organisation.pk, signed_in_at=at)


@pytest.fixture
def people(organisation: Organisation, at: datetime) -> tuple[Applicant, Applicant, Applicant]:
    """The first administrator, the second, and the partner."""
    return person(organisation, 0, at), person(organisation, 1, at), person(organisation, 2, at)


def told(at: datetime) -> None:
    for message in OutboxMessage.objects.filter(kind__in=["rules-proposed", "rules-decided"], state="promised"):
        keep(message.kind, message.payload, at=at)


def verbs(by: Applicant) -> list[str]:
    return [one.verb for one in log_of(by)]


@pytest.mark.parametrize(
    "looser",
    [
        Rules(needs_two_people=False, limit_pence=100_000),
        Rules(needs_two_people=True, limit_pence=100_001),
        Rules(needs_two_people=True, limit_pence=None),
        Rules(),
    ],
)
def test_what_is_looser_holds_once_another_administrator_confirms_it(
    people: tuple[Applicant, Applicant, Applicant], looser: Rules, at: datetime
) -> None:
    first, second, partner = people
    proposal = change_rules(looser, by=first, at=at)
    assert proposal is not None
    assert rules_of(first.organisation_id) == STRICT
    with pytest.raises(NotPermitted):  # nobody is their own second person
        confirm(proposal.reference, by=first, at=at)
    with pytest.raises(NotPermitted):  # who may approve requests may not change rules
        confirm(proposal.reference, by=partner, at=at)
    assert rules_of(first.organisation_id) == STRICT
    confirm(proposal.reference, by=second, at=at)
    assert rules_of(first.organisation_id) == looser
    with pytest.raises(NothingProposed):
        confirm(proposal.reference, by=second, at=at)
    assert verbs(first) == ["rules-confirmed", "rules-proposed"]


@pytest.mark.parametrize(
    "stricter", [Rules(needs_two_people=True, limit_pence=99_999), Rules(needs_two_people=True, limit_pence=0)]
)
def test_what_is_stricter_holds_at_once(
    people: tuple[Applicant, Applicant, Applicant], stricter: Rules, at: datetime
) -> None:
    assert change_rules(stricter, by=people[0], at=at) is None
    assert rules_of(people[0].organisation_id) == stricter
    assert verbs(people[0]) == ["rules-chosen"]


def test_a_rule_that_was_not_there_is_set_by_one(people: tuple[Applicant, Applicant, Applicant], at: datetime) -> None:
    Organisation.objects.update(needs_two_people=False, spending_limit_pence=None)
    assert change_rules(STRICT, by=people[1], at=at) is None
    assert rules_of(people[0].organisation_id) == STRICT


def test_of_a_mixed_choice_the_stricter_part_holds_at_once(
    people: tuple[Applicant, Applicant, Applicant], at: datetime
) -> None:
    proposal = change_rules(Rules(needs_two_people=False, limit_pence=50_000), by=people[0], at=at)
    assert proposal is not None
    assert rules_of(people[0].organisation_id) == Rules(needs_two_people=True, limit_pence=50_000)
    confirm(proposal.reference, by=people[1], at=at)
    assert rules_of(people[0].organisation_id) == Rules(needs_two_people=False, limit_pence=50_000)


def test_it_is_rejected_by_another_and_withdrawn_by_who_proposed_it(
    people: tuple[Applicant, Applicant, Applicant], at: datetime
) -> None:
    first, second, _partner = people
    for act, by, other in ((reject, second, first), (withdraw, first, second)):
        proposal = change_rules(Rules(), by=first, at=at)
        assert proposal is not None
        with pytest.raises(NotPermitted):
            act(proposal.reference, by=other, at=at)
        act(proposal.reference, by=by, at=at)
        assert proposal_of(first.organisation_id, at=at) is None
        assert rules_of(first.organisation_id) == STRICT
        with pytest.raises(NothingProposed):
            confirm(proposal.reference, by=second, at=at)
    assert verbs(first) == ["rules-proposal-withdrawn", "rules-proposed", "rules-rejected", "rules-proposed"]


def test_after_fourteen_days_it_is_over(people: tuple[Applicant, Applicant, Applicant], at: datetime) -> None:
    first, second, _partner = people
    proposal = change_rules(Rules(), by=first, at=at)
    assert proposal is not None
    assert proposal_of(first.organisation_id, at=at + timedelta(days=14, seconds=-1)) == proposal
    with pytest.raises(NothingProposed):
        confirm(proposal.reference, by=second, at=at + timedelta(days=14))
    again = change_rules(Rules(), by=first, at=at + timedelta(days=15))
    assert again is not None
    assert list(RulesProposal.objects.order_by("pk").values_list("outcome", flat=True)) == ["expired", ""]


def test_a_new_choice_replaces_what_waits_and_the_same_rules_change_nothing(
    people: tuple[Applicant, Applicant, Applicant], at: datetime
) -> None:
    first, second, _partner = people
    waiting = change_rules(Rules(), by=first, at=at)
    assert change_rules(STRICT, by=second, at=at) is None
    assert proposal_of(first.organisation_id, at=at) == waiting
    change_rules(Rules(needs_two_people=True, limit_pence=1), by=second, at=at)
    assert proposal_of(first.organisation_id, at=at) is None
    assert RulesProposal.objects.get().outcome == "replaced"


def test_who_joined_after_it_was_proposed_is_no_second_person(
    organisation: Organisation, people: tuple[Applicant, Applicant, Applicant], at: datetime
) -> None:
    proposal = change_rules(Rules(), by=people[0], at=at)
    assert proposal is not None
    late = a_member(organisation, email="late@firm.example")
    Membership.objects.filter(user=late).update(joined_at=at + timedelta(seconds=1))
    by = applicant(late, organisation.pk, signed_in_at=at)
    with pytest.raises(NotPermitted):
        confirm(proposal.reference, by=by, at=at + timedelta(minutes=1))
    reject(proposal.reference, by=by, at=at + timedelta(minutes=1))


@pytest.mark.parametrize("goes", ["left", "demoted", "shut out"])
def test_it_is_over_when_who_proposed_it_is_no_administrator_any_more(
    organisation: Organisation, people: tuple[Applicant, Applicant, Applicant], goes: str, at: datetime
) -> None:
    proposal = change_rules(Rules(), by=people[0], at=at)
    assert proposal is not None
    mine = Membership.objects.filter(user_id=people[0].user_id)
    if goes == "left":
        mine.update(left_at=at)
    elif goes == "demoted":
        mine.update(role=a_role(organisation, ["view"]))
    else:
        one = mine.get().user
        one.is_active = False
        one.save()
    with pytest.raises(NothingProposed):
        confirm(proposal.reference, by=people[1], at=at)
    assert rules_of(organisation.pk) == STRICT


def test_the_only_administrator_decides_alone_and_the_log_says_so(at: datetime) -> None:
    organisation = an_organisation(people=1)
    a_member(organisation, email="partner@firm.example", permissions=["view", "approve"])
    Organisation.objects.filter(pk=organisation.pk).update(needs_two_people=True, spending_limit_pence=100)
    by = person(organisation, 0, at)
    assert change_rules(Rules(), by=by, at=at) is None
    assert rules_of(organisation.pk) == Rules()
    assert verbs(by) == ["rules-loosened-alone"]


def test_other_administrators_are_told_and_so_is_who_proposed_it(
    people: tuple[Applicant, Applicant, Applicant], at: datetime
) -> None:
    first, second, _partner = people
    proposal = change_rules(Rules(limit_pence=500_000, needs_two_people=True), by=first, at=at)
    assert proposal is not None
    told(at)
    notice = Notice.everything.get(template="rules-proposed")
    assert notice.user_id == second.user_id
    assert "£5,000" in notice.body
    assert "26 June 2024" in notice.body  # fourteen days after 12 June
    confirm(proposal.reference, by=second, at=at)
    told(at)
    assert Notice.everything.get(template="rules-confirmed").user_id == first.user_id
    other = change_rules(Rules(), by=first, at=at)
    assert other is not None
    reject(other.reference, by=second, at=at)
    told(at)  # nobody is told any more of a proposal that was answered meanwhile
    assert Notice.everything.get(template="rules-rejected").user_id == first.user_id
    assert Notice.everything.filter(template="rules-proposed").count() == 1


def test_nobody_answers_for_another_organisation(people: tuple[Applicant, Applicant, Applicant], at: datetime) -> None:
    proposal = change_rules(Rules(), by=people[0], at=at)
    assert proposal is not None
    stranger = person(an_organisation(people=2), 0, at)
    acts: list[Callable[..., None]] = [confirm, reject, withdraw]
    for act in acts:
        with pytest.raises(NothingProposed):
            act(proposal.reference, by=stranger, at=at)
