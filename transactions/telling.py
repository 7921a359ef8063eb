"""Tells people what becomes of filings: the filer, and everybody whom a change concerns."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from hashlib import sha256

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.contact import people_of
from core.days import legal_day
from core.design.formats import counted, day_words, pounds
from core.walls import walls_of
from notifications.messages import (
    ContactChangedNew,
    ContactChangedOld,
    Message,
)
from notifications.messages.changes import (
    ChangeAsked,
    ChangeMade,
    FilingNotDone,
    FilingOpenedAgain,
    FilingOutcome,
    FilingReceived,
    FilingWaits,
)
from notifications.messages.renewals import RenewalCertificate
from notifications.recipients import Recipient
from notifications.services import tell
from rights.standing import Standing
from transactions.kind import Concern, Stage, Words
from transactions.models import Certificate, Filing, FilingRight, Movement
from transactions.money import cause_of, keeps_fees
from transactions.objecting import objection_address
from transactions.parts import CertificateKind
from transactions.registry import type_named
from transactions.states import Outcome, State

NAMED = 20
MOST_LISTED = 100


def as_asked(*, changed_on: str, dispute_url: str, **said: str) -> ChangeAsked:
    """Of what is only asked for: the day of asking, and no address to say that it is wrong."""
    return ChangeAsked(asked_on=changed_on, **said)


def without_what(said: dict[str, str]) -> dict[str, str]:
    """The fields of a message whose text says itself what changed."""
    return {name: text for name, text in said.items() if name != "what"}


CONCERNED: Mapping[str, Callable[..., Message]] = {
    "change-made": ChangeMade,
    "change-asked": as_asked,
    "contact-changed-old": lambda **said: ContactChangedOld(**without_what(said)),
    "contact-changed-new": lambda **said: ContactChangedNew(**without_what(said)),
}
"""What may be said to those whom a change concerns, by the name that a type's ``Concern`` gives."""


def filer_of(filing: Filing) -> Recipient:
    """Where the filer is told: by post if they want that, else by email, and in the account's mailbox if it has one."""
    return Recipient(
        email="" if filing.post_to else _email_of(filing),
        address_lines=tuple(filing.post_to),
        name=filing.on_behalf_of if filing.post_to else "",
        language=filing.language,
        organisation_id=filing.organisation_id,
        large_print=filing.large_print,
    )


def _email_of(filing: Filing) -> str:
    """The filer's, unless a wall has shut them out of their account's request meanwhile: then of who is behind it."""
    if filing.organisation_id is None or not walls_of(filing.organisation_id, [filing.reference]):
        return filing.email
    inside = [person.email for person in people_of(filing.organisation_id, about=[filing.reference])]
    return filing.email if filing.email in inside else next(iter(inside), "")


def tell_received(filing: Filing, *, at: datetime) -> None:
    """Acknowledges a filing that officers or a wait will decide."""
    with translation.override(filing.language):
        declared = type_named(filing.type)
        steps = _next_steps(filing)
        message = FilingReceived(str(declared.title), filing.reference, steps, address_of(filing))
    tell_filer(filing, message, "received", at=at)


def _next_steps(filing: Filing) -> str:
    declared = type_named(filing.type)
    if filing.state != State.AWAITING_AGREEMENT:
        return str(declared.next_words)
    waits = _("These must agree first: %(who)s. The page of your request says how we asked them.")
    return waits % {"who": filing.waits_for}


def tell_ended(filing: Filing, *, at: datetime) -> None:
    """Tells the filer how it ended, with certificates where there are any; a withdrawal needs no telling."""
    if filing.state == State.WITHDRAWN:
        return
    certificates = list(Certificate.objects.filter(filing=filing).order_by("right_id"))
    with translation.override(filing.language):
        renewed = [one for one in certificates if one.kind == CertificateKind.RENEWAL]
        message = _certified(filing, renewed) if renewed else _outcome(filing, certificates)
    tell_filer(filing, message, "ended", at=at)
    _tell_left(filing, at=at)


def tell_waiting(filing: Filing, stage: Stage, *, at: datetime) -> None:
    """A wait began in which the filer may have something to do: what it is, and until when."""
    moves = Movement.everything.filter(filing=filing).count()
    with translation.override(filing.language):
        message = FilingWaits(
            what=str(type_named(filing.type).title),
            reference=filing.reference,
            right_numbers=numbers_of(filing),
            stage=str(stage.title),
            says=str(stage.says),
            until=_until(filing, stage),
            filing_url=address_of(filing),
        )
    tell_filer(filing, message, f"waits:{moves}", at=at)


def _until(filing: Filing, stage: Stage) -> str:
    amount = pounds(filing.amount_pence)
    if filing.stage_ends_on is None:
        return _("Pay %(amount)s to go on.") % {"amount": amount} if stage.paid_to else "-"
    words = {"day": day_words(filing.stage_ends_on), "amount": amount}
    if stage.paid_to:
        return _("Pay %(amount)s by %(day)s. The price can change until then.") % words
    return _("This lasts until %(day)s.") % words


def tell_concerned(filing: Filing, standings: Sequence[Standing], *, at: datetime) -> None:
    """Tells everybody concerned once, with all the rights that it is about. Standings are those before the change."""
    declared = type_named(filing.type)
    _tell_each(filing, [(one, declared.concerned(filing.claims, one)) for one in standings], at=at)


def tell_undone(filing: Filing, standings: Sequence[Standing], *, at: datetime) -> None:
    """Tells the filer, and everybody who was told of the change, that it was entered by mistake and is taken back."""
    declared = type_named(filing.type)
    with translation.override(filing.language):
        message = FilingOpenedAgain(str(declared.title), filing.reference, numbers_of(filing), address_of(filing))
    tell_filer(filing, message, "opened-again", at=at)
    _tell_each(filing, [(one, map(_undone, declared.concerned(filing.claims, one))) for one in standings], at=at)


