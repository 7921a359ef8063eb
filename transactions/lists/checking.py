"""The dry run: every line is matched to a right, asked of the rules at today's price, and told why not, in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, Sum
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.api_clients.acting import kept
from core.actor import Acting, Actor
from core.days import legal_day
from core.outbox import promise
from notifications.webhooks.kinds import EventKind
from notifications.webhooks.telling import address_in_api, tell_systems
from rights.lookup import bears
from rights.models import Right
from rights.numbers import meanings
from transactions.examination import examine
from transactions.lists.making import CHECK, stand_behind
from transactions.models import ListLine, RightsList
from transactions.models.lists import Verdict
from transactions.queries import write_verdicts
from transactions.registry import type_named
from transactions.standings import load

CHUNK = 1000


@dataclass(frozen=True)
class Summary:
    """What the dry run found: lines by verdict, those left out by the person, and the price of the rest in pence."""

    ready: int
    blocked: int
    unknown: int
    twice: int
    left_out: int
    pence: int

    @property
    def cannot(self) -> int:
        """The lines that cannot be done."""
        return self.blocked + self.unknown + self.twice


NOTHING = Summary(0, 0, 0, 0, 0, 0)


def check_run(reference: str, *, by: Acting, at: datetime, goes_on: bool = True) -> bool:
    """Looks at the next thousand lines in one database transaction; True while more are left. Harmless to repeat.

    ``goes_on``: the rest is promised, so that a worker takes it up.
    """
    with transaction.atomic():
        made = RightsList.everything.select_for_update().filter(reference=reference, filing=None).first()
        if made is None or made.dropped_at is not None:
            return False
        waiting = ListLine.everything.filter(list=made, verdict="").order_by("place")
        lines = list(waiting[:CHUNK])
        if lines:
            with translation.override(made.language):
                _look(made, lines, by=by, on=legal_day(at))
        made.checked = made.size - waiting.count()
        made.checked_on = legal_day(at)
        made.save(update_fields=["checked", "checked_on"])
        if made.is_checked:
            _tell_checked(made, at=at)
            return False
        if not goes_on:
            return True
        payload = {"reference": reference, **kept(by), "after": made.checked}
        promise(CHECK, key=f"{reference}:{made.checked}:{at.isoformat()}", payload=payload, at=at)
    return True


def _tell_checked(made: RightsList, *, at: datetime) -> None:
    """Tells the account's systems that the dry run is over."""
    href, about = address_in_api(f"lists/{made.reference}"), made.reference
    checked = EventKind.LIST_CHECKED
    tell_systems(made.organisation_id, checked, about, version=at.isoformat(), at=at, state="checked", href=href)


def check_all(made: RightsList, *, by: Acting, at: datetime) -> None:
    """Looks at every line that waits, now."""
    while check_run(made.reference, by=by, at=at, goes_on=False):
        pass


def look_again(made: RightsList, *, by: Acting, at: datetime) -> None:
    """Another day, another price: forgets what the dry run found, and looks at everything afresh."""
    with transaction.atomic():
        locked = RightsList.everything.select_for_update().get(pk=made.pk)
        if locked.filing_id is None:
            ListLine.everything.filter(list=locked).update(verdict="", pence=0, why="", right=None)
            RightsList.everything.filter(pk=locked.pk).update(checked=0)
    check_all(made, by=by, at=at)


def summary(made: RightsList) -> Summary:
    """The counts and the price, in one query."""
    return summaries([made])[made.pk]


def summaries(lists: Sequence[RightsList]) -> Mapping[int, Summary]:
    """The same of several, by their ids; one query for any number."""
    mine = Q(left_out=False)
    counted = {str(one): Count("pk", filter=mine & Q(verdict=one)) for one in Verdict.values if one}
    rows = ListLine.everything.filter(list__in=lists).order_by().values("list_id")
    found = rows.annotate(
        **counted,
        out=Count("pk", filter=Q(left_out=True)),
        total=Sum("pence", filter=mine & Q(verdict=Verdict.READY)),
    )
    known = {row["list_id"]: _summed(row) for row in found}
    return {one.pk: known.get(one.pk, NOTHING) for one in lists}


def _summed(row: Any) -> Summary:
    names = ("ready", "blocked", "unknown", "twice", "out", "total")
    return Summary(*(row[name] or 0 for name in names))


def _look(made: RightsList, lines: Sequence[ListLine], *, by: Acting, on: date) -> None:
    found = _rights(lines, by=by)
    for line in lines:
        _match(line, found)
    _mark_doubles(made, lines)
    _ask_rules(made, lines, by=by, on=on)
    write_verdicts(lines, by=by)
    stand_behind(made, [line.typed for line in lines], by=by)


def _rights(lines: Iterable[ListLine], *, by: Actor) -> Mapping[str, int]:
    """The rights that the actor may see, by each number that they bear; two queries for any number of lines."""
    wanted = {number for line in lines for number in meanings(line.typed)}
    rows = Right.objects.visible_to(by).filter(bears(sorted(wanted)))
    columns = ("pk", "number", "application_number", "publication_number")
    return {number: pk for pk, *numbers in rows.values_list(*columns) for number in numbers if number}


def _match(line: ListLine, found: Mapping[str, int]) -> None:
    meant = meanings(line.typed)
    line.right_id = next((found[number] for number in meant if number in found), None)
    if line.right_id is None:
        line.verdict = Verdict.UNKNOWN
        line.why = (
            _("We know no published patent of this number. Check it.")
            if meant
            else _("This is not the number of a patent. Enter one like GB2606630, EP3756048 or GB1418215.8.")
        )


def _mark_doubles(made: RightsList, lines: Sequence[ListLine]) -> None:
    """A right that stands in the list before is not done twice."""
    rights = {line.right_id for line in lines if line.right_id}
    earlier = ListLine.everything.filter(list=made, right__in=rights, verdict__in=[Verdict.READY, Verdict.BLOCKED])
    first = dict(earlier.order_by("-place").values_list("right_id", "place"))
    for line in lines:
        if line.right_id is None:
            continue
        before = first.setdefault(line.right_id, line.place)
        if before != line.place:
            line.verdict, line.why = Verdict.TWICE, _("It is in line %(place)s already.") % {"place": before}


def _ask_rules(made: RightsList, lines: Sequence[ListLine], *, by: Acting, on: date) -> None:
    asked = [line for line in lines if not line.verdict and line.right_id is not None]
    if not asked:
        return
    declared, right_ids = type_named(made.type), [line.right_id for line in asked if line.right_id]
    standings = load(right_ids, by=by, on=on)
    found = examine(declared, {}, [standings[pk] for pk in right_ids], on=on, by=by, asked=False, most=len(right_ids))
    said = {line.standing.right.id: line for line in found.lines}
    for line in asked:
        told = said[line.right_id or 0]
        line.verdict = Verdict.BLOCKED if told.is_blocked else Verdict.READY
        line.pence = 0 if told.is_blocked else sum(c.amount_pence for c in told.charges if not c.is_form)
        line.why = " ".join(str(o.text) for o in told.objections if o.blocking or not told.is_blocked)[:500]
