"""Submits a draft: freezes its answers and its price, and sends it on its way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core.actor import Actor, Officer, label, organisation_of, require_fresh_sign_in
from core.design.formats import day_words
from rights.standing import Standing
from transactions.apart import demand_disinterested
from transactions.examination import Examination, files_as_party
from transactions.examining import examine_filing
from transactions.form_fees import form_charge
from transactions.kind import Route, Who
from transactions.models import Filing
from transactions.pricing import keep_price
from transactions.receipt import day_that_counts, is_keyed
from transactions.services.taking_in import take_in
from transactions.standings import load
from transactions.states import State
from transactions.workflow import lock, move


@dataclass(frozen=True)
class Seen:
    """The price that stood on the page: the London day for which it was worked out, and the total in pence."""

    on: date
    total_pence: int


class NotReady(Exception):
    """Something is missing or objected to; ``examination`` says what."""

    def __init__(self, examination: Examination) -> None:
        super().__init__("; ".join(str(objection.text) for objection in examination.blocking))
        self.examination = examination


class PriceChanged(Exception):
    """The price is another one than was seen; ``why`` says so in words, and the new price may be agreed to."""

    def __init__(self, seen: Seen, now: Seen, why: str) -> None:
        super().__init__(why)
        self.seen, self.now, self.why = seen, now, why


def submit(filing: Filing, *, by: Actor, at: datetime, seen: Seen | None = None) -> Filing:
    """Submits a draft; where something is to be paid it then waits for the payment.

    Raises:
        NotReady, PriceChanged, CannotMove, LinkedToRight, NotPermitted, SignInTooOld.
    """
    with transaction.atomic():
        draft = lock(filing)
        if isinstance(by, Officer):
            demand_disinterested(draft, by)
        found = examine_filing(draft, by=by, on=day_that_counts(draft, at=at))
        if draft.state == State.DRAFT:
            _demand_ready(draft, found, by=by, at=at)
            demand_price(found, seen, by=by)
        return _send(draft, found, by=by, at=at)


def demand_price(found: Examination, seen: Seen | None, *, by: Actor) -> None:
    """Raises:
    PriceChanged: if somebody saw another price than this one.
    """
    if seen is not None and seen.total_pence != found.total_pence:
        why = why_changed(found, seen, by=by)
        raise PriceChanged(seen, Seen(found.on, found.total_pence), why)


def why_changed(found: Examination, seen: Seen, *, by: Actor) -> str:
    """Why the price differs from the one seen, from the first right of which the type knows a reason."""
    before = load([line.standing.right.id for line in found.lines], by=by, on=seen.on)
    for line in found.lines:
        if reason := found.declared.price_reason(before[line.standing.right.id], line.standing):
            return str(reason)
    if _form_pence(found, before, seen.on) != _form_pence(found, before, found.on):
        return _("The fees changed after %(day)s.") % {"day": day_words(seen.on)}
    return _("A fee, or what the register says of a right, has changed since you saw the price.")


def _form_pence(found: Examination, standings: Mapping[int, Standing], on: date) -> int | None:
    charge = form_charge(found.declared, next(iter(standings.values())), on) if standings else None
    return charge.amount_pence if charge else None


def _demand_ready(draft: Filing, found: Examination, *, by: Actor, at: datetime) -> None:
    if not found.is_ready:
        raise NotReady(found)
    if found.declared.gives_away and organisation_of(by) is not None:
        require_fresh_sign_in(by, at=at, reason=_("Sign in again before you submit this"))


def _route(draft: Filing, found: Examination, standings: list[Standing]) -> Route:
    """What the type says; but officers always look at what somebody asks for whose account is not linked.

    So they do at what was keyed in, unless anybody may ask for it: nobody has proved by a sign-in who asks.
    """
    declared = found.declared
    route = declared.route_for(found.answers, standings)
    is_unproved = is_keyed(draft) and Who.ANYONE not in declared.who
    by_party = any(files_as_party(declared, standing, found.on) for standing in standings)
    return Route.SINGLE if (by_party or is_unproved) and route == Route.AUTOMATIC else route


def _send(draft: Filing, found: Examination, *, by: Actor, at: datetime) -> Filing:
    standings: list[Standing] = [line.standing for line in found.payable]
    changes = {
        "submitted_at": at,
        "submitted_by": label(by),
        "received_at": draft.received_at if is_keyed(draft) else at,
        "email": draft.email or found.declared.receipt_email(found.answers),
        "route": _route(draft, found, standings),
    }
    if draft.state == State.DRAFT:
        changes |= keep_price(draft, found)
    name = "ask-payment" if found.total_pence else "submit"
    sent = move(draft, name, by=by, at=at, changes=changes)
    return sent if found.total_pence else take_in(sent, at=at)
