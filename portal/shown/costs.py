"""What the next renewal costs by when it is paid, and what the rest of the term costs, as a table and a chart."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.design.chart import Bar, Chart
from core.design.formats import day_words
from rights.patents.costs import PeriodCost, YearCost
from rights.shown.words import money


@dataclass(frozen=True)
class PeriodRow:
    """One price of the next renewal, in words; ``is_marked`` where it alone is an example among confirmed ones."""

    period: str
    renewal_fee: str
    additional_fee: str
    total: str
    is_now: bool
    is_marked: bool


def period_rows(periods: Sequence[PeriodCost], *, is_open: bool) -> list[PeriodRow]:
    """What the renewal costs by when it is paid; the first row is today's where it can be paid now."""
    is_mixed = len({one.certain for one in periods}) > 1
    return [
        PeriodRow(
            period=_period(one, is_now=is_open and place == 0),
            renewal_fee=money(one.renewal_fee_pence),
            additional_fee=money(one.additional_fee_pence),
            total=money(one.total_pence),
            is_now=is_open and place == 0,
            is_marked=is_mixed and not one.certain,
        )
        for place, one in enumerate(periods)
    ]


def _period(one: PeriodCost, *, is_now: bool) -> str:
    days = {"first": day_words(one.from_on), "last": day_words(one.until_on)}
    return (_("Today to %(last)s") if is_now else _("%(first)s to %(last)s")) % days


@dataclass(frozen=True)
class WholeTerm:
    """The fees of all years to come; ``total`` is empty where one of them is not known.

    ``is_mixed``: some fees are confirmed and some are examples, which are marked with a star.
    """

    chart: Chart
    total: str
    count: int
    certain: bool
    is_mixed: bool


def whole_term(years: Sequence[YearCost]) -> WholeTerm | None:
    """The chart of what is still to be paid; None where nothing is."""
    if not years:
        return None
    fees = [one.fee_pence for one in years]
    known = [fee for fee in fees if fee is not None]
    total = money(sum(known)) if len(known) == len(fees) else ""
    is_mixed = len({one.certain for one in years}) > 1
    certain = all(one.certain for one in years)
    return WholeTerm(_chart(years, total, is_mixed=is_mixed), total, len(years), certain, is_mixed)


def _chart(years: Sequence[YearCost], total: str, *, is_mixed: bool) -> Chart:
    words = {"count": len(years), "first": years[0].year, "last": years[-1].year, "total": total or _("not known")}
    told = ngettext(
        "One fee, for year %(first)s: %(total)s.",
        "%(count)s fees, for years %(first)s to %(last)s: %(total)s in all.",
        len(years),
    )
    return Chart(
        key="to-end",
        title=_("Renewal fees to the end of the term"),
        description=told % words,
        label_heading=_("Year of the patent, and the last day to pay in time"),
        value_heading=_("Fee"),
        bars=tuple(_bar(one, is_marked=is_mixed and not one.certain) for one in years),
    )


def _bar(one: YearCost, *, is_marked: bool) -> Bar:
    label = _("Year %(year)s, due %(due)s") % {"year": one.year, "due": day_words(one.due_on)}
    text = f"{money(one.fee_pence)}\u00a0*" if is_marked else money(one.fee_pence)
    short = _("Year %(year)s") % {"year": one.year}
    return Bar(label, one.fee_pence or 0, text, "past" if is_marked else "", short)
