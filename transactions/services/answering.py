"""Saves one page of a draft; what somebody else saved meanwhile is never lost."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from core.actor import Actor, Permission, System, label, organisation_of, require
from core.days import legal_day
from core.design.forms import GovukForm
from transactions.items import ITEMS, is_repeated
from transactions.kind import Step
from transactions.models import Filing
from transactions.questions import Questions
from transactions.registry import type_named
from transactions.states import State
from transactions.wording import Kept, chosen_words, merged
from transactions.workflow import CannotMove, is_filer, lock


class UnknownStep(LookupError):
    """The type has no such page."""


class AnswersInvalid(ValueError):
    """What was typed cannot be taken; ``form`` has it, with what is wrong.

    ``item`` counts from 1 where the page may be answered several times and all its answers were given at once.
    """

    def __init__(self, form: GovukForm, item: int = 0) -> None:
        super().__init__(form.errors.as_text())
        self.form, self.item = form, item


class WrongNumber(ValueError):
    """A page was answered too often, or not once; the message says how often it may be."""


class StaleAnswers(Exception):
    """Somebody saved the same page since it was opened; ``stored`` is theirs, ``typed`` this person's."""

    def __init__(self, stored: Mapping[str, Any], typed: Mapping[str, Any], version: int = 0) -> None:
        super().__init__("Saved by somebody else meanwhile")
        self.stored, self.typed, self.version = stored, typed, version


def answer(
    filing: Filing, step_key: str, data: Mapping[str, Any], *, by: Actor, at: datetime, version: int | None = None
) -> Filing:
    """Stores the cleaned answers of one step. ``version`` is the step's version when the page was opened.

    Where the page may be answered several times, ``data`` is ``{"items": […]}`` and takes the place of all answers.

    Raises:
        UnknownStep, AnswersInvalid, WrongNumber, StaleAnswers, NotPermitted.
        CannotMove: if the filing is no longer a draft, or not the actor's.
    """
    step, questions = step_of(filing, step_key), Questions(filing, by=by, on=legal_day(at))
    read = _read_items if is_repeated(step) else read_one
    answers, words = read(questions, step, data)
    with transaction.atomic():
        draft = demand_draft(filing, by=by)
        _demand_fresh(draft, step_key, answers, version)
        return store(draft, step_key, answers, words, by=by, at=at)


def read_one(questions: Questions, step: Step, data: Mapping[str, Any], item: int = 0) -> tuple[dict[str, Any], Kept]:
    """The cleaned answers of a page, and in words what was chosen of what the register offers.

    Raises:
        AnswersInvalid.
    """
    form = questions.form(step, data=data)
    if not form.is_valid():
        raise AnswersInvalid(form, item)
    answers = {name: as_json(value) for name, value in form.cleaned_data.items()}
    return answers, chosen_words(form, answers)


def _read_items(questions: Questions, step: Step, data: Mapping[str, Any]) -> tuple[dict[str, Any], Kept]:
    given = list(data.get(ITEMS) or ())
    demand_number(step, len(given))
    read = [read_one(questions, step, one, number) for number, one in enumerate(given, start=1)]
    return {ITEMS: [answers for answers, _words in read]}, merged(words for _answers, words in read)


def demand_number(step: Step, number: int) -> None:
    """Raises:
    WrongNumber: unless the page may be answered so often.
    """
    if not 1 <= number <= step.most:
        raise WrongNumber(_("Answer this at least once and at most %(most)s times") % {"most": step.most})


def step_of(filing: Filing, step_key: str) -> Step:
    """Raises:
    UnknownStep: if the filing's type has no such step.
    """
    for step in type_named(filing.type).steps:
        if step.key == step_key:
            return step
    raise UnknownStep(step_key)


def demand_draft(filing: Filing, *, by: Actor) -> Filing:
    """The locked row of a draft that the actor may change.

    Raises:
        CannotMove, NotPermitted.
    """
    draft = lock(filing)
    if draft.state != State.DRAFT:
        raise CannotMove(f"{draft.reference} is {draft.state}: its answers can no longer be changed")
    if not isinstance(by, System) and not is_filer(by, draft):
        raise CannotMove(f"{draft.reference} belongs to somebody else")
    if organisation_of(by) is not None:
        require(by, [Permission.PREPARE], reason=_("Ask the administrator of your account to let you prepare requests"))
    return draft


def wrote(draft: Filing, by: Actor) -> None:
    """Remembers who changed a locked draft: whoever did is no second person for it."""
    if organisation_of(by) is not None and label(by) not in draft.written_by:
        draft.written_by = [*draft.written_by, label(by)]
        draft.save(update_fields=["written_by"])


def as_json(value: Any) -> Any:
    """A cleaned value as JSON keeps it, from which the form's field can show it again."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [as_json(item) for item in value]
    return value


def _demand_fresh(draft: Filing, step_key: str, answers: Mapping[str, Any], version: int | None) -> None:
    current = draft.step_versions.get(step_key, 0)
    stored = draft.answers_of(step_key)
    if version is not None and version != current and stored != answers:
        raise StaleAnswers(stored, answers, current)


def store(draft: Filing, step_key: str, answers: Mapping[str, Any], words: Kept, *, by: Actor, at: datetime) -> Filing:
    """Writes the answers of one page into the locked draft; the same ones again change nothing."""
    if draft.answers_of(step_key) == answers:
        return draft
    draft.answers = {**draft.answers, step_key: dict(answers)}
    _count(draft, step_key, at=at)
    wrote(draft, by)
    draft.chosen = {**draft.chosen, step_key: merged([draft.chosen.get(step_key, {}), words])}
    draft.save(update_fields=["answers", "chosen", "step_versions", "answers_version", "changed_at"])
    return draft


def clear(draft: Filing, step_key: str, *, by: Actor, at: datetime) -> Filing:
    """Takes the answers of one page out of the locked draft: the page has to be answered again."""
    draft.answers = {key: value for key, value in draft.answers.items() if key != step_key}
    _count(draft, step_key, at=at)
    wrote(draft, by)
    draft.save(update_fields=["answers", "step_versions", "answers_version", "changed_at"])
    return draft


def _count(draft: Filing, step_key: str, *, at: datetime) -> None:
    draft.step_versions = {**draft.step_versions, step_key: draft.step_versions.get(step_key, 0) + 1}
    draft.answers_version += 1
    draft.changed_at = at
