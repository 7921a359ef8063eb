"""Django's client, signed in without the round through a provider."""

from datetime import datetime
from importlib import import_module
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from accounts import sessions
from accounts.models import Organisation, User
from core.clock import now


def customer(organisation: Organisation, *, user: User | None = None, at: datetime | None = None) -> Client:
    """A browser in which a member of the organisation signed in a moment ago."""
    member = user or organisation.memberships.select_related("user").order_by("pk")[0].user
    return _browser(member, door="customer", organisation=organisation, at=at or now())


def officer(user: User, *, at: datetime | None = None) -> Client:
    """A browser in which a member of staff signed in a moment ago."""
    return _browser(user, door="staff", organisation=None, at=at or now())


def _browser(user: User, *, door: str, organisation: Organisation | None, at: datetime) -> Client:
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    backend = 0 if door == "customer" else 1
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[backend]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store["door"] = door
    store.create()
    sessions.open_session(
        user=user,
        door=door,
        session_key=store.session_key,
        organisation=organisation,
        issuer="https://tests.example/",
        subject=str(user.pk),
        authenticated_at=at,
        browser="tests",
        at=at,
    )
    client = Client(HTTP_HOST=urlsplit(settings.PUBLIC_URL).netloc)
    name = settings.SESSION_COOKIE_NAME if door == "customer" else settings.STAFF_SESSION_COOKIE_NAME
    client.cookies[name] = store.session_key
    return client
