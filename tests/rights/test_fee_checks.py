"""A deployer is told every fee that nobody has confirmed."""

import pytest
from django.test import override_settings

from rights.checks import fees_are_confirmed


@pytest.fixture
def told() -> list[str]:
    with override_settings(FEES_CONFIRMED=False):
        return [str(message.msg) for message in fees_are_confirmed(None)]


def test_the_estimated_renewal_fees_of_2026_are_named_and_the_two_known_ones_are_not(told: list[str]) -> None:
    years = {year for year in range(5, 21) if any(f"for year {year} from 2026-04-01" in words for words in told)}
    assert years == set(range(6, 20))


def test_the_additional_fee_of_2026_is_named(told: list[str]) -> None:
    assert any("additional fee in late month 2 from 2026-04-01" in words for words in told)


def test_every_form_fee_of_2026_that_was_not_found_is_named_by_form_use_and_channel(told: list[str]) -> None:
    for words in (
        "form 21 (register a transaction, instrument or event) from 2026-04-01: 5000 pence (U)",
        "form 23 (certified copy) from 2026-04-01: 2000 pence (U)",
        "form 23 (uncertified copy) from 2026-04-01: 500 pence (U)",
        "form 20 (correct or change a name or address) from 2026-04-01: 0 pence (U)",
        "form 30 (cancel licences of right) from 2026-04-01: no fixed amount (U)",
        "form 9A (search, online) from 2026-04-01: 15000 pence (U)",
        "form 9A (search, paper) from 2026-04-01: 18000 pence (U)",
    ):
        assert f"Not confirmed: {words}" in told
    assert not any("form 1 (application, on filing, online)" in words for words in told)


def test_nothing_is_said_once_the_deployer_confirmed_them() -> None:
    with override_settings(FEES_CONFIRMED=True):
        assert fees_are_confirmed(None) == []
