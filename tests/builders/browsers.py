"""A browser for tests: Django's client on our side, plain HTTP at the sign-in stand-ins, one hop at a time."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import requests
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

CUSTOMER = "/sign-in/start/"
STAFF = "/staff/sign-in/start/"


class Browser:
    """One person's browser; ``providers`` are the stand-ins' addresses by name."""

    def __init__(self, providers: dict[str, str]) -> None:
        self.providers = providers
        self.client = Client(HTTP_HOST=urlsplit(settings.PUBLIC_URL).netloc)
        self.outside = requests.Session()
        self.outside.trust_env = False

    def choose(self, **choice: Any) -> None:
        """Who signs in next at One Login, and what goes wrong."""
        self._post("one_login", choice)

    def choose_officer(self, **choice: Any) -> None:
        """Who signs in next at the office's provider, and what goes wrong."""
        self._post("staff_provider", choice)

    def leave(self, start: str, next_path: str = "") -> str:
        """Follows our way out and returns the address at the provider."""
        response = self.client.get(start, {"next": next_path} if next_path else {})
        assert response.status_code == 302, response.content.decode()[:2000]
        return str(response["Location"])

    def through(self, address: str) -> str:
        """Goes to the provider's address and returns the address of ours to which it sends back."""
        for _ in range(4):
            answer = self.outside.get(address, allow_redirects=False, timeout=20)
            assert answer.is_redirect, answer.text[:2000]
            address = requests.compat.urljoin(address, answer.headers["Location"])
            if address.startswith(settings.PUBLIC_URL):
                return address
        raise AssertionError(f"The provider did not send back: {address}")

    def come_back(self, address: str) -> HttpResponse:
        """Opens the address of ours to which the provider sent back."""
        return self.get(address.removeprefix(settings.PUBLIC_URL))

    def sign_in(self, persona: str = "owner-without-lawyer", *, next_path: str = "", **choice: Any) -> HttpResponse:
        """The whole round for a customer; returns our answer to what came back."""
        self.choose(persona=persona, **choice)
        return self.come_back(self.through(self.leave(CUSTOMER, next_path)))

    def sign_in_officer(self, persona: str = "examiner", *, next_path: str = "", **choice: Any) -> HttpResponse:
        """The whole round for a member of staff."""
        self.choose_officer(persona=persona, **choice)
        return self.come_back(self.through(self.leave(STAFF, next_path)))

    def get(self, path: str, **headers: str) -> HttpResponse:
        """One of our pages."""
        return self.client.get(path, headers=headers)

    def post(self, path: str, data: dict[str, Any] | None = None, **headers: str) -> HttpResponse:
        """Sends a form to one of our pages."""
        return self.client.post(path, data or {}, headers=headers)

    @property
    def is_signed_in(self) -> bool:
        """Whether the account page opens."""
        return self.client.get("/account/").status_code == 200

    @property
    def is_officer(self) -> bool:
        """Whether the office opens."""
        return self.client.get("/staff/").status_code == 200

    def _post(self, provider: str, choice: dict[str, Any]) -> None:
        answer = self.outside.post(f"{self.providers[provider]}/__stub__/next", json=choice, timeout=5)
        assert answer.status_code == 201, answer.text


def request_object(address: str) -> dict[str, Any]:
    """The claims of the signed request in an authorisation address, unchecked."""
    query = parse_qs(urlsplit(address).query)
    return dict(jwt.decode(query["request"][0], options={"verify_signature": False}))
