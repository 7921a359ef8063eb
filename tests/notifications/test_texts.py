"""Every message has its words, and every word's field has a value."""

from dataclasses import fields
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings

from notifications.messages import ALL_MESSAGES, Message
from notifications.texts import FieldMissing, NoSuchText, fill, read_text, text_of

LETTERS_TOO = [
    "link-code",
    "link-requested",
    "contact-changed-old",
    "contact-changed-new",
    "overdue-notice",
    "lapse-notice",
]


@pytest.mark.parametrize("message", ALL_MESSAGES, ids=lambda message: message.template)
def test_a_text_asks_for_no_field_that_its_message_lacks(message: type[Message]) -> None:
    given = {field.name for field in fields(message)} | {"service_url"}
    assert text_of(message.template, "email", "en").fields() <= given


@pytest.mark.parametrize("template", LETTERS_TOO)
def test_what_may_go_by_post_has_a_letter(template: str) -> None:
    assert text_of(template, "letter", "en").subject


def test_every_template_has_an_id_of_its_own() -> None:
    files = sorted(settings.NOTIFY_TEMPLATES_DIR.glob("*.md"))
    ids = [UUID(read_text(path.read_text()).id) for path in files]
    assert len(ids) == len(set(ids)) > 20


def test_a_welsh_text_has_the_fields_and_headings_of_its_english() -> None:
    welsh = sorted(settings.NOTIFY_TEMPLATES_DIR.glob("*.cy.md"))
    assert len(welsh) >= 22
    for path in welsh:
        template, channel, language, _md = path.name.split(".")
        english, own = text_of(template, channel, "en"), text_of(template, channel, language)
        assert own.language == "cy"
        assert own.fields() == english.fields(), path.name
        assert own.body.count("\n# ") == english.body.count("\n# "), path.name


def test_a_missing_language_falls_back_to_english_and_says_so(tmp_path: Path, settings: Any) -> None:
    english = (settings.NOTIFY_TEMPLATES_DIR / "link-code.letter.en.md").read_text()
    (tmp_path / "only-english.letter.en.md").write_text(english)
    settings.NOTIFY_TEMPLATES_DIR = tmp_path
    assert text_of("only-english", "letter", "cy").language == "en"
    with pytest.raises(NoSuchText):
        text_of("no-such-text", "letter", "cy")


def test_every_text_is_there_in_both_languages() -> None:
    names = {path.name for path in settings.NOTIFY_TEMPLATES_DIR.glob("*.md")}
    english = {name.replace(".en.", ".") for name in names if ".en." in name}
    assert english == {name.replace(".cy.", ".") for name in names if ".cy." in name}


def test_the_statutory_notices_name_their_rules() -> None:
    assert "rule 39 of the Patents Rules 2007" in text_of("overdue-notice", "letter", "en").body
    assert "rule 41 of the Patents Rules 2007" in text_of("lapse-notice", "letter", "en").body
    assert "Section 28 of the Patents Act 1977" in text_of("lapse-notice", "letter", "en").body


def test_a_missing_field_is_named() -> None:
    with pytest.raises(FieldMissing, match="amount"):
        fill("We received ((amount))", {})
