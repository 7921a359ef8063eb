"""The notices of rules 39 and 41, which nobody can switch off."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from core.actor import System
from core.design.formats import day_words
from notifications.messages import LapseNotice, Message, OverdueNotice
from notifications.recipients import Recipient
from notifications.services import Telling, tell_many
from rights.linking.contacts import OnRecord, on_record
from rights.models import Contact, Right
from rights.reminding.fees import fee_words
from rights.reminding.queries import Owed, claim_statutory
from rights.standing import Standing, load_standings
from rights.statuses import Purpose

BATCH = 2000
ORDER = (Purpose.RENEWAL_REMINDER, Purpose.SERVICE, Purpose.PROPRIETOR)


def send_statutory_notices(*, on: date, at: datetime, held: Collection[int]) -> int:
    """Sends every notice owed on the London day (Patents Rules 2007 rr.39 and 41); returns how many.

    Not for rights in ``held``, whose timely payment is still being looked at.
    """
    sent = 0
    while owed := _send_batch(on=on, at=at, held=sorted(held)):
        sent += owed
    return sent


def _send_batch(*, on: date, at: datetime, held: list[int]) -> int:
    with transaction.atomic():
        owed = claim_statutory(System("notices"), on=on, held=held, limit=BATCH)
        rights = Right.everything.in_bulk({each.right_id for each in owed})
        contacts = _contacts(rights)
        standings = load_standings(sorted(rights), by=System("notices"), on=on)
        tell_many(_tellings(owed, rights, contacts, standings), at=at, in_bulk=True)
    return len(owed)


def _contacts(rights: Collection[int]) -> dict[int, dict[str, OnRecord]]:
    found: dict[int, dict[str, OnRecord]] = defaultdict(dict)
    for contact in Contact.everything.filter(right_id__in=rights).select_related("particulars"):
        found[contact.right_id][contact.purpose] = on_record(contact)
    return found


def _tellings(
    owed: list[Owed], rights: dict[int, Right], contacts: dict[int, dict[str, OnRecord]], standings: dict[int, Standing]
) -> Iterable[Telling]:
    for each in owed:
        right = rights[each.right_id]
        recipient = recipient_among(contacts.get(right.pk, {}))
        key = f"{each.stage}:{right.pk}:{each.year}"
        message = _message(each.stage, right, fee_words(standings.get(right.pk)))
        yield Telling(message, recipient, key, right.number)


def recipient_among(contacts: dict[str, OnRecord]) -> Recipient:
    """The last payer's reminder address, else the address for service (r.39(3)), else the proprietor's.

    The postal address beside an email, for when that does not arrive, is the first that is known in the same order.
    """
    known = [contacts[purpose] for purpose in ORDER if purpose in contacts]
    reachable = [contact for contact in known if contact.email or contact.lines]
    if not reachable:
        return Recipient()
    by_post = next((contact for contact in reachable if contact.lines), reachable[0])
    return replace(by_post.recipient(), email=reachable[0].email)


def _message(stage: str, right: Right, fee: str) -> Message:
    if stage == "rule-41":
        ceased_on = right.ceased_on or right.next_renewal_on
        return LapseNotice(right.number, right.title, _words(ceased_on), _words(right.restore_by))
    return OverdueNotice(
        right_number=right.number,
        title=right.title,
        renewal_on=_words(right.next_renewal_on),
        due_on=_words(right.due_on),
        late_until=_words(right.late_until),
        fee=fee,
    )


def _words(day: date | None) -> str:
    return day_words(day) if day else "–"
