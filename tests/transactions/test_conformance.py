"""What every transaction type must do, tried on every example that it declares."""

from itertools import pairwise

import pytest
from builders.filings import example_filer, example_right, journey, keep_ours, morning_of
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.functional import Promise

from payments.services import check as check_ledger
from rights.history import rebuild, stored_state
from rights.rulebook import rulebook
from transactions.checks import types_are_whole
from transactions.examination import examine
from transactions.kind import TransactionType
from transactions.models import FilingRight, Movement
from transactions.parts import Example
from transactions.registry import all_types
from transactions.standings import load

EXAMPLES = [
    pytest.param(declared, example, id=f"{declared.slug}: {example.name}")
    for declared in all_types()
    for example in declared.examples
]
TYPES = [pytest.param(declared, id=declared.slug) for declared in all_types()]


def ask(declared: TransactionType, example: Example, standing: object) -> list[object]:
    """Everything that the pure methods say of the example."""
    answers = example.answers
    return [
        list(declared.objections(answers, standing, example.on)),
        list(declared.charges(answers, standing, example.on)),
        list(declared.facts(answers, standing, example.on)),
        list(declared.concerned(answers, standing)),
    ]


def test_no_type_is_half_written() -> None:
    assert types_are_whole() == []


@pytest.mark.django_db
@pytest.mark.parametrize(("declared", "example"), EXAMPLES)
def test_the_journey_ends_with_an_entry_and_a_true_ledger(declared: TransactionType, example: Example) -> None:
    filing, right = journey(example, declared.slug)
    row = FilingRight.everything.get(filing=filing)
    assert (filing.state, row.outcome, row.why) == ("recorded", "done", "")
    assert row.entry_number is not None
    assert row.total_pence == filing.amount_pence == example.charged_pence
    right.refresh_from_db()
    assert example.paid_through_year in (None, right.paid_through_year)
    assert check_ledger() == []


@pytest.mark.django_db
@pytest.mark.parametrize(("declared", "example"), EXAMPLES)
def test_replaying_the_entries_gives_what_is_stored(declared: TransactionType, example: Example) -> None:
    _, right = journey(example, declared.slug)
    assert rebuild(right.pk) == stored_state(right.pk)


@pytest.mark.django_db
@pytest.mark.parametrize(("declared", "example"), EXAMPLES)
def test_the_rules_ask_the_database_nothing_and_always_say_the_same(
    declared: TransactionType, example: Example
) -> None:
    right = example_right(example)
    by = example_filer(example, right)
    rulebook()
    standing = load([right.pk], by=by, on=example.on)[right.pk]
    with CaptureQueriesContext(
        connection,
    ) as queries:
        first, second = ask(declared, example, standing), ask(declared, example, standing)
    assert first == second
    assert len(queries) == 0


@pytest.mark.django_db
@pytest.mark.parametrize(("declared", "example"), EXAMPLES)
def test_nothing_objects_to_an_example(declared: TransactionType, example: Example) -> None:
    right = example_right(example)
    by = example_filer(example, right)
    standing = load([right.pk], by=by, on=example.on)[right.pk]
    found = examine(declared, example.answers, [standing], on=example.on, by=by)
    assert (found.blocking, found.left_out, found.missing_steps) == ([], (), ())


@pytest.mark.parametrize("declared", TYPES)
def test_every_word_can_be_translated(declared: TransactionType) -> None:
    words = [declared.title, declared.summary, *(step.title for step in declared.steps)]
    assert all(isinstance(word, Promise) for word in words)


@pytest.mark.django_db
@pytest.mark.parametrize(("declared", "example"), EXAMPLES)
def test_every_move_of_a_journey_is_remembered_in_order(declared: TransactionType, example: Example) -> None:
    filing, _ = journey(example, declared.slug)
    moves = list(Movement.everything.filter(filing=filing).order_by("number"))
    assert [move.number for move in moves] == list(range(1, len(moves) + 1))
    assert moves[0].from_state == "draft"
    assert moves[-1].to_state == filing.state
    assert all(earlier.to_state == later.from_state for earlier, later in pairwise(moves))
    assert keep_ours(morning_of(example)) == 0
