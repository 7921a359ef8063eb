"""Reads an authorisation request, plain or as a signed request object, and refuses what One Login refuses."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from werkzeug.wrappers import Request

from stubs.oidc.assertion import LEEWAY_SECONDS, RSA_ALGORITHMS
from stubs.oidc.client_keys import ClientKeys, audiences, verified_claims
from stubs.oidc.errors import BadSignature, KeysUnreachable, SentBack, Shown
from stubs.one_login.registration import Registration
from stubs.one_login.vectors import BadVector, read_vectors

LONGEST_QUERY = 4096
VOCABULARY = "https://vocab.account.gov.uk/v1/"
CORE_IDENTITY = VOCABULARY + "coreIdentityJWT"
ADDRESS = VOCABULARY + "address"
RETURN_CODE = VOCABULARY + "returnCode"
CLAIMS = frozenset({CORE_IDENTITY, ADDRESS, RETURN_CODE, VOCABULARY + "passport", VOCABULARY + "drivingPermit"})
RESPONSE_MODES = ("query", "fragment")
Parameters = Mapping[str, Any]


@dataclass(frozen=True)
class Asked:
    """A good authorisation request. ``max_age`` in seconds; ``reauthenticate`` is the subject who must come again."""

    redirect_uri: str
    state: str
    nonce: str
    scope: str
    credential: str
    identity: bool
    claims: list[str]
    code_challenge: str | None
    max_age: int | None
    login_again: bool
    id_token_hint: str | None
    response_mode: str
    language: str

    def document(self) -> dict[str, Any]:
        """Return the request as a plain document."""
        return asdict(self)


@dataclass(frozen=True)
class Reader:
    """Reads requests of one registered client that are sent to one authorisation endpoint."""

    client: Registration
    endpoint: str
    keys: ClientKeys
    now: int

    def read(self, request: Request) -> Asked:
        """Return the request; raise Shown, or SentBack where the address to go back to is known to be good."""
        if len(request.query_string) > LONGEST_QUERY:
            raise Shown(403, "The request is longer than 4096 characters")
        query = request.args.to_dict()
        for name in ("client_id", "response_type", "scope"):
            if not query.get(name):
                raise Shown(400, f"Request is missing {name}")
        if query["client_id"] != self.client.client_id:
            raise Shown(400, f"No client found for {query['client_id']}")
        if not query.get("request"):
            return self._read_plain(query)
        return self._read_object(query)

    def _read_plain(self, query: dict[str, str]) -> Asked:
        back = self._good_address(query.get("redirect_uri"))
        state = query.get("state")
        if self.client.jar_required:
            raise SentBack(
                back, "access_denied", "JAR required for client but request does not contain Request Object", state
            )
        if query.get("request_uri"):
            raise SentBack(back, "request_uri_not_supported", "Request URI parameter not supported", state)
        without = {name: value for name, value in query.items() if name not in ("prompt", "id_token_hint")}
        prompt = "select_account" if "select_account" in query.get("prompt", "") else ""
        return self._checked({**without, "prompt": prompt}, back)

    def _read_object(self, query: dict[str, str]) -> Asked:
        try:
            claims = verified_claims(query["request"], self.keys, RSA_ALGORITHMS)
        except BadSignature as error:
            raise Shown(400, f"The request object cannot be accepted. {error}") from error
        except KeysUnreachable as error:
            raise Shown(500, str(error)) from error
        back = self._good_address(claims.get("redirect_uri"))
        state = claims.get("state")
        wrong = self._wrong_in_object(query, claims)
        if wrong:
            raise SentBack(back, *wrong, state)
        return self._checked(claims, back)

    def _wrong_in_object(self, query: Parameters, claims: Parameters) -> tuple[str, str] | None:
        if claims.get("client_id") != self.client.client_id or claims.get("iss") != self.client.client_id:
            return "unauthorized_client", "Unauthorized client"
        if self.endpoint not in audiences(dict(claims)):
            return "access_denied", "Access denied by resource owner or authorization server"
        if claims.get("sub") == self.client.client_id or "request" in claims or "request_uri" in claims:
            return "invalid_request", "Invalid request"
        if "exp" in claims and (not isinstance(claims["exp"], int) or claims["exp"] + LEEWAY_SECONDS < self.now):
            return "invalid_request", "Request object has expired"
        if claims.get("response_type") != query["response_type"]:
            return "unsupported_response_type", "Unsupported response type"
        return None

    def _good_address(self, address: object) -> str:
        if not isinstance(address, str) or address not in self.client.redirect_uris:
            raise Shown(400, f"Invalid Redirect in request {address}")
        return address

    def _checked(self, asked: Parameters, back: str) -> Asked:
        state = asked.get("state")
        wrong = wrong_in_request(asked, self.client)
        if wrong:
            raise SentBack(back, *wrong, str(state) if state else None)
        trust = read_vectors(_text_of(asked.get("vtr")))
        return Asked(
            redirect_uri=back,
            state=str(state),
            nonce=str(asked["nonce"]),
            scope=str(asked["scope"]),
            credential=trust.credential,
            identity=trust.identity,
            claims=claims_asked(asked.get("claims")) if trust.identity else [],
            code_challenge=asked.get("code_challenge"),
            max_age=int(asked["max_age"]) if "max_age" in asked and self.client.max_age_enabled else None,
            login_again="login" in str(asked.get("prompt", "")).split(),
            id_token_hint=asked.get("id_token_hint") or None,
            response_mode=str(asked.get("response_mode") or "query"),
            language="cy" if str(asked.get("ui_locales", "")).startswith("cy") else "en",
        )


def wrong_in_request(asked: Parameters, client: Registration) -> tuple[str, str] | None:
    """Return the error and its description for the first thing wrong with the parameters, or None."""
    scopes = str(asked.get("scope", "")).split()
    prompts = str(asked.get("prompt", "")).split()
    checks = (
        (not asked.get("state"), "invalid_request", "Request is missing state parameter"),
        (not client.active, "unauthorized_client", "client deactivated"),
        (asked.get("response_type") != "code", "unsupported_response_type", "Unsupported response type"),
        ("openid" not in scopes, "invalid_scope", "Invalid, unknown or malformed scope"),
        (bool(set(scopes) - set(client.scopes)), "invalid_scope", "Invalid, unknown or malformed scope"),
        (not asked.get("nonce"), "invalid_request", "Request is missing nonce parameter"),
        (asked.get("response_mode", "query") not in RESPONSE_MODES, "invalid_request", "Invalid response mode"),
        ("select_account" in prompts, "unmet_authentication_requirements", "Unmet authentication requirements"),
    )
    first = next(((error, description) for wrong, error, description in checks if wrong), None)
    return first or _wrong_in_claims(asked) or _wrong_in_challenge(asked, client) or _wrong_in_trust(asked, client)


def claims_asked(text: object) -> list[str]:
    """Return the names of the userinfo claims asked for; raise ValueError for what One Login does not understand."""
    if text is None:
        return []
    document = json.loads(text) if isinstance(text, str) else text
    if not isinstance(document, dict) or set(document) - {"userinfo"}:
        raise ValueError("claims may ask for userinfo only")
    names = list(document.get("userinfo") or {})
    if set(names) - CLAIMS:
        raise ValueError("claims name something that is not offered")
    return names


def _wrong_in_claims(asked: Parameters) -> tuple[str, str] | None:
    try:
        claims_asked(asked.get("claims"))
    except (ValueError, TypeError):
        return "invalid_request", "Request contains invalid claims"
    return None


def _wrong_in_challenge(asked: Parameters, client: Registration) -> tuple[str, str] | None:
    challenge, method = asked.get("code_challenge"), asked.get("code_challenge_method")
    if challenge is None:
        return ("invalid_request", "Request is missing code_challenge parameter") if client.pkce_enforced else None
    if not method:
        return "invalid_request", "Request is missing code_challenge_method parameter"
    if method != "S256" or not isinstance(challenge, str) or len(challenge) != 43:
        return "invalid_request", "Invalid value for code_challenge_method or code_challenge parameter"
    return None


def _wrong_in_trust(asked: Parameters, client: Registration) -> tuple[str, str] | None:
    try:
        trust = read_vectors(_text_of(asked.get("vtr")))
    except BadVector:
        return "invalid_request", "Request vtr not valid"
    if trust.identity and not client.identity_supported:
        return "invalid_request", "Request vtr is not permitted"
    try:
        if int(asked.get("max_age", 0)) < 0:
            return "invalid_request", "Max age is negative in request"
    except (TypeError, ValueError):
        return "invalid_request", "Max age could not be parsed to an integer"
    return None


def _text_of(vtr: object) -> str | None:
    return json.dumps(vtr) if isinstance(vtr, list) else None if vtr is None else str(vtr)
