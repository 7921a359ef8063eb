"""What follows if a filing is taken back, in words: said before anybody does it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from transactions.consents.asking import requests_of
from transactions.models import ConsentRequest, Filing
from transactions.registry import type_named
from transactions.states import State


def consequences(filing: Filing) -> list[str]:
    """One sentence for each thing that follows, those that the type declares first."""
    return [str(text) for text in _consequences(filing) if text]


def _consequences(filing: Filing) -> Iterator[object]:
    yield _("Nothing is changed on the register. You cannot undo this, but you can start again at any time.")
    if filing.state == State.DRAFT:
        yield _("Your answers and the documents that you added to it are no longer used.")
        return
    yield type_named(filing.type).withdraw_words
    if filing.state == State.AWAITING_PAYMENT:
        yield _("If a payment has begun it is cancelled, and you are not charged.")
    elif filing.paid_on:
        yield _("We send back what you paid, to the card that you paid with.")
    if requests_of(filing).filter(state=ConsentRequest.State.WAITING).exists():
        yield _("Those whom we asked to agree are no longer asked.")
    yield _("If you ask again, the new request counts from the day on which you send it.")
