"""The ways in which a sign-in stand-in refuses, each as the real provider would answer."""

from dataclasses import dataclass


@dataclass(eq=False)
class Shown(Exception):
    """Refused on a page of the provider's own, because the address to go back to cannot be trusted."""

    status: int
    reason: str


@dataclass(eq=False)
class SentBack(Exception):
    """Refused by a redirect to the product with ``error`` and ``error_description``."""

    redirect_uri: str
    error: str
    description: str = ""
    state: str | None = None
    response_mode: str = "query"


@dataclass(eq=False)
class TokenRefused(Exception):
    """Refused by the token endpoint with a JSON body."""

    error: str
    description: str
    status: int = 400


class KeysUnreachable(Exception):
    """The product's published keys could not be fetched or read."""


class BadSignature(Exception):
    """A token of the product is not signed as it must be; the message says what is wrong."""
