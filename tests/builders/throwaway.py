"""Throw-away types: folders only, found like those of the product."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from transactions import types
from transactions.registry import all_types

THROWAWAY = str(Path(__file__).parent.parent / "transactions" / "throwaway")


@pytest.fixture
def throwaway() -> Iterator[None]:
    """The types of the tests beside those of the product."""
    types.__path__.append(THROWAWAY)
    all_types.cache_clear()
    yield
    types.__path__.remove(THROWAWAY)
    all_types.cache_clear()
