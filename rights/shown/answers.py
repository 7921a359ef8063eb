"""When the next renewal is due and what it costs, in words: the answer that stands first on a page."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.design.formats import day_words
from rights.outlook import Outlook
from rights.patents.costs import PeriodCost
from rights.patents.quote import Quote, State
from rights.shown.words import money, status_words
from rights.standing import Standing
from rights.statuses import ENDED, Status


@dataclass(frozen=True)
class Answer:
    """When it is due and what it costs, said first. ``tone`` is a tag's; ``certain`` is False for an example fee."""

    title: str
    sentences: tuple[str, ...] = ()
    tone: str = "neutral"
    is_payable: bool = False
    certain: bool = True


def answer(standing: Standing, outlook: Outlook) -> Answer:
    """The answer for one right on the day of its quote."""
    quote, status = standing.quote, standing.right.status
    if quote is None:
        return _without_quote(standing)
    if quote.is_payable and not standing.renewals_open:
        words = {"status": status_words(status)}
        text = _("The register says: %(status)s. Contact us before you pay anything.") % words
        return Answer(_("This cannot be renewed online"), (text,))
    now = outlook.periods[0] if outlook.periods else None
    return ANSWERS[quote.state](quote, now)


def _without_quote(standing: Standing) -> Answer:
    right = standing.right
    if right.status in ENDED:
        text = _("The register says: %(status)s.") % {"status": status_words(right.status)}
        return Answer(_("Nothing to pay: this patent is not in force"), (text,))
    return Answer(_("This right is not renewed online"), (_("Ask us what is due for it, and when."),))


def _not_granted(quote: Quote, now: PeriodCost | None) -> Answer:
    return Answer(_("Nothing to pay yet"), (_("No renewal fee is due before the patent is granted."),))


def _not_yet_due(quote: Quote, now: PeriodCost | None) -> Answer:
    if quote.opens_on is None or quote.due_on_effective is None:
        return Answer(_("Nothing to pay yet"))
    window = {"opens": day_words(quote.opens_on), "due": day_words(quote.due_on_effective)}
    sentences = [_("You can pay the next renewal fee from %(opens)s to %(due)s.") % window]
    if now is not None and now.total_pence is not None:
        costs = {"amount": money(now.total_pence), "years": _years(quote)}
        sentences.append(_("By the fees known now, it will cost %(amount)s for %(years)s.") % costs)
    return Answer(_("Nothing to pay yet"), tuple(sentences), "good", certain=_certain(quote, now))


def _renewable(quote: Quote, now: PeriodCost | None) -> Answer:
    title = _("Pay %(amount)s by %(day)s") % _price(quote, now)
    return Answer(title, (_what_for(quote), *_last_day(quote, now)), "notice", True, _certain(quote, now))


def _overdue(quote: Quote, now: PeriodCost | None) -> Answer:
    title = _("Late: pay %(amount)s by %(day)s") % _price(quote, now)
    text = _("The last day to pay in time was %(day)s, but this month being late costs nothing extra.")
    return Answer(title, (_was_due(quote, text), _what_for(quote)), "bad", True, _certain(quote, now))


def _late(quote: Quote, now: PeriodCost | None) -> Answer:
    title = _("Late: pay %(amount)s by %(day)s") % _price(quote, now)
    text = _("The last day to pay in time was %(day)s. The additional fee for being late goes up each month.")
    last = _("If it is not paid by %(day)s, the patent ceases.") % {"day": _day(quote.late_until_effective)}
    return Answer(title, (_was_due(quote, text), last, _what_for(quote)), "bad", True, _certain(quote, now))


def _restorable(quote: Quote, now: PeriodCost | None) -> Answer:
    when = {"renewal": _day(quote.renewal_on), "until": _day(quote.restore_by_effective)}
    first = _("The renewal fee was not paid in time, so the patent ceased at the end of %(renewal)s.") % when
    second = _("You can ask for it to be restored until %(until)s, if you did not mean to let it lapse.") % when
    return Answer(_("This patent has ceased"), (first, second), "bad")


def _ceased(quote: Quote, now: PeriodCost | None) -> Answer:
    text = _("The renewal fee was not paid, and the time to ask for the patent to be restored has ended.")
    return Answer(_("Nothing can be paid: this patent has ceased"), (text,))


def _fully_paid(quote: Quote, now: PeriodCost | None) -> Answer:
    text = _("All renewal fees are paid. The patent ends on %(day)s.") % {"day": day_words(quote.expires_on)}
    return Answer(_("Nothing more to pay"), (text,), "good")


def _expired(quote: Quote, now: PeriodCost | None) -> Answer:
    text = _("The patent’s term ended on %(day)s.") % {"day": day_words(quote.expires_on)}
    return Answer(_("Nothing to pay: this patent has expired"), (text,))


ANSWERS: Mapping[State, Callable[[Quote, PeriodCost | None], Answer]] = {
    State.NOT_GRANTED: _not_granted,
    State.NOT_YET_DUE: _not_yet_due,
    State.RENEWABLE: _renewable,
    State.OVERDUE_NO_SURCHARGE: _overdue,
    State.LATE: _late,
    State.RESTORABLE: _restorable,
    State.CEASED: _ceased,
    State.FULLY_PAID: _fully_paid,
    State.EXPIRED: _expired,
}


def _day(day: object) -> str:
    return day_words(day) if day else ""  # type: ignore[arg-type]


def _price(quote: Quote, now: PeriodCost | None) -> dict[str, str]:
    return {"amount": money(quote.total_pence), "day": _day(now.until_on if now else quote.late_until_effective)}


def _certain(quote: Quote, now: PeriodCost | None) -> bool:
    return quote.certain and (now is None or now.certain)


def _years(quote: Quote) -> str:
    first, last = quote.years[0], quote.years[-1]
    if first == last:
        return _("year %(year)s") % {"year": first}
    return _("years %(first)s to %(last)s") % {"first": first, "last": last}


def _what_for(quote: Quote) -> str:
    words = {"years": _years(quote), "day": _day(quote.paid_to_on)}
    return _("This pays for %(years)s and keeps the patent in force until %(day)s.") % words


def _was_due(quote: Quote, text: str) -> str:
    return text % {"day": _day(quote.due_on_effective)}


def _last_day(quote: Quote, now: PeriodCost | None) -> Iterator[str]:
    """Says so where the price changes before the last day to pay in time."""
    last = quote.due_on_effective
    if now is not None and last is not None and now.until_on < last:
        yield _("The fees change then. The last day to pay in time is %(day)s.") % {"day": day_words(last)}


def is_in_force(standing: Standing) -> bool:
    """Whether costs to come mean anything: the patent is granted and has not lapsed."""
    quote = standing.quote
    lapsed = {State.RESTORABLE, State.CEASED, State.EXPIRED}
    return standing.right.status == Status.GRANTED and quote is not None and quote.state not in lapsed
