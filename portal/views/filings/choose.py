"""What do you want to do? Plain sentences lead to the right request, with what it needs said in advance."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import SiteRequest
from portal.shown.declared import about
from transactions.kind import TransactionType
from transactions.offers import by_topic


@dataclass(frozen=True)
class Choice:
    """One sentence and where it leads."""

    situation: str
    title: str
    href: str
    about: str


@dataclass(frozen=True)
class Heading:
    """A topic with its choices."""

    title: str
    anchor: str
    choices: tuple[Choice, ...]


@require_safe
def choose(request: SiteRequest) -> HttpResponse:
    """The list; ``right`` in the address goes along to the request."""
    chosen = [("right", number) for number in request.GET.getlist("right")[:50]]
    headings = [
        Heading(str(topic.label), str(topic), tuple(choice for one in types for choice in _choices(one, chosen)))
        for topic, types in by_topic().items()
    ]
    several = reverse("change-several") + (f"?{urlencode(chosen[:1])}" if chosen else "")
    context = {"headings": headings, "section": "change", "chosen": chosen, "several": several}
    return render(request, "filings/choose.html", context)


def _choices(declared: TransactionType, chosen: list[tuple[str, str]]) -> Iterator[Choice]:
    begins = reverse("filing-begin", args=[declared.slug])
    href = f"{begins}?{urlencode(chosen)}" if chosen else begins
    said = about(declared)
    cost = f"{said.cost} {_('Example, not confirmed')}." if said.is_example else said.cost
    for situation in declared.situations:
        yield Choice(str(situation), str(declared.title), href, f"{cost} {said.takes}")
