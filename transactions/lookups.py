"""Asks the outside what a type wants to know: which sources there are, and keeping what they found with the draft."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts import companies_house
from accounts.company_numbers import NotACompanyNumber
from core.actor import Actor
from core.outside import Refused, Unavailable
from transactions.kind import Lookup
from transactions.models import Filing
from transactions.registry import type_named
from transactions.services.answering import demand_draft

Source = Callable[[str], dict[str, Any]]
SOURCES: dict[str, Source] = {}
"""Who can be asked, by the name that a ``Lookup`` gives; gateways join by ``source``."""


def source(name: str) -> Callable[[Source], Source]:
    """Registers a gateway's question: it takes a text, returns JSON, and raises ``Unavailable`` or ``Refused``."""

    def register(asked: Source) -> Source:
        SOURCES[name] = asked
        return asked

    return register


@source("companies-house")
def _ask_companies_house(number: str) -> dict[str, Any]:
    """What Companies House says of a company: name, number, status, and its former names, the latest first."""
    try:
        found = companies_house.company(number)
    except NotACompanyNumber:
        return {}
    former = [{"name": one.name, "until_on": one.until_on and one.until_on.isoformat()} for one in found.former_names]
    address = {"lines": list(found.lines), "postcode": found.postcode, "country": found.country}
    return {"name": found.name, "number": found.number, "status": found.status, "former_names": former} | address


def look_up(filing: Filing, *, by: Actor, at: datetime) -> Filing:
    """Asks every declared question that the answers allow, with no database transaction open, and keeps the replies.

    A source that does not answer, or knows nothing, leaves nothing: no page depends on it.

    Raises:
        CannotMove, NotPermitted: if the actor may not change the draft.
    """
    found = {lookup.key: _ask(lookup.source, lookup.question(filing.answers)) for lookup in _declared(filing)}
    replies = {key: reply for key, reply in found.items() if reply}
    if replies == filing.found:
        return filing
    with transaction.atomic():
        draft = demand_draft(filing, by=by)
        draft.found, draft.changed_at = replies, at
        draft.save(update_fields=["found", "changed_at"])
    return draft


def _declared(filing: Filing) -> tuple[Lookup, ...]:
    return type_named(filing.type).lookups


def _ask(name: str, question: str) -> dict[str, Any]:
    if not question:
        return {}
    try:
        return SOURCES[name](question)
    except (Unavailable, Refused):
        return {}
