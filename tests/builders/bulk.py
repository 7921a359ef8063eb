"""Thousands of rights and a firm that renews them, made set-wise, for tests and benchmarks."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from builders.deposits import an_account_with
from builders.filings import an_account, an_officer
from builders.register import BOOKS, OPENED_AT, details, gb_application_number
from django.db import transaction

from accounts.models import Organisation
from core.actor import Applicant
from rights.facts import (
    AddressChanged,
    ApplicationFiled,
    Dated,
    Granted,
    Opening,
    PartyOnRecord,
    ProprietorsChanged,
    Published,
)
from rights.models import COPIED_KEYS, Link, Right
from rights.register import open_rights
from transactions.lists.checking import check_all, summary
from transactions.lists.making import make_list
from transactions.lists.reading import Row
from transactions.lists.sending import begin_from_list
from transactions.models import Filing, RightsList
from transactions.services import answer, submit

AT_ONCE = 1000


def many_patents(count: int, *, filed_on: date) -> list[int]:
    """So many granted patents with nothing paid, of fifty owners; their ids. A synthetic register has other numbers."""
    first = Right.everything.filter(number__gte="GB238", number__lt="GB24").count()
    ids: list[int] = []
    for start in range(first, first + count, AT_ONCE):
        openings = [_opening(place, filed_on) for place in range(start, min(start + AT_ONCE, first + count))]
        with transaction.atomic():
            ids += open_rights(openings, because="tests", by=BOOKS, at=OPENED_AT)
    return ids


def _opening(place: int, filed_on: date) -> Opening:
    owner = f"Owner {place % 50} Ltd"
    past = [
        ApplicationFiled(
            effective_on=filed_on,
            right_kind="GB",
            number=gb_application_number(filed_on, 60_000 + place),
            title=f"Device {place}",
        ),
        ProprietorsChanged(effective_on=filed_on, parties=(PartyOnRecord(name=owner),)),
        AddressChanged(
            effective_on=filed_on,
            purpose="proprietor",
            name=owner,
            particulars=details(email=f"o{place % 50}@example.com"),
        ),
        Published(effective_on=filed_on + timedelta(days=540), number=f"GB{2_380_000 + place}"),
        Granted(effective_on=filed_on + timedelta(days=900)),
    ]
    return Opening(effective_on=filed_on, events=tuple(Dated(fact) for fact in past))


def link_all(ids: Sequence[int], by: Applicant) -> None:
    """Links the rights to the firm as its representative."""
    organisation = Organisation.objects.get(pk=by.organisation_id)
    for start in range(0, len(ids), AT_ONCE):
        rights = Right.everything.filter(pk__in=ids[start : start + AT_ONCE])
        Link.everything.bulk_create(
            Link(
                right=right, organisation=organisation, relation="representative", proof="authority", state="active",
                since_at=OPENED_AT, active_from=OPENED_AT, own_reference=f"OWN/{right.pk}",
                **{key: getattr(right, key) for key in COPIED_KEYS},
            )
            for right in rights
        )  # fmt: skip


def a_firm_with(count: int, *, at: datetime, filed_on: date) -> Applicant:
    """A firm with so many linked rights whose fifth year is due."""
    by = an_account(at, name="A firm", email=f"firm{count}@firm.example")
    link_all(many_patents(count, filed_on=filed_on), by)
    return by


def dry_run(by: Applicant, *, at: datetime) -> RightsList:
    """A list of everything that the firm has linked, looked at."""
    links = Link.objects.visible_to(by).active().order_by("number")
    rows = [Row(number, own) for number, own in links.values_list("number", "own_reference")]
    made = make_list("renew", rows, name="all.csv", by=by, at=at)
    check_all(made, by=by, at=at)
    made.refresh_from_db()
    return made


def sent_and_covered(made: RightsList, by: Applicant, *, at: datetime) -> Filing:
    """The list's request, sent, with enough money in the firm's account."""
    draft = begin_from_list(made, by=by, at=at)
    answer(draft, "receipt", {"email": "payer@example.com", "reminders": "no"}, by=by, at=at)
    cashier = an_officer(at, roles=("team_leader",), email=f"cashier{made.pk}@office.example")
    an_account_with(summary(made).pence, by=by, cashier=cashier, at=at)
    return submit(draft, by=by, at=at)
