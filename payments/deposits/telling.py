"""Telling an organisation about its money: those of its people who may see it."""

from datetime import datetime

from django.utils import translation

from accounts.contact import money_people_of
from notifications.messages.base import Message
from notifications.recipients import Recipient
from notifications.services import tell
from payments.models import DepositAccount


def tell_money_people(account: DepositAccount, message: Message, occasion: str, *, at: datetime) -> None:
    """The message to everybody who may see the organisation's money; once for each occasion and line."""
    for person in money_people_of(account.organisation_id):
        organisation = account.organisation_id
        to = Recipient(person.email, (), person.name, person.language, organisation, person.user_id)
        key = f"{account.reference}:{account.lines}:{occasion}:{person.user_id}"
        with translation.override(person.language):
            tell(message, to=to, key=key, about=account.reference, at=at)
