"""The Welsh catalogue: what is compiled is what was written, and no variable is lost in translation."""

import re
from html import unescape
from pathlib import Path

import polib
import pytest
from django import forms
from django.template.base import Lexer, TokenType
from django.utils import translation

from core.design.catalogue import NotWritten, Sentence, asked_by_template, asked_for, sentences
from core.design.forms import GovukForm
from core.design.look import shown
from core.design.messages import say_as_govuk
from rights.shown.words import patents_counted

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


def test_the_catalogue_has_every_sentence_of_the_product_and_no_other(written: polib.POFile) -> None:
    asked = set(sentences(HERE.parent.parent.parent))
    known = {Sentence(entry.msgid, entry.msgid_plural) for entry in written}
    assert sorted(asked - known) == [], "run manage.py catalogue"
    assert sorted(known - asked) == [], "run manage.py catalogue"


def test_nearly_everything_is_in_welsh_although_new_sentences_may_wait(written: polib.POFile) -> None:
    assert len(written.translated_entries()) > 0.9 * len(written)


def test_the_extraction_finds_what_pages_and_code_ask_for() -> None:
    page = '{% load i18n %}{% translate "One" %}{{ x|default:_("Two") }}{% blocktranslate count n=n %}{{ n }} thing{% plural %}{{ n }} things{% endblocktranslate %}'
    assert set(asked_by_template(page, "page")) == {
        Sentence("One"), Sentence("Two"), Sentence("%(n)s thing", "%(n)s things"),
    }  # fmt: skip
    code = 'a = _("A")\nb = gettext_lazy("B " "and more")\nc = ngettext("%d C", "%d Cs", n) % n\n'
    assert set(asked_for(code, "code")) == {Sentence("A"), Sentence("B and more"), Sentence("%d C", "%d Cs")}


def test_a_sentence_that_nobody_could_translate_is_refused() -> None:
    with pytest.raises(NotWritten, match="code, line 1"):
        list(asked_for('a = _(f"{number} rights")', "code"))


def test_a_sentence_asked_for_alone_and_counted_stands_once(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "core").mkdir()
    (tmp_path / "core" / "x.py").write_text('a = _("Patent")\nb = ngettext("Patent", "Patents", 2)\n')
    assert list(sentences(tmp_path)) == [Sentence("Patent", "Patents")]


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 patent"), (2, "2 batent"), (3, "3 patent"), (8, "8 patent"), (11, "11 patent"), (20, "20 patent")],
)
def test_welsh_counts_by_its_own_rules(count: int, words: str) -> None:
    with translation.override("cy"):
        assert patents_counted(count, at_most=1000) == words


def test_welsh_errors_begin_with_a_capital_and_hold_the_noun_in_their_middle() -> None:
    with translation.override("cy"):
        form = GovukForm({"days": "x"})
        form.fields["days"] = shown(forms.IntegerField(), noun="rif")
        say_as_govuk(form.fields["days"], "")
        assert form.errors["days"] == ["Rhaid i rif fod yn rhif cyfan"]


TEMPLATES = HERE.parent.parent.parent / "templates"
BRAND = {"One IPO", "English", "Cymraeg", "CSV"}
MARKUP = re.compile(r'data-wide|govuk-grid-column-(?:full|two-thirds)|lang="en"|/certificates/')
SAID = re.compile(r'\b(?:aria-label|alt|title|placeholder)="([^"{]*[A-Za-z][^"]*)"')


def written_outright(source: str) -> list[str]:
    """Words of a template that stand there without a way to translate them."""
    plain, inside = [], False
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.BLOCK and token.contents.split()[0] in ("blocktranslate", "comment"):
            inside = True
        elif token.token_type == TokenType.BLOCK and token.contents.split()[0] in ("endblocktranslate", "endcomment"):
            inside = False
        elif token.token_type == TokenType.TEXT and not inside:
            plain.append(token.contents)
        else:
            plain.append("…")
    text = MARKUP.sub("", re.sub(r"<(script|style)\b.*?</\1>", "", "".join(plain), flags=re.DOTALL))
    lines = [unescape(line).strip(" …·,:()–/-") for line in re.sub(r"<[^>]*>", "\n", text).splitlines()]
    return [line for line in [*lines, *SAID.findall(text)] if re.search(r"[A-Za-z]{2}", line) and line not in BRAND]


def test_no_template_holds_words_that_cannot_be_translated() -> None:
    paths = [path for path in TEMPLATES.rglob("*.html") if "gallery" not in path.name]
    found = {str(path.relative_to(TEMPLATES)): written_outright(path.read_text()) for path in paths}
    assert len(paths) > 100
    assert {name: words for name, words in found.items() if words} == {}


def test_words_written_outright_are_found() -> None:
    page = '<p aria-label="Spoken">{% translate "Fine" %} Not fine</p>{% blocktranslate %}Fine{% endblocktranslate %}'
    assert written_outright(page) == ["Not fine", "Spoken"]
