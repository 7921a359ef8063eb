"""Every setting that comes from the environment: typed, read once, and all that is missing reported together."""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from oneipo.development import development_defaults, remembered_port

BASE_DIR = Path(__file__).resolve().parent.parent
EMBEDDED = "embedded"
NEVER_SHOWN = ("KEY", "SECRET", "TOKEN", "DATABASE_URL", "REDIS_URL")
HIGHEST_PORT = 65530
TEST_KEYS = "api_test_"
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class SettingsMissing(Exception):
    """Names every setting that is missing or wrong, each with the line to add."""


@dataclass(frozen=True)
class Environment:
    """What the environment says; field names are the variables' names in lower case."""

    environment: Literal["development", "production"]
    public_url: str
    port: int
    data_dir: Path
    secret_key: str
    database_url: str
    redis_url: str
    branding: Literal["generic", "govuk"]
    one_login_discovery_url: str
    one_login_client_id: str
    one_login_private_key: str
    one_login_identity_issuer: str
    pay_url: str
    pay_api_key: str
    pay_webhook_secret: str
    pay_max_pence: int
    bank_details: str
    notify_url: str
    notify_api_key: str
    notify_callback_token: str
    companies_house_url: str
    companies_house_api_key: str
    staff_oidc_discovery_url: str
    staff_oidc_client_id: str
    staff_oidc_private_key: str
    clamav_socket: str
    uploads_without_scan: bool
    files_backend: str
    files_options: dict[str, Any]
    st96_xsd_dir: str
    fees_confirmed: bool
    welsh_shown: bool
    help_email: str
    source_code_url: str
    api_requests_a_minute: int
    api_public_requests_a_minute: int
    sandbox: bool
    sandbox_url: str

    @property
    def development(self) -> bool:
        """Whether stand-ins, the demonstration clock and generated keys are allowed."""
        return self.environment == "development"


def _word(*allowed: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"must be one of {', '.join(allowed)}")
        return text

    return read


def _url(text: str) -> str:
    address = urlsplit(text)
    plain = address.scheme == "http" and address.hostname in LOOPBACK
    if not address.hostname or not (address.scheme == "https" or plain):
        raise ValueError("must be an address that starts with https:// (http:// is for this machine only)")
    return text.rstrip("/")


