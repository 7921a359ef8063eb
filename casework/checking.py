"""The checklist of a case: what its type says is to be checked, who ticked it, and whether that still holds."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.functional import Promise

from accounts.roles import OfficePermission, demand
from casework.interest import demand_disinterested
from casework.models import Case, CaseTick
from core.actor import Officer, label
from transactions.models import FilerNote, Filing, FilingDocument, QueryAnswer
from transactions.registry import type_named
from transactions.states import State

Words = str | Promise


@dataclass(frozen=True)
class Checked:
    """One thing to check. ``by`` is the label of whoever ticked it; ``is_stale``: something was added since."""

    key: str
    title: Words
    says: Words
    is_ticked: bool = False
    is_stale: bool = False
    by: str = ""
    at: datetime | None = None


class ChecksMissing(Exception):
    """Nothing is accepted while something is unchecked; ``missing`` says what."""

    def __init__(self, missing: list[Checked]) -> None:
        super().__init__("; ".join(str(one.title) for one in missing))
        self.missing = missing


class CannotTick(Exception):
    """Ticks are made while the request is with an officer, and by the first of two only."""


def checklist(case: Case, filing: Filing, *, by: Officer) -> list[Checked]:
    """Everything that is to be checked of a request, in order, as it stands."""
    ticks = {one.key: one for one in CaseTick.objects.visible_to(by).filter(case=case).order_by("pk")}
    mark = content_mark(filing)
    wanted = type_named(filing.type).checklist_for(filing.claims)
    return [_checked(one.key, one.title, one.says, ticks.get(one.key), mark) for one in wanted]


def content_mark(filing: Filing) -> str:
    """What a request consists of: its answers, documents, messages and answers to questions, as numbers."""
    documents = FilingDocument.everything.filter(filing=filing, removed_at=None).count()
    notes = FilerNote.everything.filter(filing=filing).count()
    answered = QueryAnswer.everything.filter(query__filing=filing).count()
    return f"{filing.answers_version}-{documents}-{notes}-{answered}"


def tick(case: Case, filing: Filing, keys: Collection[str], *, by: Officer, at: datetime) -> None:
    """Ticks just these things of the list; only what changes is written, and nothing is ever overwritten.

    Raises:
        CannotTick, LinkedToRight, NotPermitted.
    """
    demand(by, OfficePermission.DECIDE)
    with transaction.atomic():
        demand_disinterested(Case.everything.select_for_update(of=("self",)).get(pk=case.pk), by.user_id)
        if Filing.objects.visible_to(by).get(pk=filing.pk).state not in (State.IN_QUEUE, State.AWAITING_AGREEMENT):
            raise CannotTick
        mark = content_mark(filing)
        for one in checklist(case, filing, by=by):
            if (one.key in keys) != one.is_ticked:
                CaseTick.everything.create(
                    case=case, key=one.key, is_ticked=one.key in keys, mark=mark, at=at, by=label(by)
                )


def demand_checked(case: Case, filing: Filing, *, by: Officer) -> None:
    """Raises:
    ChecksMissing: if something on the list is not ticked, or was before something was added.
    """
    if missing := [one for one in checklist(case, filing, by=by) if not one.is_ticked]:
        raise ChecksMissing(missing)


def _checked(key: str, title: Words, says: Words, tick: CaseTick | None, mark: str) -> Checked:
    if tick is None or not tick.is_ticked:
        return Checked(key, title, says)
    fits = tick.mark == mark
    return Checked(key, title, says, is_ticked=fits, is_stale=not fits, by=tick.by, at=tick.at)
