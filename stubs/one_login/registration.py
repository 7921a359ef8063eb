"""How the product is registered with this One Login: its addresses, and the choices that the admin tool offers."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from stubs.frame import Surroundings

KIND = "registration"
FIXED = frozenset({"client_id", "redirect_uris", "post_logout_uris", "back_channel_uri", "jwks_uri"})


class BadRegistration(ValueError):
    """The registration has no such member, or not of that type."""


@dataclass(frozen=True)
class Registration:
    """The product's entry in the register of clients."""

    client_id: str
    redirect_uris: tuple[str, ...]
    post_logout_uris: tuple[str, ...]
    back_channel_uri: str
    jwks_uri: str
    scopes: tuple[str, ...] = ("openid", "email", "phone")
    signing_alg: str = "ES256"
    active: bool = True
    identity_supported: bool = True
    pkce_enforced: bool = True
    jar_required: bool = False
    max_age_enabled: bool = True
    back_channel_on_logout: bool = True


def registration(around: Surroundings) -> Registration:
    """Return the registration as it stands: from the environment, with the choices made since."""
    url = around.public_url
    basis = Registration(
        client_id=around.environ.get("ONE_LOGIN_CLIENT_ID") or "manage-intellectual-property",
        redirect_uris=(f"{url}/oidc/callback/",),
        post_logout_uris=(f"{url}/signed-out/",),
        back_channel_uri=f"{url}/oidc/back-channel-logout/",
        jwks_uri=f"{url}/.well-known/jwks.json",
    )
    return replace(basis, **(around.store.get(KIND, "choices") or {}))


def choose(around: Surroundings, choices: Mapping[str, Any]) -> dict[str, Any]:
    """Change the registration and return all of it; raise BadRegistration for what cannot be chosen."""
    types = {field.name: field.type for field in fields(Registration) if field.name not in FIXED}
    for name, value in choices.items():
        if name not in types or (types[name] is bool and not isinstance(value, bool)):
            raise BadRegistration(f"{name} cannot be set to that; there are {', '.join(types)}")
    if choices.get("signing_alg", "ES256") not in ("ES256", "RS256"):
        raise BadRegistration("signing_alg is ES256 or RS256")
    with around.store.locked():
        around.store.put(KIND, "choices", {**(around.store.get(KIND, "choices") or {}), **choices})
    return asdict(registration(around))
