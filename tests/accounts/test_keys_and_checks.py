"""Our own keys: RSA only, several at a time, the first one signs; and the checks before a deployment."""

from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from accounts.checks import keys_can_be_used, ready_to_deploy
from accounts.oidc.keys import UnusableKey, own_keys, published, signed

PRIVATE = {"encoding": Encoding.PEM, "format": PrivateFormat.PKCS8, "encryption_algorithm": NoEncryption()}


def pem(bits: int = 2048) -> str:
    return rsa.generate_private_key(public_exponent=65537, key_size=bits).private_bytes(**PRIVATE).decode()


def public_half(private: str) -> str:
    key = own_keys(private)[0].public
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def test_the_former_key_stays_published_beside_the_one_that_signs() -> None:
    current, former = pem(), pem()
    keys = published(current + public_half(former))["keys"]
    header = jwt.get_unverified_header(signed({"iss": "us"}, current + former))
    assert [row["kid"] for row in keys] == [header["kid"], published(former)["keys"][0]["kid"]]
    assert all(set(row) == {"kty", "n", "e", "kid", "use", "alg"} for row in keys)
    assert header["alg"] == "RS256"


@pytest.mark.parametrize("text", ["", "no key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"])
def test_what_is_no_key_is_named(text: str) -> None:
    with pytest.raises(UnusableKey):
        own_keys(text)


def test_a_key_of_another_kind_and_a_public_key_alone_cannot_sign() -> None:
    elliptic = ec.generate_private_key(ec.SECP256R1()).private_bytes(**PRIVATE).decode()
    for unusable in (elliptic, public_half(pem())):
        with pytest.raises(UnusableKey):
            own_keys(unusable)


def test_a_deployment_that_is_ready_has_no_complaints(settings: Any) -> None:
    make_ready(settings)
    assert keys_can_be_used(None) == []
    assert ready_to_deploy(None) == []


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"SECRET_KEY": "short"}, "accounts.E004"),
        ({"SECRET_KEY": "x" * 80}, "accounts.E004"),
        ({"DEVELOPMENT": True}, "accounts.E005"),
        ({"PUBLIC_URL": "http://service.example"}, "accounts.E006"),
        ({"CLAMAV_SOCKET": "", "UPLOADS_WITHOUT_SCAN": True}, "accounts.W001"),
        ({"CLAMAV_SOCKET": "", "UPLOADS_WITHOUT_SCAN": False}, "accounts.W002"),
        ({"ONE_LOGIN_PRIVATE_KEY": pem(1024)}, "accounts.E002"),
    ],
)
def test_what_must_not_go_live_is_named(settings: Any, changes: dict[str, Any], complaint: str) -> None:
    make_ready(settings)
    for name, value in changes.items():
        setattr(settings, name, value)
    assert [fault.id for fault in ready_to_deploy(None)] == [complaint]


def test_both_registrations_have_keys_of_their_own(settings: Any) -> None:
    make_ready(settings)
    settings.STAFF_OIDC_PRIVATE_KEY = settings.ONE_LOGIN_PRIVATE_KEY
    assert [fault.id for fault in ready_to_deploy(None)] == ["accounts.E003"]


def test_a_key_that_cannot_be_read_stops_every_command(settings: Any) -> None:
    settings.ONE_LOGIN_PRIVATE_KEY = "no key"
    assert [fault.id for fault in keys_can_be_used(None)] == ["accounts.E001"]


def make_ready(settings: Any) -> None:
    settings.ONE_LOGIN_PRIVATE_KEY, settings.STAFF_OIDC_PRIVATE_KEY = pem(), pem()
    settings.SECRET_KEY = "k3Jd82hQpLw0sVx7TzR5mNc1BfYg6UeA9iOqWlXhCbDtMvKj2S"
    settings.DEVELOPMENT, settings.PUBLIC_URL = False, "https://service.example"
    settings.CLAMAV_SOCKET, settings.UPLOADS_WITHOUT_SCAN = "/run/clamav/clamd.ctl", False
