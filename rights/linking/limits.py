"""How many codes may be sent: for an organisation, to an address, for a right."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from core.actor import Acting
from rights.linking.contacts import EMAIL, LETTER
from rights.linking.problems import TooMany
from rights.linking.proofs import ProofOption
from rights.linking.queries import hold_names
from rights.models import LinkCodeSending, LinkRequest

BETWEEN = timedelta(minutes=1)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
CODES_OF_AN_ORGANISATION_A_DAY = 30
EMAILS_TO_AN_ADDRESS_A_DAY = 10
EMAILS_TO_AN_ADDRESS_OF_AN_ORGANISATION_A_DAY = 5
EMAILS_FOR_A_RIGHT_A_DAY = 10
LETTERS_FOR_A_RIGHT_A_WEEK = 2
LETTERS_TO_AN_ADDRESS_A_WEEK = 3
LOCKED_FOR = timedelta(days=1)

TOO_SOON = _("We sent a code less than a minute ago. Wait a minute before you ask for another.")
LETTERS_OUT = _(
    "We sent 2 letters about %(number)s this week, which is the most we send. Wait for them, or choose another proof."
)
LETTERS_THERE = _("We sent several letters to this address this week. Wait for them, or choose another proof.")


def keep_limits(requests: Sequence[LinkRequest], option: ProofOption, *, by: Acting, at: datetime) -> None:
    """Demands that one more code is within every limit, and lets nobody else count until it was sent.

    Raises:
        TooMany: with when to come back.
    """
    own = by.organisation_id
    hold_names([f"organisation {own}", f"address {option.address}", *(f"right {r.right_id}" for r in requests)], by=by)
    to_address = _sent(at - BETWEEN).filter(organisation_id=own, address_digest=option.address)
    _demand(to_address, 1, TOO_SOON)
    _demand(_sent(at - DAY).filter(organisation_id=own), CODES_OF_AN_ORGANISATION_A_DAY)
    if option.channel == EMAIL:
        _keep_email_limits(requests, option, own, at=at)
    else:
        _keep_letter_limits(requests, option, at=at)


def _keep_email_limits(requests: Sequence[LinkRequest], option: ProofOption, own: UUID, *, at: datetime) -> None:
    emails = _sent(at - DAY).filter(channel=EMAIL)
    there = emails.filter(address_digest=option.address)
    _demand(there, EMAILS_TO_AN_ADDRESS_A_DAY)
    _demand(there.filter(organisation_id=own), EMAILS_TO_AN_ADDRESS_OF_AN_ORGANISATION_A_DAY)
    for request in requests:
        _demand(emails.filter(right_id=request.right_id), EMAILS_FOR_A_RIGHT_A_DAY)


def _keep_letter_limits(requests: Sequence[LinkRequest], option: ProofOption, *, at: datetime) -> None:
    letters = _sent(at - WEEK).filter(channel=LETTER)
    for request in requests:
        words = LETTERS_OUT % {"number": request.right.number}
        _demand(letters.filter(right_id=request.right_id), LETTERS_FOR_A_RIGHT_A_WEEK, words)
    _demand(letters.filter(address_digest=option.address), LETTERS_TO_AN_ADDRESS_A_WEEK, LETTERS_THERE)


def _sent(since: datetime) -> QuerySet[LinkCodeSending]:
    return LinkCodeSending.objects.filter(sent_at__gt=since)


def _demand(sent: QuerySet[LinkCodeSending], most: int, words: object = "") -> None:
    """Counts emails and letters, not the rights that one of them was about."""
    if sent.values("batch").distinct().count() >= most:
        raise TooMany(str(words)) if words else TooMany
