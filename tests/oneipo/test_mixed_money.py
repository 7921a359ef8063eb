"""Test money and real money never mix: which key of Pay goes with which deployment, asked by every process at its start."""

import pytest

from oneipo import env

PRODUCTION = {
    **env.EXAMPLES,
    "ENVIRONMENT": "production",
    "ONE_LOGIN_PRIVATE_KEY": "-----BEGIN PRIVATE KEY-----",
    "STAFF_OIDC_PRIVATE_KEY": "-----BEGIN PRIVATE KEY-----",
}


@pytest.mark.parametrize(
    ("sandbox", "key", "development", "told"),
    [
        ("true", "api_test_abc", False, ""),
        ("true", "api_live_abc", False, "PAY_API_KEY is none of a test account"),
        ("true", "something-else", False, "PAY_API_KEY is none of a test account"),
        ("true", "api_live_abc", True, "PAY_API_KEY is none of a test account"),
        ("true", "api_test_abc", True, ""),
        ("false", "api_live_abc", False, ""),
        ("false", "api_test_abc", False, "PAY_API_KEY is one of a test account"),
        ("false", "api_test_abc", True, ""),
    ],
)
def test_a_sandbox_takes_a_test_key_and_no_other_service_in_production_does(
    sandbox: str, key: str, development: bool, told: str
) -> None:
    said = {"ENVIRONMENT": "development"} if development else PRODUCTION
    given = {**said, "SANDBOX": sandbox, "PAY_API_KEY": key}
    if not told:
        assert env.read(given).sandbox is (sandbox == "true")
        return
    with pytest.raises(env.SettingsMissing, match=told) as refused:
        env.read(given)
    assert key not in str(refused.value)


def test_the_settings_are_off_unless_they_are_said() -> None:
    read = env.read({"ENVIRONMENT": "development"})
    assert (read.sandbox, read.sandbox_url) == (False, "")
    said = {"SANDBOX": "true", "SANDBOX_URL": "https://sandbox.office.example"}
    read = env.read({"ENVIRONMENT": "development", **said})
    assert (read.sandbox, read.sandbox_url) == (True, "https://sandbox.office.example")
    with pytest.raises(env.SettingsMissing, match="SANDBOX must be one of"):
        env.read({"ENVIRONMENT": "development", "SANDBOX": "perhaps"})
