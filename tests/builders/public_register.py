"""What tests of the public register share: entries on a right, one that was sold, and the schemas of ST.96."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from builders.register import BOOKS, a_patent
from django.db import transaction
from lxml import etree

from rights.facts import Fact, PartyOnRecord, ProprietorsChanged
from rights.models import Right
from rights.register import record

DATA = Path(os.environ.get("REFERENCE_DATA_DIR") or Path(__file__).resolve().parents[3] / "shared" / "data")
XML = {"Accept": "application/xml"}


def enter(right: Right, *facts: Fact, at: datetime) -> None:
    """Enters facts on the right."""
    with transaction.atomic():
        record(right.pk, facts, because="tests", by=BOOKS, received_at=at, at=at)


def a_right_that_was_sold() -> Right:
    """Owned by Old Ltd from filing; sold on 1 March 2024, which the register was told on 10 June 2024."""
    right = a_patent(number="GB2470008", proprietors=["Old Ltd"])
    sold = ProprietorsChanged(effective_on=date(2024, 3, 1), parties=(PartyOnRecord(name="New Ltd"),), how="assignment")
    enter(right, sold, at=datetime(2024, 6, 10, 11, tzinfo=UTC))
    return right


def valid(document: bytes, name: str) -> bool:
    """Whether the document is valid against the published schema; skips where there is none on this machine."""
    schema = DATA / "wipo-st96" / f"{name}_V6_0.xsd"
    if not schema.exists():
        pytest.skip(f"No schemas of ST.96 in {DATA}: set REFERENCE_DATA_DIR to read them")
    return bool(etree.XMLSchema(etree.parse(str(schema))).validate(etree.fromstring(document)))
