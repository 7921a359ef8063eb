"""The stand-in for Pay, fresh for every test of payments."""

from collections.abc import Iterator

import pytest
from builders.payments import CardPages, card_pages


@pytest.fixture
def pay() -> Iterator[CardPages]:
    with card_pages() as pages:
        yield pages
