"""Structured reasons for a refusal: a code for figures, a title for the officer, words for the letter."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True)
class Refusal:
    """One reason; ``words`` is the sentence that the letter says."""

    code: str
    title: Words
    words: Words


REASONS = (
    Refusal(
        "not-entitled",
        _("Not entitled to ask"),
        _("We could not establish that you are entitled to ask for this."),
    ),
    Refusal(
        "evidence-missing",
        _("Evidence is missing"),
        _("The evidence that the request needs was not given."),
    ),
    Refusal(
        "evidence-unclear",
        _("Evidence does not show it"),
        _("The evidence does not show what the request says."),
    ),
    Refusal(
        "signature",
        _("Signature missing or wrong"),
        _("The document is not signed by, or on behalf of, those who must sign it."),
    ),
    Refusal(
        "differs",
        _("Differs from the register"),
        _("Names or numbers in the request differ from those on the register."),
    ),
    Refusal(
        "no-agreement",
        _("Somebody does not agree"),
        _("Somebody whose agreement is needed has not agreed."),
    ),
    Refusal("too-late", _("Out of time"), _("The request came after the time that the law allows.")),
    Refusal("other", _("Another reason"), ""),
)


def reasons_in_words(codes: Iterable[str], own_words: str, *, language: str) -> str:
    """What the letter says in the language of the request: a sentence for each reason, then the officer’s own words."""
    with translation.override(language):
        said = [str(one.words) for one in REASONS if one.code in set(codes) and one.words]
    return "\n\n".join([*said, *([own_words.strip()] if own_words.strip() else [])])
