"""The protocol endpoints of the staff provider: discovery, keys, authorise, token, userinfo and logout."""

import secrets
from typing import Any, ClassVar

from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from stubs.oidc.assertion import AssertionRules, Assertions
from stubs.oidc.errors import SentBack, Shown, TokenRefused
from stubs.oidc.journeys import sent_back
from stubs.oidc.mishaps import broken_answer
from stubs.staff_provider import tokens
from stubs.staff_provider.asking import read_request
from stubs.staff_provider.pages import COOKIE, Pages, read_choice
from stubs.staff_provider.people import Colleague
from stubs.staff_provider.tokens import TENANT

STATUS = {"invalid_client": 401}
NUMBERS = {"invalid_client": 700027, "invalid_grant": 70008, "invalid_request": 900144, "unsupported_grant_type": 70003}


class StaffProvider(Pages):
    """The stand-in for the office's own sign-in."""

    name = "staff_provider"
    title = "Office sign-in"
    port_offset = 2
    rules: ClassVar[Map] = Map(
        [
            Rule("/", endpoint="home", methods=["GET"]),
            Rule("/.well-known/openid-configuration", endpoint="discovery", methods=["GET"]),
            Rule(f"/{TENANT}/v2.0/.well-known/openid-configuration", endpoint="discovery", methods=["GET"]),
            Rule(f"/{TENANT}/discovery/v2.0/keys", endpoint="jwks", methods=["GET"]),
            Rule(f"/{TENANT}/oauth2/v2.0/authorize", endpoint="authorize", methods=["GET"]),
            Rule("/sign-in", endpoint="sign_in", methods=["GET", "POST"]),
            Rule(f"/{TENANT}/oauth2/v2.0/token", endpoint="token", methods=["POST"]),
            Rule("/oidc/userinfo", endpoint="userinfo", methods=["GET"]),
            Rule(f"/{TENANT}/oauth2/v2.0/logout", endpoint="logout", methods=["GET"]),
            Rule("/__stub__/next", endpoint="switch_next", methods=["GET", "POST"]),
            Rule("/__stub__/rotate-keys", endpoint="switch_keys", methods=["POST"]),
        ]
    )

    @property
    def issuer(self) -> str:
        """The issuer of this tenant, as the ID token writes it."""
        return f"{self.around.own_url}/{TENANT}/v2.0"

    def discovery(self, _request: Request) -> Response:
        """Say where everything is and what is supported."""
        own = f"{self.around.own_url}/{TENANT}"
        document: dict[str, Any] = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{own}/oauth2/v2.0/authorize",
            "token_endpoint": f"{own}/oauth2/v2.0/token",
            "userinfo_endpoint": f"{self.around.own_url}/oidc/userinfo",
            "end_session_endpoint": f"{own}/oauth2/v2.0/logout",
            "jwks_uri": f"{own}/discovery/v2.0/keys",
            "response_types_supported": ["code"],
            "response_modes_supported": ["query", "fragment"],
            "subject_types_supported": ["pairwise"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
            "code_challenge_methods_supported": ["S256"],
            "scopes_supported": ["openid", "profile", "email", "offline_access"],
            "claims_supported": ["sub", "iss", "aud", "exp", "iat", "auth_time", "acr", "nonce", "name", "tid", "oid"],
            "frontchannel_logout_supported": True,
            "http_logout_supported": True,
        }
        return self.json(document, headers={"Cache-Control": "max-age=86400"})

    def jwks(self, _request: Request) -> Response:
        """Publish the keys that sign ID tokens."""
        return self.json(self.keys.jwks(), headers={"Cache-Control": "max-age=86400"})

    def authorize(self, request: Request) -> Response:
        """Take an authorisation request: to the sign-in page, or straight back if that is not needed."""
        try:
            return self._begin(request)
        except Shown as refusal:
            heading = "Sorry, but we are having trouble signing you in"
            return self.page("error.html", refusal.status, heading=heading, detail=refusal.reason)
        except SentBack as refusal:
            return self.send_back(refusal)

    def token(self, request: Request) -> Response:
        """Give an ID token and an access token for a code."""
        form = request.form.to_dict()
        audiences = (f"{self.around.own_url}/{TENANT}/oauth2/v2.0/token", self.issuer)
        rules = AssertionRules(self.client.client_id, audiences, ("RS256", "PS256"), longest_seconds=600)
        try:
            if form.get("grant_type") != "authorization_code":
                raise TokenRefused("unsupported_grant_type", "The grant type is not supported")
            if form.get("client_id", self.client.client_id) != self.client.client_id:
                raise TokenRefused("invalid_client", "The client_id is not the one of the client assertion")
            Assertions(self.store, self.clock, self.client_keys).check(form, rules)
            return self._tokens_for(self.codes.redeem(form))
        except TokenRefused as refusal:
            return self._refused(refusal)

    def userinfo(self, request: Request) -> Response:
        """Say who signed in."""
        grant = self.codes.grant_of(request.headers.get("Authorization", ""))
        if grant is None:
            body = {"error": {"code": "InvalidAuthenticationToken", "message": "Access token is empty or expired."}}
            return self.json(body, 401, {"WWW-Authenticate": 'Bearer error="invalid_token"'})
        person = Colleague(**grant["person"])
        return self.json({"sub": grant["sub"], "name": person.name, "email": person.preferred_username})

    def logout(self, request: Request) -> Response:
        """End the provider's session and go where the product may send people afterwards."""
        self.sessions.close(key=request.cookies.get(COOKIE))
        hint = request.args.get("id_token_hint")
        after, state = request.args.get("post_logout_redirect_uri"), request.args.get("state")
        if after == self.client.post_logout_uri and (hint is None or tokens.hinted(hint, self.keys)):
            return self.go(
                sent_back({"redirect_uri": after, "response_mode": "query"}, {"state": state}) if state else after
            )
        return self.page("error.html", heading="You signed out of your account", detail="Close all browser windows.")

    def _begin(self, request: Request) -> Response:
        asked = read_request(request, self.client)
        key = self.journeys.start(asked.document())
        journey = self.journeys.get(key) or {}
        chosen = self.journeys.take_next()
        if chosen:
            return self.signed_in(key, journey, *read_choice(chosen))
        session = self.session_of(request)
        fresh = session and (asked.max_age is None or session["auth_time"] + asked.max_age >= self.clock.timestamp())
        if session and fresh and asked.prompt in ("", "none", "consent"):
            return self.go_back(key, journey, session, "")
        if asked.prompt == "none":
            text = tokens.REFUSALS["login_required"]
            raise SentBack(asked.redirect_uri, "login_required", text, asked.state, asked.response_mode)
        return self.go(f"/sign-in?journey={key}")

    def _tokens_for(self, grant: dict[str, Any]) -> Response:
        mishap = str(grant["mishap"])
        if mishap == "token-invalid-grant":
            raise TokenRefused("invalid_grant", "The provided authorization code is not valid")
        broken = broken_answer(self, "token", mishap)
        if broken is not None:
            return broken
        reply = {"token_type": "Bearer", "scope": grant["asked"]["scope"], "expires_in": self.codes.token_seconds}
        reply["access_token"] = self.codes.issue_access_token(grant)
        if mishap != "token-no-id-token":
            client_id = self.client.client_id
            reply["id_token"] = tokens.id_token(
                grant, issuer=self.issuer, client_id=client_id, keys=self.keys, clock=self.clock
            )
        return self.json(reply)

    def _refused(self, refusal: TokenRefused) -> Response:
        number = NUMBERS.get(refusal.error, 90002)
        body = {
            "error": refusal.error,
            "error_description": f"AADSTS{number}: {refusal.description}",
            "error_codes": [number],
            "timestamp": self.clock.now().strftime("%Y-%m-%d %H:%M:%SZ"),
            "trace_id": secrets.token_hex(16),
            "correlation_id": secrets.token_hex(16),
        }
        return self.json(body, STATUS.get(refusal.error, refusal.status))
