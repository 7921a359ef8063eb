"""Planning: what falls due within a month by an agreement, with notice to the account before anything is done."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.contact import money_people_of
from core.actor import System
from core.design.formats import day_words, pounds
from core.walls import put_behind
from notifications.messages.automatic import RenewalsPlanned
from notifications.recipients import Recipient
from notifications.services import tell
from rights.instructions.asking import not_to_renew
from rights.models import Link
from rights.standing import load_standings
from rights.statuses import Status
from transactions.models import AutomaticRenewal, PlannedRenewal

AHEAD = timedelta(days=30)
NOTICE = timedelta(days=14)
PLANNER = System("automatic-renewal")
NAMED = 50
AT_ONCE = 1000


def plan_renewals(on: date, *, at: datetime) -> int:
    """Plans what falls due, and tells the account; returns how many. Harmless to repeat."""
    running = AutomaticRenewal.everything.filter(stopped_at=None).order_by("organisation_id", "pk")
    return sum(_plan(agreement, on, at=at) for agreement in running)


def _plan(agreement: AutomaticRenewal, on: date, *, at: datetime) -> int:
    links = _due_links(agreement, on)
    planned = PlannedRenewal.everything.filter(agreement__organisation_id=agreement.organisation_id)
    known = set(planned.filter(noticed_on__gt=on - timedelta(days=200)).values_list("right_id", "year"))
    rights = sorted(set(links.values_list("right_id", flat=True)))
    told = 0
    for start in range(0, len(rights), AT_ONCE):
        chunk = rights[start : start + AT_ONCE]
        with transaction.atomic():
            rows = list(_rows(agreement, chunk, known, on))
            PlannedRenewal.everything.bulk_create(rows, ignore_conflicts=True)
            _tell(agreement, rows, at=at)
        told += len(rows)
    return told


def _due_links(agreement: AutomaticRenewal, on: date) -> QuerySet[Link]:
    links = Link.everything.filter(organisation_id=agreement.organisation_id, state=Link.State.ACTIVE)
    links = links.filter(status=Status.GRANTED, opens_on__lte=on, due_on__gte=on, due_on__lte=on + AHEAD)
    if agreement.scope == AutomaticRenewal.Scope.RIGHT:
        return links.filter(right=agreement.right)
    if agreement.scope == AutomaticRenewal.Scope.CLIENT:
        return links.filter(client_file_id=agreement.client_file_id)
    return links


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
        last = standing.right.due_on or on
        renews_on = max(on + timedelta(days=1), min(on + NOTICE, last - timedelta(days=1)))
        yield PlannedRenewal(
            agreement=agreement, right_id=pk, year=year, pence=quote.total_pence, noticed_on=on, renews_on=renews_on
        )


def _tell(agreement: AutomaticRenewal, rows: Sequence[PlannedRenewal], *, at: datetime) -> None:
    """One message for each wall, to those who see the organisation's money and are behind it."""
    together: dict[str, list[PlannedRenewal]] = defaultdict(list)
    links = Link.everything.filter(organisation_id=agreement.organisation_id, right__in=[row.right_id for row in rows])
    walls = dict(links.values_list("right_id", "wall_key"))
    for row in rows:
        together[walls.get(row.right_id, "")].append(row)
    for wall, theirs in together.items():
        if wall:
            put_behind(agreement.organisation_id, {wall: [wall]})
        for person in money_people_of(agreement.organisation_id, behind=[wall] if wall else []):
            organisation = agreement.organisation_id
            to = Recipient(person.email, (), person.name, person.language, organisation, person.user_id)
            with translation.override(person.language):
                message = _message(theirs)
            key = f"{agreement.reference}:{theirs[0].noticed_on.isoformat()}:{theirs[0].right_id}:{person.user_id}"
            tell(message, to=to, key=key, about=wall, at=at)


def _message(rows: Sequence[PlannedRenewal]) -> RenewalsPlanned:
    lines = [
        f"* {row.right.number}: {pounds(row.pence)}, {day_words(row.renews_on)}"
        for row in sorted(rows, key=lambda row: row.renews_on)[:NAMED]
    ]
    if len(rows) > NAMED:
        lines.append("* " + _("and %(more)s more") % {"more": len(rows) - NAMED})
    total = pounds(sum(row.pence for row in rows))
    return RenewalsPlanned(str(len(rows)), total, "\n".join(lines), f"{settings.PUBLIC_URL}/automatic/")
