"""Two at the same moment, promises kept twice, and pages whose cost does not grow with the rights."""

from datetime import UTC, datetime

import pytest
from builders.demonstration_clock import clock_at
from builders.filings import OURS, a_visitor, captured, card_shown, confirmed, drafted, filed, fresh, keep_ours
from builders.killed import at_once
from builders.register import a_patent
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.models import OutboxMessage
from core.outbox.registry import keep
from payments.models import Payment
from payments.services import check as check_ledger
from rights.models import Entry
from transactions.models import Certificate, Filing, YearPin
from transactions.services import StaleAnswers, answer, begin

DUE = datetime(2023, 5, 30, 9, tzinfo=UTC)
ANSWERS = {"receipt": {"email": "payer@example.com", "reminders": "no"}}


def keep_all_at_once(at: datetime) -> list[object]:
    """Keeps every promise of ours that is open, each on a connection of its own."""
    messages = list(OutboxMessage.objects.filter(kind__in=OURS, state="promised"))
    answers = at_once(*[lambda m=m: keep(m.kind, m.payload, at=at) for m in messages])
    OutboxMessage.objects.filter(pk__in=[message.pk for message in messages]).update(state="kept", ended_at=at)
    return answers


def test_three_people_pay_for_the_same_year_in_the_same_moment(committed: None) -> None:
    right = a_patent()
    people = [a_visitor(letter) for letter in "abc"]
    filings = [filed("renew", [right], ANSWERS, by=by, at=DUE) for by in people]
    cards = [card_shown(filing, by=by, at=DUE) for filing, by in zip(filings, people, strict=True)]
    for card in cards:
        confirmed(card, paid_at=DUE)
    assert keep_all_at_once(DUE) == [None, None, None]
    assert sorted(Payment.everything.values_list("state", flat=True)) == ["capturing", "released", "released"]
    for card in cards:
        captured(card, at=DUE)
    keep_ours(DUE)
    assert sorted(fresh(filing).state for filing in filings) == ["recorded", "refused", "refused"]
    assert Entry.everything.filter(right=right, kind="renewal-paid").count() == 1
    assert (YearPin.objects.count(), Certificate.objects.count()) == (1, 1)
    assert check_ledger() == []


def test_filings_over_the_same_rights_in_another_order_do_not_block_each_other(committed: None) -> None:
    one, other = a_patent(), a_patent()
    first, second = a_visitor("a"), a_visitor("b")
    filings = [
        filed("renew", [one, other], ANSWERS, by=first, at=DUE),
        filed("renew", [other, one], ANSWERS, by=second, at=DUE),
    ]
    for filing, by in zip(filings, (first, second), strict=True):
        confirmed(card_shown(filing, by=by, at=DUE), paid_at=DUE)
    assert keep_all_at_once(DUE) == [None, None]
    assert sorted(Payment.everything.values_list("state", flat=True)) == ["capturing", "released"]


def test_two_people_save_the_same_page_in_the_same_moment(committed: None) -> None:
    right, by = a_patent(), a_visitor()
    filing = begin("renew", [right.pk], by=by, at=DUE)

    def save(email: str) -> Filing:
        return answer(filing, "receipt", {"email": email, "reminders": "no"}, by=by, at=DUE, version=0)

    answers = at_once(lambda: save("one@example.com"), lambda: save("two@example.com"))
    assert sorted(type(one).__name__ for one in answers) == ["Filing", "StaleAnswers"]
    stale = next(one for one in answers if isinstance(one, StaleAnswers))
    assert {stale.stored["email"], stale.typed["email"]} == {"one@example.com", "two@example.com"}


@pytest.mark.django_db
def test_every_promise_may_be_kept_twice() -> None:
    right, by = a_patent(), a_visitor()
    filing = filed("renew", [right], ANSWERS, by=by, at=DUE)
    card = card_shown(filing, by=by, at=DUE)
    for step in (lambda: confirmed(card, paid_at=DUE), lambda: captured(card, at=DUE), lambda: None):
        step()
        for message in OutboxMessage.objects.filter(kind__in=OURS).order_by("id"):
            keep(message.kind, message.payload, at=DUE)
            keep(message.kind, message.payload, at=DUE)
    assert fresh(filing).state == "recorded"
    assert Entry.everything.filter(right=right, kind="renewal-paid").count() == 1
    assert Payment.everything.get().state == "settled"
    assert check_ledger() == []


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return sum("core_demonstrationclock" not in query["sql"] for query in queries)


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["/renew/?{rights}", "/filings/{reference}/check/", "/filings/{reference}/"])
def test_a_page_costs_the_same_at_one_right_and_at_three(page: str, client: Client) -> None:
    counts = []
    with clock_at(DUE):
        for many in (1, 3):
            rights = [a_patent() for _ in range(many)]
            client.post("/renew/", {"right": [right.number for right in rights]})
            filing = Filing.everything.latest("pk")
            client.post(f"/filings/{filing.reference}/answers/receipt/", {**ANSWERS["receipt"], "version": "0"})
            query = "&".join(f"right={right.number}" for right in rights)
            counts.append(queries_of(client, page.format(rights=query, reference=filing.reference)))
    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_the_first_answer_of_a_draft_is_not_lost_when_the_draft_is_begun_again() -> None:
    right, by = a_patent(), a_visitor()
    filing = drafted("renew", [right], ANSWERS, by=by, at=DUE)
    assert begin("renew", [right.pk], by=by, at=DUE).answers == filing.answers
