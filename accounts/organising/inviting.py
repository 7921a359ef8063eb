"""Inviting people by email: a signed address that works once, for whoever signs in with the invited address."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Invitation, Membership, OrganisationRole, User
from accounts.organising.roles import demand_manager, lock
from core import audit
from core.actor import Applicant
from core.outbox import promise

GOOD_FOR = timedelta(days=14)
SALT = "invitation"
INVITED, JOINED = "invitation-made", "member-joined"


class AlreadyThere(ValueError):
    """The person is a member, or is invited."""


class NoInvitation(LookupError):
    """The address leads to no invitation that can still be accepted."""


class OtherAddress(ValueError):
    """The person signed in with another email address than the one that was invited."""


def invite(
    *, email: str, name: str, role: OrganisationRole, language: str = "en", by: Applicant, at: datetime
) -> Invitation:
    """Invites somebody for 14 days; the message with the address goes out with the commit.

    Raises:
        NotPermitted.
        AlreadyThere: if that address belongs to a member or is invited.
    """
    demand_manager(by)
    try:
        with transaction.atomic():
            organisation = lock(by)
            _demand_new(organisation.pk, email)
            _close_expired(organisation.pk, email, at=at)
            made = Invitation.objects.create(
                organisation=organisation,
                email=email.strip(),
                name=name.strip()[:200],
                role=role,
                invited_by_id=by.user_id,
                invited_at=at,
                expires_at=at + GOOD_FOR,
            )
            audit.note("member-invited", by=by, at=at, subject=made.reference)
            payload = {"reference": made.reference, "language": language}
            promise(INVITED, key=made.reference, payload=payload, at=at)
    except IntegrityError:
        raise AlreadyThere(_("This person is already invited")) from None
    return made


def cancel(invitation: Invitation, *, by: Applicant, at: datetime) -> None:
    """Takes an invitation back; its address leads nowhere from now on.

    Raises:
        NotPermitted.
    """
    demand_manager(by)
    with transaction.atomic():
        open_ones = Invitation.objects.filter(pk=invitation.pk, organisation_id=by.organisation_id, accepted_at=None)
        if open_ones.filter(cancelled_at=None).update(cancelled_at=at):
            audit.note("invitation-cancelled", by=by, at=at, subject=invitation.reference)


def invited_by(by: Applicant, *, at: datetime) -> Sequence[Invitation]:
    """The invitations of the actor's organisation that can still be accepted."""
    rows = Invitation.objects.filter(organisation_id=by.organisation_id, accepted_at=None, cancelled_at=None)
    return list(rows.filter(expires_at__gt=at).select_related("role").order_by("invited_at", "pk"))


def token_of(invitation: Invitation) -> str:
    """What the address of the invitation ends with; it follows from SECRET_KEY and is stored nowhere."""
    return signing.dumps(invitation.reference, salt=SALT)


def invitation_for(token: str, *, at: datetime) -> Invitation:
    """The invitation to which the address leads.

    Raises:
        NoInvitation: if it is made up, used, taken back or too old.
    """
    try:
        reference = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise NoInvitation from None
    rows = Invitation.objects.filter(reference=reference, accepted_at=None, cancelled_at=None, expires_at__gt=at)
    found = rows.select_related("organisation", "role", "invited_by").first()
    if found is None:
        raise NoInvitation(reference)
    return found


def accept(token: str, *, user: User, by: Applicant, at: datetime) -> Membership:
    """The person joins with the role that they were invited to. A second click finds the membership.

    Raises:
        NoInvitation, OtherAddress.
    """
    with transaction.atomic():
        found = invitation_for(token, at=at)
        if not is_for(found, user):
            raise OtherAddress
        there = Applicant(by.user_id, found.organisation_id, signed_in_at=by.signed_in_at)
        lock(there)
        joined, _made = Membership.objects.get_or_create(
            user=user,
            organisation_id=found.organisation_id,
            left_at=None,
            defaults={"role": found.role, "joined_at": at},
        )
        Invitation.objects.filter(pk=found.pk).update(accepted_at=at, accepted_by=user)
        User.objects.filter(pk=user.pk, name="").update(name=found.name)
        audit.note("member-joined", by=there, at=at, subject=found.reference)
        promise(JOINED, key=found.reference, payload={"reference": found.reference}, at=at)
    return joined


def is_for(invitation: Invitation, user: User) -> bool:
    """Whether the person signed in with the address that was invited."""
    return user.email.casefold() == invitation.email.casefold()


def _demand_new(organisation_id: UUID, email: str) -> None:
    members = Membership.objects.filter(organisation_id=organisation_id, left_at=None)
    if members.filter(user__email__iexact=email.strip()).exists():
        raise AlreadyThere(_("This person is already a member"))


def _close_expired(organisation_id: UUID, email: str, *, at: datetime) -> None:
    """An invitation that ran out does not stand in the way of a new one."""
    rows = Invitation.objects.filter(organisation_id=organisation_id, email__iexact=email.strip(), expires_at__lte=at)
    rows.filter(accepted_at=None, cancelled_at=None).update(cancelled_at=at)
