"""Planning: what falls due within a month by an agreement, with notice to the account before anything is done."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from core.actor import System
from rights.instructions.asking import not_to_renew
from rights.models import Link
from rights.standing import Standing, load_standings
from rights.statuses import Status
from transactions.automatic.telling import tell_planned
from transactions.models import AutomaticRenewal, PlannedRenewal

AHEAD = timedelta(days=30)
NOTICE = timedelta(days=14)
PLANNER = System("automatic-renewal")
AT_ONCE = 1000


def plan_renewals(on: date, *, at: datetime) -> int:
    """Plans what falls due, and tells the account; returns how many. Harmless to repeat.

    What could not be done is planned again in the next month, and at once by another agreement.
    """
    running = AutomaticRenewal.everything.filter(stopped_at=None).order_by("organisation_id", "pk")
    return sum(_plan(agreement, on, at=at) for agreement in running)


def _plan(agreement: AutomaticRenewal, on: date, *, at: datetime) -> int:
    links = _due_links(agreement, on)
    planned = PlannedRenewal.everything.filter(organisation_id=agreement.organisation_id)
    lately = planned.filter(noticed_on__gt=on - timedelta(days=200))
    tried = Q(state=PlannedRenewal.State.NOT_DONE) | Q(agreement__stopped_at__isnull=False)
    still = lately.exclude(tried) | lately.filter(tried, agreement=agreement, noticed_on__gte=on.replace(day=1))
    known = set(still.values_list("right_id", "year"))
    rights = sorted(set(links.values_list("right_id", flat=True)))
    told = 0
    for start in range(0, len(rights), AT_ONCE):
        chunk = rights[start : start + AT_ONCE]
        with transaction.atomic():
            rows = list(_rows(agreement, chunk, known, on))
            PlannedRenewal.everything.bulk_create(
                rows,
                update_conflicts=True,
                unique_fields=["agreement", "right", "year"],
                update_fields=["pence", "noticed_on", "renews_on", "state", "why", "filing"],
            )
            if rows:
                tell_planned(agreement.organisation_id, rows, at=at)
        told += len(rows)
    return told


def _due_links(agreement: AutomaticRenewal, on: date) -> QuerySet[Link]:
    links = Link.everything.filter(organisation_id=agreement.organisation_id, state=Link.State.ACTIVE)
    soon, late = Q(opens_on__lte=on, due_on__lte=on + AHEAD, due_on__gte=on), Q(due_on__lt=on, late_until__gte=on)
    links = links.filter(soon | late, status=Status.GRANTED)
    if agreement.scope == AutomaticRenewal.Scope.RIGHT:
        return links.filter(right=agreement.right)
    if agreement.scope == AutomaticRenewal.Scope.CLIENT:
        return links.filter(client_file_id=agreement.client_file_id)
    return links


def _last_day(standing: Standing, on: date) -> date:
    """The last day to pay: in time, or else with the additional fee."""
    due_on, late_until = standing.right.due_on, standing.right.late_until
    return due_on if due_on and due_on >= on else late_until or on


def _rows(
    agreement: AutomaticRenewal, right_ids: Sequence[int], known: set[tuple[int, int]], on: date
) -> Iterable[PlannedRenewal]:
    refused = not_to_renew(right_ids)
    for pk, standing in load_standings(right_ids, by=PLANNER, on=on).items():
        quote = standing.quote
        if pk in refused or quote is None or not quote.is_payable or quote.total_pence is None:
            continue
        year = min(quote.years)
        if (pk, year) in known:
            continue
        last = _last_day(standing, on)
        renews_on = max(on + timedelta(days=1), min(on + NOTICE, last - timedelta(days=1)))
        yield PlannedRenewal(
            agreement=agreement, organisation_id=agreement.organisation_id, right_id=pk, year=year,
            pence=quote.total_pence, noticed_on=on, renews_on=renews_on,
        )  # fmt: skip
