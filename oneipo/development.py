"""What development fills in by itself: the stand-ins' addresses, which follow from PORT, and keys made once."""

import contextlib
import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

ONE_LOGIN, STAFF_PROVIDER, PAY, NOTIFY, COMPANIES_HOUSE = range(1, 6)

PORT_FILE = "port"
NOTIFY_API_KEY = "local-stand-in-0f6a1c52-8c5b-4b7e-9f0e-6d1f5a2b3c4d-7e8f9a0b-1c2d-4e3f-8a5b-6c7d8e9f0a1b"


def development_defaults(texts: Mapping[str, str]) -> dict[str, str]:
    """Values for every setting that names a stand-in or a secret; written to DATA_DIR where they must last."""
    port = int(texts["PORT"]) if texts["PORT"].isascii() and texts["PORT"].isdecimal() else 8000
    keys = Path(texts["DATA_DIR"]) / "keys"
    return stand_in_addresses(port) | {
        "SECRET_KEY": _once(keys / "secret-key", lambda: secrets.token_urlsafe(50)),
        "ONE_LOGIN_CLIENT_ID": "manage-intellectual-property",
        "ONE_LOGIN_PRIVATE_KEY": _once(keys / "one-login.pem", _rsa_key),
        "STAFF_OIDC_CLIENT_ID": "manage-intellectual-property-staff",
        "STAFF_OIDC_PRIVATE_KEY": _once(keys / "staff.pem", _rsa_key),
        "PAY_API_KEY": "api_test_localstandin",
        "PAY_WEBHOOK_SECRET": "local-webhook-secret",
        "BANK_DETAILS": "Example Office, sort code 00-00-00, account number 00000000 (an example, not an account)",
        "NOTIFY_API_KEY": NOTIFY_API_KEY,
        "NOTIFY_CALLBACK_TOKEN": "local-callback-token",
        "COMPANIES_HOUSE_API_KEY": "local-companies-house-key",
        "DATABASE_URL": "embedded",
        "REDIS_URL": "embedded",
    }


def remember_port(data_dir: Path, port: int) -> None:
    """Lets commands that are not told PORT find the service that was last started on these data."""
    (data_dir / PORT_FILE).write_text(str(port))


def remembered_port(data_dir: Path) -> dict[str, str]:
    """The setting PORT as ``make up`` was last told it, or nothing."""
    path = data_dir / PORT_FILE
    return {"PORT": path.read_text().strip()} if path.is_file() else {}


def stand_in_addresses(port: int) -> dict[str, str]:
    """The settings that say where the service and its stand-ins are, as they follow from PORT."""

    def at(offset: int) -> str:
        return f"http://localhost:{port + offset}"

    return {
        "PUBLIC_URL": f"http://localhost:{port}",
        "ONE_LOGIN_DISCOVERY_URL": f"{at(ONE_LOGIN)}/.well-known/openid-configuration",
        "ONE_LOGIN_IDENTITY_ISSUER": f"{at(ONE_LOGIN)}/identity/",
        "STAFF_OIDC_DISCOVERY_URL": f"{at(STAFF_PROVIDER)}/.well-known/openid-configuration",
        "PAY_URL": at(PAY),
        "NOTIFY_URL": at(NOTIFY),
        "COMPANIES_HOUSE_URL": at(COMPANIES_HOUSE),
    }


def _rsa_key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()


def _once(path: Path, make: Callable[[], str]) -> str:
    """The file's content; made on the first call by whoever comes first."""
    if not path.exists():
        for folder in (path.parent.parent, path.parent):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_text(make())
        draft.chmod(0o600)
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text()
