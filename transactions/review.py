"""What check-your-answers and the office's screen show of a filing: answers in words, rights, fees."""

from collections.abc import Iterator
from dataclasses import dataclass

from transactions.examination import Examination
from transactions.items import is_repeated, items_of
from transactions.kind import Step
from transactions.models import Filing
from transactions.questions import Questions
from transactions.registry import type_named
from transactions.wording import Row, in_words


@dataclass(frozen=True)
class Section:
    """The answers of one page; ``is_missing`` where it was not answered yet.

    ``items`` holds the rows of each answer: just one, unless the page may be answered several times.
    """

    step: Step
    items: tuple[tuple[Row, ...], ...]
    is_missing: bool

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows, one after the other."""
        return tuple(row for item in self.items for row in item)


@dataclass(frozen=True)
class Review:
    """A filing as people read it."""

    filing: Filing
    examination: Examination
    sections: tuple[Section, ...]
    to_agree: tuple[str, ...] = ()

    @property
    def first_missing(self) -> Step | None:
        """The first page that was not answered."""
        return next((section.step for section in self.sections if section.is_missing), None)


def review_of(questions: Questions, examination: Examination, *, to_agree: tuple[str, ...] = ()) -> Review:
    """Puts the answers of every page that applies into words; ``to_agree`` are those who will be asked to agree."""
    return Review(questions.filing, examination, sections_of(questions), to_agree)


def sections_of(questions: Questions) -> tuple[Section, ...]:
    """Every page that these answers lead through, with what was answered."""
    steps = type_named(questions.filing.type).steps_for(questions.filing.answers)
    return tuple(_section(questions, step) for step in steps)


def step_in_words(questions: Questions, step: Step, answers: dict[str, object]) -> tuple[Row, ...]:
    """One answer of a page in words."""
    kept = questions.filing.chosen.get(step.key)
    return tuple(in_words(questions.form(step), answers, kept))


def _section(questions: Questions, step: Step) -> Section:
    stored = questions.filing.answers.get(step.key)
    return Section(step, tuple(_items(questions, step, stored or {})), is_missing=stored is None)


def _items(questions: Questions, step: Step, stored: dict[str, object]) -> Iterator[tuple[Row, ...]]:
    answers = items_of(stored) if is_repeated(step) else [stored]
    return (step_in_words(questions, step, one) for one in answers)
