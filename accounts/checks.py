"""Checks before a deployment (`manage.py check --deploy`): keys, secrets and uploads that must not go live."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from accounts.oidc.keys import UnusableKey, own_keys

FEWEST_BITS = 2048
SHORTEST_SECRET = 50
KEYS = ("ONE_LOGIN_PRIVATE_KEY", "STAFF_OIDC_PRIVATE_KEY")


@register(Tags.security)
def keys_can_be_used(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Always: the keys are RSA keys in PEM, the first of each a private one."""
    return [Error(f"{name}: {why}", id="accounts.E001") for name in KEYS if (why := _fault(name))]


@register(Tags.security, deploy=True)
def ready_to_deploy(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Before a deployment: long keys and secrets, encrypted addresses, and uploads that somebody scans."""
    return list(_faults())


def _faults() -> Iterator[CheckMessage]:
    for name in KEYS:
        if not _fault(name) and any(key.public.key_size < FEWEST_BITS for key in own_keys(getattr(settings, name))):
            yield Error(f"{name} holds a key of fewer than {FEWEST_BITS} bits", id="accounts.E002")
    if settings.ONE_LOGIN_PRIVATE_KEY == settings.STAFF_OIDC_PRIVATE_KEY:
        yield Error("Give ONE_LOGIN_PRIVATE_KEY and STAFF_OIDC_PRIVATE_KEY different keys", id="accounts.E003")
    if len(settings.SECRET_KEY) < SHORTEST_SECRET or len(set(settings.SECRET_KEY)) < 10:
        yield Error(f"SECRET_KEY must be {SHORTEST_SECRET} random characters or more", id="accounts.E004")
    if settings.DEVELOPMENT:
        yield Error("Set ENVIRONMENT=production: in development there is a demonstration clock", id="accounts.E005")
    if not settings.PUBLIC_URL.startswith("https://"):
        yield Error("PUBLIC_URL must start with https://", id="accounts.E006")
    yield from _upload_faults()


def _upload_faults() -> Iterator[CheckMessage]:
    if settings.CLAMAV_SOCKET:
        return
    if settings.UPLOADS_WITHOUT_SCAN:
        yield Warning("Uploaded files are opened without a scan: set CLAMAV_SOCKET", id="accounts.W001")
    else:
        yield Warning("Nobody can upload a file: set CLAMAV_SOCKET", id="accounts.W002")


def _fault(name: str) -> str:
    try:
        own_keys(getattr(settings, name))
    except UnusableKey as error:
        return str(error)
    return ""
