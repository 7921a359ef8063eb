"""Lets those who were told of a change say that it is wrong: further changes stop, payment never does."""

from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from django.conf import settings
from django.db import transaction

from core import audit
from core.actor import Actor, Officer, label
from core.office import tell_office
from rights.models import Hold
from transactions.models import Filing, FilingRight, ObjectionToken
from transactions.states import Outcome

DISPUTED_CHANGE = "change-disputed"
OPEN_FOR = timedelta(days=14)


class NoSuchToken(LookupError):
    """The address is wrong, or was used, or its 14 days are over."""


def objection_address(filing: Filing, who: str, *, at: datetime) -> str:
    """A fresh address for one person; the secret in it is kept as a digest only."""
    secret = token_urlsafe(24)
    ObjectionToken.objects.create(digest=_digest(secret), filing=filing, made_at=at, expires_at=at + OPEN_FOR)
    return f"{settings.PUBLIC_URL}/this-is-wrong/{secret}/"


def objected_filing(secret: str, *, at: datetime) -> Filing:
    """The filing that the address is about; looking changes nothing.

    Raises:
        NoSuchToken.
    """
    return _token(secret, at=at).filing


def say_it_is_wrong(secret: str, *, by: Actor, at: datetime) -> Filing:
    """Puts a hold on the rights that were changed and notes it for the office; once.

    Raises:
        NoSuchToken.
    """
    with transaction.atomic():
        token = _token(secret, at=at, lock=True)
        token.used_at = at
        token.save(update_fields=["used_at"])
        rows = FilingRight.everything.filter(filing=token.filing, outcome=Outcome.DONE)
        holds = [_hold(right_id, token.filing, by=by, at=at) for right_id in rows.values_list("right_id", flat=True)]
        Hold.objects.bulk_create(holds, batch_size=1000)
        audit.note("change-disputed", by=by, at=at, subject=token.filing.reference)
        tell_office(DISPUTED_CHANGE, token.filing.reference, version=token.pk, at=at)
    return token.filing


def lift_holds(reference: str, *, by: Officer, at: datetime) -> int:
    """Officers have looked at a change that somebody called wrong: changes to its rights go on. How many rights."""
    held = Hold.objects.filter(reason=DISPUTED_CHANGE, about=reference, lifted_at=None)
    lifted = held.update(lifted_at=at, lifted_by=label(by))
    audit.note("change-dispute-settled", by=by, at=at, subject=reference, details={"rights": lifted})
    tell_office(DISPUTED_CHANGE, reference, version=f"lifted {at.isoformat()}", at=at)
    return lifted


def _hold(right_id: int, filing: Filing, *, by: Actor, at: datetime) -> Hold:
    return Hold(right_id=right_id, reason=DISPUTED_CHANGE, about=filing.reference, since_at=at, since_by=label(by))


def _token(secret: str, *, at: datetime, lock: bool = False) -> ObjectionToken:
    rows = ObjectionToken.objects.filter(digest=_digest(secret), used_at=None, expires_at__gt=at)
    found = (rows.select_for_update(of=("self",)) if lock else rows).select_related("filing").first()
    if found is None:
        raise NoSuchToken
    return found


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
