"""The office's letters about a filing: what was received, decided or refused, and why."""

from copy import copy
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from core.days import legal_day
from core.pdf import pdf_of
from rights.happenings import detail, what_happened
from rights.history import timeline
from transactions.models import Filing, FilingRight
from transactions.registry import type_named
from transactions.stages import stage_of
from transactions.states import Outcome, State


@dataclass(frozen=True)
class RightLine:
    """One right with its outcome in words, and the entries that the filing made."""

    number: str
    title: str
    outcome: str
    why: str
    entries: tuple[str, ...]


@dataclass(frozen=True)
class Letter:
    """A letter in the language of its filing; ``can_appeal`` where it refuses something."""

    reference: str
    on: date
    addressee: str
    language: str
    subject: str
    sentences: tuple[str, ...]
    reasons: str
    can_appeal: bool
    rights: tuple[RightLine, ...]

    @property
    def address(self) -> str:
        """Where the reader sees how it stands now."""
        return f"{settings.PUBLIC_URL}/filings/{self.reference}/"


class NoLetter(LookupError):
    """Nothing was sent yet, so that there is nothing to write about."""


def letter_of(filing: Filing) -> Letter:
    """The letter that tells how the filing stands.

    Raises:
        NoLetter: for a draft, and before its payment.
    """
    if filing.submitted_at is None or filing.state in (State.DRAFT, State.AWAITING_PAYMENT):
        raise NoLetter(filing.reference)
    with translation.override(filing.language):
        return Letter(
            reference=filing.reference,
            on=legal_day(_moment(filing)),
            addressee=_addressee(filing),
            language=filing.language,
            subject=str(type_named(filing.type).title),
            sentences=tuple(text for text in _sentences(filing) if text),
            reasons=filing.decided_why if filing.state != State.RECORDED else "",
            can_appeal=filing.state == State.REFUSED,
            rights=tuple(_right(row) for row in _rows(filing)),
        )


def letter_pdf(filing: Filing) -> bytes:
    """The letter as a tagged PDF.

    Raises:
        NoLetter, NoPdfHere.
    """
    letter = letter_of(filing)
    with translation.override(letter.language):
        return pdf_of("documents/letter.html", {"letter": letter})


def _moment(filing: Filing) -> datetime:
    return filing.ended_at or filing.changed_at


def _addressee(filing: Filing) -> str:
    named = filing.organisation.name if filing.organisation else ""
    return filing.on_behalf_of or named or filing.email


def _sentences(filing: Filing) -> tuple[str, ...]:
    declared, stage = type_named(filing.type), stage_of(filing)
    if stage is not None:
        return (str(stage.says),)
    said = {
        State.RECORDED: str(declared.done_words),
        State.REFUSED: _("We could not do what you asked."),
        State.WITHDRAWN: _("This was withdrawn. Nothing was changed."),
    }
    received = _("We have received your request.")
    return (said[State(filing.state)],) if filing.state in said else (received, str(declared.next_words))


def _rows(filing: Filing) -> list[FilingRight]:
    rows = FilingRight.everything.filter(filing=filing, left_out=False).select_related("right", "filing")
    return list(rows.order_by("right__number"))


def _right(row: FilingRight) -> RightLine:
    entries = tuple(_entry_words(row)) if row.outcome == Outcome.DONE else ()
    outcome = str(Outcome(row.outcome).label) if row.outcome else ""
    return RightLine(row.right.number, row.right.title, outcome, row.why, entries)


def _entry_words(row: FilingRight) -> list[str]:
    """What the register says because of the filing, in the office's words."""
    made = [event.fact for event in timeline(row.right_id) if event.because == row.filing.reference]
    pairs = [(what_happened(fact), detail(fact)) for fact in made]
    return [f"{words}: {more}" if more else words for words, more in pairs]


def letter_if(filing: Filing, *, accept: bool, why: str, at: datetime) -> Letter:
    """The letter that would go out if an officer decided so now; nothing is kept."""
    as_decided = copy(filing)
    as_decided.state = State.RECORDED if accept else State.REFUSED
    as_decided.stage, as_decided.decided_why, as_decided.ended_at = "", why, at
    return letter_of(as_decided)
