"""Tells step by step how the dates and fees of a renewal come about, in sentences for the page."""

from django.utils.translation import gettext as _

from rights.patents.explain.payment import cover, fees, time_after_that, time_to_pay
from rights.patents.explain.renewal_date import renewal_date
from rights.patents.explain.wording import Step, written_date
from rights.patents.quote import Quote
from rights.patents.terms import RenewalFacts, unpaid_renewals
from rights.patents.timetable import State

__all__ = ["Step", "steps"]


def steps(facts: RenewalFacts, quote: Quote) -> list[Step]:
    """The reasoning behind a quote, in the order in which one would work it out by hand."""
    renewal = next(unpaid_renewals(facts), None)
    if quote.state is State.NOT_GRANTED or renewal is None:
        return [_nothing_to_renew(facts, quote), _term(quote)]
    return [
        *renewal_date(facts, renewal),
        *time_to_pay(facts, renewal, quote),
        *time_after_that(quote),
        *fees(facts, quote),
        *cover(quote),
        _term(quote),
    ]


def _nothing_to_renew(facts: RenewalFacts, quote: Quote) -> Step:
    if quote.state is State.NOT_GRANTED:
        text = _("Filed on %(filed)s. No renewal fee is due before the patent is granted.")
    else:
        text = _("Filed on %(filed)s. No renewal fee is left to pay.")
    return Step("nothing-to-renew", text % {"filed": written_date(facts.filed_on)}, facts.filed_on)


def _term(quote: Quote) -> Step:
    if quote.on > quote.expires_on:
        text = _("The term ended on %(day)s, the day before the 20th anniversary of filing.")
    else:
        text = _("The term ends on %(day)s, the day before the 20th anniversary of filing.")
    return Step("term", text % {"day": written_date(quote.expires_on)}, quote.expires_on)
