"""An account with as many of everything as it is asked to have, and how long its list pages take."""

import re
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from builders import signed_in
from builders.filings import an_account
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Organisation
from core.actor import Applicant
from core.clock import now
from core.days import legal_day
from core.models.audit import AuditEvent
from notifications.models import Notice
from rights.models import COPIED_KEYS, ClientFile, Instruction, Link, LinkRequest, Right
from transactions.models import AutomaticRenewal, Filing, ListLine, PlannedRenewal, RightsList

REPEATS = 9
CHUNK = 5000
PAGES = {
    "filings": "filings", "messages": "messages", "clients": "clients", "link_requests": "link-requests",
    "log": "organisation-log", "instructions": "instructions", "instructions_told": "instructions",
    "plans": "automatic", "list_lines": "list", "portfolio": "portfolio", "portfolio_late": "portfolio",
}  # fmt: skip
"""The lists of an account, by the name of their route."""
NARROWED = {
    "instructions_told": "?show=in-force", "portfolio_late": "?need=late&sort=-owner", "filings": "?show=ended",
}  # fmt: skip


@dataclass(frozen=True)
class Full:
    """An account with as much as is wanted of everything that lists show."""

    by: Applicant
    organisation: Organisation
    firm: Applicant
    agreement: AutomaticRenewal
    made: RightsList
    at: datetime


def a_full_account(name: str, count: int) -> Full:
    """An account with ``count`` links, filings, messages, client files, instructions, plans, requests and list lines."""
    at = now()
    by = an_account(at, name=name, email=f"{count}@bench.example")
    organisation = Organisation.objects.get(pk=by.organisation_id)
    firm = an_account(at, name=f"Firm of {name}", email=f"firm-{count}@bench.example")
    agreed = AutomaticRenewal.everything.create(organisation=organisation, scope="all", agreed_at=at)
    made = RightsList.everything.create(
        organisation=organisation, type="renew", name="Bench", size=count, checked=count, checked_on=legal_day(at),
        created_at=at, created_by="user:x", content_hash="x",
    )  # fmt: skip
    full = Full(by, organisation, firm, agreed, made, at)
    rights = Right.published().order_by("pk")[:count]
    waiting: dict[Any, list[Any]] = defaultdict(list)
    for place, right in enumerate(rights.iterator(), 1):
        for row in _rows(full, right, place):
            waiting[type(row)].append(row)
        if place % CHUNK == 0:
            _write(waiting)
    _write(waiting)
    return full


def _rows(full: Full, right: Right, place: int) -> Iterator[Any]:
    """One of each kind about one right."""
    whose, day = {"organisation": full.organisation}, legal_day(full.at)
    then = full.at - timedelta(minutes=place)
    name, key = f"{full.by.user_id.hex[:6]}-{place}", {name: getattr(right, name) for name in COPIED_KEYS}
    yield Link(right=right, relation="owner", proof="authority", state="active", since_at=then, **whose, **key)
    yield Filing(
        reference=f"B{name}", type="renew", state="recorded", created_at=then, created_by="user:x", changed_at=then,
        received_at=then, **whose,
    )  # fmt: skip
    yield Notice(
        reference=f"M{name}", key=f"bench {name}", template="refund-made", channel="mailbox", subject=f"No {place}",
        body="Words", state="sent", created_at=then, organisation_id=full.organisation.pk,
    )  # fmt: skip
    yield ClientFile(name=f"Client {place}", created_at=then, **whose)
    yield LinkRequest(
        reference=f"L{name}", right=right, relation="representative", proof="code", state="asked", asked_at=then,
        asked_by="user:x", **whose,
    )  # fmt: skip
    yield AuditEvent(
        at=then, actor=f"user:{full.by.user_id}", verb="filing-begun", subject=right.number,
        organisation_id=full.organisation.pk,
    )  # fmt: skip
    asked = {"batch": "B", "right": right}
    yield Instruction(
        firm_id=full.firm.organisation_id, owner=full.organisation, due_on=day, asked_at=then, **asked
    )  # fmt: skip
    yield Instruction(firm=full.organisation, answer="renew", answered_at=then, **asked)
    yield PlannedRenewal(
        agreement=full.agreement, right=right, year=5, pence=7000, noticed_on=day, renews_on=day, **whose
    )
    yield ListLine(list=full.made, place=place, typed=right.number, right=right, verdict="ready", pence=7000)


def _write(waiting: dict[Any, list[Any]]) -> None:
    for model, rows in waiting.items():
        getattr(model, "everything", model.objects).bulk_create(rows, batch_size=1000)
        rows.clear()


def measure(count: int) -> dict[str, float]:
    """Each list's first page with ``count`` rows over the same with 50, its last over its first, and its queries."""
    accounts = {size: a_full_account(f"Account of {size}", size) for size in (50, count)}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    found: dict[str, float] = {}
    for page, route in PAGES.items():
        took = {size: _page(full, route, NARROWED.get(page, "")) for size, full in accounts.items()}
        (small, _, few), (first, last, many) = took[50], took[count]
        found[f"page_{page}_{count}_ms"] = round(first * 1000, 1)
        found[f"page_{page}_{count}_over_50"] = round(first / small, 2)
        found[f"page_{page}_last_over_first"] = round(last / first, 2)
        found[f"page_{page}_more_queries"] = many - few
    return found


def _page(full: Full, route: str, narrowed: str) -> tuple[float, float, int]:
    browser = signed_in.customer(full.organisation)
    address = reverse(route, kwargs={"reference": full.made.reference} if route == "list" else None) + narrowed
    first, queries, text = _timed(browser, address)
    ends = re.findall(r'href="(\?[^"]*at=[^"]*)">Last page', text)
    last = _timed(browser, address.split("?")[0] + ends[0].replace("&amp;", "&"))[0] if ends else first
    return first, last, queries


def _timed(browser: Client, address: str) -> tuple[float, int, str]:
    answer = browser.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    with CaptureQueriesContext(connection) as asked:
        browser.get(address)
    took = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        browser.get(address)
        took.append(time.perf_counter() - began)
    return statistics.median(took), len(asked), answer.content.decode()
