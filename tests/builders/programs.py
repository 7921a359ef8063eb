"""A firm's system as tests use it: a client of the API, its token, and calls that carry it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.utils import timezone
from oauth2_provider.models import get_access_token_model

from accounts.api_clients.scopes import Scope
from accounts.models import ApiClient, User
from core.actor import Acting, Applicant, label

EVERY_SCOPE = tuple(str(scope) for scope in Scope)


@contextmanager
def one_connection() -> Iterator[None]:
    """Calls of the WSGI application leave the test's connection open, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def a_client(
    by: Acting, *, scopes: tuple[str, ...] = EVERY_SCOPE, limit_pence: int | None = None, **said: Any
) -> ApiClient:
    """A system of the actor's organisation."""
    made: ApiClient = ApiClient.objects.create(
        organisation_id=by.organisation_id,
        name="Docketing",
        client_type=ApiClient.CLIENT_CONFIDENTIAL,
        authorization_grant_type=ApiClient.GRANT_CLIENT_CREDENTIALS,
        scopes=list(scopes),
        limit_pence=limit_pence,
        contact_email="systems@firm.example",
        created_at=timezone.now(),
        created_by=label(by),
        **said,
    )
    return made


def a_token(client: ApiClient, *, scopes: tuple[str, ...] | None = None, user: User | None = None) -> str:
    """A token of the client, as the token server gives them."""
    text = uuid4().hex
    ends_at = timezone.now() + timedelta(minutes=10)
    words = " ".join(client.scopes if scopes is None else scopes)
    get_access_token_model().objects.create(application=client, user=user, token=text, expires=ends_at, scope=words)
    return text


@dataclass
class Program:
    """Calls the API with a token; ``last`` is the latest answer."""

    token: str = ""
    browser: Client = field(default_factory=Client)

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """The answer to one call; a write gets an Idempotency-Key of its own unless it is given one."""
        said = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        if method != "GET" and "Idempotency-Key" not in headers:
            said["Idempotency-Key"] = uuid4().hex
        address = path if path.startswith("/") else f"/api/v1/{path}"
        text = "" if body is None else json.dumps(body)
        return self.browser.generic(method, address, text, "application/json", headers=said | headers)

    def get(self, path: str, **headers: str) -> Any:
        """The body of an answer that must be 200."""
        found = self.call("GET", path, **headers)
        assert found.status_code == 200, found.content
        return found.json()

    def post(self, path: str, body: Any = None, *, status: int = 201, **headers: str) -> Any:
        """The body of the answer to a POST, which must have the status."""
        found = self.call("POST", path, body, **headers)
        assert found.status_code == status, found.content
        return found.json() if found.content else None


def a_program(by: Acting, **said: Any) -> Program:
    """A system of the actor's organisation, with a token for everything that it may ask for."""
    return Program(a_token(a_client(by, **said)))


def a_tool(by: Applicant, *, scopes: tuple[str, ...] = EVERY_SCOPE) -> Program:
    """A program through which the member acts, with a token for everything that it may ask for."""
    client = a_client(by, scopes=scopes)
    ApiClient.objects.filter(pk=client.pk).update(authorization_grant_type=ApiClient.GRANT_AUTHORIZATION_CODE)
    return Program(a_token(client, user=User.objects.get(pk=by.user_id)))
