"""Makes the actor of a token: the system itself, or the member who let a tool act for them; asked with every call."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from accounts.actors import NoMember, applicant
from accounts.api_clients.scopes import permissions_of
from accounts.models import ApiClient, OrganisationTeam, User
from core.actor import Acting, Machine

SELDOM = timedelta(minutes=1)


def actor_of(client: ApiClient, user: User | None, scopes: Collection[str]) -> Acting:
    """Who acts by a token of the client, for a member or for itself, with these scopes.

    Raises:
        NoMember: if the client was revoked, or the member left or may not sign in.
    """
    if client.revoked_at is not None:
        raise NoMember(client.reference)
    if user is None:
        return machine(client, scopes)
    if not user.is_active or user.is_staff_member:
        raise NoMember(client.reference)
    person = applicant(user, client.organisation_id, signed_in_at=None)
    granted = person.permissions & permissions_of(scopes)
    return replace(person, permissions=granted, tool=client.client_id)


def machine(client: ApiClient, scopes: Collection[str]) -> Machine:
    """The system itself, behind no wall but those that were opened to it."""
    return Machine(
        client_id=client.client_id,
        organisation_id=client.organisation_id,
        permissions=permissions_of(scopes),
        shut_out=walls_without_client(client),
        limit_pence=client.limit_pence,
    )


def walls_without_client(client: ApiClient) -> frozenset[str]:
    """The keys of the closed teams and files of the organisation behind whose walls the system is not."""
    closed = OrganisationTeam.objects.filter(organisation_id=client.organisation_id, is_closed=True, ended_at=None)
    return frozenset(closed.exclude(key__in=client.inside).values_list("key", flat=True))


def client_of(client_id: str, *, by: Acting) -> ApiClient:
    """The client by which the actor acts, with its organisation."""
    rows = ApiClient.objects.select_related("organisation")
    return rows.get(client_id=client_id, organisation_id=by.organisation_id)


def email_of(by: Acting) -> str:
    """Where to write to whoever acts: the member, or who looks after the system."""
    if isinstance(by, Machine):
        return client_of(by.client_id, by=by).contact_email
    return User.objects.values_list("email", flat=True).get(pk=by.user_id)


def kept(by: Acting) -> dict[str, Any]:
    """The actor as a promise keeps it, for a worker that goes on in their name."""
    if isinstance(by, Machine):
        return {"client": by.client_id, "permissions": sorted(by.permissions)}
    return {"user": str(by.user_id)}


def recalled(payload: dict[str, Any], organisation_id: UUID) -> Acting:
    """The actor of a promise as they stand now.

    Raises:
        NoMember: if they no longer act for the organisation.
    """
    if "client" not in payload:
        user = User.objects.filter(pk=payload["user"]).first()
        if user is None:
            raise NoMember(payload["user"])
        return applicant(user, organisation_id, signed_in_at=None)
    client = ApiClient.objects.filter(client_id=payload["client"], organisation_id=organisation_id).first()
    if client is None or client.revoked_at is not None:
        raise NoMember(payload["client"])
    now_there = machine(client, client.scopes)
    return replace(now_there, permissions=now_there.permissions & frozenset(payload["permissions"]))


def note_use(client: ApiClient, *, at: datetime) -> None:
    """Remembers that the client was here, at most once in a minute."""
    rarely = Q(last_used_at=None) | Q(last_used_at__lt=at - SELDOM)
    ApiClient.objects.filter(rarely, pk=client.pk).update(last_used_at=at)
