"""Reminders to accounts, by their preference: 90, 30 and 7 days before, when late, and when lapsed, together."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import translation

from accounts.contact import Person, people_of
from core.actor import System
from core.walls import put_behind
from notifications.preferences import by_email
from notifications.recipients import Recipient
from notifications.services import Telling, tell_many
from rights.models import Right
from rights.reminding import copies
from rights.reminding.fees import fee_words
from rights.reminding.queries import Claim, claim_reminders
from rights.reminding.words import Due, message_of
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
        told = [*_tellings(claims, rights, standings), *copies.tellings(claims, rights, standings)]
        tell_many(told, at=at, in_bulk=True)
    return len(claims)


def _tellings(claims: list[Claim], rights: dict[int, Right], standings: dict[int, Standing]) -> Iterable[Telling]:
    """One message for each account, wall and stage; its key names its first reminder, which is claimed once, ever."""
    together: dict[tuple[UUID, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        together[claim.organisation_id, claim.wall_key, claim.stage].append(claim)
    recipients = {each: recipient_for(*each) for each in {(claim.organisation_id, claim.wall_key) for claim in claims}}
    for (organisation_id, wall_key, stage), group in together.items():
        to, first = recipients[organisation_id, wall_key], group[0]
        with translation.override(to.language):
            items = [Due(each, rights[each.right_id], fee_words(standings.get(each.right_id))) for each in group]
            message = message_of(items)
        begins = "reminder" if len(group) == 1 else "reminders"
        key = f"{begins}:{first.right_id}:{first.year}:{stage}:{organisation_id}"
        if wall_key:  # a message about several rights stands behind their wall by the name of the wall itself
            put_behind(organisation_id, {wall_key: [wall_key]})
        yield Telling(message, to, key, items[0].right.number if len(group) == 1 else wall_key)


def recipient_for(organisation_id: UUID, wall_key: str = "") -> Recipient:
    """The account's mailbox, and the email of who joined first, behind the wall, where the account wants emails."""
    people: list[Person] = people_of(organisation_id, behind=[wall_key] if wall_key else [])
    first = people[0] if people else None
    email = first.email if first and by_email(organisation_id) else ""
    return Recipient(
        email=email,
        name=first.name if first else "",
        language=first.language if first else "en",
        organisation_id=organisation_id,
    )
