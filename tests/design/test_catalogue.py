"""The Welsh catalogue: what is compiled is what was written, and no variable is lost in translation."""

import re
from pathlib import Path

import polib
import pytest

HERE = Path(__file__).parent.parent.parent / "locale" / "cy" / "LC_MESSAGES"
VARIABLE = re.compile(r"%\(\w+\)[sd]|%[sd]|%\{\w+\}|\{\w+\}")


@pytest.fixture(scope="module")
def written() -> polib.POFile:
    return polib.pofile(str(HERE / "django.po"))


def test_the_compiled_catalogue_is_current(written: polib.POFile) -> None:
    compiled = {entry.msgid: entry.msgstr for entry in polib.mofile(str(HERE / "django.mo")) if not entry.msgid_plural}
    assert compiled == {entry.msgid: entry.msgstr for entry in written.translated_entries() if not entry.msgid_plural}


def test_plurals_are_compiled_as_written(written: polib.POFile) -> None:
    compiled = {e.msgid: e.msgstr_plural for e in polib.mofile(str(HERE / "django.mo")) if e.msgid_plural}
    assert compiled == {e.msgid: e.msgstr_plural for e in written.translated_entries() if e.msgid_plural}


def test_nothing_is_marked_as_a_guess(written: polib.POFile) -> None:
    assert [entry.msgid for entry in written.fuzzy_entries()] == []


def test_the_catalogue_says_that_it_is_a_draft(written: polib.POFile) -> None:
    assert written.header.splitlines()[0].strip("# ") == "draft"


def test_variables_survive(written: polib.POFile) -> None:
    lost = [
        entry.msgid
        for entry in written.translated_entries()
        if not entry.msgid_plural and sorted(VARIABLE.findall(entry.msgid)) != sorted(VARIABLE.findall(entry.msgstr))
    ]
    assert lost == []
