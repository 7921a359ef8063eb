"""Standings with what transactions know beside the register: which other filings on the right are still open."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import Q

from core.actor import Actor
from core.days import legal_day
from rights.correcting import told_of
from rights.standing import GivenDocument, OpenFiling, Standing, load_standings
from rights.statuses import Purpose
from transactions.models import Filing, FilingDocument, FilingRight
from transactions.registry import NoSuchType, type_named
from transactions.states import UNDECIDED, State


def load(
    right_ids: Sequence[int],
    *,
    by: Actor,
    on: date,
    asking: Filing | None = None,
    links_of: UUID | None = None,
) -> dict[int, Standing]:
    """Standings by right id, set-wise: the number of queries does not grow with the rights.

    ``asking`` is left out of the open filings, with all that were received after it. ``links_of`` is the account whose
    links count, where the service asks.
    """
    standings = load_standings(right_ids, by=by, on=on, links_of=links_of)
    if asking is not None:
        standings = _with_what_is_read(standings, asking)
    others = earlier_filings(right_ids, than=asking)
    return {pk: replace(standing, open_filings=tuple(others.get(pk, ()))) for pk, standing in standings.items()}


PUBLIC_PURPOSES = (Purpose.PROPRIETOR, Purpose.SERVICE)


def as_public(standing: Standing) -> Standing:
    """The same right with nothing but what the public register tells: for forms that strangers fill in.

    No email, no address for reminders, no authority, no hold, no filing that is still open (Patents Rules 2007 r.44).
    """
    contacts = {key: standing.contacts[key] for key in PUBLIC_PURPOSES if key in standing.contacts}
    return replace(
        standing,
        parties=tuple(replace(party, email="", particulars="") for party in standing.parties),
        contacts={key: replace(contact, email="") for key, contact in contacts.items()},
        authorities=(),
        open_filings=(),
        on_hold=False,
    )


def earlier_filings(right_ids: Sequence[int], *, than: Filing | None) -> dict[int, list[OpenFiling]]:
    """The undecided filings on each right that were received before ``than``, or all of them."""
    undecided = Q(filing__state__in=UNDECIDED) | Q(filing__state=State.TAKING_PAYMENT, filing__payment_round__gt=1)
    rows = FilingRight.everything.filter(undecided, right_id__in=right_ids, outcome="", left_out=False)
    found: dict[int, list[OpenFiling]] = {}
    for row in rows.select_related("filing").order_by("filing__received_at", "filing_id"):
        if than is None or _order(row.filing) < _order(than):
            filing = row.filing
            found.setdefault(row.right_id, []).append(OpenFiling(filing.reference, filing.type, filing.submitted_at))
    return found


def in_the_way(declared_changes: frozenset[str], open_filings: Iterable[OpenFiling]) -> list[OpenFiling]:
    """Those of the open filings that touch the same part of the right."""
    return [other for other in open_filings if declared_changes & _changes_of(other.type)]


def earliest_in_the_way(filing: Filing, right_ids: Sequence[int]) -> Mapping[int, OpenFiling]:
    """For each right the first filing that must be decided before this one."""
    changes = _changes_of(filing.type)
    found = {pk: in_the_way(changes, others) for pk, others in earlier_filings(right_ids, than=filing).items()}
    return {pk: others[0] for pk, others in found.items() if others}


def _order(filing: Filing) -> tuple[object, int]:
    return filing.received_at, filing.pk


def _with_what_is_read(standings: dict[int, Standing], asking: Filing) -> dict[int, Standing]:
    """The same with history and documents, where the type of the asking filing reads them."""
    try:
        declared = type_named(asking.type)
    except NoSuchType:
        return standings
    if declared.reads_history:
        told = told_of(list(standings))
        standings = {pk: replace(standing, told=told[pk]) for pk, standing in standings.items()}
    if declared.reads_documents:
        given = _documents_of(list(standings), asking)
        standings = {pk: replace(one, documents=tuple(given.get(pk, ()))) for pk, one in standings.items()}
    return standings


def _documents_of(right_ids: Sequence[int], asking: Filing) -> dict[int, list[GivenDocument]]:
    """What the account that asks has filed on each right before, oldest first."""
    if asking.organisation_id is None:
        return {}
    rows = FilingDocument.everything.filter(
        filing__organisation_id=asking.organisation_id,
        filing__received_at__isnull=False,
        filing__rights__right_id__in=right_ids,
        removed_at=None,
    ).exclude(filing=asking)
    columns = ("filing__rights__right_id", "file__reference", "file__name", "filing__reference", "filing__received_at")
    found: dict[int, list[GivenDocument]] = {}
    for right_id, reference, name, filing, received_at in rows.order_by("pk").values_list(*columns):
        document = GivenDocument(str(reference), name, filing, legal_day(received_at))
        found.setdefault(right_id, []).append(document)
    return found


def _changes_of(slug: str) -> frozenset[str]:
    """What a type changes; one that is no longer declared stands in nobody's way."""
    try:
        return type_named(slug).changes
    except NoSuchType:
        return frozenset()
