"""A right's history in the office's words: what happened, from when it counts, when it was entered, and why."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
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


def own_history(events: Iterable[TimelineEvent], *, own: Collection[str]) -> list[Told]:
    """Newest first, for a linked account; ``own`` are the references of its own filings, which are linked."""
    return [_told(event, own) for event in reversed(list(events))]


def public_history(events: Iterable[TimelineEvent]) -> list[Told]:
    """Newest first, for anyone; without what the public register does not show."""
    return [_told(event, ()) for event in reversed(list(events)) if is_for_all(event.fact)]


def _told(event: TimelineEvent, own: Collection[str]) -> Told:
    fact = event.fact
    is_own = event.because in own
    return Told(
        title=_title(event),
        on=fact.effective_on,
        text=" · ".join(part for part in (detail(fact), _entered(event), _why(event, own)) if part),
        href=reverse("filing", args=[event.because]) if is_own else "",
        link=_("See your request %(reference)s") % {"reference": event.because} if is_own else "",
    )


def _title(event: TimelineEvent) -> str:
    words = what_happened(event.fact)
    return _("%(what)s (corrected later)") % {"what": words} if event.corrected_by else words


def _entered(event: TimelineEvent) -> str:
    if event.known_on == event.fact.effective_on:
        return ""
    return _("Entered on %(day)s") % {"day": day_words(event.known_on)}


def _why(event: TimelineEvent, own: Collection[str]) -> str:
    if event.because in own:
        return _("You asked for this")
    return _("From the office’s records") if event.imported else ""
