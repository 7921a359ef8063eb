"""A proved identity (P2): checked through the issuer's DID document, handed on as plain facts, never as the token."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings

from accounts.oidc import tokens
from accounts.oidc.documents import Body, document
from accounts.oidc.errors import IdentityNotProved, SignInRefused
from accounts.oidc.provider import KeyFor, readable
from accounts.one_login.asking import ADDRESS, CORE_IDENTITY
from core.sealing import Unreadable, seal, unseal

GOOD_FOR = timedelta(minutes=30)
PURPOSE = "proved identity"
LEVEL = "P2"
REQUIRED = ("sub", "aud", "iss", "exp", "vot", "vc")
LINES = (
    ("organisationName", "departmentName", "subBuildingName", "buildingName"),
    ("buildingNumber", "dependentStreetName", "streetName"),
    ("doubleDependentAddressLocality", "dependentAddressLocality"),
    ("addressLocality",),
    ("addressRegion",),
)


@dataclass(frozen=True)
class ProvedAddress:
    """One address; ``is_current`` if nothing says until when it held."""

    lines: tuple[str, ...]
    postcode: str
    country: str
    is_current: bool


@dataclass(frozen=True)
class VerifiedIdentity:
    """Who the person was proved to be. ``name_parts`` are (kind, value) of the current name; ``names`` has it first."""

    name_parts: tuple[tuple[str, str], ...]
    names: tuple[str, ...]
    birth_date: date | None
    addresses: tuple[ProvedAddress, ...]
    proved_at: datetime


def proved_identity(userinfo: Mapping[str, Any], *, subject: str, client_id: str, at: datetime) -> VerifiedIdentity:
    """The identity in a userinfo answer.

    Raises:
        IdentityNotProved: if there is none.
        SignInRefused: if the token fails any check.
        Unavailable: if the issuer's keys cannot be read and never were.
    """
    token = userinfo.get(CORE_IDENTITY)
    if token is None:
        raise IdentityNotProved("no core identity")
    claims = tokens.verified(token, key_for=_identity_key(at=at), algorithms=("ES256",))
    issuer = settings.ONE_LOGIN_IDENTITY_ISSUER
    tokens.demand(claims, issuer=issuer, audience=client_id, required=REQUIRED, at=at)
    tokens.demand_same(claims, "sub", subject)
    tokens.demand_same(claims, "vot", LEVEL)
    return _read(claims["vc"], userinfo.get(ADDRESS), at=at)


def sealed(identity: VerifiedIdentity, *, at: datetime) -> str:
    """The identity, encrypted, to rest in the browser's session for as long as it may be used."""
    return seal(json.dumps(asdict(identity), default=str).encode(), purpose=PURPOSE, at=at).decode()


def unsealed(text: str, *, at: datetime) -> VerifiedIdentity | None:
    """The identity again; None after half an hour, or if it cannot be read."""
    try:
        said = json.loads(unseal(text.encode(), purpose=PURPOSE))
    except Unreadable:
        return None
    proved_at = datetime.fromisoformat(said["proved_at"])
    if at - proved_at > GOOD_FOR:
        return None
    return VerifiedIdentity(
        name_parts=tuple((kind, value) for kind, value in said["name_parts"]),
        names=tuple(said["names"]),
        birth_date=date.fromisoformat(said["birth_date"]) if said["birth_date"] else None,
        addresses=tuple(ProvedAddress(**{**one, "lines": tuple(one["lines"])}) for one in said["addresses"]),
        proved_at=proved_at,
    )


def _identity_key(*, at: datetime) -> KeyFor:
    """Finds a key in the issuer's DID document: the controller before the ``#`` must be the document's own id."""
    url = settings.ONE_LOGIN_IDENTITY_ISSUER.rstrip("/") + "/.well-known/did.json"

    def find(kid: str) -> Any:
        controller = kid.split("#", maxsplit=1)[0]
        for newer_than in (None, at):
            found = document(url, is_good=_is_did_document, at=at, newer_than=newer_than)
            if controller != found["id"]:
                raise SignInRefused("the core identity names another controller")
            for method in found["assertionMethod"]:
                if isinstance(method, dict) and method.get("id") == kid:
                    return readable(method.get("publicKeyJwk") or {})
        raise SignInRefused("the core identity names a key that is not published")

    return find


def _is_did_document(body: Body) -> bool:
    return isinstance(body.get("id"), str) and isinstance(body.get("assertionMethod"), list)


def _read(vc: Any, addresses: Any, *, at: datetime) -> VerifiedIdentity:
    try:
        subject = vc["credentialSubject"]
        names = sorted(subject["name"], key=_is_past)
        births = [one["value"] for one in subject.get("birthDate") or () if one.get("value")]
        return VerifiedIdentity(
            name_parts=_parts(names[0]),
            names=tuple(" ".join(value for _, value in _parts(name)) for name in names),
            birth_date=date.fromisoformat(births[0]) if births else None,
            addresses=tuple(_address(one) for one in addresses or ()),
            proved_at=at,
        )
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise SignInRefused(f"the core identity cannot be read: {type(error).__name__}") from error


def _is_past(dated: Mapping[str, Any]) -> bool:
    return bool(dated.get("validUntil"))


def _parts(name: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    parts: Sequence[Mapping[str, Any]] = [part for part in name["nameParts"] if not _is_past(part)]
    return tuple((str(part["type"]), str(part["value"])) for part in parts)


def _address(said: Mapping[str, Any]) -> ProvedAddress:
    lines = (" ".join(str(said[name]) for name in names if said.get(name)) for names in LINES)
    return ProvedAddress(
        lines=tuple(line for line in lines if line),
        postcode=str(said.get("postalCode") or ""),
        country=str(said.get("addressCountry") or ""),
        is_current=not _is_past(said),
    )
