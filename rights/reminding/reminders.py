"""Reminders to accounts, by their preference: 90, 30 and 7 days before, when late, and when lapsed."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation

from accounts.contact import Person, people_of
from core.actor import System
from core.design.formats import day_words
from notifications.messages import Message, ReminderDue, ReminderLapsed, ReminderLate
from notifications.preferences import by_email
from notifications.recipients import Recipient
from notifications.services import Telling, tell_many
from rights.models import Right
from rights.reminding.fees import fee_words
from rights.reminding.queries import Claim, claim_reminders
from rights.standing import Standing, load_standings

BATCH = 2000


def remind(*, on: date, at: datetime, held: Collection[int] = ()) -> int:
    """Sends what is due on the London day and was never sent; returns how many reminders that were.

    Rights in ``held``, whose timely payment is still being looked at, are not called late or lapsed.
    """
    sent = 0
    while claims := _remind_batch(on=on, at=at, held=sorted(held)):
        sent += claims
    return sent


def _remind_batch(*, on: date, at: datetime, held: list[int]) -> int:
    with transaction.atomic():
        claims = claim_reminders(System("reminders"), on=on, held=held, limit=BATCH)
        rights = Right.everything.in_bulk({claim.right_id for claim in claims})
        standings = load_standings(sorted(rights), by=System("reminders"), on=on)
        tell_many(_tellings(claims, rights, standings), at=at, in_bulk=True)
    return len(claims)


def _tellings(claims: list[Claim], rights: dict[int, Right], standings: dict[int, Standing]) -> Iterable[Telling]:
    recipients = {each: recipient_for(each) for each in {claim.organisation_id for claim in claims}}
    for claim in claims:
        right = rights[claim.right_id]
        key = f"reminder:{right.pk}:{claim.year}:{claim.stage}:{claim.organisation_id}"
        to = recipients[claim.organisation_id]
        with translation.override(to.language):
            message = _message(claim, right, fee_words(standings.get(right.pk)))
        yield Telling(message, to, key, right.number)


def recipient_for(organisation_id: UUID) -> Recipient:
    """The account's mailbox, and the email of who joined first where the account wants emails."""
    people: list[Person] = people_of(organisation_id)
    first = people[0] if people else None
    email = first.email if first and by_email(organisation_id) else ""
    return Recipient(
        email=email,
        name=first.name if first else "",
        language=first.language if first else "en",
        organisation_id=organisation_id,
    )


def _message(claim: Claim, right: Right, fee: str) -> Message:
    shared = {"right_number": right.number, "title": right.title, "own_reference": claim.own_reference or "–"}
    renew_url = f"{settings.PUBLIC_URL}/renew/?number={right.number}"
    if claim.stage == "lapsed":
        return ReminderLapsed(
            **shared, ceased_on=_words(right.next_renewal_on or right.ceased_on), restore_by=_words(right.restore_by)
        )
    if claim.stage == "late":
        return ReminderLate(**shared, late_until=_words(right.late_until), fee=fee, renew_url=renew_url)
    return ReminderDue(**shared, due_on=_words(right.due_on), fee=fee, renew_url=renew_url)


def _words(day: date | None) -> str:
    return day_words(day) if day else "–"
