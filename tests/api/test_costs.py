"""Longer lists cost no more queries; those of rights, links, messages and instructions are asked in tests of their own."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from builders.filings import drafted, linked
from builders.payments import opened
from builders.programs import Program
from builders.register import a_patent

from accounts.models import ApiClient, Organisation
from core.actor import Applicant
from notifications.models import Delivery, Webhook
from notifications.webhooks.signing import new_secret, sealed
from rights.models import JournalIssue, Right
from transactions.lists.making import make_list
from transactions.lists.reading import Row
from transactions.models import AutomaticRenewal, ConsentRequest, PlannedRenewal

Count = Callable[[Program, str], int]


@pytest.fixture
def right(account: Applicant, today: datetime) -> Right:
    made = a_patent()
    linked(made, account)
    return made


def some_agreements(number: int, *, own: Organisation, right: Right, account: Applicant, today: datetime) -> None:
    for place in range(number):
        filing = drafted("change_owner_name", [right], {}, by=account, at=today + timedelta(seconds=place))
        asked = ConsentRequest.everything.create(
            reference=f"AGR-{number:04}-{place:04}", filing=filing, party="X", role="proprietor", way="account",
            asked_at=today, expires_at=today,
        )  # fmt: skip
        asked.rights.add(right)
        asked.accounts.add(own)


def some_plans(number: int, *, own: Organisation, right: Right, account: Applicant, today: datetime) -> None:
    for place in range(number):
        agreed = AutomaticRenewal.everything.create(organisation=own, scope="right", right=right, agreed_at=today)
        PlannedRenewal.everything.create(
            agreement=agreed, organisation=own, right=right, year=5 + place, pence=7000, noticed_on=today.date(),
            renews_on=today.date(),
        )  # fmt: skip


def some_issues(number: int, *, own: Organisation, right: Right, account: Applicant, today: datetime) -> None:
    first = JournalIssue.objects.count()
    for place in range(first, first + number):
        JournalIssue.objects.create(
            number=place + 1, published_on=date(2020, 1, 1) + timedelta(weeks=place), after_entry_id=0,
            last_entry_id=0, made_at=today,
        )  # fmt: skip


def some_webhooks(number: int, *, own: Organisation, right: Right, account: Applicant, today: datetime) -> None:
    client = ApiClient.objects.get(organisation=own)
    secret = sealed(new_secret(), at=today)
    for place in range(number):
        Webhook.everything.get_or_create(
            reference="WHK-1" if place == 0 else f"WHK-{number}-{place}",
            defaults={
                "organisation": own, "client": client, "url": "https://x.example/", "events": ["filing.moved"],
                "sealed_secret": secret, "created_at": today, "changed_at": today,
            },
        )  # fmt: skip
        Delivery.everything.create(
            webhook_id=Webhook.everything.get(reference="WHK-1").pk, event_id=f"{number}-{place}", kind="filing.moved",
            body="{}", created_at=today,
        )  # fmt: skip


def some_requests(number: int, *, own: Organisation, right: Right, account: Applicant, today: datetime) -> None:
    for _place in range(number):
        other = a_patent()
        linked(other, account)
        drafted("change_owner_name", [other], {}, by=account, at=today)
        opened(account, today, amount_pence=7000, subject=f"REN-{other.number}")
        make_list("renew", [Row(other.number), Row("GB9")], name="A list", by=account, at=today)


@pytest.mark.parametrize(
    ("some", "address"),
    [
        (some_requests, "filings"),
        (some_requests, "payments"),
        (some_requests, "lists"),
        (some_agreements, "agreements"),
        (some_plans, "automatic-renewals"),
        (some_plans, "planned-renewals"),
        (some_issues, "journal/issues"),
        (some_webhooks, "webhooks"),
        (some_webhooks, "webhooks/WHK-1/deliveries"),
    ],
)
def test_a_longer_list_costs_no_more(
    some: Callable[..., None], address: str, own: Organisation, right: Right, account: Applicant, program: Program,
    today: datetime, count_queries: Count,
) -> None:  # fmt: skip
    said = {"own": own, "right": right, "account": account, "today": today}
    some(2, **said)
    short, before = count_queries(program, address), len(program.get(address)["items"])
    some(9, **said)
    assert len(program.get(address)["items"]) > before
    assert count_queries(program, address) == short
