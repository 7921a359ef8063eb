"""Builds pagination: by number where pages can be counted, by previous and next where lists are read by key."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

Params = dict[str, Any]


def numbered(page: int, pages: int, address: Callable[[int], str]) -> Params:
    """Parameters of the pagination component; the first, the last and the neighbours of ``page`` are shown."""
    if pages < 2:
        return {}
    params: Params = {"items": _items(page, pages, address), "landmarkLabel": _("Pages")}
    if page > 1:
        params["previous"] = {"href": address(page - 1), "text": _("Previous")}
    if page < pages:
        params["next"] = {"href": address(page + 1), "text": _("Next")}
    return params


def keyset(*, previous: str = "", following: str = "", previous_label: str = "", following_label: str = "") -> Params:
    """Parameters for a list that is read by key: addresses before and after, with what stands there as labels."""
    params: Params = {"landmarkLabel": _("Pages")} if previous or following else {}
    if previous:
        params["previous"] = {"href": previous, "text": _("Previous page"), "labelText": previous_label or None}
    if following:
        params["next"] = {"href": following, "text": _("Next page"), "labelText": following_label or None}
    return params


def _items(page: int, pages: int, address: Callable[[int], str]) -> list[Params]:
    shown = sorted({1, pages, *(n for n in (page - 1, page, page + 1) if 1 <= n <= pages)})
    result: list[Params] = []
    for before, number in zip([0, *shown], shown, strict=False):
        if number - before == 2:
            result.append(_item(number - 1, page, address))
        elif number - before > 2:
            result.append({"ellipsis": True})
        result.append(_item(number, page, address))
    return result


def _item(number: int, page: int, address: Callable[[int], str]) -> Params:
    item: Params = {"number": number, "href": address(number), "visuallyHiddenText": _("Page %d") % number}
    return item | ({"current": True} if number == page else {})
