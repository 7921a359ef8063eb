"""Refuses where test money and real money would mix: a sandbox takes a test key of Pay, no other service does."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register("payments")
def money_is_of_the_right_kind(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """In production, and always for a live key in a sandbox: the key of Pay is of the kind that the deployment is."""
    if settings.SANDBOX and settings.PAY_TAKES_REAL_MONEY:
        return [Error("This is a sandbox, and PAY_API_KEY is a live key: give it a test key", id="payments.E001")]
    if settings.DEVELOPMENT or settings.SANDBOX == settings.PAY_TAKES_TEST_CARDS:
        return []
    if settings.SANDBOX:
        words = "This is a sandbox, and PAY_API_KEY is no test key: give it one that begins with api_test_"
        return [Error(words, id="payments.E001")]
    words = "PAY_API_KEY is a test key, which takes no real money: give it a live key, or set SANDBOX=true"
    return [Error(words, id="payments.E002")]
