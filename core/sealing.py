"""Encrypts what must rest in the database unread, with keys that follow from SECRET_KEY and the purpose."""

import base64
from datetime import datetime

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes


class Unreadable(Exception):
    """The sealed bytes were changed, sealed for another purpose, or sealed with a key that is gone."""


def seal(content: bytes, *, purpose: str, at: datetime) -> bytes:
    """The content, encrypted and authenticated for one purpose."""
    return _box(purpose).encrypt_at_time(content, int(at.timestamp()))


def unseal(sealed: bytes, *, purpose: str) -> bytes:
    """The content that was sealed for the purpose.

    Raises:
        Unreadable: if it cannot be opened.
    """
    try:
        return _box(purpose).decrypt(bytes(sealed))
    except InvalidToken as error:
        raise Unreadable(purpose) from error


def _box(purpose: str) -> MultiFernet:
    return MultiFernet([_fernet(secret, purpose) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _fernet(secret: str | bytes, purpose: str) -> Fernet:
    derived = HKDF(hashes.SHA256(), length=32, salt=None, info=purpose.encode()).derive(force_bytes(secret))
    return Fernet(base64.urlsafe_b64encode(derived))
