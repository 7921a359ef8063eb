"""When an entry of licences of right halves a renewal fee (Patents Act 1977 s.46(3)(d))."""

from datetime import date
from enum import Enum

from rights.calendar import ONE_DAY


class HalfFeeRule(Enum):
    """Until when licences of right must be entered to halve a fee."""

    BEFORE_WINDOW = "before the renewal period opens"
    BEFORE_DUE = "by the last day of the renewal period"
    BEFORE_PAYMENT = "before payment, however late"


HALF_FEE_RULE = HalfFeeRule.BEFORE_DUE
"""Section 46(3)(d) halves the fee "payable after the date of the entry"; it does not say which date counts when the
entry falls inside the renewal period. Wherever the three readings can differ, ``is_debatable`` says so."""


def is_halved(
    entered_on: date | None, *, opens_on: date, due_on: date, paid_on: date, rule: HalfFeeRule = HALF_FEE_RULE
) -> bool:
    """Whether the fee of a renewal period (``opens_on`` to ``due_on``) is half when paid on ``paid_on``."""
    if entered_on is None or entered_on >= paid_on:
        return False
    last_entry_on = {
        HalfFeeRule.BEFORE_WINDOW: opens_on - ONE_DAY,
        HalfFeeRule.BEFORE_DUE: due_on,
        HalfFeeRule.BEFORE_PAYMENT: paid_on,
    }
    return entered_on <= last_entry_on[rule]


def is_debatable(entered_on: date | None, *, opens_on: date, paid_on: date) -> bool:
    """Whether the entry was made once the renewal could be paid, so that the rate is open to argument."""
    return entered_on is not None and opens_on <= entered_on <= paid_on
