"""The portfolio's list as its page shows it: rows of plain strings, headings that sort, filters in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.design.formats import day_words
from core.design.paging import keyset
from core.design.templatetags.govuk import tone_tag
from portal.shown.addresses import addresses
from rights.models import Link
from rights.portfolio import DUE, LATE, RESTORABLE, Page, Stance, Stances, View
from rights.portfolio.lists import SHOWABLE
from rights.shown.words import KINDS, NEED_TONES, NEED_WORDS, RELATIONS, status_tone, status_words


@dataclass(frozen=True, slots=True)
class Row:
    """One right of the account; ``when`` says what to do about its renewal, ``need`` is a tag or empty."""

    number: str
    href: str
    title: str
    owner: str
    own_reference: str
    client: str
    status: SafeString
    when: str
    need: SafeString
    is_payable: bool
    kind: str
    relation: str


def rows(links: Sequence[Link], *, on: date) -> list[Row]:
    """The rows of one page; each tag is drawn once, however many rows and pages bear it."""
    href, stances = addresses("right"), Stances(on)
    statuses = {status: _tag(status_words(status), status_tone(status)) for status in {one.status for one in links}}
    told = [stances.of(link) for link in links]
    kinds = {kind: str(KINDS.get(kind, kind)) for kind in {one.kind for one in links}}
    relations = {relation: str(RELATIONS[relation]) for relation in {one.relation for one in links}}
    needs = {need: _need_tag(need) for need in {stance.need for stance in told}}
    return [
        Row(
            number=link.number,
            href=href(link.number),
            title=link.title,
            owner=link.owner,
            own_reference=link.own_reference,
            client=link.client,
            status=statuses[link.status],
            when=when_words(stance),
            need=needs[stance.need],
            is_payable=stance.is_payable,
            kind=kinds[link.kind],
            relation=relations[link.relation],
        )
        for link, stance in zip(links, told, strict=True)
    ]


def _need_tag(need: str) -> SafeString:
    return _tag(str(NEED_WORDS[need]), NEED_TONES[need]) if need else SafeString("")


@lru_cache(maxsize=128)
def _tag(text: str, tone: str) -> SafeString:
    return tone_tag(text, tone)


def when_words(stance: Stance) -> str:
    """What to do about the next renewal, and by when."""
    if stance.last_on is None:
        return _("Nothing to pay")
    text = _("Restore by %(day)s") if stance.need == RESTORABLE else _("Pay by %(day)s")
    return text % {"day": day_words(stance.last_on)}


@dataclass(frozen=True, slots=True)
class Heading:
    """A column that sorts when its heading is followed."""

    label: str
    href: str
    direction: str
    is_shown: bool = True


def headings(view: View) -> list[Heading]:
    """The columns after the box to tick."""
    return [
        _heading(view, "number", _("Number")),
        _heading(view, "title", _("Title")),
        _heading(view, "owner", _("Owner")),
        _heading(view, "own_reference", _("Your reference")),
        _heading(view, "status", _("Status")),
        _heading(view, "renews_on", _("Next renewal")),
    ]


def _heading(view: View, column: str, label: str) -> Heading:
    is_sorted = view.sort == column
    falls_next = is_sorted and not view.descending
    direction = ("descending" if view.descending else "ascending") if is_sorted else ""
    is_shown = column not in SHOWABLE or column in view.columns
    return Heading(label, view.address(sort=column, descending=falls_next), direction, is_shown)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter in words, and the address of the list without it."""

    label: str
    href: str


def chosen(view: View) -> list[Chosen]:
    """The filters that are on."""
    return list(_chosen(view))


def _chosen(view: View) -> Iterator[Chosen]:
    needs = {DUE: _("Due in the next 3 months"), LATE: _("Late"), RESTORABLE: _("Ceased, can be restored")}
    if view.search:
        yield Chosen(f"“{view.search}”", view.address(search=""))
    if view.need:
        yield Chosen(needs[view.need], view.address(need=""))
    for status in view.status:
        others = tuple(other for other in view.status if other != status)
        yield Chosen(status_words(status), view.address(status=others))
    if view.kind:
        yield Chosen(str(KINDS.get(view.kind, view.kind)), view.address(kind=""))
    if view.relation:
        yield Chosen(str(RELATIONS[view.relation]), view.address(relation=""))
    if view.client:
        yield Chosen(view.client, view.address(client=""))


def paging(view: View, page: Page) -> dict[str, Any]:
    """The links to the pages before and after."""
    previous = view.address(cursor=page.previous) if page.previous else ""
    following = view.address(cursor=page.following) if page.following else ""
    return keyset(previous=previous, following=following)


def ends(view: View, page: Page) -> list[Chosen]:
    """The links to the first and the last page, where one is not there already."""
    first = [Chosen(_("First page"), view.address())] if page.previous else []
    last = [Chosen(_("Last page"), view.address(cursor=page.last))] if page.last else []
    return first + last
