"""The first steps: how filing and grant lead to the renewal date and the years to pay for."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rights.calendar import anniversary
from rights.patents.explain.wording import Step, listed, ordinal, written_date
from rights.patents.terms import Basis, Renewal, RenewalFacts, last_early_grant


def renewal_date(facts: RenewalFacts, renewal: Renewal) -> Iterator[Step]:
    """The steps of the rule that sets the renewal date (r.37)."""
    explain = {
        Basis.ANNIVERSARY: _at_anniversary,
        Basis.GB_LATE_GRANT: _after_late_grant,
        Basis.EP_LATE_GRANT: _after_late_mention,
    }
    return explain[renewal.basis](facts, renewal)


def _at_anniversary(facts: RenewalFacts, renewal: Renewal) -> Iterator[Step]:
    year, day = renewal.years[0], renewal.renewal_on
    text = _("Filed on %(filed)s, so the %(nth)s anniversary is %(day)s.")
    values = {"filed": written_date(facts.filed_on), "nth": ordinal(year - 1), "day": written_date(day)}
    yield Step("renewal-date", text % values, day)
    yield from _without_29_february(facts, day)
    text = _("The fee at the %(nth)s anniversary is for the %(year)s year.")
    yield Step("years", text % {"nth": ordinal(year - 1), "year": ordinal(year)})


def _after_late_grant(facts: RenewalFacts, renewal: Renewal) -> Iterator[Step]:
    yield _late(facts, _("Filed on %(filed)s and granted on %(granted)s, which is later than %(limit)s."))
    text = _("The first renewal date is therefore 3 months after grant: %(day)s.")
    yield Step("renewal-date", text % {"day": written_date(renewal.renewal_on)}, renewal.renewal_on)
    text = ngettext(
        "All anniversaries from the 4th to that day are paid for at once: year %(years)s.",
        "All anniversaries from the 4th to that day are paid for at once: years %(years)s.",
        len(renewal.years),
    )
    yield Step("years", text % {"years": listed(renewal.years)})


def _after_late_mention(facts: RenewalFacts, renewal: Renewal) -> Iterator[Step]:
    yield _late(facts, _("Filed on %(filed)s. Its grant was mentioned on %(granted)s, which is later than %(limit)s."))
    yield Step("earlier-years", _("The fees of the years before were paid to the European Patent Office."))
    year = renewal.years[0]
    day = anniversary(facts.filed_on, year - 1)
    text = _("The next anniversary is the %(nth)s, on %(day)s. Its fee is for the %(year)s year.")
    yield Step("years", text % {"nth": ordinal(year - 1), "day": written_date(day), "year": ordinal(year)}, day)
    yield from _without_29_february(facts, day)
    if renewal.renewal_on > day:
        text = _("Three months from grant end on %(day)s, which is later, so that is the renewal date.")
        yield Step("renewal-date", text % {"day": written_date(renewal.renewal_on)}, renewal.renewal_on)


def _late(facts: RenewalFacts, text: str) -> Step:
    limit = _("%(day)s, 3 months before the 4th anniversary") % {"day": written_date(last_early_grant(facts.filed_on))}
    granted = written_date(facts.granted_on) if facts.granted_on else ""
    values = {"filed": written_date(facts.filed_on), "granted": granted, "limit": limit}
    return Step("late-grant", text % values, facts.granted_on)


def _without_29_february(facts: RenewalFacts, day: date) -> Iterator[Step]:
    if day.day != facts.filed_on.day:
        text = _("%(year)s has no 29 February, so 28 February is taken as the anniversary.")
        yield Step("no-29-february", text % {"year": day.year}, day)
