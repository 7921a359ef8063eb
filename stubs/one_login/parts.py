"""What the endpoints of this One Login share: keys, sessions, journeys and the product's registration."""

from typing import Any

from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from stubs.frame import StandIn, Surroundings
from stubs.oidc.client_keys import ClientKeys
from stubs.oidc.codes import Codes
from stubs.oidc.journeys import Journeys, Sessions
from stubs.oidc.keys import Keys
from stubs.one_login import back_channel
from stubs.one_login.choices import Accounts
from stubs.one_login.registration import Registration, registration
from stubs.one_login.tokens import Tokens

COOKIE = "one-login-stand-in"
CODE_SECONDS = 300
ACCESS_TOKEN_SECONDS = 180


class Parts(StandIn):
    """The parts that the endpoints are made of."""

    def __init__(self, around: Surroundings) -> None:
        """Build the parts; keys are made when first needed."""
        super().__init__(around)
        self.keys = Keys(around.store, "oidc", ("ES256", "RS256"))
        self.identity_keys = Keys(around.store, "identity", ("ES256",))
        self.client_keys = ClientKeys(self.client.jwks_uri)
        self.codes = Codes(around.store, around.clock, code_seconds=CODE_SECONDS, token_seconds=ACCESS_TOKEN_SECONDS)
        self.tokens = Tokens(around, self.keys, self.identity_keys)
        self.journeys = Journeys(around.store, around.clock)
        self.sessions = Sessions(around.store, around.clock)
        self.accounts = Accounts(around.store)

    @property
    def client(self) -> Registration:
        """The product's registration as it stands."""
        return registration(self.around)

    def reset(self) -> None:
        """Forget everything but the keys, which the product may have cached."""
        self.store.clear(keep=(self.keys.kind, self.identity_keys.kind))
        self.client_keys.forget()

    def go(self, address: str) -> Response:
        """Return a redirect."""
        return Response.force_type(redirect(address, 302))

    def session_of(self, request: Request) -> dict[str, Any] | None:
        """Return One Login's session of this browser, if it has one."""
        return self.sessions.find(request.cookies.get(COOKIE))

    def sign_out_everywhere(self, sub: str, variant: str = "right") -> list[dict[str, Any]]:
        """End every session of a subject and tell the product, twice with one token if the variant is "replay"."""
        client = self.client
        wrong = "right" if variant == "replay" else variant
        token = back_channel.logout_token(
            sub, client, issuer=self.tokens.issuer, keys=self.keys, clock=self.clock, variant=wrong
        )
        self.sessions.close(sub=sub)
        return [back_channel.send(token, client.back_channel_uri) for _ in range(2 if variant == "replay" else 1)]
