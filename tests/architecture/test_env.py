"""The environment's example, the reader and the settings agree."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from oneipo import env
from oneipo.development import remember_port

ROOT = Path(__file__).resolve().parent.parent.parent
FIXED = [
    "DATABASE_URL", "REDIS_URL", "SECRET_KEY", "PUBLIC_URL", "BRANDING", "ONE_LOGIN_DISCOVERY_URL", "ONE_LOGIN_CLIENT_ID",
    "ONE_LOGIN_PRIVATE_KEY", "ONE_LOGIN_IDENTITY_ISSUER", "PAY_URL", "PAY_API_KEY", "PAY_WEBHOOK_SECRET", "NOTIFY_URL",
    "NOTIFY_API_KEY", "NOTIFY_CALLBACK_TOKEN", "COMPANIES_HOUSE_URL", "COMPANIES_HOUSE_API_KEY",
    "STAFF_OIDC_DISCOVERY_URL", "STAFF_OIDC_CLIENT_ID", "STAFF_OIDC_PRIVATE_KEY", "PAY_MAX_PENCE", "CLAMAV_SOCKET",
]  # fmt: skip


def example() -> dict[str, str]:
    return dict(re.findall(r"^([A-Z0-9_]+)=(.*)$", (ROOT / ".env.example").read_text(), re.MULTILINE))


def test_the_example_names_every_setting_once_and_no_other() -> None:
    assert sorted(example()) == sorted(env.names())


def test_the_fixed_names_are_there() -> None:
    assert set(FIXED) <= set(env.names())


def test_every_line_of_the_example_that_has_a_value_can_be_read() -> None:
    wrong = {}
    for name, value in example().items():
        if value and not name.endswith("PRIVATE_KEY"):
            try:
                env.READERS.get(name, str)(value)
            except ValueError as error:
                wrong[name] = str(error)
    assert wrong == {}


def test_all_missing_settings_are_reported_together_each_with_its_line() -> None:
    with pytest.raises(env.SettingsMissing) as missing:
        env.read({"PUBLIC_URL": "https://rights.example"})
    told = str(missing.value)
    for name in ("SECRET_KEY", "DATABASE_URL", "REDIS_URL", "ONE_LOGIN_PRIVATE_KEY", "PAY_API_KEY", "NOTIFY_API_KEY"):
        assert f"add the line {name}=" in told


def test_a_wrong_value_is_reported_with_what_it_must_be() -> None:
    with pytest.raises(env.SettingsMissing, match="BRANDING must be one of generic, govuk"):
        env.read({"BRANDING": "royal"})
    with pytest.raises(env.SettingsMissing, match="PORT must be a whole number"):
        env.read({"PORT": "eight thousand"})


@pytest.mark.parametrize("port", ["0", "65531", "70000", "-1", "²", "80 "])
def test_a_port_leaves_room_for_the_stand_ins(port: str) -> None:
    with pytest.raises(env.SettingsMissing, match="PORT must be"):
        env.read({"PORT": port})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "mysql://user:pass@db.example/one"),
        ("REDIS_URL", "rabbit://queue.example"),
        ("PUBLIC_URL", "http://rights.example"),
        ("PAY_URL", "http://pay.example"),
    ],
)
def test_an_address_of_the_wrong_kind_is_refused_without_its_password(name: str, value: str) -> None:
    with pytest.raises(env.SettingsMissing, match=f"{name} must be an address that starts with") as refused:
        env.read({name: value, "ENVIRONMENT": "development"})
    assert "pass@" not in str(refused.value)


def test_production_has_no_embedded_servers() -> None:
    with pytest.raises(env.SettingsMissing) as missing:
        env.read({"ENVIRONMENT": "production", "DATABASE_URL": "embedded", "REDIS_URL": "embedded"})
    assert "DATABASE_URL is missing" in str(missing.value)
    assert "REDIS_URL is missing" in str(missing.value)


def test_every_missing_setting_has_a_line_that_can_be_filled_in() -> None:
    with pytest.raises(env.SettingsMissing) as missing:
        env.read({"ENVIRONMENT": "production"})
    lines = re.findall(r"^  (\w+) is missing: add the line \1=\S+$", str(missing.value), re.MULTILINE)
    assert set(lines) == set(env.names()) - set(env.DEFAULTS) - {"ENVIRONMENT", "DATA_DIR"}


@pytest.mark.parametrize("module", ["celery", "granian"])
def test_a_process_of_production_without_settings_says_which_and_no_more(module: str) -> None:
    words = {"celery": ["-A", "oneipo", "report"], "granian": ["--interface", "wsgi", "oneipo.wsgi:application"]}
    bare = {"ENVIRONMENT": "production", "PATH": os.environ["PATH"]}
    command = [sys.executable, "-m", module, *words[module]]
    done = subprocess.run(command, cwd=ROOT, env=bare, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode != 0
    assert "SECRET_KEY is missing: add the line SECRET_KEY=" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_a_secret_is_never_shown_when_it_is_wrong() -> None:
    with pytest.raises(env.SettingsMissing) as missing:
        env.read({"ONE_LOGIN_PRIVATE_KEY": "topsecret-not-a-file"})
    assert "topsecret" not in str(missing.value)


def test_development_is_only_assumed_on_this_machine() -> None:
    assert env.read({}).development
    with pytest.raises(env.SettingsMissing):
        env.read({"PUBLIC_URL": "https://rights.example"})


def test_a_command_that_is_not_told_the_port_finds_the_service_that_was_started_on_its_data(tmp_path: Path) -> None:
    remember_port(tmp_path, 9100)
    assert env.read({"DATA_DIR": str(tmp_path)}).notify_url == "http://localhost:9104"
    assert env.read({"DATA_DIR": str(tmp_path), "PORT": "9000"}).notify_url == "http://localhost:9004"


def test_the_stand_ins_ports_follow_from_port() -> None:
    settings = env.read({"PORT": "9000"})
    assert settings.public_url == "http://localhost:9000"
    assert settings.pay_url == "http://localhost:9003"
    assert settings.notify_url == "http://localhost:9004"


def test_documents_can_be_kept_by_any_back_end() -> None:
    """As a deployer would name one: its class and its options as JSON."""
    code = (
        "import django; django.setup(); from core.files.storing import file_storage; "
        "print(type(file_storage()).__name__)"
    )
    surroundings = os.environ | {
        "FILES_BACKEND": "django.core.files.storage.InMemoryStorage",
        "FILES_OPTIONS": "{}",
        "DJANGO_SETTINGS_MODULE": "oneipo.settings",
    }
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=surroundings, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == "InMemoryStorage"


@pytest.mark.parametrize(
    ("name", "value"),
    [("HELP_EMAIL", "help"), ("HELP_EMAIL", "a b@office.example"), ("SOURCE_CODE_URL", "javascript:1")],
)
def test_a_contact_that_nobody_could_use_is_refused(name: str, value: str) -> None:
    with pytest.raises(env.SettingsMissing, match=f"{name} must be an .*address"):
        env.read({name: value, "ENVIRONMENT": "development"})


def test_the_contacts_may_be_left_empty() -> None:
    read = env.read({"ENVIRONMENT": "development", "HELP_EMAIL": "", "SOURCE_CODE_URL": ""})
    assert (read.help_email, read.source_code_url) == ("", "")
    named = {"HELP_EMAIL": "help@office.example", "SOURCE_CODE_URL": "https://code.example/oneipo"}
    read = env.read({"ENVIRONMENT": "development", **named})
    assert (read.help_email, read.source_code_url) == tuple(named.values())
