"""Test money and real money never mix: which key of Pay goes with which deployment."""

from typing import Any

import pytest
from django.core.checks import run_checks

from oneipo import env

FINE: list[str] = []


@pytest.mark.parametrize(
    ("sandbox", "key", "development", "told"),
    [
        (True, "api_test_abc", False, FINE),
        (True, "api_live_abc", False, ["payments.E001"]),
        (True, "something-else", False, ["payments.E001"]),
        (False, "api_live_abc", False, FINE),
        (False, "api_test_abc", False, ["payments.E002"]),
        (False, "api_test_abc", True, FINE),
        (True, "api_test_abc", True, FINE),
        (True, "api_live_abc", True, ["payments.E001"]),
    ],
)
def test_a_sandbox_takes_a_test_key_and_no_other_service_in_production_does(
    sandbox: bool, key: str, development: bool, told: list[str], settings: Any
) -> None:
    settings.SANDBOX, settings.DEVELOPMENT = sandbox, development
    settings.PAY_TAKES_REAL_MONEY = key.startswith("api_live_")
    settings.PAY_TAKES_TEST_CARDS = key.startswith("api_test_")
    assert [message.id for message in run_checks(tags=["payments"])] == told


def test_the_settings_are_read_and_off_unless_they_are_said() -> None:
    read = env.read({"ENVIRONMENT": "development"})
    assert (read.sandbox, read.sandbox_url) == (False, "")
    said = {"SANDBOX": "true", "SANDBOX_URL": "https://sandbox.office.example"}
    read = env.read({"ENVIRONMENT": "development", **said})
    assert (read.sandbox, read.sandbox_url) == (True, "https://sandbox.office.example")
    with pytest.raises(env.SettingsMissing, match="SANDBOX must be one of"):
        env.read({"ENVIRONMENT": "development", "SANDBOX": "perhaps"})
