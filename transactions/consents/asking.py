"""Asks every party that must agree, once; asks again once; and closes what a filing that ended no longer needs."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Prefetch, QuerySet

from accounts.models import Organisation
from core.actor import System
from core.days import legal_day
from core.references import new_reference
from rights.access import compared
from rights.models import Right
from transactions.consents.telling import tell_asked, tell_silence
from transactions.consents.wanted import Wanted, wanted
from transactions.consents.ways import Reach, reach_of
from transactions.kind import TransactionType, Who
from transactions.models import ConsentRequest, Filing, FilingRight
from transactions.receipt import signed_in_filer
from transactions.registry import type_named
from transactions.standings import load
from transactions.states import State
from transactions.workflow import lock, move

ASKER = System("consents")
LASTS = timedelta(days=56)
CHASED_AFTER = timedelta(days=14)


def must_agree_first(filing: Filing, *, at: datetime) -> bool:
    """Asks those who must agree and were not asked yet; whether anybody has still to agree."""
    needed = _needed(filing, at=at)
    asked = _asked(filing)
    fresh = [one for one in needed if one.key not in asked]
    for reach, together in _grouped(fresh, filing, at=at):
        _ask(filing, reach, together, at=at)
    return bool(missing(filing, needed))


def still_missing(filing: Filing, *, at: datetime) -> list[ConsentRequest | Wanted]:
    """Who has not agreed to it as the register stands now; one who was not even asked is a ``Wanted``."""
    return missing(filing, _needed(filing, at=at))


def missing(filing: Filing, needed: Sequence[Wanted]) -> list[ConsentRequest | Wanted]:
    """Those of the needed who have not agreed, each once."""
    asked, found = _asked(filing), dict[str, ConsentRequest | Wanted]()
    for one in needed:
        request = asked.get(one.key)
        if request is None or request.state != ConsentRequest.State.AGREED:
            found[request.reference if request else one.consent.party] = request or one
    return list(found.values())


def wait_for_agreement(filing: Filing, *, at: datetime) -> Filing:
    """Puts the filing into the wait for those who have not agreed."""
    waiting = list(requests_of(filing).filter(state=ConsentRequest.State.WAITING))
    changes = {
        "waits_for": names_waited_for(waiting),
        "stage_began_on": legal_day(at),
        "stage_ends_on": max((legal_day(one.expires_at) for one in waiting), default=legal_day(at)),
        "prepared_by": None,
        "recommends": "",
    }
    return move(filing, "ask-agreement", by=ASKER, at=at, changes=changes)


def names_waited_for(requests: Iterable[ConsentRequest]) -> str:
    """Those who have not answered, in one line."""
    return "; ".join(one.party for one in requests if one.state == ConsentRequest.State.WAITING)[:500]


def requests_of(filing: Filing) -> QuerySet[ConsentRequest]:
    """Everybody who was asked about the filing, in that order."""
    return ConsentRequest.everything.filter(filing=filing).order_by("pk")


def chase_silent(*, at: datetime) -> int:
    """Asks once more, after 14 days, whoever has not answered; returns how many."""
    silent = ConsentRequest.everything.filter(
        state=ConsentRequest.State.WAITING, chased_at=None, asked_at__lte=at - CHASED_AFTER, expires_at__gt=at
    ).exclude(way=ConsentRequest.Way.PAPER)
    return sum(_chase(request, at=at) for request in silent.order_by("pk"))


def end_silence(*, at: datetime) -> int:
    """Hands filings to the officers for which somebody has not answered in 56 days; returns how many."""
    over = Filing.everything.filter(state=State.AWAITING_AGREEMENT, stage_ends_on__lt=legal_day(at))
    return sum(_stop(filing, at=at) for filing in over.order_by("pk"))


def stop_waiting(filing: Filing, *, at: datetime, why: str) -> Filing:
    """To the officers, though not everybody has agreed: they can refuse it, or enter a consent on paper."""
    left = {"stage_began_on": None, "stage_ends_on": None}
    return move(filing, "stop-waiting", by=ASKER, at=at, why=why, changes=left)


def close(filing: Filing, *, at: datetime) -> None:
    """The filing has ended: nobody is asked any more."""
    open_ones = requests_of(filing).filter(state=ConsentRequest.State.WAITING)
    open_ones.update(state=ConsentRequest.State.CLOSED, ended_at=at)


def can_need_agreement(declared: TransactionType) -> bool:
    """Whether anybody may ever have to agree to filings of the type."""
    return Who.ANYONE not in declared.who or type(declared).consents is not TransactionType.consents


def _needed(filing: Filing, *, at: datetime) -> list[Wanted]:
    declared = type_named(filing.type)
    if not can_need_agreement(declared):
        return []
    on = legal_day(at)
    rows = FilingRight.everything.filter(filing=filing, left_out=False).order_by("right_id")
    right_ids = list(rows.values_list("right_id", flat=True))
    standings = load(right_ids, by=ASKER, on=on, asking=filing, links_of=signed_in_filer(filing))
    return wanted(declared, filing.claims, [standings[pk] for pk in right_ids])


def _asked(filing: Filing) -> dict[tuple[str, int], ConsentRequest]:
    """The requests of the filing, for each party and right."""
    found: dict[tuple[str, int], ConsentRequest] = {}
    for request in requests_of(filing).prefetch_related(Prefetch("rights", Right.everything.only("pk"))):
        found |= {(compared(request.party), right.pk): request for right in request.rights.all()}
    return found


Grouped = Iterator[tuple[Reach, list[Wanted]]]


def _grouped(fresh: Sequence[Wanted], filing: Filing, *, at: datetime) -> Grouped:
    """One request for each party and way: namesakes at different addresses are different people."""
    found: dict[tuple[str, Reach], list[Wanted]] = {}
    for one in fresh:
        found.setdefault((one.key[0], reach_of(one, filing, at=at)), []).append(one)
    return ((reach, together) for (_name, reach), together in found.items())


def _ask(filing: Filing, reach: Reach, together: Sequence[Wanted], *, at: datetime) -> None:
    first = together[0]
    request = ConsentRequest.everything.create(
        reference=new_reference("AGR"),
        filing=filing,
        party=first.consent.party,
        role=first.consent.role,
        says=first.says(),
        is_approval=first.is_approval,
        way=reach.way,
        asked_at=at,
        expires_at=at + LASTS,
    )
    request.rights.add(*(one.standing.right.id for one in together))
    request.accounts.set(Organisation.objects.filter(pk__in=reach.accounts))
    tell_asked(request, reach, at=at)


def _chase(request: ConsentRequest, *, at: datetime) -> bool:
    with transaction.atomic():
        locked = ConsentRequest.everything.select_for_update().get(pk=request.pk)
        if locked.state != ConsentRequest.State.WAITING or locked.chased_at:
            return False
        locked.chased_at = at
        locked.save(update_fields=["chased_at"])
        _tell_again(locked, at=at)
    return True


def _tell_again(request: ConsentRequest, *, at: datetime) -> None:
    """At the address that is on record by now, if it has stood long enough."""
    rights = set(Right.everything.filter(consents=request).values_list("pk", flat=True))
    needed = [one for one in _needed(request.filing, at=at) if one.standing.right.id in rights]
    for one in needed:
        if one.key[0] == compared(request.party):
            tell_asked(request, reach_of(one, request.filing, at=at), at=at)
            return


def _stop(filing: Filing, *, at: datetime) -> bool:
    with transaction.atomic():
        locked = lock(filing)
        if locked.state != State.AWAITING_AGREEMENT:
            return False
        tell_silence(stop_waiting(locked, at=at, why="Not everybody has answered in time."), at=at)
    return True
