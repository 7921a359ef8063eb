"""Examines a stored filing: before it is submitted as its type says, and in a wait that is paid for what that costs."""

from collections.abc import Mapping
from datetime import date

from core.actor import Actor, System
from core.days import legal_day
from rights.standing import Standing
from transactions.examination import Examination, RightLine, about_the_money, examine
from transactions.kind import MOST_BY_LIST
from transactions.models import Filing, FilingDocument, FilingRight
from transactions.registry import type_named
from transactions.standings import load
from transactions.states import UNFINISHED

EXAMINER = System("transactions")


def examine_filing(filing: Filing, *, by: Actor, on: date, as_priced: bool = False) -> Examination:
    """The rules' view of a stored filing on a day: of every right that was chosen, or of what a wait costs.

    ``as_priced``: only of the rights that were priced; one that was left out for the payer does not come back.
    """
    if filing.payment_stage and filing.state not in UNFINISHED:
        return _examine_stage(filing, on=on)
    rows = FilingRight.everything.filter(filing=filing).order_by("right_id")
    rows = rows.filter(left_out=False) if as_priced else rows
    right_ids = list(rows.values_list("right_id", flat=True))
    standings = load(right_ids, by=by, on=on, asking=filing)
    given = FilingDocument.everything.filter(filing=filing, removed_at=None).values_list("evidence", flat=True)
    declared = type_named(filing.type)
    most = MOST_BY_LIST if filing.by_list else declared.most_rights
    chosen = [standings[pk] for pk in right_ids]
    return examine(declared, filing.claims, chosen, on=on, by=by, given=given, most=most)


def _examine_stage(filing: Filing, *, on: date) -> Examination:
    """What is to be paid in the wait if paid on the day. Holds and links do not matter: payment is never stopped.

    What speaks against a right is asked for the day on which the filing was received: nobody loses by the time that
    the office took.
    """
    rows = FilingRight.everything.filter(filing=filing, left_out=False).order_by("right_id")
    right_ids = list(rows.values_list("right_id", flat=True))
    standings = load(right_ids, by=EXAMINER, on=on, asking=filing)
    then = load(right_ids, by=EXAMINER, on=legal_day(filing.received_at), asking=filing)
    lines = tuple(_line(filing, standings[pk], then, on) for pk in right_ids)
    return Examination(type_named(filing.type), filing.claims, on, lines, (), (), tuple(about_the_money(lines)))


def _line(filing: Filing, standing: Standing, then: Mapping[int, Standing], on: date) -> RightLine:
    declared, answers = type_named(filing.type), filing.claims
    received_on = legal_day(filing.received_at)
    objections = declared.objections(answers, then[standing.right.id], received_on)
    against = tuple(one for one in objections if one.blocking and one.step_key is None)
    charges = () if against else tuple(declared.stage_charges(filing.payment_stage, answers, standing, on))
    return RightLine(standing, charges, against)
