"""The links of the service navigation, with the one marked on which the reader stands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Destination:
    """One link: its words, its address, the section that it stands for, and how many things wait there."""

    text: str | Promise
    href: str
    section: str
    waiting: int = 0


def items(destinations: Iterable[Destination] | None, section: str) -> list[dict[str, Any]]:
    """The component's items; the link of the reader's section is marked as active."""
    return [_words(one) | {"href": one.href, "active": one.section == section} for one in destinations or ()]


def _words(one: Destination) -> dict[str, str | SafeString]:
    if not one.waiting:
        return {"text": str(one.text)}
    badge = '{} <span class="oneipo-badge">{}<span class="govuk-visually-hidden"> {}</span></span>'
    return {"html": format_html(badge, one.text, one.waiting, _("waiting"))}


def footer(address: Callable[[str], str], source_code: str) -> list[dict[str, str]]:
    """The links at the foot of every page."""
    words = {
        "help": _("Help"),
        "cookies": _("Cookies"),
        "privacy": _("Privacy"),
        "accessibility": _("Accessibility statement"),
        "terms": _("Terms and conditions"),
        "developers:start": _("For developers"),
    }
    links = [{"text": text, "href": address(name)} for name, text in words.items()]
    return links + ([{"text": _("Source code"), "href": source_code}] if source_code else [])
