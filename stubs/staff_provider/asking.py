"""Reads a staff authorisation request and refuses what the office's provider refuses."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from werkzeug.wrappers import Request

from stubs.frame import Surroundings
from stubs.oidc.errors import SentBack, Shown

SCOPES = frozenset({"openid", "profile", "email", "offline_access"})
MODES = frozenset({"query", "fragment"})
PROMPTS = frozenset({"", "login", "none", "select_account", "consent"})


@dataclass(frozen=True)
class StaffClient:
    """How the product is registered with the office's provider."""

    client_id: str
    redirect_uri: str
    post_logout_uri: str
    jwks_uri: str

    @classmethod
    def of(cls, around: Surroundings) -> "StaffClient":
        """Return the registration that follows from the environment."""
        url = around.public_url
        return cls(
            client_id=around.environ.get("STAFF_OIDC_CLIENT_ID") or "manage-intellectual-property-staff",
            redirect_uri=f"{url}/staff/oidc/callback/",
            post_logout_uri=f"{url}/staff/signed-out/",
            jwks_uri=f"{url}/staff/.well-known/jwks.json",
        )


@dataclass(frozen=True)
class Asked:
    """A good authorisation request; ``max_age`` in seconds."""

    redirect_uri: str
    state: str
    nonce: str
    scope: str
    code_challenge: str
    prompt: str
    max_age: int | None
    login_hint: str
    response_mode: str

    def document(self) -> dict[str, Any]:
        """Return the request as a plain document."""
        return asdict(self)


def read_request(request: Request, client: StaffClient) -> Asked:
    """Return the request; raise Shown, or SentBack where the address to go back to is known to be good."""
    query = request.args.to_dict()
    if query.get("client_id") != client.client_id:
        raise Shown(400, f"AADSTS700016: Application with identifier '{query.get('client_id', '')}' was not found")
    if query.get("redirect_uri") != client.redirect_uri:
        raise Shown(400, "AADSTS50011: The redirect URI in the request does not match the one that is configured")
    wrong = wrong_in_request(query)
    if wrong:
        raise SentBack(client.redirect_uri, *wrong, query.get("state"))
    return Asked(
        redirect_uri=client.redirect_uri,
        state=query["state"],
        nonce=query["nonce"],
        scope=query["scope"],
        code_challenge=query["code_challenge"],
        prompt=query.get("prompt", ""),
        max_age=int(query["max_age"]) if query.get("max_age") else None,
        login_hint=query.get("login_hint", ""),
        response_mode=query.get("response_mode") or "query",
    )


def wrong_in_request(query: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the error and its description for the first thing wrong with the parameters, or None."""
    scopes = set(query.get("scope", "").split())
    challenge = query.get("code_challenge", "")
    checks = (
        (not query.get("state"), "invalid_request", "AADSTS900144: The request must contain the parameter 'state'"),
        (query.get("response_type") != "code", "unsupported_response_type", "AADSTS700054: Only code is enabled"),
        ("openid" not in scopes, "invalid_scope", "AADSTS70011: The scope must hold openid"),
        (bool(scopes - SCOPES), "invalid_scope", "AADSTS70011: The scope is not valid"),
        (not query.get("nonce"), "invalid_request", "AADSTS900144: The request must contain the parameter 'nonce'"),
        (len(challenge) != 43, "invalid_request", "AADSTS9002325: Proof Key for Code Exchange is required"),
        (query.get("code_challenge_method") != "S256", "invalid_request", "AADSTS501491: Only S256 is accepted"),
        (query.get("prompt", "") not in PROMPTS, "invalid_request", "AADSTS90023: Unsupported 'prompt' value"),
        (query.get("response_mode", "query") not in MODES, "invalid_request", "AADSTS90023: Unsupported response_mode"),
        (not query.get("max_age", "0").isdecimal(), "invalid_request", "AADSTS90023: Unsupported 'max_age' value"),
        (not _are_claims(query.get("claims")), "invalid_request", "AADSTS50146: The claims parameter is no JSON"),
    )  # fmt: skip
    return next(((error, description) for wrong, error, description in checks if wrong), None)


def _are_claims(text: str | None) -> bool:
    if not text:
        return True
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False
