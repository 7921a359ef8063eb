"""Worked renewal examples that law or office text settles, written out again by hand."""

import csv
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from rights.patents.terms import Kind

REFERENCE_DATA = Path(os.environ.get("REFERENCE_DATA_DIR") or Path(__file__).parents[3] / "shared" / "data")


class Example(NamedTuple):
    """A patent's facts, the day, and what must be said then; money in pounds."""

    name: str
    kind: Kind
    filed: str
    granted: str
    paid_through: int
    licences_of_right: str
    on: str
    state: str
    years: tuple[int, ...]
    renewal: str
    opens: str
    due: str
    free_late: str
    late: str
    restore: str
    expires: str
    fee: int | None
    additional: int | None


def _filed_in_may_2019(name: str, on: str, state: str, fee: int | None, additional: int | None) -> Example:
    return Example(
        name, "GB", "2019-05-10", "2021-06-02", 4, "", on, state, (5,), "2023-05-10", "2023-03-01", "2023-05-31",
        "2023-06-30", "2023-11-30", "2024-12-31", "2039-05-09", fee, additional,
    )  # fmt: skip


CERTAIN = [
    _filed_in_may_2019("the day before the window opens", "2023-02-28", "not-yet-due", 70, 0),
    _filed_in_may_2019("the first day of the window", "2023-03-01", "renewable", 70, 0),
    _filed_in_may_2019("the due date itself", "2023-05-31", "renewable", 70, 0),
    _filed_in_may_2019("the first late day costs nothing", "2023-06-01", "overdue-no-surcharge", 70, 0),
    _filed_in_may_2019("the second late month", "2023-07-03", "late", 70, 24),
    _filed_in_may_2019("the last late day", "2023-11-30", "late", 70, 120),
    _filed_in_may_2019("too late to restore", "2025-01-02", "ceased", None, None),
    Example(
        "half under licences of right", "GB", "2014-03-18", "2017-01-11", 11, "2018-01-10", "2025-03-20", "renewable",
        (12,), "2025-03-18", "2025-01-01", "2025-03-31", "2025-04-30", "2025-09-30", "2026-10-31", "2034-03-17", 110, 0,
    ),
    Example(
        "filed on the 31st, year 20", "GB", "2006-01-31", "2009-06-10", 19, "", "2025-01-31", "renewable",
        (20,), "2025-01-31", "2024-11-01", "2025-01-31", "2025-02-28", "2025-07-31", "2026-08-31", "2026-01-30", 610, 0,
    ),
    Example(
        "the twentieth anniversary", "GB", "2006-01-31", "2009-06-10", 20, "", "2026-01-31", "expired",
        (), "", "", "", "", "", "", "2026-01-30", None, None,
    ),
    Example(
        "filed on 29 February, in a leap year", "GB", "2016-02-29", "2018-08-15", 8, "", "2024-02-29", "renewable",
        (9,), "2024-02-29", "2023-12-01", "2024-02-29", "2024-03-31", "2024-08-31", "2025-09-30", "2036-02-28", 150, 0,
    ),
    Example(
        "a GB patent granted late", "GB", "2019-05-10", "2023-03-15", 4, "", "2023-05-15", "renewable",
        (5,), "2023-06-15", "2023-03-15", "2023-06-30", "2023-07-31", "2023-12-31", "2025-01-31", "2039-05-09", 70, 0,
    ),
    Example(
        "a European patent granted early", "EP", "2015-07-07", "2018-03-07", 4, "", "2019-07-15", "renewable",
        (5,), "2019-07-07", "2019-05-01", "2019-07-31", "2019-08-31", "2020-01-31", "2021-02-28", "2035-07-06", 70, 0,
    ),
    Example(
        "a European patent granted late", "EP", "2015-07-07", "2021-09-15", 4, "", "2022-04-29", "not-yet-due",
        (8,), "2022-07-07", "2022-05-01", "2022-07-31", "2022-08-31", "2023-01-31", "2024-02-29", "2035-07-06", 130, 0,
    ),
    Example(
        "a pending application", "GB", "2021-09-09", "", 4, "", "2025-09-20", "not-granted",
        (), "", "", "", "", "", "", "2041-09-08", None, None,
    ),
    Example(
        "the last late day across the year end", "GB", "2020-12-15", "2023-05-17", 4, "", "2025-06-30", "late",
        (5,), "2024-12-15", "2024-10-01", "2024-12-31", "2025-01-31", "2025-06-30", "2026-07-31", "2040-12-14", 70, 120,
    ),
]  # fmt: skip


def day(text: str) -> date | None:
    """The date that an example names; None where it names none."""
    return date.fromisoformat(text) if text else None


def pence(pounds: int | None) -> int | None:
    """A sum of the examples in pence."""
    return None if pounds is None else pounds * 100


def reference_rows() -> Iterator[dict[str, str]]:
    """The rows of the reference table that law or office text settles; none where the table is not there."""
    table = REFERENCE_DATA / "renewal_examples.csv"
    if table.exists():
        with table.open(encoding="utf-8") as rows:
            yield from (row for row in csv.DictReader(rows) if row["tier"] == "A")
