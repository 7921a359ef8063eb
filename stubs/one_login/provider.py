"""The protocol endpoints of One Login: discovery, keys, authorise, token, userinfo and logout."""

from typing import Any, ClassVar

from werkzeug.exceptions import Forbidden
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from stubs.oidc.assertion import RSA_ALGORITHMS, AssertionRules, Assertions
from stubs.oidc.errors import SentBack, Shown, TokenRefused
from stubs.oidc.journeys import sent_back
from stubs.oidc.mishaps import broken_answer
from stubs.one_login.asking import Asked, Reader
from stubs.one_login.choices import read_choice
from stubs.one_login.pages import Journey, Pages
from stubs.one_login.parts import COOKIE
from stubs.one_login.personas import Persona
from stubs.one_login.switches import Switches

LONGEST_LOGOUT = 2048
DAY = {"Cache-Control": "max-age=86400"}
DIRECT = frozenset({"discovery", "jwks", "did", "token", "userinfo"})


class OneLogin(Pages, Switches):
    """The stand-in for GOV.UK One Login."""

    name = "one_login"
    title = "One Login"
    port_offset = 1
    rules: ClassVar[Map] = Map(
        [
            Rule("/", endpoint="home", methods=["GET"]),
            Rule("/.well-known/openid-configuration", endpoint="discovery", methods=["GET"]),
            Rule("/.well-known/jwks.json", endpoint="jwks", methods=["GET"]),
            Rule("/identity/.well-known/did.json", endpoint="did", methods=["GET"]),
            Rule("/trustmark", endpoint="trustmark", methods=["GET"]),
            Rule("/authorize", endpoint="authorize", methods=["GET"]),
            Rule("/sign-in", endpoint="sign_in", methods=["GET", "POST"]),
            Rule("/prove-identity", endpoint="prove_identity", methods=["GET", "POST"]),
            Rule("/token", endpoint="token", methods=["POST"]),
            Rule("/userinfo", endpoint="userinfo", methods=["GET"]),
            Rule("/logout", endpoint="logout", methods=["GET"]),
            Rule("/signed-out", endpoint="signed_out", methods=["GET"]),
            Rule("/sign-out-everywhere", endpoint="sign_out_everywhere_page", methods=["POST"]),
            Rule("/__stub__/next", endpoint="switch_next", methods=["GET", "POST"]),
            Rule("/__stub__/back-channel-logout", endpoint="switch_back_channel", methods=["POST"]),
            Rule("/__stub__/registration", endpoint="switch_registration", methods=["GET", "POST"]),
            Rule("/__stub__/rotate-keys", endpoint="switch_keys", methods=["POST"]),
            Rule("/__stub__/delete-account", endpoint="switch_account", methods=["POST"]),
        ]
    )

    def check_call(self, request: Request, endpoint: str) -> None:
        """Refuse a direct call that does not say who calls (User-Agent)."""
        if endpoint in DIRECT and not request.headers.get("User-Agent", "").strip():
            raise Forbidden(response=self.json({"message": "Forbidden"}, 403))

    def discovery(self, _request: Request) -> Response:
        """Say where everything is and what is supported."""
        own = self.around.own_url
        document: dict[str, Any] = {
            "issuer": self.tokens.issuer,
            "authorization_endpoint": f"{own}/authorize",
            "token_endpoint": f"{own}/token",
            "userinfo_endpoint": f"{own}/userinfo",
            "end_session_endpoint": f"{own}/logout",
            "jwks_uri": f"{own}/.well-known/jwks.json",
            "trustmarks": f"{own}/trustmark",
            "response_types_supported": ["code"],
            "grant_types_supported": ["authorization_code"],
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
            "token_endpoint_auth_signing_alg_values_supported": list(RSA_ALGORITHMS),
            "id_token_signing_alg_values_supported": ["ES256", "RS256"],
            "code_challenge_methods_supported": ["S256"],
            "request_parameter_supported": True,
            "request_uri_parameter_supported": False,
            "backchannel_logout_supported": True,
            "backchannel_logout_session_supported": False,
            "ui_locales_supported": ["en", "cy"],
            "scopes_supported": ["openid", "email", "phone"],
            "subject_types_supported": ["public", "pairwise"],
            "claim_types_supported": ["normal"],
        }
        return self.json(document, headers=DAY)

    def jwks(self, _request: Request) -> Response:
        """Publish the keys that sign ID tokens and logout tokens."""
        return self.json(self.keys.jwks(), headers=DAY)

    def did(self, _request: Request) -> Response:
        """Publish the keys that sign core identities."""
        return self.json(self.tokens.did_document(), headers=DAY)

    def trustmark(self, _request: Request) -> Response:
        """Say what the levels mean."""
        own = self.around.own_url
        return self.json({"idp": f"{own}/", "trustmark_provider": f"{own}/", "C": ["Cl", "Cl.Cm"], "P": ["P0", "P2"]})

    def authorize(self, request: Request) -> Response:
        """Take an authorisation request: to the sign-in page, or straight back if that is not needed."""
        client = self.client
        reader = Reader(client, f"{self.around.own_url}/authorize", self.client_keys, self.clock.timestamp())
        try:
            asked = reader.read(request)
            return self._begin(request, asked)
        except Shown as refusal:
            return self.page("error.html", refusal.status, heading="Sorry, there is a problem", detail=refusal.reason)
        except SentBack as refusal:
            return self._send_back(refusal)

    def sign_in(self, request: Request) -> Response:
        """Ask who signs in; a refusal goes back to the product."""
        try:
            return super().sign_in(request)
        except SentBack as refusal:
            return self._send_back(refusal)

    def prove_identity(self, request: Request) -> Response:
        """Ask whose identity is proved; a refusal goes back to the product."""
        try:
            return super().prove_identity(request)
        except SentBack as refusal:
            return self._send_back(refusal)

    def token(self, request: Request) -> Response:
        """Give an ID token and an access token for a code."""
        form = request.form.to_dict()
        rules = AssertionRules(self.client.client_id, (f"{self.around.own_url}/token", self.tokens.issuer))
        try:
            if not form.get("grant_type") or not form.get("code") or not form.get("redirect_uri"):
                raise TokenRefused("invalid_request", "Request is missing grant_type, code or redirect_uri")
            if form["grant_type"] != "authorization_code":
                raise TokenRefused("unsupported_grant_type", "Unsupported grant type")
            Assertions(self.store, self.clock, self.client_keys).check(form, rules)
            return self._tokens_for(self.codes.redeem(form))
        except TokenRefused as refusal:
            return self.json({"error": refusal.error, "error_description": refusal.description}, refusal.status)

    def userinfo(self, request: Request) -> Response:
        """Say who signed in."""
        grant = self.codes.grant_of(request.headers.get("Authorization", ""))
        mishap = str(grant["mishap"]) if grant else ""
        if grant is None or mishap == "userinfo-401":
            said = 'Bearer error="invalid_token", error_description="Invalid access token"'
            return self.json({"error": "invalid_token"}, 401, {"WWW-Authenticate": said})
        broken = broken_answer(self, "userinfo", mishap)
        if broken is not None:
            return broken
        identity = Persona(**grant["identity"]) if grant["identity"] else None
        person = Persona(**grant["person"])
        return self.json(self.tokens.userinfo(grant, person, identity, self.client.client_id))

    def logout(self, request: Request) -> Response:
        """End One Login's session and go where the product may send people afterwards."""
        if len(request.query_string) > LONGEST_LOGOUT:
            return self.page("error.html", 403, heading="Sorry, there is a problem", detail="The request is too long")
        hint, state = request.args.get("id_token_hint"), request.args.get("state")
        after = request.args.get("post_logout_redirect_uri")
        claims = self.tokens.logout_hint(hint) if hint else None
        self._end_sessions(request.cookies.get(COOKIE), claims["sid"] if claims else None)
        if hint and (claims is None or claims["aud"] != self.client.client_id):
            detail = "The ID token hint cannot be accepted. You are signed out."
            return self.page("error.html", 400, heading="Sorry, there is a problem", detail=detail)
        if after and (not claims or after not in self.client.post_logout_uris):
            detail = "The address to go to afterwards is not registered, or no ID token hint came with it."
            return self.page(
                "error.html", 400, heading="Sorry, there is a problem", detail=f"{detail} You are signed out."
            )
        if not after:
            return self.go("/signed-out")
        asked = {"redirect_uri": after, "response_mode": "query"}
        return self.go(sent_back(asked, {"state": state}) if state else after)

    def signed_out(self, _request: Request) -> Response:
        """Say that nobody is signed in any more."""
        return self.page("error.html", heading="You have signed out", detail="You can close this page.")

    def _begin(self, request: Request, asked: Asked) -> Response:
        key = self.journeys.start(asked.document() | {"must_be": self._must_be(asked)})
        journey: Journey = self.journeys.get(key) or {}
        chosen = self.journeys.take_next()
        if chosen:
            return self.signed_in(key, journey, read_choice(chosen).complete())
        session = self.session_of(request)
        if session and not asked.login_again and self._fresh(session, asked.max_age):
            return self.go_on(key, journey, session, None)
        return self.go(f"/sign-in?journey={key}")

    def _must_be(self, asked: Asked) -> str | None:
        if not (asked.login_again and asked.id_token_hint):
            return None
        claims = self.tokens.logout_hint(asked.id_token_hint)
        if claims is None or claims["aud"] != self.client.client_id:
            raise SentBack(asked.redirect_uri, "invalid_request", "Unable to validate id_token_hint", asked.state)
        return str(claims["sub"])

    def _fresh(self, session: dict[str, Any], max_age: int | None) -> bool:
        return max_age is None or int(session["auth_time"]) + max_age >= self.clock.timestamp()

    def _send_back(self, refusal: SentBack) -> Response:
        answer = {"error": refusal.error, "error_description": refusal.description, "state": refusal.state}
        return self.go(sent_back(vars(refusal), answer))

    def _tokens_for(self, grant: dict[str, Any]) -> Response:
        mishap = str(grant["mishap"])
        if mishap == "token-invalid-grant":
            raise TokenRefused("invalid_grant", "Invalid grant")
        broken = broken_answer(self, "token", mishap)
        if broken is not None:
            return broken
        client = self.client
        access_token = self.codes.issue_access_token(grant)
        reply = {"access_token": access_token, "token_type": "Bearer", "expires_in": self.codes.token_seconds}
        if mishap != "token-no-id-token":
            reply["id_token"] = self.tokens.id_token(grant, access_token, client.client_id, client.signing_alg)
        return self.json(reply)

    def _end_sessions(self, key: str | None, sid: str | None) -> None:
        for sub in dict.fromkeys(self.sessions.close(key=key, sid=sid)):
            if self.client.back_channel_on_logout:
                self.sign_out_everywhere(sub)
