"""Messages about agreement: to those who are asked, and to the filer who waits for them."""

from datetime import datetime
from functools import partial
from hashlib import sha256
from secrets import token_urlsafe

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from core.days import legal_day
from core.design.formats import day_words
from notifications.messages.agreements import AgreementAnswered, AgreementAsked, AgreementAskedByAddress
from notifications.services import tell
from rights.models import Right
from transactions.consents.ways import Reach
from transactions.models import ConsentAnswer, ConsentRequest, ConsentToken, Filing
from transactions.registry import type_named
from transactions.telling import address_of, filer_of, listed
from transactions.telling_accounts import tell_people


def tell_asked(request: ConsentRequest, reach: Reach, *, at: datetime) -> None:
    """Asks the party for its answer, in its account or by a fresh secret address; on paper the filer asks."""
    occasion = f"{request.reference}:{'again' if request.chased_at else 'asked'}"
    about = request.filing.reference
    for organisation_id in reach.accounts:
        tell_people(organisation_id, partial(_in_account, request), key=occasion, about=about, at=at)
    if reach.to:
        with translation.override(reach.to.language):
            message = AgreementAskedByAddress(**_said(request), answer_url=_fresh_address(request, at=at))
        tell(message, to=reach.to, key=f"{occasion}:address", about=about, at=at)


def _in_account(request: ConsentRequest) -> AgreementAsked:
    return AgreementAsked(**_said(request), answer_url=f"{settings.PUBLIC_URL}/agreements/{request.reference}/")


def tell_answered(answer: ConsentAnswer, *, at: datetime) -> None:
    """Tells the filer what a party answered."""
    request = answer.request
    with translation.override(request.filing.language):
        said = _("They agree.") if answer.agrees else _("They do not agree. We cannot accept the request without it.")
        words = said if not answer.note else f"{said}\n\n{answer.note}"
    _tell_filer(request.filing, request.party or _("Somebody"), words, f"{request.reference}:{answer.number}", at=at)


def tell_silence(filing: Filing, *, at: datetime) -> None:
    """Tells the filer that somebody has not answered in time."""
    with translation.override(filing.language):
        words = _(
            "They have not answered in time. Send us their agreement on signed paper, or withdraw the request. "
            "We cannot accept it without their agreement."
        )
    _tell_filer(filing, filing.waits_for, words, "silence", at=at)


def digest_of(secret: str) -> str:
    """What is stored of a secret address."""
    return sha256(secret.encode()).hexdigest()


def asked_by(filing: Filing) -> str:
    """Whoever files, as those who are asked know them."""
    return filing.organisation.name if filing.organisation else filing.on_behalf_of or _("The office")


def numbers_in(request: ConsentRequest) -> str:
    """The numbers of the rights that it is about."""
    return listed(list(Right.everything.filter(consents=request).order_by("pk").values_list("number", flat=True)))


def _said(request: ConsentRequest) -> dict[str, str]:
    return {
        "party": request.party,
        "what": str(type_named(request.filing.type).title),
        "says": request.words,
        "right_numbers": numbers_in(request),
        "asked_by": asked_by(request.filing),
        "answer_by": day_words(legal_day(request.expires_at)),
        "reference": request.filing.reference,
    }


def _fresh_address(request: ConsentRequest, *, at: datetime) -> str:
    secret = token_urlsafe(24)
    ConsentToken.objects.create(request=request, digest=digest_of(secret), made_at=at, expires_at=request.expires_at)
    return f"{settings.PUBLIC_URL}/agree/{secret}/"


def _tell_filer(filing: Filing, party: str, words: str, occasion: str, *, at: datetime) -> None:
    with translation.override(filing.language):
        what = str(type_named(filing.type).title)
    message = AgreementAnswered(party, what, filing.reference, words, address_of(filing))
    tell(message, to=filer_of(filing), key=f"{filing.reference}:{occasion}", about=filing.reference, at=at)
