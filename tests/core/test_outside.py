"""Calls to the outside are refused while a database transaction is open."""

import pytest
from django.db import transaction

from core.outside import InsideTransaction, outside


@outside
def call(number: int) -> int:
    """Something that would touch the network."""
    return number + 1


@pytest.mark.django_db
def test_a_call_outside_a_transaction_is_made() -> None:
    assert call(1) == 2


@pytest.mark.django_db
def test_a_call_inside_a_transaction_is_refused() -> None:
    with transaction.atomic(), pytest.raises(InsideTransaction):
        call(1)


@pytest.mark.django_db
def test_a_call_after_the_transaction_is_made() -> None:
    with transaction.atomic():
        pass
    assert call(1) == 2


def test_for_real_a_call_inside_a_transaction_is_refused(committed: None) -> None:
    assert call(1) == 2
    with transaction.atomic(), transaction.atomic(), pytest.raises(InsideTransaction):
        call(1)
