"""Sealed bytes: unread at rest, opened for their own purpose only, and with a former key while it is listed."""

from datetime import datetime
from typing import Any

import pytest

from core.sealing import Unreadable, seal, unseal


def test_sealed_bytes_hide_and_keep_their_content(at: datetime) -> None:
    sealed = seal(b"Ffion Typist", purpose="a", at=at)
    assert b"Ffion" not in sealed
    assert unseal(sealed, purpose="a") == b"Ffion Typist"


def test_sealed_bytes_open_for_their_own_purpose_only(at: datetime) -> None:
    sealed = seal(b"x", purpose="a", at=at)
    with pytest.raises(Unreadable):
        unseal(sealed, purpose="b")


def test_changed_bytes_do_not_open(at: datetime) -> None:
    sealed = bytearray(seal(b"x", purpose="a", at=at))
    sealed[20] = sealed[20] ^ 1
    with pytest.raises(Unreadable):
        unseal(bytes(sealed), purpose="a")


def test_a_former_secret_key_still_opens_while_it_is_listed(at: datetime, settings: Any) -> None:
    former = settings.SECRET_KEY
    sealed = seal(b"x", purpose="a", at=at)
    settings.SECRET_KEY = "another secret key, as long as it must be, and random"
    with pytest.raises(Unreadable):
        unseal(sealed, purpose="a")
    settings.SECRET_KEY_FALLBACKS = [former]
    assert unseal(sealed, purpose="a") == b"x"
