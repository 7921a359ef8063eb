"""Checks the signed assertion (private_key_jwt) with which the product proves who it is at a token endpoint."""

from collections.abc import Mapping
from dataclasses import dataclass

from stubs.clock import Clock
from stubs.oidc.client_keys import ClientKeys, audiences, verified_claims
from stubs.oidc.errors import BadSignature, KeysUnreachable, TokenRefused
from stubs.store import Store

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
RSA_ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512")
LEEWAY_SECONDS = 30


@dataclass(frozen=True)
class AssertionRules:
    """What an assertion must say: whose it is, whom it is for, how long it may last and how it is signed."""

    client_id: str
    audiences: tuple[str, ...]
    algorithms: tuple[str, ...] = RSA_ALGORITHMS
    longest_seconds: int = 300


class Assertions:
    """Checks assertions against the product's keys and remembers the used ones."""

    def __init__(self, store: Store, clock: Clock, keys: ClientKeys) -> None:
        """Used assertions are remembered in ``store``."""
        self._store = store
        self._clock = clock
        self._keys = keys

    def check(self, form: Mapping[str, str], rules: AssertionRules) -> None:
        """Raise TokenRefused unless the form carries a good assertion that was never used before."""
        if form.get("client_assertion_type") != ASSERTION_TYPE or not form.get("client_assertion"):
            raise TokenRefused("invalid_client", "The request carries no client assertion")
        try:
            claims = verified_claims(form["client_assertion"], self._keys, rules.algorithms)
        except BadSignature as error:
            raise TokenRefused("invalid_client", f"Invalid signature in private_key_jwt: {error}") from error
        except KeysUnreachable as error:
            raise TokenRefused("server_error", str(error)) from error
        self._check_claims(claims, rules)
        self._use_once(claims)

    def _check_claims(self, claims: Mapping[str, object], rules: AssertionRules) -> None:
        now = self._clock.timestamp()
        until = claims.get("exp")
        starts = claims.get("iat", claims.get("nbf", now))
        wrong = (
            "iss" if claims.get("iss") != rules.client_id
            else "sub" if claims.get("sub") != rules.client_id
            else "aud" if not set(audiences(dict(claims))) & set(rules.audiences)
            else "exp" if not isinstance(until, int) or not now - LEEWAY_SECONDS < until
            else "exp" if until > now + rules.longest_seconds + LEEWAY_SECONDS
            else "iat" if not isinstance(starts, int) or starts > now + LEEWAY_SECONDS
            else "jti" if not isinstance(claims.get("jti"), str) or not claims["jti"]
            else None
        )  # fmt: skip
        if wrong:
            raise TokenRefused("invalid_client", f"The {wrong} of the client assertion is missing or wrong")

    def _use_once(self, claims: Mapping[str, object]) -> None:
        jti = str(claims["jti"])
        with self._store.locked():
            self._forget_expired()
            if self._store.get("jti", jti):
                raise TokenRefused("invalid_client", "The client assertion was used before (jti)")
            self._store.put("jti", jti, {"jti": jti, "exp": claims["exp"]})

    def _forget_expired(self) -> None:
        limit = self._clock.timestamp() - LEEWAY_SECONDS
        for row in self._store.all("jti"):
            if row["exp"] < limit:
                self._store.delete("jti", row["jti"])
