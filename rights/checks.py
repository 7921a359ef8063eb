"""Before a deployment (`manage.py check --deploy`): names every fee in force that nobody has confirmed."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

from rights.patents.fees import FeeBook, FormFee, fee_book

HINT = "Compare it with the office's own table, correct rights/data/fees.json, then set FEES_CONFIRMED=true."


@register(deploy=True)
def fees_are_confirmed(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """One warning for each fee that is an estimate or was not found, until the deployer confirmed them all."""
    if settings.FEES_CONFIRMED:
        return []
    return [Warning(f"Not confirmed: {words}", hint=HINT, id="rights.W001") for words in unconfirmed(fee_book())]


def unconfirmed(book: FeeBook) -> Iterator[str]:
    """The fees of the latest tables that are not certain, in words."""
    table = book.tables[-1]
    for year, fee in sorted(table.by_year.items()):
        if not fee.is_certain:
            yield f"renewal fee for year {year} from {table.from_on}: {fee.pence} pence ({fee.certainty})"
    for month, fee in sorted(table.additional_by_month.items()):
        if not fee.is_certain:
            yield f"additional fee in late month {month} from {table.from_on}: {fee.pence} pence ({fee.certainty})"
    for form in _latest_forms(book):
        if not form.is_certain:
            yield f"{_named(form)} from {form.from_on}: {_amount(form)} ({form.certainty})"


def _latest_forms(book: FeeBook) -> Iterable[FormFee]:
    """The newest fee of every use and channel of every form, in the order of the data."""
    ordered = sorted(book.forms, key=lambda fee: fee.from_on)
    return {(fee.form, fee.use, fee.channel): fee for fee in ordered}.values()


def _named(fee: FormFee) -> str:
    channel = "" if fee.channel == "any" else f", {fee.channel}"
    return f"form {fee.form} ({fee.use}{channel})"


def _amount(fee: FormFee) -> str:
    return "no fixed amount" if fee.pence is None else f"{fee.pence} pence"
