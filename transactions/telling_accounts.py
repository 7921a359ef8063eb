"""Tells the people of other accounts: those linked to a right of which somebody asks something who is not."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from accounts.contact import people_of
from core.actor import System
from core.days import legal_day
from notifications.messages import ChangeAskedByParty, Message
from notifications.recipients import Recipient
from notifications.services import tell
from rights.models import Link
from transactions.examination import files_as_party
from transactions.kind import Who
from transactions.models import Filing, FilingRight
from transactions.receipt import is_keyed, signed_in_filer
from transactions.registry import type_named
from transactions.standings import load
from transactions.telling import listed
from transactions.walls import wall_for

TELLER = System("transactions")


def tell_people(
    organisation_id: UUID, message_of: Callable[[], Message], *, key: str, about: str, at: datetime
) -> None:
    """The same message to everybody of an account who may know of it, each in their language."""
    wall_for(organisation_id, about)
    for person in people_of(organisation_id, about=[about]):
        to = Recipient(person.email, (), person.name, person.language, organisation_id, person.user_id)
        with translation.override(to.language):
            message = message_of()
        tell(message, to=to, key=f"{key}:{person.user_id}", about=about, at=at)


def tell_linked(filing: Filing, *, at: datetime) -> None:
    """Everybody whose account is linked learns of what an account that is not linked asks for, or paper, or a call."""
    rights = _keyed(filing) if is_keyed(filing) else _asked_by_party(filing, at=at)
    if not rights:
        return
    links = Link.everything.filter(right_id__in=rights, state=Link.State.ACTIVE)
    numbers: dict[UUID, list[str]] = {}
    for link in links.order_by("right_id"):
        numbers.setdefault(link.organisation_id, []).append(link.number)
    for organisation_id, theirs in numbers.items():
        if organisation_id != signed_in_filer(filing):
            _tell_account(filing, organisation_id, theirs, at=at)


def _keyed(filing: Filing) -> list[int]:
    """The rights of what nobody proved by a sign-in; none where anybody may ask."""
    if Who.ANYONE in type_named(filing.type).who:
        return []
    return list(FilingRight.everything.filter(filing=filing, left_out=False).values_list("right_id", flat=True))


def _asked_by_party(filing: Filing, *, at: datetime) -> list[int]:
    """The rights for which whoever filed is neither a linked owner nor a representative with authority."""
    on, declared = legal_day(at), type_named(filing.type)
    if Who.PARTY not in declared.who:
        return []
    rows = FilingRight.everything.filter(filing=filing, left_out=False).order_by("right_id")
    standings = load(list(rows.values_list("right_id", flat=True)), by=TELLER, on=on, links_of=filing.organisation_id)
    return [pk for pk, standing in standings.items() if files_as_party(declared, standing, on)]


def _tell_account(filing: Filing, organisation_id: UUID, numbers: list[str], *, at: datetime) -> None:
    declared = type_named(filing.type)

    def message() -> Message:
        return ChangeAskedByParty(
            what=str(declared.title),
            right_numbers=listed(list(dict.fromkeys(numbers))),
            reference=filing.reference,
            asked_by=filing.on_behalf_of or (filing.organisation.name if filing.organisation else _("Somebody")),
            next_steps=str(declared.next_words),
        )

    tell_people(organisation_id, message, key=f"{filing.reference}:linked", about=filing.reference, at=at)
