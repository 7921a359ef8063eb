"""Which rights of the portfolio a caller asks for; a filter that cannot be read is named."""

from dataclasses import replace

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from api.kernel.errors import bad_parameter
from api.kernel.lists import one_of
from api.kernel.schema import text_parameter
from rights.models import Relation
from rights.portfolio import NEEDS, View
from rights.portfolio.lists import KINDS
from rights.statuses import Status

SORTS = {
    "nextRenewalDate": "renews_on",
    "number": "number",
    "title": "title",
    "owner": "owner",
    "status": "status",
    "ownReference": "own_reference",
    "client": "client",
}
FIRST = "nextRenewalDate:asc"
LONGEST = {"q": 100, "client": 60}


def view_of(request: Request) -> View:
    """The filters, unsorted.

    Raises:
        ApiError.
    """
    return View(
        search=_text(request, "q"),
        status=tuple(sorted(set(one_of(request, "status", Status.values)))),
        need=_single(request, "need", NEEDS),
        kind=_single(request, "kind", KINDS),
        relation=_single(request, "relation", Relation.values),
        client=_text(request, "client"),
    )


def sorted_view(request: Request) -> View:
    """The filters with the order that is asked for.

    Raises:
        ApiError.
    """
    key, _colon, way = request.query_params.get("sort", FIRST).partition(":")
    if key not in SORTS or way not in ("", "asc", "desc"):
        raise bad_parameter("sort", _("Sort by one of %(keys)s, with :asc or :desc.") % {"keys": ", ".join(SORTS)})
    return replace(view_of(request), sort=SORTS[key], descending=way == "desc")


def _text(request: Request, name: str) -> str:
    text = request.query_params.get(name, "").strip()
    if len(text) > LONGEST[name]:
        raise bad_parameter(name, _("Give up to %(most)s characters.") % {"most": LONGEST[name]})
    return text


def _single(request: Request, name: str, known: tuple[str, ...] | list[str]) -> str:
    words = one_of(request, name, known)
    if len(words) > 1:
        raise bad_parameter(name, _("Give one of %(known)s.") % {"known": ", ".join(known)})
    return words[0] if words else ""


def filter_parameters() -> list[OpenApiParameter]:
    """The filters, for the description; several of them narrow the list further."""
    many = {"type": "array", "items": {"type": "string", "enum": sorted(Status.values)}}
    return [
        text_parameter(
            "q",
            "Words of the title, the owner's or the client's name or the own reference, or a number in any spelling.",
            maxLength=100,
        ),
        OpenApiParameter(
            "status", many, description="One or several, with commas between.", explode=False, style="form"
        ),
        text_parameter("need", "What the next renewal needs.", enum=list(NEEDS)),
        text_parameter("kind", "The kind of right.", enum=list(KINDS)),
        text_parameter("relation", "What the account is to the right.", enum=list(Relation.values)),
        text_parameter("client", "The name of a client file.", maxLength=60),
    ]
