"""Several changes to the same rights in one go: a set of filings, prepared side by side and sent in their order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from django.db import transaction
from django.utils.translation import gettext as _

from core.actor import Actor
from core.references import new_reference
from transactions.kind import TransactionType
from transactions.models import Filing
from transactions.registry import type_named
from transactions.services.beginning import begin
from transactions.services.submitting import NotReady, PriceChanged, Seen, submit
from transactions.states import State
from transactions.workflow import CannotMove

MOST = 10


class TooFew(ValueError):
    """A set has two changes at least, and no more than may be overseen."""


class ChangesClash(ValueError):
    """Two of the changes touch the same part of the register; the message names them."""


@dataclass(frozen=True)
class Sent:
    """What became of one filing of a set: ``why`` says what stands in the way where it was not sent."""

    filing: Filing
    why: str = ""


def begin_several(
    slugs: Sequence[str], right_ids: Sequence[int], *, by: Actor, at: datetime, language: str = "en"
) -> str:
    """A draft for each change, tied together; returns the reference of the set. All of them, or none.

    Raises:
        TooFew, ChangesClash, NoSuchRight, TooManyRights, CannotBegin, NotPermitted, SignInTooOld.
    """
    wanted = list(dict.fromkeys(slugs))
    if not 2 <= len(wanted) <= MOST:
        raise TooFew(_("Select from 2 to %(most)s changes") % {"most": MOST})
    _demand_apart([type_named(slug) for slug in wanted])
    reference = new_reference("SET")
    with transaction.atomic():
        for slug in wanted:
            draft = begin(slug, right_ids, by=by, at=at, language=language)
            Filing.everything.filter(pk=draft.pk, state=State.DRAFT).update(along_with=reference)
    return reference


def set_of(reference: str, *, by: Actor) -> list[Filing]:
    """The filings of a set in the order in which they were begun, for whoever may see them."""
    if not reference:
        return []
    return list(Filing.objects.visible_to(by).filter(along_with=reference).order_by("pk"))


def submit_several(reference: str, *, seen: Mapping[str, Seen], by: Actor, at: datetime) -> list[Sent]:
    """Sends every draft of the set, one after the other in their order; one that cannot go keeps no other back.

    ``seen`` has the price that stood on the page for each filing. What costs something then waits for its payment.
    """
    drafts = [filing for filing in set_of(reference, by=by) if filing.state == State.DRAFT]
    return [_send(filing, seen.get(filing.reference), by=by, at=at) for filing in drafts]


def _send(filing: Filing, seen: Seen | None, *, by: Actor, at: datetime) -> Sent:
    try:
        return Sent(submit(filing, by=by, at=at, seen=seen))
    except NotReady as problem:
        return Sent(filing, str(problem) or _("Something is still missing."))
    except (PriceChanged, CannotMove) as problem:
        return Sent(filing, str(problem))


def _demand_apart(types: Sequence[TransactionType]) -> None:
    for one, other in combinations(types, 2):
        if one.changes & other.changes:
            text = _("“%(one)s” and “%(other)s” change the same thing. Ask for one now, and for the other afterwards.")
            raise ChangesClash(text % {"one": one.title, "other": other.title})
        _demand_sense(one, other)


def _demand_sense(one: TransactionType, other: TransactionType) -> None:
    """What ends or brings back a right goes with nothing that changes it."""
    ends = [declared for declared in (one, other) if "status" in declared.changes]
    if ends and one.changes and other.changes:
        text = _("“%(what)s” decides whether the patent goes on: ask for it by itself.")
        raise ChangesClash(text % {"what": ends[0].title})
