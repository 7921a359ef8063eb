"""What an entry of licences of right means in money, in words."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from core.design.formats import pounds
from rights.patents.half_fees import Savings, savings
from rights.patents.shown import renewal_facts
from rights.standing import Standing


def savings_words(standings: Sequence[Standing]) -> str:
    """The renewal fees to the end of the term with and without the entry, for all of the rights together."""
    found = [one for standing in standings if (one := savings_of(standing))]
    if not found:
        return ""
    text = _(
        "With an entry today the renewal fees to the end of the term come to %(half)s instead of %(full)s, by the fees "
        "that we know now. Whoever cancels it later has to pay what was saved by then."
    )
    words = {"half": pounds(sum(one.half_pence for one in found)), "full": pounds(sum(one.full_pence for one in found))}
    unsure = "" if all(one.certain for one in found) else _("Some of these fees are examples: they are not confirmed.")
    return " ".join(filter(None, (text % words, unsure)))


def savings_of(standing: Standing) -> Savings | None:
    """What an entry on the day of the quote would save for one right."""
    facts, quote = renewal_facts(standing.right), standing.quote
    return savings(facts, quote.on, standing.calendar, standing.fees) if facts and quote else None
