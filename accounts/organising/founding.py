"""Founding an organisation: whoever creates it is its first administrator and answers for it."""

from datetime import datetime

from django.db import transaction

from accounts.models import Membership, Organisation, ResponsibleOfficer, User
from accounts.organising.roles import first_roles
from core import audit
from core.actor import Applicant, label


def found(name: str, *, kind: str, company_number: str = "", by: Applicant, at: datetime) -> Organisation:
    """A new organisation with the roles that every one begins with; nothing is linked to it yet.

    ``name`` and ``company_number`` prove nothing: each right is linked with a proof of its own.
    """
    with transaction.atomic():
        organisation = Organisation.objects.create(
            kind=kind, name=name.strip()[:200], company_number=company_number, created_at=at
        )
        administrator = first_roles(organisation, at=at)
        user = User.objects.get(pk=by.user_id)
        Membership.objects.create(user=user, organisation=organisation, role=administrator, joined_at=at)
        ResponsibleOfficer.objects.create(organisation=organisation, user=user, since_at=at, named_by=label(by))
        audit.note("organisation-founded", by=_there(by, organisation), at=at)
    return organisation


def _there(by: Applicant, organisation: Organisation) -> Applicant:
    """The same person acting for the new organisation, in whose log it belongs."""
    return Applicant(user_id=by.user_id, organisation_id=organisation.pk, signed_in_at=by.signed_in_at)
