"""What the office charges for patents, read from dated tables that say how sure each value is."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, Self

FEES_FILE = Path(__file__).parents[1] / "data" / "fees.json"
CERTAIN = frozenset("CS")
UNKNOWN = "U"


@dataclass(frozen=True, slots=True)
class Fee:
    """An amount in pence, how sure it is (C, S, M, D or U: see ``fees.json``) and where it was read."""

    pence: int
    certainty: str
    source: str

    @property
    def is_certain(self) -> bool:
        """Whether the law, the office or a dependable secondary source says so."""
        return self.certainty in CERTAIN

    def at_percent(self, percent: int) -> Self:
        """The same fee reduced to ``percent`` of it, in whole pence."""
        return replace(self, pence=self.pence * percent // 100)


IN_TIME = Fee(0, "C", "Patents Act 1977 s.25(4)")


@dataclass(frozen=True, slots=True)
class Price:
    """A renewal fee and an additional fee in pence, and whether both are certain."""

    renewal_pence: int
    additional_pence: int
    certain: bool
    by_year_pence: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RenewalTable:
    """The renewal fees that apply from a day on, by year (5 to 20) and by month of lateness (1 to 6).

    ``follows`` says what brings a renewal under the table: payment on or after the day, or falling due on or after it.
    """

    from_on: date
    by_year: Mapping[int, Fee]
    additional_by_month: Mapping[int, Fee]
    follows: Literal["payment", "due"] = "payment"

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Reads one table of ``fees.json``."""
        return cls(
            from_on=date.fromisoformat(data["from"]),
            by_year={int(year): Fee(**fee) for year, fee in data["by_year"].items()},
            additional_by_month={int(month): Fee(**fee) for month, fee in data["additional_by_month"].items()},
            follows=data["table_follows"],
        )

    def applies(self, *, on: date, due_on: date | None) -> bool:
        """Whether a renewal that fell due on ``due_on`` is paid from this table on ``on``."""
        return self.from_on <= on and (self.follows == "payment" or due_on is None or self.from_on <= due_on)


@dataclass(frozen=True, slots=True)
class FormFee:
    """The fee of an office form from a day on; ``pence`` is None where there is no fixed amount."""

    form: str
    use: str
    channel: str
    from_on: date
    pence: int | None
    certainty: str
    source: str
    note: str = ""

    @property
    def is_certain(self) -> bool:
        """Whether the law, the office or a dependable secondary source says so."""
        return self.certainty in CERTAIN

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Reads one form of ``fees.json``."""
        values = dict(data)
        return cls(from_on=date.fromisoformat(values.pop("from")), **values)


@dataclass(frozen=True, slots=True)
class CertificateFee:
    """What a supplementary protection certificate costs for one year of its term; from which day is not held."""

    year: int
    fee: Fee
    note: str = ""


@dataclass(frozen=True)
class FeeBook:
    """All fees, as they stand on any day for which a table is held; the tables in the order of their days."""

    tables: tuple[RenewalTable, ...]
    doubtful_additional: tuple[tuple[date, date], ...] = ()
    licences_of_right_percent: int = 50
    forms: tuple[FormFee, ...] = ()
    certificates: tuple[CertificateFee, ...] = ()

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Reads the layout of ``data/fees.json``."""
        tables = map(RenewalTable.from_data, data["renewal"])
        return cls(
            tables=tuple(sorted(tables, key=lambda table: table.from_on)),
            doubtful_additional=tuple(map(_period, data["doubtful_additional_fees"])),
            licences_of_right_percent=data["licences_of_right"]["renewal_percent"],
            forms=tuple(map(FormFee.from_data, data["forms"])),
            certificates=tuple(_certificates(data.get("spc", {}))),
        )

    @classmethod
    def load(cls, path: Path = FEES_FILE) -> Self:
        """Reads a file of fees."""
        return cls.from_data(json.loads(path.read_text(encoding="utf-8")))

    def fee(self, year: int, on: date, *, due_on: date | None = None, halved: bool = False) -> Fee | None:
        """The fee for a year (5 to 20) if paid on ``on``; half under licences of right (s.46(3)(d)).

        None before the first table.
        """
        table = self._table(on, due_on)
        return self._reduced(table.by_year[year], halved) if table else None

    def additional(self, months_late: int, on: date, *, due_on: date | None = None) -> Fee | None:
        """The additional fee in the given month (0 to 6) after the due month; never halved (s.25(4), FR Sch. 2 Pt 2).

        None before the first table.
        """
        table = self._table(on, due_on)
        return self._additional(table, months_late, on) if table else None

    def price(
        self, years: Iterable[int], on: date, *, months_late: int = 0, due_on: date | None = None, halved: bool = False
    ) -> Price | None:
        """What several years cost together; None before the first table."""
        table = self._table(on, due_on)
        if table is None:
            return None
        by_year = [self._reduced(table.by_year[year], halved) for year in years]
        additional = self._additional(table, months_late, on)
        certain = additional.is_certain and all(fee.is_certain for fee in by_year)
        by_year_pence = tuple([fee.pence for fee in by_year])
        return Price(sum(by_year_pence), additional.pence, certain, by_year_pence)

    def changes_between(self, after: date, until: date) -> Iterable[date]:
        """The days after ``after`` up to ``until`` on which a table begins to apply."""
        return (table.from_on for table in self.tables if after < table.from_on <= until)

    def form_fees(self, form: str, on: date) -> tuple[FormFee, ...]:
        """What each use and channel of a form costs on a day; empty where nothing is known."""
        latest = {
            (fee.use, fee.channel): fee
            for fee in sorted(self.forms, key=lambda fee: fee.from_on)
            if fee.form == form and fee.from_on <= on
        }
        return tuple(latest.values())

    def form_fee(self, form: str, use: str, on: date) -> FormFee | None:
        """The fee of one use of a form on a day, whatever the channel; None before the first that is held."""
        uses = [fee for fee in self.form_fees(form, on) if fee.use == use and fee.channel in {"any", "online"}]
        return uses[0] if uses else None

    def _reduced(self, fee: Fee, halved: bool) -> Fee:
        return fee.at_percent(self.licences_of_right_percent) if halved else fee

    def _additional(self, table: RenewalTable, months_late: int, on: date) -> Fee:
        if months_late == 0:
            return IN_TIME
        fee = table.additional_by_month[months_late]
        doubtful = fee.pence > 0 and any(start <= on <= end for start, end in self.doubtful_additional)
        return replace(fee, certainty=UNKNOWN) if doubtful else fee

    def _table(self, on: date, due_on: date | None) -> RenewalTable | None:
        return next((table for table in reversed(self.tables) if table.applies(on=on, due_on=due_on)), None)


def _certificates(data: Mapping[str, Any]) -> Iterable[CertificateFee]:
    by_year: Mapping[str, Mapping[str, Any]] = data.get("by_year_in_which_it_expires", {})
    return (CertificateFee(int(year), Fee(**fee), data.get("note", "")) for year, fee in by_year.items())


def _period(data: Mapping[str, Any]) -> tuple[date, date]:
    return date.fromisoformat(data["from"]), date.fromisoformat(data["to"])


@cache
def fee_book() -> FeeBook:
    """The fees that are delivered with the service."""
    return FeeBook.load()
