"""A half-written type is refused in words, and a folder alone makes a type."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from builders.filings import a_visitor, filed
from builders.register import a_patent
from django.utils.translation import gettext_lazy as _

from core.days import start_of
from transactions import types
from transactions.checks import faults, types_are_whole
from transactions.kind import TransactionType
from transactions.models import Filing
from transactions.registry import NoSuchType, NotOneDeclaration, all_types, type_named

DECLARATION = '''"""A type."""
from django import forms
from django.utils.translation import gettext_lazy as _
from core.design.forms import GovukForm
from rights.facts import TitleChanged
from datetime import date
from transactions.kind import Example, Route, Step, Topic, TransactionType, Who

class TitleForm(GovukForm):
    title = forms.CharField(label=_("Title"))

class NameAnew(TransactionType):
    slug = "name_anew"
    prefix = "NAN"
    title = _("Name anew")
    summary = _("Give another title.")
    topic = Topic.RECORDS
    situations = (_("The title is another one"),)
    takes = _("At once.")
    who = frozenset({Who.ANYONE})
    steps = (Step("title", _("Which title?"), TitleForm),)
    changes = frozenset({"title"})
    route = Route.AUTOMATIC
    examples = (Example("any", date(2024, 6, 12), (), {"title": {"title": "Pump"}}),)

    def facts(self, answers, standing, on):
        return [TitleChanged(effective_on=on, title=answers["title"]["title"])]
'''


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """An empty place beside the product's types."""
    types.__path__.append(str(tmp_path))
    all_types.cache_clear()
    yield tmp_path
    types.__path__.remove(str(tmp_path))
    all_types.cache_clear()


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).mkdir()
    (folder / name / "__init__.py").write_text('"""A type."""\n')
    (folder / name / "declaration.py").write_text(text)


@pytest.mark.django_db
def test_a_folder_alone_makes_a_type_with_a_journey(folder: Path) -> None:
    write(folder, "name_anew", DECLARATION)
    right = a_patent(title="Valve")
    at = start_of(date(2024, 6, 12))
    filing = filed("name_anew", [right], {"title": {"title": "Pump"}}, by=a_visitor(), at=at)
    right.refresh_from_db()
    assert (filing.state, right.title, filing.reference[:4]) == ("recorded", "Pump", "NAN-")
    assert types_are_whole() == []


def test_a_folder_without_a_declaration_is_refused(folder: Path) -> None:
    write(folder, "nothing_here", '"""Nothing."""\n')
    with pytest.raises(NotOneDeclaration, match="declares 0"):
        all_types()


def test_nobody_declared_a_type_of_that_name() -> None:
    with pytest.raises(NoSuchType):
        type_named("fly_to_the_moon")


def test_what_is_missing_is_named() -> None:
    class Half(TransactionType):
        slug = "half"
        prefix = "HAL"
        title = _("Half")

        def facts(self, answers: object, standing: object, on: object) -> list[object]:
            return []

    assert list(faults(Half())) == ["declares no summary, topic, situations, takes, who, steps, changes, examples"]


def test_every_fault_is_found(throwaway: None) -> None:
    whole = type_named("surrender_after_opposition")

    class Wrong(type(whole)):  # type: ignore[misc]
        slug = "Title"
        prefix = "x"
        title = "Not translated"
        stages = (whole.stages[0],)

    said = " ".join(faults(Wrong()))
    for part in (
        "is in the folder",
        "verb phrase",
        "three capitals",
        "title cannot be translated",
        "hearing, which is nowhere",
    ):
        assert part in said


def test_the_types_of_the_tests_are_whole(throwaway: None) -> None:
    assert types_are_whole() == []


def test_a_filing_is_named_by_its_reference() -> None:
    assert str(Filing(reference="REN-1")) == "REN-1"
