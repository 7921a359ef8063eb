"""Where a filing is and what happens next, in words for its filer."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.design.formats import day_words, pounds
from transactions.models import Filing
from transactions.registry import type_named
from transactions.stages import stage_of
from transactions.states import State

TONES = {
    State.DRAFT: "neutral",
    State.AWAITING_PAYMENT: "notice",
    State.TAKING_PAYMENT: "info",
    State.RECEIVED: "info",
    State.IN_QUEUE: "info",
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
    declared, stage = type_named(filing.type), stage_of(filing)
    match state:
        case State.DRAFT:
            return (_("You have not sent this yet. Your answers are saved."),)
        case State.AWAITING_PAYMENT:
            due = _("%(amount)s is to be paid. The price holds for the day on which it is worked out.")
            return (due % {"amount": pounds(filing.amount_pence)},)
        case State.TAKING_PAYMENT:
            return (_("You have confirmed the payment. We are taking the money now."), str(declared.next_words))
        case State.WAITING if stage is not None:
            return (str(stage.says), _until(filing))
        case State.RECEIVED | State.ACCEPTED:
            return (_("We are writing it to the register now."),)
        case State.IN_QUEUE | State.RECOMMENDED:
            return (str(declared.next_words),)
        case State.RECORDED:
            return (str(declared.done_words),)
        case State.REFUSED:
            return (_("We could not do what you asked."), filing.decided_why)
    return (_("You withdrew this. Nothing was changed."),)


def _until(filing: Filing) -> str:
    if filing.stage_ends_on is None:
        return ""
    return _("This lasts until %(day)s.") % {"day": day_words(filing.stage_ends_on)}
