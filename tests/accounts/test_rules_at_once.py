"""Two administrators answer the same proposal at the same moment."""

from datetime import datetime

from builders.killed import at_once
from builders.people import an_organisation

from accounts.actors import applicant
from accounts.models import Organisation, RulesProposal
from accounts.organising.proposals import NothingProposed, confirm, reject
from accounts.organising.two_people import Rules, change_rules, rules_of
from core.actor import Applicant


def acting(organisation: Organisation, place: int, at: datetime) -> Applicant:
    member = organisation.memberships.select_related("user").order_by("pk")[place]
    return applicant(member.user, organisation.pk, signed_in_at=at)


def test_of_two_answers_at_once_one_counts(committed: None, at: datetime) -> None:
    organisation = an_organisation(people=3)
    Organisation.objects.filter(pk=organisation.pk).update(needs_two_people=True)
    first, second, third = (acting(organisation, place, at) for place in range(3))
    proposal = change_rules(Rules(), by=first, at=at)
    assert proposal is not None
    answers = at_once(
        lambda: confirm(proposal.reference, by=second, at=at), lambda: reject(proposal.reference, by=third, at=at)
    )
    assert sum(isinstance(one, NothingProposed) for one in answers) == 1, answers
    is_confirmed = RulesProposal.objects.get().outcome == "confirmed"
    assert rules_of(organisation.pk).needs_two_people is not is_confirmed
