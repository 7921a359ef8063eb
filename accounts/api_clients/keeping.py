"""Administrators make clients of the API, give them keys, say how far they may go, and end them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from oauth2_provider.generators import generate_client_secret
from oauth2_provider.models import get_access_token_model, get_grant_model, get_refresh_token_model

from accounts.api_clients.redirects import demand_redirects
from accounts.api_clients.scopes import Scope
from accounts.models import ApiClient, OrganisationTeam
from accounts.organising.roles import demand_manager
from core import audit
from core.actor import Applicant, label, require_fresh_sign_in, shut_out_of

MOST_CLIENTS = 50


class NoSuchClient(LookupError):
    """The organisation has no such client."""


class TooManyClients(ValueError):
    """The organisation has as many as it may; the message says so."""


class NothingAllowed(ValueError):
    """A client must be able to do something."""


@dataclass(frozen=True)
class Wanted:
    """What an administrator says of a client.

    ``scopes`` is the most that it may ask for; ``inside`` the keys of closed teams and files that are open to it;
    ``limit_pence`` what it may pay by itself in a day, None where people send and pay.
    """

    name: str
    contact_email: str
    scopes: frozenset[str]
    inside: frozenset[str] = frozenset()
    limit_pence: int | None = None
    redirect_uris: tuple[str, ...] = ()


def clients_of(by: Applicant, *, ended: bool = False) -> Sequence[ApiClient]:
    """The organisation's clients that were not revoked, or those that were, the oldest first.

    Raises:
        NotPermitted.
    """
    demand_manager(by)
    return list(_of(by).filter(revoked_at__isnull=not ended).order_by("created_at", "pk"))


def client_for(reference: str, *, by: Applicant) -> ApiClient:
    """One of them, revoked or not.

    Raises:
        NotPermitted, NoSuchClient.
    """
    demand_manager(by)
    found: ApiClient | None = _of(by).filter(reference=reference).first()
    if found is None:
        raise NoSuchClient(reference)
    return found


def walls_to_open(by: Applicant) -> Sequence[OrganisationTeam]:
    """The closed teams and client files of the organisation behind whose walls the actor is."""
    closed = OrganisationTeam.objects.filter(organisation_id=by.organisation_id, is_closed=True, ended_at=None)
    return list(closed.exclude(key__in=shut_out_of(by)).order_by("name", "pk"))


def make_client(wanted: Wanted, *, is_system: bool, by: Applicant, at: datetime) -> tuple[ApiClient, str]:
    """A new client with a secret, which is shown this once.

    Raises:
        NotPermitted, SignInTooOld, TooManyClients, NothingAllowed, BadRedirect.
    """
    _demand(by, at=at)
    secret = generate_client_secret()
    with transaction.atomic():
        if _of(by).filter(revoked_at=None).count() >= MOST_CLIENTS:
            raise TooManyClients(
                _("End one first: an account has up to %(most)s systems and tools") % {"most": MOST_CLIENTS}
            )
        grant = ApiClient.GRANT_CLIENT_CREDENTIALS if is_system else ApiClient.GRANT_AUTHORIZATION_CODE
        made = ApiClient(
            organisation_id=by.organisation_id,
            client_type=ApiClient.CLIENT_CONFIDENTIAL,
            authorization_grant_type=grant,
            client_secret=secret,
            secret_set_at=at,
            created_at=at,
            created_by=label(by),
            **_columns(wanted, is_system=is_system),
        )
        made.inside = sorted(_open_to(by, wanted.inside)) if is_system else []
        made.save()
        audit.note("api-client-made", by=by, at=at, subject=made.reference, details=_details(made))
    return made, secret


def change_client(client: ApiClient, wanted: Wanted, *, by: Applicant, at: datetime) -> ApiClient:
    """Says anew what a client may do; its tokens can do no more than that from their next call on.

    Raises:
        NotPermitted, SignInTooOld, NoSuchClient, NothingAllowed, BadRedirect.
    """
    _demand(by, at=at)
    with transaction.atomic():
        locked = _lock(client, by)
        for column, value in _columns(wanted, is_system=locked.is_system).items():
            setattr(locked, column, value)
        unseen = set(locked.inside) & shut_out_of(by)
        locked.inside = sorted(unseen | _open_to(by, wanted.inside)) if locked.is_system else []
        locked.save()
        audit.note("api-client-changed", by=by, at=at, subject=locked.reference, details=_details(locked))
    return locked


def new_secret(client: ApiClient, *, by: Applicant, at: datetime) -> str:
    """A new secret, which is shown this once; the old one, public keys and tokens end.

    Raises:
        NotPermitted, SignInTooOld, NoSuchClient.
    """
    _demand(by, at=at)
    secret: str = generate_client_secret()
    with transaction.atomic():
        locked = _lock(client, by)
        locked.client_secret, locked.secret_set_at, locked.public_keys = secret, at, []
        locked.save()
        _end_tokens(locked)
        audit.note("api-secret-changed", by=by, at=at, subject=locked.reference)
    return secret


def keep_keys(client: ApiClient, keys: Sequence[dict[str, Any]], *, by: Applicant, at: datetime) -> None:
    """The public keys by which it proves itself; with any, its secret is good for nothing more.

    Raises:
        NotPermitted, SignInTooOld, NoSuchClient.
    """
    _demand(by, at=at)
    with transaction.atomic():
        locked = _lock(client, by)
        locked.public_keys = list(keys)
        if keys:
            locked.client_secret, locked.secret_set_at = generate_client_secret(), None
        locked.save()
        _end_tokens(locked)
        details = {"keys": [str(key["kid"]) for key in keys]}
        audit.note("api-keys-changed", by=by, at=at, subject=locked.reference, details=details)


def revoke(client: ApiClient, *, by: Applicant, at: datetime) -> None:
    """Ends a client with all its tokens, at once.

    Raises:
        NotPermitted, NoSuchClient.
    """
    demand_manager(by)
    with transaction.atomic():
        locked = _lock(client, by)
        locked.revoked_at = at
        locked.save(update_fields=["revoked_at"])
        _end_tokens(locked)
        audit.note("api-client-revoked", by=by, at=at, subject=locked.reference)


def _of(by: Applicant) -> Any:
    return ApiClient.objects.filter(organisation_id=by.organisation_id)


def _lock(client: ApiClient, by: Applicant) -> ApiClient:
    found: ApiClient | None = _of(by).select_for_update().filter(pk=client.pk, revoked_at=None).first()
    if found is None:
        raise NoSuchClient(client.reference)
    return found


def _demand(by: Applicant, *, at: datetime) -> None:
    demand_manager(by)
    require_fresh_sign_in(by, at=at, reason=_("Sign in again before you change who may act by a program"))


def _columns(wanted: Wanted, *, is_system: bool) -> dict[str, Any]:
    scopes = [str(scope) for scope in Scope if scope in wanted.scopes]
    if not scopes:
        raise NothingAllowed(_("Select what it may do"))
    return {
        "name": wanted.name[:200],
        "contact_email": wanted.contact_email,
        "scopes": scopes,
        "limit_pence": wanted.limit_pence if is_system else None,
        "redirect_uris": "" if is_system else " ".join(demand_redirects(wanted.redirect_uris)),
    }


def _open_to(by: Applicant, keys: Collection[str]) -> set[str]:
    return {one.key for one in walls_to_open(by)} & set(keys)


def _details(client: ApiClient) -> dict[str, Any]:
    return {"scopes": client.scopes, "limit_pence": client.limit_pence, "walls": len(client.inside)}


def _end_tokens(client: ApiClient) -> None:
    for model in (get_grant_model(), get_refresh_token_model(), get_access_token_model()):
        model.objects.filter(application=client).delete()