def _server(*schemes: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text != EMBEDDED and (urlsplit(text).scheme not in schemes or "://" not in text):
            raise ValueError(f"must be an address that starts with {' or '.join(f'{scheme}://' for scheme in schemes)}")
        return text

    return read


def _discovery(text: str) -> str:
    _url(text)
    return text


def _pem(text: str) -> str:
    if text.lstrip().startswith("-----BEGIN"):
        return text.replace("\\n", "\n")
    path = Path(text)
    if not path.is_file():
        raise ValueError("must be a private key in PEM, or the path of a file that holds one")
    return path.read_text()


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise ValueError("must be a whole number")
    return int(text)


def _port(text: str) -> int:
    if not 1 <= _whole(text) <= HIGHEST_PORT:
        raise ValueError(f"must be a number from 1 to {HIGHEST_PORT}, because the stand-ins take the next five ports")
    return int(text)


def _options(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise ValueError('must be a JSON object, such as {"bucket_name": "files"}')
    return found


def _email(text: str) -> str:
    name, _at, domain = text.partition("@")
    if text and (not name or "." not in domain or "@" in domain or text.split() != [text]):
        raise ValueError("must be an email address like help@example.org, or nothing")
    return text


def _link(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in ("https", "http") or not parts.hostname):
        raise ValueError("must be an address like https://code.example/oneipo, or nothing")
    return text


def _flag(text: str) -> bool:
    return _word("true", "false")(text.lower()) == "true"


READERS: dict[str, Callable[[str], Any]] = {
    "ENVIRONMENT": _word("development", "production"),
    "PUBLIC_URL": _url,
    "PORT": _port,
    "DATA_DIR": Path,
    "DATABASE_URL": _server("postgres", "postgresql"),
    "REDIS_URL": _server("redis", "rediss"),
    "BRANDING": _word("generic", "govuk"),
    "ONE_LOGIN_DISCOVERY_URL": _discovery,
    "ONE_LOGIN_PRIVATE_KEY": _pem,
    "PAY_URL": _url,
    "PAY_MAX_PENCE": _whole,
    "NOTIFY_URL": _url,
    "COMPANIES_HOUSE_URL": _url,
    "STAFF_OIDC_DISCOVERY_URL": _discovery,
    "STAFF_OIDC_PRIVATE_KEY": _pem,
    "UPLOADS_WITHOUT_SCAN": _flag,
    "FILES_OPTIONS": _options,
    "FEES_CONFIRMED": _flag,
    "WELSH_SHOWN": _flag,
    "HELP_EMAIL": _email,
    "SOURCE_CODE_URL": _link,
    "API_REQUESTS_A_MINUTE": _whole,
    "API_PUBLIC_REQUESTS_A_MINUTE": _whole,
    "SANDBOX": _flag,
    "SANDBOX_URL": _link,
}

DEFAULTS = {
    "PORT": "8000",
    "BRANDING": "generic",
    "PAY_URL": "https://publicapi.payments.service.gov.uk",
    "PAY_MAX_PENCE": "10000000",
    "BANK_DETAILS": "",
    "NOTIFY_URL": "https://api.notifications.service.gov.uk",
    "COMPANIES_HOUSE_URL": "https://api.company-information.service.gov.uk",
    "ONE_LOGIN_DISCOVERY_URL": "https://oidc.account.gov.uk/.well-known/openid-configuration",
    "ONE_LOGIN_IDENTITY_ISSUER": "https://identity.account.gov.uk/",
    "CLAMAV_SOCKET": "",
    "UPLOADS_WITHOUT_SCAN": "false",
    "FILES_BACKEND": "",
    "FILES_OPTIONS": "{}",
    "ST96_XSD_DIR": "",
    "FEES_CONFIRMED": "false",
    "WELSH_SHOWN": "false",
    "HELP_EMAIL": "",
    "SOURCE_CODE_URL": "",
    "API_REQUESTS_A_MINUTE": "600",
    "API_PUBLIC_REQUESTS_A_MINUTE": "120",
    "SANDBOX": "false",
    "SANDBOX_URL": "",
}

EXAMPLES = {
    "PUBLIC_URL": "https://manage-rights.example",
    "SECRET_KEY": "50-or-more-random-characters",
    "DATABASE_URL": "postgres://oneipo:password@db.example:5432/oneipo",
    "REDIS_URL": "redis://queue.example:6379/0",
    "ONE_LOGIN_CLIENT_ID": "the-client-id-that-one-login-gave",
    "ONE_LOGIN_PRIVATE_KEY": "/run/secrets/one-login.pem",
    "STAFF_OIDC_DISCOVERY_URL": "https://login.example/.well-known/openid-configuration",
    "STAFF_OIDC_CLIENT_ID": "the-client-id-that-the-staff-provider-gave",
    "STAFF_OIDC_PRIVATE_KEY": "/run/secrets/staff.pem",
    "PAY_API_KEY": "the-key-that-pay-showed-once",
    "PAY_WEBHOOK_SECRET": "the-secret-that-pay-showed-with-the-webhook",
    "NOTIFY_API_KEY": "the-key-that-notify-showed-once",
    "NOTIFY_CALLBACK_TOKEN": "30-or-more-random-characters",
    "COMPANIES_HOUSE_API_KEY": "the-key-that-companies-house-gave",
}


def names() -> list[str]:
    """The variables' names, in the order in which they are declared."""
    return [field.name.upper() for field in fields(Environment)]


def _is_development(source: Mapping[str, str]) -> bool:
    """True where nothing says otherwise and the public address, if any, is this machine's own."""
    if "ENVIRONMENT" in source:
        return source["ENVIRONMENT"] == "development"
    return urlsplit(source.get("PUBLIC_URL", "http://localhost")).hostname in LOOPBACK


def read(source: Mapping[str, str] | None = None) -> Environment:
    """Reads the environment once.

    Raises:
        SettingsMissing: with one line for each variable that is missing or cannot be read.
    """
    given = {name: value for name, value in (os.environ if source is None else source).items() if value != ""}
    development = _is_development(given)
    texts = DEFAULTS | {
        "ENVIRONMENT": "development" if development else "production",
        "DATA_DIR": str(BASE_DIR / ".data"),
    }
    if development:
        texts |= remembered_port(Path((texts | given)["DATA_DIR"]))
        texts |= development_defaults(texts | given)
    texts |= {name: given[name] for name in names() if name in given and (development or given[name] != EMBEDDED)}
    values, complaints = _read_all(texts)
    complaints += [] if complaints else _mixed_money(Environment(**values))
    if complaints:
        raise SettingsMissing("\n".join(["Some settings are missing or wrong:", *complaints]))
    return Environment(**values)


def _mixed_money(env: Environment) -> list[str]:
    """Test money and real money never meet: a sandbox has a test key of Pay, and in production nobody else has one."""
    has_test_key = env.pay_api_key.startswith(TEST_KEYS)
    if env.sandbox and not has_test_key:
        return [f"  PAY_API_KEY is none of a test account, and SANDBOX=true needs one that begins with {TEST_KEYS}"]
    if has_test_key and not env.sandbox and not env.development:
        return ["  PAY_API_KEY is one of a test account: give a live one, or add the line SANDBOX=true"]
    return []


def _read_all(texts: Mapping[str, str]) -> tuple[dict[str, Any], list[str]]:
    values: dict[str, Any] = {}
    complaints: list[str] = []
    for name in names():
        if name not in texts:
            complaints.append(f"  {name} is missing: add the line {name}={EXAMPLES[name]}")
            continue
        try:
            values[name.lower()] = READERS.get(name, str)(texts[name])
        except (ValueError, OSError) as error:
            shown = "" if any(word in name for word in NEVER_SHOWN) else f"; it is {texts[name][:40]!r}"
            complaints.append(f"  {name} {error}{shown}")
    return values, complaints
