"""Puts rights into a client file by their numbers, as somebody types or pastes them."""

import re
from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from core.actor import Acting
from rights.clients.files import place
from rights.models import ClientFile
from rights.numbers import meanings
from rights.portfolio.lists import links_bearing

NAMED = 5


class NotYours(ValueError):
    """Some numbers are none, or not of rights that are linked to the account; the message names them."""


def numbers_in(text: str) -> list[str]:
    """The numbers in a text, in whichever way they are set apart, each once."""
    parts = (part.strip() for part in re.split(r"[\n\r,;\t]+", text))
    return list(dict.fromkeys(part for part in parts if part))


def place_numbers(numbers: Sequence[str], file: ClientFile, *, by: Acting, at: datetime) -> int:
    """Places them, all or none; returns how many rights.

    Raises:
        NotYours, NotPermitted.
    """
    return place(rights_bearing(numbers, by=by), file, by=by, at=at)


def rights_bearing(numbers: Sequence[str], *, by: Acting) -> set[int]:
    """The rights that are linked to the account and bear the numbers, as they were typed.

    Raises:
        NotYours: if a number is none, or not of such a right.
    """
    read = {typed: meanings(typed) for typed in numbers}
    wanted = [number for spellings in read.values() for number in spellings]
    links = list(links_bearing(wanted, by=by).select_related("right"))
    borne = {number: link.right_id for link in links for number in _borne(link.right)}
    strange = [typed for typed, spellings in read.items() if not any(one in borne for one in spellings)]
    if strange:
        raise NotYours(_demand(strange))
    return {borne[one] for spellings in read.values() for one in spellings if one in borne}


def _demand(strange: Sequence[str]) -> str:
    shown = ", ".join(strange[:NAMED])
    more = len(strange) - NAMED
    named = _("%(shown)s and %(more)s more") % {"shown": shown, "more": more} if more > 0 else shown
    return _("These are not linked to your account: %(numbers)s. Check them, or link them first.") % {"numbers": named}


def _borne(right: object) -> list[str]:
    return [getattr(right, name) for name in ("number", "application_number", "publication_number")]
