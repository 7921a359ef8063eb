"""How each one's agreement stands, in words: for officers, and for the filing's own page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from core.days import legal_day
from core.design.formats import day_words
from transactions.consents.wanted import Wanted
from transactions.models import ConsentAnswer, ConsentRequest

State, Way = ConsentRequest.State, ConsentRequest.Way
TONES = {State.WAITING: "notice", State.AGREED: "good", State.REFUSED: "bad", State.CLOSED: "neutral"}


@dataclass(frozen=True)
class Agreement:
    """One party's agreement as the filer and the office read it."""

    party: str
    stands: str
    tone: str
    sentence: str
    note: str
    on_paper: bool


def agreements(requests: Sequence[ConsentRequest]) -> list[Agreement]:
    """Everybody who was asked, in order; one query for the answers of all."""
    last = {
        answer.request_id: answer for answer in ConsentAnswer.everything.filter(request__in=requests).order_by("number")
    }
    return [_agreement(request, last.get(request.pk)) for request in requests]


def how_it_stands(one: ConsentRequest | Wanted) -> str:
    """Why it cannot be accepted, as far as one party goes."""
    if isinstance(one, Wanted):
        return _("%(party)s was not asked yet") % {"party": one.consent.party}
    said = {"party": one.party or _("A party whose name is withheld"), "day": _day(one.asked_at)}
    if one.state == State.REFUSED:
        return _("%(party)s does not agree") % said
    if one.way == Way.PAPER:
        return _("%(party)s has to agree on signed paper, because there is no address to ask at") % said
    return _("%(party)s has not agreed yet, asked on %(day)s") % said


def _agreement(request: ConsentRequest, answer: ConsentAnswer | None) -> Agreement:
    return Agreement(
        party=request.party or _("Name withheld"),
        stands=_stands(request),
        tone=TONES[State(request.state)],
        sentence=_sentence(request, answer),
        note=answer.note if answer else "",
        on_paper=request.way == Way.PAPER and request.state == State.WAITING,
    )


def _stands(request: ConsentRequest) -> str:
    words = {
        State.WAITING: _("Not answered"),
        State.AGREED: _("Agrees"),
        State.REFUSED: _("Does not agree"),
        State.CLOSED: _("No longer asked"),
    }
    return words[State(request.state)]


def _sentence(request: ConsentRequest, answer: ConsentAnswer | None) -> str:
    if answer is not None:
        return _("Answered on %(day)s.") % {"day": _day(answer.at)}
    if request.way == Way.PAPER:
        return _(
            "We could not ask them: no account is linked for them, and no address has been on the register for 28 "
            "days. Send us their agreement on signed paper."
        )
    asked = {"day": _day(request.asked_at), "last": _day(request.expires_at)}
    return _("Asked on %(day)s. They can answer until %(last)s.") % asked


def _day(moment: datetime) -> str:
    return day_words(legal_day(moment))
