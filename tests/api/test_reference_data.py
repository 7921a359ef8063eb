"""Reference data: fees with how sure they are, excluded days, codes."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from builders.programs import Program
from django.core.cache import cache

from rights import st27
from rights.facts import Ended
from rights.models import ExcludedDay
from rights.st27_words import DETAILED_EVENTS, KEY_EVENTS

pytestmark = pytest.mark.django_db
anybody = Program()
LOADED = datetime(2024, 1, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _many_calls(settings: Any) -> Iterator[None]:
    settings.API_PUBLIC_REQUESTS_A_MINUTE = 10_000
    yield
    cache.clear()


def fees(query: str, **wanted: Any) -> list[dict[str, Any]]:
    items = anybody.get(f"reference-data/fees?{query}")["items"]
    return [one for one in items if all(one.get(name) == value for name, value in wanted.items())]


def test_a_renewal_fee_is_said_with_its_days_and_how_sure_it_is() -> None:
    """£70 for year 5 from 6 April 2018 until the fees of 1 April 2026."""
    first, second = fees("from=2024-06-12", kind="renewal", year=5)
    assert (first["fee"], first["inForceFrom"], first["inForceUntil"], first["isCertain"]) == (
        {"amount": 7000, "currency": "GBP"},
        "2018-04-06",
        "2026-03-31",
        True,
    )
    assert second["inForceFrom"] == "2026-04-01"
    assert "inForceUntil" not in second


def test_what_was_replaced_before_the_day_is_left_out() -> None:
    assert [one["inForceFrom"] for one in fees("from=2026-04-01", kind="renewal", year=9)] == ["2026-04-01"]
    assert len(fees("from=2010-04-06", kind="renewal", year=9)) == 3


def test_a_late_renewal_costs_24_pounds_more_with_each_month_but_the_first() -> None:
    found = [one for one in fees("from=2024-06-12", kind="late-renewal") if one["inForceFrom"] == "2018-04-06"]
    assert [(one["monthsLate"], one["fee"]["amount"]) for one in found] == [
        (1, 0), (2, 2400), (3, 4800), (4, 7200), (5, 9600), (6, 12000),
    ]  # fmt: skip


def test_the_additional_fees_of_2020_are_not_certain() -> None:
    doubtful = [one for one in fees("from=2020-09-01", kind="late-renewal", monthsLate=3) if one["isCertain"] is False]
    assert doubtful[0]["inForceFrom"] == "2018-04-06"


def test_forms_and_certificates_are_there_and_what_has_no_fixed_amount_says_so() -> None:
    (online,) = fees("from=2026-04-01", form="1", channel="online")
    assert (online["fee"]["amount"], online["use"]) == (7500, "application, on filing")
    assert fees("from=2024-06-12", form="30")[0]["fee"] is None
    assert [(one["year"], one["fee"]["amount"]) for one in fees("", kind="certificate")] == [
        (1, 60000), (2, 130000), (3, 210000), (4, 300000), (5, 400000),
    ]  # fmt: skip
    assert not any(one["isCertain"] for one in fees("", kind="certificate"))


def test_fees_as_a_table_and_conditionally() -> None:
    answer = anybody.call("GET", "reference-data/fees", Accept="text/csv")
    assert "fee.amount" in answer.content.decode().splitlines()[0]
    held = anybody.call("GET", "reference-data/fees", Accept="text/csv", **{"If-None-Match": answer["ETag"]})
    assert held.status_code == 304
    assert anybody.call("GET", "reference-data/fees?from=soon").status_code == 400


def test_excluded_days() -> None:
    day = date(2026, 12, 25)
    ExcludedDay.objects.create(kind="excluded", from_on=day, until_on=day, name="Christmas Day", loaded_at=LOADED)
    assert anybody.get("reference-data/excluded-days")["items"] == [
        {"kind": "excluded", "fromDate": "2026-12-25", "untilDate": "2026-12-25", "name": "Christmas Day"}
    ]


def test_codes_and_a_list_that_there_is_not() -> None:
    assert {"code": "FR", "name": "France"} in anybody.get("reference-data/codes/countries")["items"]
    assert {"code": "U11", "name": "Fee paid"} not in anybody.get("reference-data/codes/st27-detailed-events")["items"]
    assert {"code": "U10", "name": "Fee paid"} in anybody.get("reference-data/codes/st27-key-events")["items"]
    assert anybody.call("GET", "reference-data/codes/nothing").status_code == 404


def test_every_code_of_the_standard_that_the_register_uses_has_words() -> None:
    source = Path(st27.__file__).read_text(encoding="utf-8")
    used = {word for word in source.replace("'", '"').split('"') if len(word) == 3 and word[1:].isdigit()}
    assert used == set(DETAILED_EVENTS)
    found = st27.event_of(Ended(effective_on=date(2024, 1, 1), how="revoked"))
    assert found is not None
    assert {f"{code[0]}10" for code in DETAILED_EVENTS} == set(KEY_EVENTS)
    assert found.key in KEY_EVENTS
