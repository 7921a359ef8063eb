"""Links a right to an account after an officer's own checks: the way for applications that are not published yet.

Nobody online is told that an unpublished application exists (Patents Act 1977 s.118(2)), so its owner cannot ask for it
by number; an officer who has seen a signed authority makes the link. The contact on record is told, as of any link.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Organisation
from accounts.roles import OfficePermission, demand
from core import audit
from core.actor import NotPermitted, Officer, label
from core.references import new_reference
from rights.interest import are_linked, own_accounts
from rights.linking.granting import grant_all
from rights.linking.problems import AlreadyLinked, CannotLink
from rights.linking.proofs import holdings
from rights.models import LinkRequest, Proof, Relation, Right
from rights.models.requests import UNDECIDED

State = LinkRequest.State


def link_by_office(
    right: Right, organisation: Organisation, *, relation: str, why: str, by: Officer, at: datetime
) -> LinkRequest:
    """Makes the link at once, as the decision on a signed authority does; ``why`` says what the officer saw.

    Raises:
        NotPermitted: for a role that decides nothing, or an officer with an interest of their own.
        CannotLink: without a reason, or for an unknown relation.
        AlreadyLinked: where the account has the link, or has asked for it.
    """
    demand(by, OfficePermission.DECIDE)
    if not why.strip() or relation not in Relation.values:
        raise CannotLink(_("Enter what you checked"))
    accounts = own_accounts(by.user_id)
    if organisation.pk in accounts or are_linked(accounts, [right.pk]):
        raise NotPermitted(_("You are linked to this right yourself: leave it to another officer."))
    with transaction.atomic():
        asked = LinkRequest.everything.filter(right=right, organisation=organisation, relation=relation)
        if asked.filter(state__in=UNDECIDED).exists():
            raise AlreadyLinked
        request = LinkRequest.everything.create(
            reference=new_reference("LNK"),
            organisation=organisation,
            right=right,
            relation=relation,
            stands_for=holdings([right.pk])[right.pk].stands_for(relation, organisation.name),
            proof=Proof.AUTHORITY,
            state=State.WITH_STAFF,
            why=why.strip()[:500],
            asked_at=at,
            asked_by=label(by),
        )
        audit.note("linked-by-office", by=by, at=at, subject=right.number, reason=why[:500])
        grant_all([request], active_from=at, by=by, at=at)
    return request
