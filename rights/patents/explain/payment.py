"""The further steps: until when the renewal can be paid, what it costs that day, and what it covers."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rights.calendar import SATURDAY
from rights.patents.explain.wording import Step, listed, pounds, weekday, written_date
from rights.patents.quote import Quote
from rights.patents.terms import Basis, Renewal, RenewalFacts
from rights.patents.timetable import State


def time_to_pay(facts: RenewalFacts, renewal: Renewal, quote: Quote) -> Iterator[Step]:
    """The renewal period and its last day (r.38(2))."""
    if renewal.basis is Basis.ANNIVERSARY:
        text = _("That anniversary's month ends on %(day)s: this is the last day to pay without being late.")
    else:
        text = _("The month of the renewal date ends on %(day)s: this is the last day to pay without being late.")
    yield Step("due", text % {"day": written_date(renewal.due_on)}, renewal.due_on)
    yield from _moved("due", quote.due_on, quote.due_on_effective)
    if renewal.opens_on == facts.granted_on:
        text = _("You can pay from %(day)s, the day of grant.")
    else:
        text = _("You can pay from %(day)s, the start of the three calendar months that end then.")
    yield Step("opens", text % {"day": written_date(renewal.opens_on)}, renewal.opens_on)


def time_after_that(quote: Quote) -> Iterator[Step]:
    """The months in which late payment is possible (s.25(4)) and the time to restore (s.28, r.40)."""
    yield from _until(
        "free-late",
        _("If you pay by %(day)s, being late costs nothing extra."),
        quote.free_late_until,
        quote.free_late_until_effective,
    )
    yield from _until(
        "late",
        _("After that an additional fee is added, more for each month, until %(day)s: the last day to pay late."),
        quote.late_until,
        quote.late_until_effective,
    )
    if quote.renewal_on:
        text = _("If it is still not paid by then, the patent ceases from the end of its renewal date, %(day)s.")
        yield Step("ceased", text % {"day": written_date(quote.renewal_on)}, quote.renewal_on)
    yield from _until(
        "restore",
        _("You can ask to have it restored until %(day)s, 13 months after the month in which late payment ended."),
        quote.restore_by,
        quote.restore_by_effective,
    )


def fees(facts: RenewalFacts, quote: Quote) -> Iterator[Step]:
    """What is payable on the day of the quote."""
    if quote.state is State.CEASED:
        yield Step("ceased-for-good", _("The time to restore the patent has ended, so nothing can be paid any more."))
        return
    if quote.renewal_fee_pence is None or quote.additional_fee_pence is None:
        text = _("The fees payable on %(day)s are not held by this service.")
        yield Step("fee", text % {"day": written_date(quote.on)}, quote.on)
        return
    text = ngettext(
        "If paid on %(day)s, year %(years)s costs %(fee)s.",
        "If paid on %(day)s, years %(years)s cost %(fee)s together.",
        len(quote.years),
    )
    values = {"day": written_date(quote.on), "years": listed(quote.years), "fee": pounds(quote.renewal_fee_pence)}
    yield Step("fee", text % values, quote.on)
    yield from _half(facts, quote)
    yield from _additional(quote, quote.additional_fee_pence)
    if not quote.certain:
        yield Step("uncertain", _("This amount still has to be confirmed by the office."))


def cover(quote: Quote) -> Iterator[Step]:
    """What paying gains: the patent stays in force up to the next renewal date, or to the end of its term."""
    if quote.state is State.CEASED or quote.paid_to_on is None:
        return
    if quote.next_renewal_on is None:
        text = _("Paying keeps the patent in force to the end of its term. No further renewal follows.")
        yield Step("cover", text, quote.paid_to_on)
    else:
        text = _("Paying keeps the patent in force until %(day)s, the next renewal date.")
        yield Step("cover", text % {"day": written_date(quote.next_renewal_on)}, quote.next_renewal_on)


def _half(facts: RenewalFacts, quote: Quote) -> Iterator[Step]:
    if quote.halved and facts.licences_of_right_since:
        text = _("That is half the full fee, because licences of right were entered on %(day)s.")
        entered_on = facts.licences_of_right_since
        yield Step("licences-of-right", text % {"day": written_date(entered_on)}, entered_on)


def _additional(quote: Quote, pence: int) -> Iterator[Step]:
    if not pence or quote.total_pence is None:
        return
    values = {"fee": pounds(pence), "total": pounds(quote.total_pence)}
    if quote.state is State.RESTORABLE:
        text = _("The additional fee of all 6 late months is added: %(fee)s, so %(total)s in all.")
    else:
        text = _("That is in month %(month)s after the month in which it was due: %(fee)s more, so %(total)s in all.")
        values["month"] = str(quote.months_late)
    yield Step("additional-fee", text % values, quote.on)


def _until(about: str, text: str, nominal: date | None, effective: date | None) -> Iterator[Step]:
    if nominal:
        yield Step(about, text % {"day": written_date(nominal)}, nominal)
        yield from _moved(about, nominal, effective)


def _moved(about: str, nominal: date | None, effective: date | None) -> Iterator[Step]:
    """Says that a day on which time cannot run out moves the end to the next open day (s.120, r.110)."""
    if nominal is None or effective is None or effective == nominal:
        return
    values = {"day": written_date(nominal), "weekday": weekday(nominal), "moved": written_date(effective)}
    if nominal.weekday() >= SATURDAY:
        text = _("%(day)s is a %(weekday)s, so %(moved)s is still in time.")
    else:
        text = _("The office is closed on %(day)s, so %(moved)s is still in time.")
    yield Step(f"{about}-moved", text % values, effective)
