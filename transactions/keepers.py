"""Keeps the promises that reach transactions: money, and filings to go on with."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

import structlog

from accounts.actors import NoMember
from accounts.api_clients.acting import recalled
from accounts.organising.members import LEFT
from core import audit
from core.days import legal_day
from core.outbox.registry import Abandon, Payload, keeps
from core.pdf import NoPdfHere
from rights.link_ends import LINKS_ENDED
from rights.models import Link
from rights.watching import WATCHED
from transactions.automatic.refusing import stop_refused
from transactions.bundling import DRAW, draw_part
from transactions.dues import filing_of
from transactions.links_ended import follow_ended_links
from transactions.lists.checking import check_run
from transactions.lists.making import CHECK
from transactions.models import Filing, RightsList
from transactions.recording import RECORDER, record_run
from transactions.services.taking_in import look_again
from transactions.services.taking_money import Money, lose_money, settle_money, take_money
from transactions.states import ENDED
from transactions.successors import pass_on
from transactions.telling import tell_ended
from transactions.telling_money import tell_refund
from transactions.waiting_entries import enter_run
from transactions.watched import tell_watched

log = structlog.get_logger(__name__)


@keeps("payment-capturable")
def keep_capturable(payload: Payload, *, at: datetime) -> None:
    """The card is authorised."""
    take_money(Money.told(payload), at=at)


@keeps("payment-settled")
def keep_settled(payload: Payload, *, at: datetime) -> None:
    """The money is there."""
    settle_money(Money.told(payload), at=at)


@keeps("payment-lost")
def keep_lost(payload: Payload, *, at: datetime) -> None:
    """The money will not come."""
    was_confirmed, was_taken = payload.get("paid_on") is not None, payload.get("why") == "too-little"
    lose_money(payload["payment"], payload["subject"], was_confirmed=was_confirmed, was_taken=was_taken, at=at)


@keeps("payment-disputed")
def keep_disputed(payload: Payload, *, at: datetime) -> None:
    """A cardholder disputes a payment: officers look at it, and no entry is undone by itself."""
    audit.note(
        "payment-disputed", by=RECORDER, at=at, subject=payload["subject"], details={"payment": payload["payment"]}
    )
    log.warning("payment-disputed", subject=payload["subject"])


@keeps("refund-made")
def keep_refund(payload: Payload, *, at: datetime) -> None:
    """Money went back: the filer is told."""
    filing = filing_of(payload["subject"]).first()
    if filing is not None:
        tell_refund(
            filing,
            str(payload.get("refund", payload["payment"])),
            payload["amount_pence"],
            because=str(payload.get("because", "")),
            at=at,
        )


@keeps("record-filing")
def keep_recording(payload: Payload, *, at: datetime) -> None:
    """The next run of a large filing; each run promises the one after it."""
    record_run(Filing.everything.get(reference=payload["reference"]), at=at)


@keeps("enter-waiting")
def keep_entering(payload: Payload, *, at: datetime) -> None:
    """The next run of what a wait or an ending says of a large filing's rights."""
    enter_run(Filing.everything.get(reference=payload["reference"]), at=at)


@keeps(WATCHED)
def keep_watched(payload: Payload, *, at: datetime) -> None:
    """Something was entered that somebody waits to hear of."""
    tell_watched([(about, right_id, number) for about, right_id, number in payload["entries"]], at=at)


@keeps(LINKS_ENDED)
def keep_links_ended(payload: Payload, *, at: datetime) -> None:
    """Links ended: the drafts that hung on them are closed or handed over, and what was planned by them is stopped."""
    follow_ended_links(payload["links"], at=at)
    rights = Link.everything.filter(pk__in=payload["links"]).values_list("right_id", flat=True)
    stop_refused(list(rights), legal_day(at), at=at)


@keeps(CHECK)
def keep_check(payload: Payload, *, at: datetime) -> None:
    """The dry run of a list goes on, as long as whoever made it belongs to the account."""
    made = RightsList.everything.filter(reference=payload["reference"]).first()
    if made is not None:
        with suppress(NoMember):
            check_run(made.reference, by=recalled(payload, made.organisation_id), at=at)


@keeps(DRAW)
def keep_drawing(payload: Payload, *, at: datetime) -> None:
    """Certificates are drawn, fifty at a time."""
    try:
        draw_part(str(payload["reference"]), at=at)
    except NoPdfHere as problem:
        raise Abandon(str(problem)) from problem


@keeps(LEFT)
def keep_left(payload: Payload, *, at: datetime) -> None:
    """A member left their organisation: somebody else goes on with what they had begun."""
    who = (UUID(payload[name]) for name in ("organisation", "user", "successor"))
    pass_on(*who, at=at)


@keeps("filing-ended")
def keep_ended(payload: Payload, *, at: datetime) -> None:
    """The filer is told, and filings that waited for this one go on."""
    filing = Filing.everything.get(reference=payload["reference"])
    if filing.state not in ENDED:
        return  # it was opened again meanwhile: its next end makes a promise of its own
    tell_ended(filing, at=at)
    look_again(filing, at=at)
