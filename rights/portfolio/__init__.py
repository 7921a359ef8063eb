"""The rights in an account: lists that are read by key, counts that are capped, and what needs doing."""

from rights.portfolio.keeping import keep_own_words
from rights.portfolio.lists import (
    PAGE_SIZES,
    SORTS,
    Page,
    View,
    clients_of,
    counted,
    link_bearing,
    links_bearing,
    links_for,
    page_and_count,
    page_of,
)
from rights.portfolio.needs import DUE, LATE, NEEDS, RESTORABLE, NeedsDoing, needs_doing, soonest
from rights.portfolio.stances import Stance, Stances

__all__ = [
    "DUE",
    "LATE",
    "NEEDS",
    "PAGE_SIZES",
    "RESTORABLE",
    "SORTS",
    "NeedsDoing",
    "Page",
    "Stance",
    "Stances",
    "View",
    "clients_of",
    "counted",
    "keep_own_words",
    "link_bearing",
    "links_bearing",
    "links_for",
    "needs_doing",
    "page_and_count",
    "page_of",
    "soonest",
]
