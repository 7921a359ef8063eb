"""Looser rules need a second administrator: proposed by one, in force once another confirms them (ADR 31)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from accounts.models import Membership, Organisation, RulesProposal
from accounts.organising.roles import demand_manager, lock
from core import audit
from core.actor import Applicant, NotPermitted, Permission
from core.outbox import promise

GOOD_FOR = timedelta(days=14)
PROPOSED, DECIDED = "rules-proposed", "rules-decided"

Outcome = RulesProposal.Outcome


class NothingProposed(LookupError):
    """No proposal of that name waits: it was answered, taken back, replaced, or its time is over."""


def administrators_of(organisation_id: UUID) -> Sequence[Membership]:
    """Everybody who may manage the organisation's people and rules now."""
    rows = Membership.objects.filter(organisation_id=organisation_id, left_at=None, user__is_active=True)
    managing = rows.filter(role__permissions__contains=[Permission.MANAGE_PEOPLE])
    return list(managing.select_related("user").order_by("joined_at", "pk"))


def is_only_administrator(by: Applicant) -> bool:
    """Whether nobody else could confirm what the actor wants."""
    return all(one.user_id == by.user_id for one in administrators_of(by.organisation_id))


def proposal_of(organisation_id: UUID, *, at: datetime) -> RulesProposal | None:
    """What waits for a second administrator, if who proposed it is still an administrator."""
    still = Membership.objects.filter(
        user=OuterRef("proposed_by"),
        organisation=OuterRef("organisation"),
        left_at=None,
        user__is_active=True,
        role__permissions__contains=[Permission.MANAGE_PEOPLE],
    )
    waiting = RulesProposal.objects.filter(Exists(still), organisation_id=organisation_id, outcome=Outcome.WAITS)
    return waiting.filter(ends_at__gt=at).select_related("proposed_by").first()


def may_confirm(proposal: RulesProposal, by: Applicant) -> bool:
    """Whether the actor is the second person: another administrator, who belonged here when it was proposed."""
    if by.user_id == proposal.proposed_by_id or Permission.MANAGE_PEOPLE not in by.permissions:
        return False
    mine = Membership.objects.filter(organisation_id=proposal.organisation_id, user_id=by.user_id, left_at=None)
    return mine.filter(joined_at__lte=proposal.proposed_at).exists()


def propose(
    organisation: Organisation, *, needs_two_people: bool, limit_pence: int | None, by: Applicant, at: datetime
) -> RulesProposal:
    """Keeps what is wanted until another administrator answers; in the transaction that locked the organisation."""
    made = RulesProposal.objects.create(
        organisation=organisation,
        needs_two_people=needs_two_people,
        spending_limit_pence=limit_pence,
        proposed_by_id=by.user_id,
        proposed_at=at,
        ends_at=at + GOOD_FOR,
    )
    details = {"two_people": needs_two_people, "limit_pence": limit_pence}
    audit.note("rules-proposed", by=by, at=at, subject=made.reference, details=details)
    promise(PROPOSED, key=made.reference, payload={"reference": made.reference}, at=at)
    return made


def replace_waiting(organisation: Organisation, *, by: Applicant, at: datetime) -> None:
    """A new choice ends what waited; in the transaction that locked the organisation."""
    waiting = RulesProposal.objects.filter(organisation=organisation, outcome=Outcome.WAITS)
    for one in waiting:
        _end(one, Outcome.EXPIRED if one.ends_at <= at else Outcome.REPLACED, by=by, at=at)


def confirm(reference: str, *, by: Applicant, at: datetime) -> None:
    """Another administrator agrees: the rules are looser from now on.

    Raises:
        NotPermitted: for who proposed it, or joined after that.
        NothingProposed.
    """
    demand_manager(by)
    with transaction.atomic():
        organisation = lock(by)
        found = _waiting(reference, organisation, at=at)
        if not may_confirm(found, by):
            text = _("Another administrator, who belonged to the organisation when it was proposed, must confirm it.")
            raise NotPermitted(text)
        organisation.needs_two_people = found.needs_two_people
        organisation.spending_limit_pence = found.spending_limit_pence
        organisation.save(update_fields=["needs_two_people", "spending_limit_pence"])
        _end(found, Outcome.CONFIRMED, by=by, at=at)
        details = {"two_people": found.needs_two_people, "limit_pence": found.spending_limit_pence}
        audit.note("rules-confirmed", by=by, at=at, subject=found.reference, details=details)


def reject(reference: str, *, by: Applicant, at: datetime) -> None:
    """Another administrator does not agree: the rules stay as they are.

    Raises:
        NotPermitted, NothingProposed.
    """
    demand_manager(by)
    with transaction.atomic():
        found = _waiting(reference, lock(by), at=at)
        if found.proposed_by_id == by.user_id:
            raise NotPermitted(_("You proposed this yourself. You can withdraw it."))
        _end(found, Outcome.REJECTED, by=by, at=at)
        audit.note("rules-rejected", by=by, at=at, subject=found.reference)


def withdraw(reference: str, *, by: Applicant, at: datetime) -> None:
    """Whoever proposed it takes it back.

    Raises:
        NotPermitted, NothingProposed.
    """
    demand_manager(by)
    with transaction.atomic():
        found = _waiting(reference, lock(by), at=at)
        if found.proposed_by_id != by.user_id:
            raise NotPermitted(_("Somebody else proposed this. You can reject it."))
        _end(found, Outcome.WITHDRAWN, by=by, at=at)
        audit.note("rules-proposal-withdrawn", by=by, at=at, subject=found.reference)


def _waiting(reference: str, organisation: Organisation, *, at: datetime) -> RulesProposal:
    found = proposal_of(organisation.pk, at=at)
    if found is None or found.reference != reference:
        raise NothingProposed(reference)
    return found


def _end(proposal: RulesProposal, outcome: RulesProposal.Outcome, *, by: Applicant, at: datetime) -> None:
    proposal.outcome, proposal.ended_at, proposal.ended_by_id = outcome, at, by.user_id
    proposal.save(update_fields=["outcome", "ended_at", "ended_by"])
    if outcome in (Outcome.CONFIRMED, Outcome.REJECTED):
        promise(DECIDED, key=proposal.reference, payload={"reference": proposal.reference}, at=at)
