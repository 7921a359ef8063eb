"""Where a filing is and what happens next, in words for its filer."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from core.design.formats import day_words, pounds
from transactions.kind import Stage
from transactions.models import Filing
from transactions.registry import type_named
from transactions.stages import stage_of
from transactions.states import State

TONES = {
    State.DRAFT: "neutral",
    State.AWAITING_PAYMENT: "notice",
    State.TAKING_PAYMENT: "info",
    State.RECEIVED: "info",
    State.AWAITING_AGREEMENT: "notice",
    State.IN_QUEUE: "info",
    State.AWAITING_ANSWER: "notice",
    State.RECOMMENDED: "info",
    State.WAITING: "info",
    State.ACCEPTED: "info",
    State.RECORDED: "good",
    State.REFUSED: "bad",
    State.WITHDRAWN: "neutral",
}
MOVING = frozenset({State.TAKING_PAYMENT, State.RECEIVED, State.ACCEPTED})


@dataclass(frozen=True)
class Progress:
    """``is_moving``: it changes by itself within moments, so that a page may look again."""

    label: str
    tone: str
    sentences: tuple[str, ...]
    is_moving: bool = False


def progress(filing: Filing) -> Progress:
    """How the filing stands."""
    state = State(filing.state)
    said = tuple(text for text in _sentences(filing, state) if text)
    return Progress(_label(filing, state), TONES[state], said, state in MOVING)


def _label(filing: Filing, state: State) -> str:
    stage = stage_of(filing)
    return str(stage.title if stage else state.label)


def _sentences(filing: Filing, state: State) -> tuple[str, ...]:
    stage = stage_of(filing)
    return (str(stage.says), _until(filing, stage)) if stage else _said(filing)[state]


def _said(filing: Filing) -> dict[State, tuple[str, ...]]:
    declared = type_named(filing.type)
    recording = (_("We are writing it to the register now."),)
    due = _("You need to pay %(amount)s. The price can change after midnight.")
    return {
        State.DRAFT: (_("You have not sent this yet. Your answers are saved."),),
        State.AWAITING_PAYMENT: (due % {"amount": pounds(filing.amount_pence)},),
        State.TAKING_PAYMENT: (_("You have confirmed the payment. We are taking the money now."),),
        State.RECEIVED: recording,
        State.AWAITING_AGREEMENT: _waiting_for(filing),
        State.IN_QUEUE: (str(declared.next_words),),
        State.AWAITING_ANSWER: _asked(filing),
        State.RECOMMENDED: (str(declared.next_words),),
        State.ACCEPTED: recording,
        State.RECORDED: (str(declared.done_words),),
        State.REFUSED: (_("We could not do what you asked."), filing.decided_why),
        State.WITHDRAWN: (_("This was withdrawn. Nothing was changed."),),
    }


def _waiting_for(filing: Filing) -> tuple[str, ...]:
    said = {"who": filing.waits_for, "since": _day(filing.stage_began_on), "last": _day(filing.stage_ends_on)}
    waits = _("Waiting for %(who)s to agree, since %(since)s. They can answer until %(last)s.") % said
    return waits, _("We go on as soon as everybody has agreed.")


def _asked(filing: Filing) -> tuple[str, ...]:
    return (_("We have a question. Answer it by %(day)s.") % {"day": _day(filing.stage_ends_on)},)


def _day(day: date | None) -> str:
    return day_words(day) if day else ""


def _until(filing: Filing, stage: Stage) -> str:
    if filing.stage_ends_on is None:
        return ""
    if stage.paid_to:
        return _("Pay by %(day)s. The price can change after midnight.") % {"day": day_words(filing.stage_ends_on)}
    return _("This lasts until %(day)s.") % {"day": day_words(filing.stage_ends_on)}
