"""Numbers of test patents: in the shape of real ones, from blocks far above those that real ones have come to.

==================  ==========================  ==========================================================
number              block                       real ones in 2026, to the best of our knowledge
==================  ==========================  ==========================================================
GB publication      GB2910001 to GB2999999      below GB2700000
EP publication      EP9900001 to EP9999999      below EP5000000
GB application      GBYY90100 to GBYY99999      some 20,000 in a year, counted from 1
EP application      EPYY990100 to EPYY999999    counted in blocks by the way of filing; none so high is known to us
==================  ==========================  ==========================================================

That is what keeps a person from taking one for real. What keeps the two apart for good is that a sandbox has a database
of its own. Numbers are never given twice, so that a busy sandbox is emptied one day.
"""

from django.db.models import Max
from django.db.models.functions import Left

from core.actor import Actor
from rights.linking.queries import hold_names
from rights.models import Right
from rights.numbers import check_digit
from rights.synthetic.numbering import NumbersRunOut

PUBLICATIONS = {"GB": range(2_910_001, 3_000_000), "EP": range(9_900_001, 10_000_000)}
APPLICATIONS = {"GB": range(90_100, 100_000), "EP": range(990_100, 1_000_000)}
YEAR_AT_THE_FRONT, OFFICE_AT_THE_FRONT = 4, 2


class SliceNumbering:
    """Counts on from the last numbers that were given, which nobody else can do until the transaction ends."""

    def __init__(self, *, by: Actor) -> None:
        hold_names(["numbers of test patents"], by=by)
        self._applications = _last("application_number", YEAR_AT_THE_FRONT)
        self._publications = _last("publication_number", OFFICE_AT_THE_FRONT)

    def application(self, kind: str, year: int) -> str:
        """The next application number of a year.

        Raises:
            NumbersRunOut.
        """
        front = f"{kind}{year % 100:02d}"
        last = self._applications.get(front, "")
        serial = _next(APPLICATIONS[kind], last.partition(".")[0][len(front) :])
        body = f"{year % 100:02d}{serial}"
        self._applications[front] = f"{kind}{body}.{check_digit(body)}"
        return self._applications[front]

    def publication(self, kind: str, year: int) -> str:
        """The next publication number, whatever the year.

        Raises:
            NumbersRunOut.
        """
        serial = _next(PUBLICATIONS[kind], self._publications.get(kind, "")[len(kind) :])
        self._publications[kind] = f"{kind}{serial}"
        return self._publications[kind]


def _last(column: str, width: int) -> dict[str, str]:
    """The greatest number of each front; all numbers of one front are of one length."""
    rows = Right.everything.filter(slice_of__isnull=False).exclude(**{column: ""})
    return dict(rows.values_list(Left(column, width)).annotate(last=Max(column)).order_by())


def _next(block: range, last: str) -> int:
    serial = int(last) + 1 if last else block.start
    if serial not in block:
        raise NumbersRunOut("The numbers for test patents are used up: the sandbox has to be emptied")
    return serial
