"""The words of every message: one file for each template, channel and language, the same in GOV.UK Notify.

A file is named ``<template>.<email|letter>.<en|cy>.md``. Its head, between two lines of ``---``, gives the id of the
template in GOV.UK Notify, its type, name, version and subject; its body is Notify's Markdown with ``((fields))``.
Where a language is missing the English text is sent, so that nobody is left without a message.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from django.conf import settings

FIELD = re.compile(r"\(\(\s*([^()?]+?)\s*\)\)")


class NoSuchText(LookupError):
    """A message names a template that has no file."""


class FieldMissing(LookupError):
    """A text asks for a field that its message does not give."""


@dataclass(frozen=True)
class Text:
    """One template in one language."""

    id: str
    subject: str
    body: str
    language: str = "en"

    def fields(self) -> set[str]:
        """The fields that the text asks for."""
        return set(FIELD.findall(self.subject + self.body))


@cache
def text_of(template: str, channel: str, language: str) -> Text:
    """Raises:
    NoSuchText: if there is no file in English either.
    """
    for wanted in (language, "en"):
        path = settings.NOTIFY_TEMPLATES_DIR / f"{template}.{channel}.{wanted}.md"
        if path.is_file():
            return replace(read_text(path.read_text()), language=wanted)
    raise NoSuchText(f"{template}.{channel}.{language}.md")


def read_text(content: str) -> Text:
    """A file's head and body."""
    _, head, body = content.split("---\n", 2)
    values = dict(line.split(": ", 1) for line in head.strip().splitlines())
    return Text(id=values["id"], subject=values["subject"], body=body.strip())


def fill(words: str, personalisation: Mapping[str, str]) -> str:
    """The words with every field filled in.

    Raises:
        FieldMissing: naming the field.
    """

    def value(match: "re.Match[str]") -> str:
        if match[1] not in personalisation:
            raise FieldMissing(match[1])
        return personalisation[match[1]]

    return FIELD.sub(value, words)
