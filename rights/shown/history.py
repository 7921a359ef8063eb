"""A right's history in the office's words: what happened, from when it counts, when it was entered, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from core.design.formats import day_words
from rights.happenings import detail, what_happened
from rights.history import TimelineEvent
from rights.watching import is_for_all


@dataclass(frozen=True)
class Told:
    """One event as ``design/timeline.html`` reads it."""

    title: str
    on: date
    text: str
    href: str = ""
    link: str = ""
    by: str = ""


Addresses = Mapping[str, str]


def own_history(events: Iterable[TimelineEvent], *, own: Addresses) -> list[Told]:
    """Newest first, for a linked account; ``own`` has the addresses of its own filings, by their references."""
    told = [(event, _told(event, _("You asked for this"), event.because in own)) for event in events]
    return [_leading(one, event, own, _("See your request %(reference)s")) for event, one in reversed(told)]


def public_history(events: Iterable[TimelineEvent]) -> list[Told]:
    """Newest first, for anyone; without what the public register does not show."""
    return [_told(event, "", False) for event in reversed(list(events)) if is_for_all(event.fact)]


def office_history(events: Iterable[TimelineEvent], *, cases: Addresses) -> list[Told]:
    """Newest first, for the office: everything, with the case because of which it was entered."""
    told = [(event, _told(event, "", False)) for event in events]
    return [_leading(one, event, cases, _("See %(reference)s")) for event, one in reversed(told)]


def _told(event: TimelineEvent, why_own: str, is_own: bool) -> Told:
    why = why_own if is_own else _why(event)
    text = " · ".join(part for part in (detail(event.fact), _entered(event), why) if part)
    return Told(title=_title(event), on=event.fact.effective_on, text=text)


def _leading(told: Told, event: TimelineEvent, addresses: Addresses, words: str) -> Told:
    """With the way to what it was entered for, where the reader may go there."""
    href = addresses.get(event.because, "")
    return replace(told, href=href, link=words % {"reference": event.because}) if href else told


def _title(event: TimelineEvent) -> str:
    words = what_happened(event.fact)
    return _("%(what)s (corrected later)") % {"what": words} if event.corrected_by else words


def _entered(event: TimelineEvent) -> str:
    if event.known_on == event.fact.effective_on:
        return ""
    return _("Entered on %(day)s") % {"day": day_words(event.known_on)}


def _why(event: TimelineEvent) -> str:
    return _("From the office’s records") if event.imported else ""
