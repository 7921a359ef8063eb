"""Rows that belong to somebody raise in every way of reading them until they are narrowed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from builders.filings import an_account, linked
from builders.people import BEGAN_AT
from builders.register import a_patent
from django.db.models import Count, F
from django.forms import ModelChoiceField

from core.actor import Applicant, Officer, Public, System
from core.models import StoredFile
from core.scoping import Unscoped
from rights.models import Right

pytestmark = pytest.mark.django_db

WAYS: dict[str, Callable[[Any], Any]] = {
    "list": list,
    "bool": bool,
    "len": len,
    "index": lambda rows: rows[0],
    "slice": lambda rows: list(rows[:1]),
    "get": lambda rows: rows.get(name="a"),
    "first": lambda rows: rows.first(),
    "last": lambda rows: rows.last(),
    "earliest": lambda rows: rows.earliest("given_at"),
    "latest": lambda rows: rows.latest("given_at"),
    "count": lambda rows: rows.count(),
    "exists": lambda rows: rows.exists(),
    "contains": lambda rows: rows.contains(StoredFile(pk=1)),
    "aggregate": lambda rows: rows.aggregate(n=Count("pk")),
    "values": lambda rows: list(rows.values("name")),
    "values_list": lambda rows: list(rows.values_list("name", flat=True)),
    "dates": lambda rows: list(rows.dates("given_at", "day")),
    "in_bulk": lambda rows: rows.in_bulk([1]),
    "iterator": lambda rows: list(rows.iterator()),
    "update": lambda rows: rows.update(name="b"),
    "delete": lambda rows: rows.delete(),
    "explain": lambda rows: rows.explain(),
    "filter": lambda rows: list(rows.filter(name="a")),
    "exclude": lambda rows: list(rows.exclude(name="b")),
    "annotate": lambda rows: list(rows.annotate(n=F("pk"))),
    "select_for_update": lambda rows: list(rows.select_for_update()),
    "get_or_create": lambda rows: rows.get_or_create(name="a"),
    "union": lambda rows: list(rows.union(rows)),
    "repr": repr,
    "raw": lambda rows: list(rows.raw("SELECT * FROM core_storedfile")),
    "aiterator": lambda rows: rows.aiterator(),
    "in another query": lambda rows: list(StoredFile.everything.filter(pk__in=rows)),
    "values in another query": lambda rows: list(StoredFile.everything.filter(name__in=rows.values("name"))),
}
NOT_FOR_NARROWED = {"get_or_create", "update", "delete", "raw"}


@pytest.fixture
def mine(at: datetime) -> UUID:
    """An organisation with one file, beside another organisation with one."""
    own = uuid4()
    for organisation in (own, uuid4()):
        StoredFile.everything.create(organisation_id=organisation, name="a", size=1, given_at=at)
    return own


def applicant(organisation: UUID) -> Applicant:
    return Applicant(user_id=uuid4(), organisation_id=organisation)


@pytest.mark.parametrize("way", WAYS)
def test_reading_unscoped_rows_raises(way: str, mine: UUID) -> None:
    with pytest.raises(Unscoped):
        WAYS[way](StoredFile.objects.all())
    with pytest.raises(Unscoped):
        WAYS[way](StoredFile.objects.filter(name="a"))


@pytest.mark.parametrize("way", [way for way in WAYS if way not in NOT_FOR_NARROWED])
def test_narrowed_rows_can_be_read(way: str, mine: UUID) -> None:
    WAYS[way](StoredFile.objects.visible_to(applicant(mine)))


def test_an_organisation_sees_its_own_rows_only(mine: UUID) -> None:
    assert StoredFile.objects.visible_to(applicant(mine)).count() == 1
    assert StoredFile.objects.visible_to(applicant(uuid4())).count() == 0
    assert StoredFile.objects.visible_to(Public()).count() == 0
    assert StoredFile.objects.visible_to(Officer(uuid4())).count() == 2
    assert StoredFile.objects.visible_to(System()).count() == 2


def test_a_related_manager_raises_until_it_is_narrowed(mine: UUID) -> None:
    right, member = a_patent(), an_account(BEGAN_AT)
    linked(right, member)
    for way in (list, len, bool, lambda rows: rows.count(), lambda rows: rows.first(), lambda rows: rows.delete()):
        with pytest.raises(Unscoped):
            way(right.links.all())
    with pytest.raises(Unscoped):
        list(Right.everything.prefetch_related("links"))
    assert [link.right_id for link in right.links.visible_to(member)] == [right.pk]
    assert not right.links.visible_to(applicant(mine))


def test_unique_values_are_not_looked_up_around_the_scope(mine: UUID) -> None:
    row = StoredFile.objects.visible_to(applicant(mine)).get()
    for ask in (row.validate_unique, lambda: row.full_clean(exclude=["content_hash", "media_type", "given_by"])):
        with pytest.raises(Unscoped):
            ask()


def test_a_form_field_offers_no_rows_around_the_scope(mine: UUID) -> None:
    with pytest.raises(Unscoped):
        ModelChoiceField(StoredFile.objects.all()).clean("1")


COMBINED: dict[str, Callable[[Any, Any], Any]] = {
    "or": lambda a, b: a | b,
    "and": lambda a, b: a & b,
    "xor": lambda a, b: a ^ b,
    "union": lambda a, b: a.union(b),
    "intersection": lambda a, b: a.intersection(b),
    "difference": lambda a, b: a.difference(b),
}


@pytest.mark.parametrize("way", COMBINED)
def test_narrowed_rows_cannot_be_widened_with_unscoped_ones(way: str, mine: UUID) -> None:
    narrowed = StoredFile.objects.visible_to(applicant(mine))
    for pair in ((narrowed, StoredFile.objects.filter(name="a")), (StoredFile.objects.filter(name="a"), narrowed)):
        with pytest.raises(Unscoped):
            list(COMBINED[way](*pair))


def test_a_row_that_was_read_rightly_can_be_saved_and_refreshed(mine: UUID) -> None:
    row = StoredFile.objects.visible_to(applicant(mine)).get()
    row.name = "c"
    row.save()
    row.refresh_from_db()
    assert row.name == "c"
