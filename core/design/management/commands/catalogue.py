"""Brings the Welsh catalogue up to date with the sentences of the product and compiles it, or checks that it is."""

from pathlib import Path
from typing import Any

import polib
from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.design.catalogue import Sentence, sentences

ROOT = Path(__file__).resolve().parents[4]
CATALOGUE = Path("locale/cy/LC_MESSAGES/django.po")
PLURALS = 4
"""Forms that gettext has for Welsh: 1, 2, the others, 8 and 11."""


class Command(BaseCommand):
    """Adds what is new, without a translation, drops what nobody asks for, sorts and compiles."""

    help = "Bring the Welsh catalogue up to date and compile it; --check only compares"

    def add_arguments(self, parser: CommandParser) -> None:
        """``--check`` writes nothing and fails if anything would change."""
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, check: bool = False, **options: Any) -> None:
        """Says how much is translated."""
        path = ROOT / CATALOGUE
        old = polib.pofile(str(path))
        new = renewed(old, {one: sorted(files) for one, files in sentences(ROOT).items()})
        if check:
            compare(old, new)
        else:
            new.save(str(path))
            new.save_as_mofile(str(path.with_suffix(".mo")))
        left = len(new.untranslated_entries())
        self.stdout.write(f"{len(new) - left} of {len(new)} sentences are translated; {left} show in English.")


def renewed(old: polib.POFile, found: dict[Sentence, list[str]]) -> polib.POFile:
    """The catalogue for these sentences, with the translations that the old one has."""
    known = {Sentence(entry.msgid, entry.msgid_plural): entry for entry in old}
    new = polib.POFile(wrapwidth=120)
    new.header, new.metadata = old.header, old.metadata
    for one in sorted(found):
        entry = known.get(one) or _untranslated(one)
        entry.occurrences = [(file, "") for file in found[one]]
        entry.flags = ["python-format"] if "%(" in one.text or "%d" in one.text or "%s" in one.text else []
        new.append(entry)
    return new


def compare(old: polib.POFile, new: polib.POFile) -> None:
    """Raises:
    CommandError: if a sentence is missing or asked for no longer.
    """
    before, after = ({Sentence(one.msgid, one.msgid_plural) for one in file} for file in (old, new))
    wrong = [f"missing: {one.text}" for one in sorted(after - before)]
    wrong += [f"asked for no longer: {one.text}" for one in sorted(before - after)]
    if wrong:
        raise CommandError("\n".join(["The Welsh catalogue is not current: run manage.py catalogue", *wrong]))


def _untranslated(one: Sentence) -> polib.POEntry:
    if not one.plural:
        return polib.POEntry(msgid=one.text, msgstr="")
    return polib.POEntry(msgid=one.text, msgid_plural=one.plural, msgstr_plural=dict.fromkeys(range(PLURALS), ""))
