"""What can go wrong on demand in one sign-in: the list that a page offers, and the wrong answers that are alike."""

import time
from dataclasses import dataclass

from werkzeug.wrappers import Response

from stubs.frame import StandIn, Surroundings

SLOW_SECONDS = 30.0


class UnknownMishap(ValueError):
    """Nothing goes wrong by that name."""


@dataclass(frozen=True)
class Mishap:
    """One thing that goes wrong: ``key`` names it in calls, ``text`` on the page, ``group`` puts like with like."""

    key: str
    group: str
    text: str


@dataclass(frozen=True)
class Catalogue:
    """All that can go wrong at one provider."""

    mishaps: tuple[Mishap, ...]

    def known(self, key: str) -> str:
        """Return the key again ("" for nothing); raise UnknownMishap."""
        if key and key not in {mishap.key for mishap in self.mishaps}:
            raise UnknownMishap(f"Nothing goes wrong by the name of {key}")
        return key

    def grouped(self) -> dict[str, list[Mishap]]:
        """Return all mishaps, like with like."""
        groups: dict[str, list[Mishap]] = {}
        for mishap in self.mishaps:
            groups.setdefault(mishap.group, []).append(mishap)
        return groups


AT_EXCHANGE = "The token endpoint is wrong"
IN_ID = "The ID token is wrong"
COMMON = (
    Mishap("wrong-state", "The authorisation is wrong", "comes back with another state"),
    Mishap("wrong-code", "The authorisation is wrong", "comes back with a code that was never issued"),
    Mishap("id-token-iss", IN_ID, "issuer (iss) of somebody else"),
    Mishap("id-token-aud", IN_ID, "audience (aud) of another service"),
    Mishap("id-token-alg", IN_ID, "algorithm (alg) HS256 with our public key as the secret"),
    Mishap("id-token-alg-none", IN_ID, "algorithm (alg) none, without a signature"),
    Mishap("id-token-signature", IN_ID, "signed with a key that is not ours"),
    Mishap("id-token-kid", IN_ID, "names a key (kid) that is not published"),
    Mishap("id-token-expired", IN_ID, "expired an hour ago"),
    Mishap("id-token-not-yet-valid", IN_ID, "issued and valid an hour from now"),
    Mishap("id-token-nonce", IN_ID, "another nonce"),
    Mishap("id-token-no-sub", IN_ID, "no subject (sub)"),
    Mishap("id-token-auth-time", IN_ID, "signed in (auth_time) a day ago"),
    Mishap("token-500", AT_EXCHANGE, "answers 500"),
    Mishap("token-503", AT_EXCHANGE, "answers 503"),
    Mishap("token-slow", AT_EXCHANGE, "takes 30 seconds"),
    Mishap("token-garbage", AT_EXCHANGE, "answers 200 with a page instead of JSON"),
    Mishap("token-invalid-grant", AT_EXCHANGE, "answers invalid_grant"),
    Mishap("token-no-id-token", AT_EXCHANGE, "leaves out the ID token"),
)


def broken_answer(stand_in: StandIn, where: str, mishap: str) -> Response | None:
    """Return the broken answer of the endpoint ``where``, or None; a slow one is held up first."""
    if mishap == f"{where}-slow":
        time.sleep(_slow_seconds(stand_in.around))
    if mishap == f"{where}-garbage":
        return stand_in.page("error.html", heading="This is a page", detail="It is not JSON.")
    status = {f"{where}-500": 500, f"{where}-503": 503}.get(mishap)
    return stand_in.json({"error": "server_error"}, status) if status else None


def _slow_seconds(around: Surroundings) -> float:
    return float(around.environ.get("STUBS_SLOW_SECONDS") or SLOW_SECONDS)