def _undone(concern: Concern) -> Concern:
    says = gettext_lazy("We entered a change by mistake and have taken it back. The register says what it said before.")
    return replace(concern, says=says, message="change-made", may_object=False)


def tell_of_stage(filing: Filing, standings: Sequence[Standing], on: date, *, at: datetime) -> None:
    """Tells everybody whom the wait that began on the day concerns, once, with all the rights that it is about."""
    ask = partial(type_named(filing.type).stage_concerned, filing.entering, filing.claims)
    _tell_each(filing, [(one, ask(one, on)) for one in standings], at=at)


def _tell_each(filing: Filing, found: Iterable[tuple[Standing, Iterable[Concern]]], *, at: datetime) -> None:
    told = dict[Concern, list[str]]()
    for standing, concerns in found:
        for concern in concerns:
            told.setdefault(concern, []).append(standing.right.number)
    for concern, numbers in told.items():
        _tell_concern(filing, concern, numbers, at=at)


def numbers_of(filing: Filing) -> str:
    """The numbers of the filing's rights in one line, the first twenty of many."""
    rows = FilingRight.everything.filter(filing=filing, left_out=False).order_by("right_id")
    return listed(list(rows.values_list("right__number", flat=True)))


def listed(numbers: Sequence[str]) -> str:
    """Numbers in one line."""
    shown = ", ".join(numbers[:NAMED])
    more = len(numbers) - NAMED
    return _("%(shown)s and %(more)s more") % {"shown": shown, "more": counted(more)} if more > 0 else shown


def address_of(filing: Filing) -> str:
    """Where the filer finds it."""
    return f"{settings.PUBLIC_URL}/filings/{filing.reference}/"


def not_done(filing: Filing, numbers: str, why: Words, money: str) -> FilingNotDone:
    """That it could not be done, and what becomes of the money."""
    return FilingNotDone(str(type_named(filing.type).title), numbers, filing.reference, str(why), money)


def tell_filer(filing: Filing, message: Message, occasion: str, *, at: datetime) -> None:
    """The message to whoever filed it, once for each occasion."""
    tell(message, to=filer_of(filing), key=cause_of(filing, occasion), about=filing.reference, at=at)


def _tell_concern(filing: Filing, concern: Concern, numbers: Sequence[str], *, at: datetime) -> None:
    who = sha256(repr((concern, numbers[0])).encode()).hexdigest()[:24]
    to = Recipient(concern.email, concern.address_lines, concern.name)
    with translation.override(to.language):
        message = CONCERNED[concern.message](
            what=str(concern.says),
            right_numbers=listed(numbers),
            reference=filing.reference,
            changed_on=day_words(legal_day(at)),
            dispute_url=objection_address(filing, who, at=at) if concern.may_object else settings.PUBLIC_URL,
        )
    tell(message, to=to, key=cause_of(filing, who), about=filing.reference, at=at)


def _certified(filing: Filing, certificates: Iterable[Certificate]) -> Message:
    issued = list(certificates)
    paid = sum(one.body["renewal_pence"] + one.body["additional_pence"] for one in issued)
    lines = [_certificate_line(one) for one in issued[:MOST_LISTED]]
    if len(issued) > MOST_LISTED:
        words = _("and %(more)s more: see %(address)s")
        lines.append("* " + words % {"more": counted(len(issued) - MOST_LISTED), "address": address_of(filing)})
    paid_on = day_words(filing.paid_on) if filing.paid_on else ""
    numbers = listed([one.body["number"] for one in issued])
    return RenewalCertificate(numbers, pounds(paid), paid_on, filing.reference, "\n".join(lines))


def _certificate_line(one: Certificate) -> str:
    number, cost = one.body["number"], pounds(one.body["renewal_pence"] + one.body["additional_pence"])
    return f"* {number}, {cost}: {settings.PUBLIC_URL}/certificates/{one.code}/"


def _outcome(filing: Filing, issued: Iterable[Certificate]) -> Message:
    declared = type_named(filing.type)
    done = filing.state == State.RECORDED
    outcome = str(declared.done_words) if done else _("We could not do what you asked.")
    shown = list(issued)[:MOST_LISTED]
    lines = [f"* {one.body['number']}: {settings.PUBLIC_URL}/certificates/{one.code}/" for one in shown]
    return FilingOutcome(
        what=str(declared.title),
        reference=filing.reference,
        right_numbers=numbers_of(filing),
        outcome="\n".join([outcome, *lines]),
        why=filing.decided_why or _first_reason(filing) or "-",
        filing_url=address_of(filing),
    )


def _first_reason(filing: Filing) -> str:
    rows = FilingRight.everything.filter(filing=filing, outcome=Outcome.NOT_DONE).exclude(why="")
    return rows.values_list("why", flat=True).first() or ""


def _tell_left(filing: Filing, *, at: datetime) -> None:
    """Of a filing that was paid: the rights that could not be done, whose money goes back."""
    rows = FilingRight.everything.filter(filing=filing, outcome=Outcome.NOT_DONE).select_related("right")
    owed = sum(row.own_pence for row in rows)
    if filing.state != State.RECORDED or not filing.paid_on or not owed or keeps_fees(filing):
        return
    with translation.override(filing.language):
        money = _("We will send back %(amount)s to the card that you paid with.") % {"amount": pounds(owed)}
        message = not_done(filing, listed([row.right.number for row in rows]), rows[0].why, money)
    tell_filer(filing, message, "left", at=at)
