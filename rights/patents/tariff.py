"""Every fee that is in force on a day or later, one by one, as a list shows them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from rights.patents.fees import Fee, FeeBook, FormFee, RenewalTable


class FeeKind(StrEnum):
    """What a fee is for."""

    FORM = "form"
    RENEWAL = "renewal"
    LATE_RENEWAL = "late-renewal"
    CERTIFICATE = "certificate"


@dataclass(frozen=True, slots=True)
class TariffLine:
    """One fee. ``from_on`` and ``until_on`` bound the days on which it is paid; None where that is not held or open.

    ``year`` is that of a renewal or of a certificate's term, ``months_late`` how late a renewal is. ``pence`` is None
    where there is no fixed amount. A fee of which no day is held is never certain.
    """

    kind: FeeKind
    pence: int | None
    is_certain: bool
    source: str
    from_on: date | None = None
    until_on: date | None = None
    form: str = ""
    use: str = ""
    channel: str = ""
    year: int | None = None
    months_late: int | None = None
    note: str = ""


RENEWAL_FORM = "12"


def tariff(book: FeeBook, *, since: date) -> list[TariffLine]:
    """Forms by their numbers, then renewals, then certificates; each in the order of its days."""
    lines = [*_forms(book.forms), *_renewals(book, since), *_certificates(book)]
    return [line for line in lines if line.until_on is None or line.until_on >= since]


def _forms(fees: Sequence[FormFee]) -> Iterator[TariffLine]:
    """Each until the day before the next of the same use and channel."""
    same: dict[tuple[str, str, str], list[FormFee]] = {}
    for fee in sorted(fees, key=lambda fee: (fee.form.zfill(4), fee.use, fee.channel, fee.from_on)):
        same.setdefault((fee.form, fee.use, fee.channel), []).append(fee)
    for fees_of_use in same.values():
        for fee, until_on in zip(fees_of_use, _ends([fee.from_on for fee in fees_of_use]), strict=True):
            yield TariffLine(
                FeeKind.FORM, fee.pence, fee.is_certain, fee.source, fee.from_on, until_on, fee.form, fee.use,
                fee.channel, note=fee.note,
            )  # fmt: skip


def _renewals(book: FeeBook, since: date) -> Iterator[TariffLine]:
    for table, until_on in zip(book.tables, _ends([table.from_on for table in book.tables]), strict=True):
        days = replace(_line(FeeKind.RENEWAL, table.by_year[5]), from_on=table.from_on, until_on=until_on)
        for year, fee in table.by_year.items():
            yield replace(days, year=year, pence=fee.pence, is_certain=fee.is_certain, source=fee.source)
        yield from _late(book, table, days, on=max(table.from_on, since))


def _late(book: FeeBook, table: RenewalTable, days: TariffLine, *, on: date) -> Iterator[TariffLine]:
    """What comes on top, by month of lateness; as sure as it is on the day."""
    for months in table.additional_by_month:
        fee = book.additional(months, on)
        if fee is not None:
            yield replace(
                days,
                kind=FeeKind.LATE_RENEWAL,
                months_late=months,
                pence=fee.pence,
                is_certain=fee.is_certain,
                source=fee.source,
            )


def _line(kind: FeeKind, fee: Fee) -> TariffLine:
    return TariffLine(kind, fee.pence, fee.is_certain, fee.source, form=RENEWAL_FORM)


def _certificates(book: FeeBook) -> Iterator[TariffLine]:
    for one in book.certificates:
        yield TariffLine(FeeKind.CERTIFICATE, one.fee.pence, False, one.fee.source, year=one.year, note=one.note)


def _ends(days: Sequence[date]) -> Iterable[date | None]:
    return [*(day - timedelta(days=1) for day in days[1:]), None]
