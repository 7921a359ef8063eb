"""The outcome file: every line of a list as it was given, with what became of it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from core.actor import Acting
from core.tables import pounds_and_pence
from transactions.models import Certificate, FilingRight, ListLine, RightsList
from transactions.models.lists import Verdict
from transactions.states import Outcome

CHUNK = 1000


def outcome_rows(made: RightsList, *, by: Acting) -> Iterator[list[object]]:
    """A heading, then a row for each line, read in chunks so that memory stays flat."""
    yield [
        _("Line"), _("Number as given"), _("Your reference"), _("Patent"), _("Title"), _("Outcome"), _("Why"),
        _("Pounds"), _("Certificate"), _("Next renewal date"),
    ]  # fmt: skip
    lines = ListLine.objects.visible_to(by).filter(list=made).select_related("right").order_by("place")
    chunk: list[ListLine] = []
    for line in lines.iterator(chunk_size=CHUNK):
        chunk.append(line)
        if len(chunk) == CHUNK:
            yield from _rows(made, chunk)
            chunk = []
    yield from _rows(made, chunk)


def _rows(made: RightsList, lines: list[ListLine]) -> Iterator[list[object]]:
    rights = [line.right_id for line in lines if line.right_id]
    done: dict[int, FilingRight] = {}
    codes: dict[int, str] = {}
    if made.filing_id is not None:
        rows = FilingRight.everything.filter(filing_id=made.filing_id, right_id__in=rights)
        done = {row.right_id: row for row in rows}
        issued = Certificate.objects.filter(filing_id=made.filing_id, right_id__in=rights)
        codes = dict(issued.values_list("right_id", "code"))
    for line in lines:
        row = done.get(line.right_id or 0) if line.verdict == Verdict.READY and not line.left_out else None
        right = line.right
        yield [
            line.place,
            line.typed,
            line.own_reference,
            right.number if right else "",
            right.title if right else "",
            _outcome(line, row),
            (row.why if row else "") or line.why,
            pounds_and_pence(row.total_pence if row else _priced(line)),
            codes.get(line.right_id or 0, "") if row else "",
            right.next_renewal_on if right and row and row.outcome == Outcome.DONE else None,
        ]


def _priced(line: ListLine) -> int:
    """What the dry run said that the line costs; nothing for one that is not done."""
    return 0 if line.left_out else line.pence


def _outcome(line: ListLine, row: FilingRight | None) -> str:
    if line.left_out:
        return _("Left out by you")
    if line.verdict in (Verdict.UNKNOWN, Verdict.BLOCKED, Verdict.TWICE):
        return _("Cannot be done")
    if row is None:
        return _("Ready")
    if row.left_out:
        return _("Left out")
    words = {Outcome.DONE: _("Done"), Outcome.NOT_DONE: _("Not done")}
    return words[Outcome(row.outcome)] if row.outcome else _("Under way")
