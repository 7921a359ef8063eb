"""What every transaction type must do, tried on every example that it declares."""

import pytest
from builders.conforming import demand_no_objection, demand_pure_rules, demand_whole_journey
from django.utils.functional import Promise

from transactions.checks import types_are_whole
from transactions.kind import TransactionType
from transactions.parts import Example
from transactions.registry import all_types

EXAMPLES = [
    pytest.param(declared, example, id=f"{declared.slug}: {example.name}")
    for declared in all_types()
    for example in declared.examples
]
TYPES = [pytest.param(declared, id=declared.slug) for declared in all_types()]


def test_no_type_is_half_written() -> None:
    assert types_are_whole() == []


@pytest.mark.django_db
@pytest.mark.parametrize(("declared", "example"), EXAMPLES)
def test_walked_to_its_end_an_example_leaves_a_true_register_and_a_true_ledger(
    declared: TransactionType, example: Example
) -> None:
    demand_whole_journey(declared, example)


@pytest.mark.django_db
@pytest.mark.parametrize(("declared", "example"), EXAMPLES)
def test_the_rules_ask_the_database_nothing_and_always_say_the_same(
    declared: TransactionType, example: Example
) -> None:
    demand_pure_rules(declared, example)


@pytest.mark.django_db
@pytest.mark.parametrize(("declared", "example"), EXAMPLES)
def test_nothing_objects_to_an_example(declared: TransactionType, example: Example) -> None:
    demand_no_objection(declared, example)


@pytest.mark.parametrize("declared", TYPES)
def test_every_word_can_be_translated(declared: TransactionType) -> None:
    words = [declared.title, declared.summary, *(step.title for step in declared.steps)]
    words += [text for stage in declared.stages for text in (stage.title, stage.says)]
    assert all(isinstance(word, Promise) for word in words)
