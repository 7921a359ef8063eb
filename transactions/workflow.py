"""Making a move: locks the filing, checks the table, changes the state and remembers it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.organising.two_people import SecondPersonNeeded, may_send
from accounts.roles import OfficePermission, allows
from core import audit
from core.actor import (
    Acting,
    Actor,
    Machine,
    NotPermitted,
    Officer,
    Public,
    System,
    label,
    may,
    organisation_of,
)
from core.office import tell_office
from notifications.webhooks.kinds import EventKind
from notifications.webhooks.telling import address_in_api, tell_systems
from transactions.models import KEYED, Filing, Movement
from transactions.moves import ANY_ROUTE, MOVES, Move, move_named
from transactions.parts import Acts
from transactions.states import ENDED, IN_THE_OFFICE, UNFINISHED

SENDS = ("submit", "ask-payment")
_TWO_PEOPLE = _("Your organisation has two people for every request. Hand it to a colleague who may approve it.")
_NOT_BY_ITSELF = _("This system prepares requests. A colleague sends them, unless an administrator lets it do so.")


class CannotMove(Exception):
    """The filing is not where the move begins, or the actor is not one who may make it."""


def moves_open_to(actor: Actor, filing: Filing) -> list[Move]:
    """The moves that the actor may make now, in the table's order: from these the buttons are drawn."""
    return [move for move in MOVES if _begins_here(move, filing) and may_make(actor, move, filing)]


def may_make(actor: Actor, move: Move, filing: Filing) -> bool:
    """Whether the actor is one who may make the move, wherever the filing is."""
    match move.by:
        case Acts.SERVICE:
            return isinstance(actor, System)
        case Acts.FILER:
            return is_filer(actor, filing) and _is_permitted(actor, move) and _is_second(actor, move, filing)
        case Acts.OFFICER:
            return isinstance(actor, Officer)
        case Acts.SECOND_OFFICER:
            return isinstance(actor, Officer) and filing.prepared_by not in (None, actor.user_id)


def is_filer(actor: Actor, filing: Filing) -> bool:
    """Whether the filing belongs to the account, or to the browser, that the actor speaks for.

    Until it is sent, the office speaks for whoever wrote to it or called.
    """
    if isinstance(actor, Public):
        return filing.organisation_id is None and actor.visitor != "" and actor.visitor == filing.visitor
    if filing.channel in KEYED and filing.state in UNFINISHED:
        return isinstance(actor, Officer)
    return isinstance(actor, Acting) and organisation_of(actor) == filing.organisation_id


def move(
    filing: Filing, name: str, *, by: Actor, at: datetime, why: str = "", changes: Mapping[str, Any] | None = None
) -> Filing:
    """Locks the filing, makes the move, changes ``changes`` with it and remembers it; returns the fresh row.

    Raises:
        CannotMove: if the table does not allow it here and to this actor.
        NotPermitted: if a member of the filing's account lacks the permission.
    """
    wanted = move_named(name)
    with transaction.atomic():
        locked = lock(filing)
        _demand(wanted, locked, by)
        before = locked.state
        for field, value in {**(changes or {}), "state": wanted.to_state, "changed_at": at}.items():
            setattr(locked, field, value)
        locked.ended_at = at if wanted.to_state in ENDED else None
        locked.save()
        made = _remember(locked, wanted, before, by=by, at=at, why=why)
        if isinstance(by, Acting):
            audit.note(f"request-{wanted.name}", by=by, at=at, subject=locked.reference)
        if {before, locked.state} & IN_THE_OFFICE:
            tell_office("filing", locked.reference, version=made.number, at=at)
        tell_moved(locked, version=made.number, at=at)
    return locked


def tell_moved(filing: Filing, *, version: int, at: datetime) -> None:
    """Tells the filer's systems where the filing is now."""
    href, about = address_in_api(f"filings/{filing.reference}"), filing.reference
    moved = EventKind.FILING_MOVED
    tell_systems(filing.organisation_id, moved, about, version=version, at=at, state=str(filing.state), href=href)


def lock(filing: Filing) -> Filing:
    """The filing's row as it is now, locked until the database transaction ends."""
    return Filing.everything.select_for_update().get(pk=filing.pk)


def why_not_send(filing: Filing, by: Actor) -> str:
    """Why somebody of the filer's account may not send the draft, so that a colleague has to; empty where they may."""
    try:
        _demand_allowed(move_named(SENDS[0]), filing, by)
    except NotPermitted as reason:
        return str(reason)
    return ""


def _demand_allowed(wanted: Move, filing: Filing, by: Actor) -> None:
    if wanted.by != Acts.FILER or not is_filer(by, filing):
        return
    if not _is_permitted(by, wanted):
        raise NotPermitted(str(_("Ask the administrator of your account to let you submit")))
    if not _is_second(by, wanted, filing):
        raise SecondPersonNeeded(str(_NOT_BY_ITSELF if isinstance(by, Machine) else _TWO_PEOPLE))


def _demand(wanted: Move, filing: Filing, by: Actor) -> None:
    if not _begins_here(wanted, filing):
        raise CannotMove(f"{filing.reference} is {filing.state}: it cannot {wanted.name}")
    _demand_allowed(wanted, filing, by)
    if not may_make(by, wanted, filing):
        raise CannotMove(f"{label(by)} may not {wanted.name} {filing.reference}")


def _begins_here(wanted: Move, filing: Filing) -> bool:
    return filing.state in wanted.from_states and (wanted.routes == ANY_ROUTE or filing.route in wanted.routes)


def _is_permitted(actor: Actor, wanted: Move) -> bool:
    if isinstance(actor, Officer):
        return allows(actor, OfficePermission.KEY_IN)
    return isinstance(actor, Public) or wanted.permission is None or may(actor, wanted.permission)


def _is_second(actor: Actor, wanted: Move, filing: Filing) -> bool:
    """Where an organisation has the two-person rule, nobody sends what they wrote last themselves."""
    if wanted.name not in SENDS or filing.organisation_id is None or isinstance(actor, Officer):
        return True
    return may_send(actor, written_by=filing.written_by)


def _remember(filing: Filing, made: Move, before: str, *, by: Actor, at: datetime, why: str) -> Movement:
    return Movement.everything.create(
        filing=filing,
        number=Movement.everything.filter(filing=filing).count() + 1,
        name=made.name,
        from_state=before,
        to_state=made.to_state,
        stage=filing.stage,
        why=why,
        answers_version=filing.answers_version,
        at=at,
        by=label(by),
    )
