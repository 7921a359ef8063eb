"""Accounts that ask for links."""

from datetime import datetime

import pytest
from builders.filings import an_account

from core.actor import Applicant


@pytest.fixture
def owner(db: None, at: datetime) -> Applicant:
    """The account of the owner."""
    return an_account(at, name="Rhiannon Testwood", email="rhiannon@owner.example")


@pytest.fixture
def stranger(db: None, at: datetime) -> Applicant:
    """Another account."""
    return an_account(at, name="Stuart Strange", email="stuart@stranger.example")
