"""The stand-in for Pay, for the fault matrix of payments."""

from collections.abc import Iterator

import pytest
from builders.payments import CardPages, card_pages


@pytest.fixture
def pay(committed: None) -> Iterator[CardPages]:
    with card_pages() as pages:
        yield pages
