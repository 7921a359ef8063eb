"""The deposit account through the API: what it holds and who pays from it, top-ups, statements and months."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from builders.demonstration_clock import clock_at
from builders.deposits import an_account_with, owed
from builders.filings import an_account, an_officer, drafted, linked
from builders.payments import CardPages, card_pages
from builders.people import a_member
from builders.programs import Program, a_client, a_program, a_token, a_tool
from builders.register import a_patent
from builders.signed_in import customer
from django.conf import settings

from accounts.actors import applicant
from accounts.models import Organisation
from core.actor import Applicant
from core.clock import now
from core.models import OutboxMessage
from core.outbox.registry import keep
from payments.deposits.accounts import authorise, open_account
from payments.deposits.spending import pay_from_account
from payments.deposits.statements import close_months
from payments.models import Attempt, DepositAccount, DepositOrder, Payment
from payments.services import await_transfer, check
from transactions.services import submit
from transactions.services.paying import pay as pay_for

pytestmark = pytest.mark.django_db
AT = datetime(2023, 5, 15, 9, tzinfo=UTC)
RECEIPT = {"receipt": {"email": "payer@example.com", "reminders": "no"}}


@pytest.fixture
def by() -> Applicant:
    return an_account(AT)


@pytest.fixture
def pay() -> Iterator[CardPages]:
    with card_pages() as pages:
        yield pages


def holding(pence: int, by: Applicant, at: datetime = AT) -> DepositAccount:
    return an_account_with(pence, by=by, cashier=an_officer(at, roles=("team_leader",)), at=at)


def pounds(pence: int) -> dict[str, Any]:
    return {"amount": pence, "currency": "GBP"}


def test_what_it_holds_what_waits_and_who_may_pay_from_it(by: Applicant) -> None:
    account = holding(10_000, by)
    organisation = Organisation.objects.get(pk=by.organisation_id)
    clerk = a_member(organisation, email="clerk@firm.example", permissions=["view", "pay"])
    authorise(account, [by.user_id, clerk.pk], by=by, at=AT)
    pay_from_account(owed(by, AT, pence=12_500), by=by, at=AT)
    body = a_program(by).get("deposit-account")
    assert (body["balance"], body["waiting"], body["missing"]) == (pounds(10_000), pounds(12_500), pounds(2_500))
    assert {one["id"] for one in body["people"]} == {str(by.user_id), str(clerk.pk)}
    assert body["mayPay"] is True
    assert (body["reference"], body["bankDetails"]) == (account.reference, settings.BANK_DETAILS)


def test_who_may_pay_from_it_sees_the_balance_and_not_its_lines(by: Applicant) -> None:
    account = holding(10_000, by)
    organisation = Organisation.objects.get(pk=by.organisation_id)
    clerk = applicant(
        a_member(organisation, email="clerk@firm.example", permissions=["view", "pay"]), organisation.pk,
        signed_in_at=AT,
    )  # fmt: skip
    tool = a_tool(clerk)
    assert tool.call("GET", "deposit-account").status_code == 403
    authorise(account, [clerk.user_id], by=by, at=AT)
    assert tool.get("deposit-account")["balance"] == pounds(10_000)
    for address in ("movements", "statement", "months"):
        assert tool.call("GET", f"deposit-account/{address}").status_code == 403


def test_a_top_up_is_paid_by_a_person_at_our_page_and_pays_what_waits(pay: CardPages) -> None:
    at = now()
    by = an_account(at)
    open_account(by=by, at=at)
    program = a_program(by)
    with_too_much = program.call("POST", "deposit-account/top-ups", {"amount": settings.PAY_MAX_PENCE + 1})
    assert (with_too_much.status_code, with_too_much.json()["error"]["code"]) == (409, "tooMuchForACard")
    for wrong in (99, "1000.5", 10**9 + 1, None):
        assert program.call("POST", "deposit-account/top-ups", {"amount": wrong}).status_code == 422, wrong
    made = program.post("deposit-account/top-ups", {"amount": 50_000})
    page = f"/pay/{made['reference']}/"
    assert made["payPage"] == settings.PUBLIC_URL + page
    assert Payment.everything.get().email == "systems@firm.example"
    browser = customer(Organisation.objects.get(pk=by.organisation_id))
    Payment.everything.update(created_at=at - timedelta(days=3))  # an amount that depends on no day waits for people
    assert browser.post(page)["Location"].startswith(f"{pay.url}/secure/")
    attempt = Attempt.everything.get()
    pay.pay(attempt)
    back = f"{page}return/{attempt.return_token}/"
    browser.get(back)
    for _round in range(3):
        rows = OutboxMessage.objects.filter(state="promised").exclude(kind__in=["send-notice", "office-work"])
        for message in rows:
            keep(message.kind, message.payload, at=now())
            OutboxMessage.objects.filter(pk=message.pk).update(state="kept", ended_at=now())
    assert browser.get(back)["Location"] == "/money/"
    assert program.get("deposit-account")["balance"] == pounds(50_000)
    assert check() == []


def test_a_statement_is_data_a_table_and_a_document(by: Applicant) -> None:
    account = holding(10_000, by)
    pay_from_account(owed(by, AT, pence=7_000), by=by, at=AT)
    program = a_program(by)
    with clock_at(AT + timedelta(days=40)):
        address = "deposit-account/statement?from=2023-05-01&to=2023-05-31"
        body = program.get(address)
        assert {name: body[name] for name in ("opening", "cameIn", "wentOut", "closing")} == {
            "opening": pounds(0), "cameIn": pounds(10_000), "wentOut": pounds(7_000), "closing": pounds(3_000),
        }  # fmt: skip
        assert [(one["amount"]["amount"], one["balance"]["amount"]) for one in body["items"]] == [
            (10_000, 10_000), (-7_000, 3_000),
        ]  # fmt: skip
        assert (body["first"], body["last"], body["items"][1]["writtenOn"]) == (
            "2023-05-01", "2023-05-31", "2023-05-15",
        )  # fmt: skip
        table = program.call("GET", address, Accept="text/csv").content.decode().splitlines()
        assert len(table) == 3
        assert "-7000" in table[2].split(",")  # a number, not text
        document = program.call("GET", address, Accept="application/pdf")
        assert (document["Content-Type"], document.content[:5]) == ("application/pdf", b"%PDF-")
        assert f"{account.reference}-2023-05-01-2023-05-31.pdf" in document["Content-Disposition"]
        this_month = program.get("deposit-account/statement")
        assert (this_month["first"], this_month["last"], this_month["items"]) == ("2023-06-01", "2023-06-24", [])
        assert this_month["opening"] == this_month["closing"] == pounds(3_000)
    for wrong, name in (("from=2023-05-02&to=2023-05-01", "to"), ("from=yesterday", "from")):
        answer = program.call("GET", f"deposit-account/statement?{wrong}")
        assert (answer.status_code, answer.json()["error"]["target"]) == (400, name)
    refused = program.call("GET", "deposit-account/statement?from=x", Accept="application/pdf")
    assert (refused.status_code, refused["Content-Type"]) == (400, "application/json")


def test_closed_months(by: Applicant) -> None:
    holding(10_000, by)
    pay_from_account(owed(by, AT, pence=7_000), by=by, at=AT)
    close_months(date(2023, 7, 1), at=datetime(2023, 7, 1, 6, tzinfo=UTC))
    june, may = a_program(by).get("deposit-account/months")["items"]
    assert (may["first"], may["last"], may["closing"]) == ("2023-05-01", "2023-05-31", pounds(3_000))
    assert (june["first"], june["last"], june["opening"], june["wentOut"]) == (
        "2023-06-01", "2023-06-30", pounds(3_000), pounds(0),
    )  # fmt: skip


def test_what_waits_is_found_and_taken_back_by_who_may_pay_it(by: Applicant) -> None:
    holding(0, by)
    for_top_up, by_transfer = owed(by, AT, subject="REN-1"), owed(by, AT, subject="REN-2")
    pay_from_account(for_top_up, by=by, at=AT)
    await_transfer(by_transfer, by=by, at=AT)
    able, unable = a_program(by, limit_pence=20_000), a_program(by)

    def found(query: str) -> list[str]:
        return [one["reference"] for one in able.get(f"payments?{query}")["items"]]

    assert found("waitsFor=top-up") == [for_top_up.reference]
    assert set(found("waitsFor=top-up,transfer")) == {for_top_up.reference, by_transfer.reference}
    assert found("state=settled") == []
    assert able.call("GET", "payments?waitsFor=luck").status_code == 400
    for payment in (for_top_up, by_transfer):
        address = f"payments/{payment.reference}"
        refused = unable.call("DELETE", address)
        assert (refused.status_code, refused.json()["error"]["code"]) == (403, "secondPersonNeeded")
        assert able.get(address)["waitsFor"] in ("top-up", "transfer")
        assert able.call("DELETE", address).status_code == 204
        assert able.get(address)["waitsFor"] == "card"
        assert able.call("DELETE", address).status_code == 409
    assert not DepositOrder.everything.exists()


def test_nobody_elses_payment_is_taken_back(by: Applicant) -> None:
    holding(0, by)
    payment = owed(by, AT)
    pay_from_account(payment, by=by, at=AT)
    stranger = a_program(an_account(AT, email="other@example.com"), limit_pence=20_000)
    assert stranger.call("DELETE", f"payments/{payment.reference}").status_code == 404
    reader = Program(a_token(a_client(by, limit_pence=20_000, scopes=("payments:read",))))
    assert reader.call("DELETE", f"payments/{payment.reference}").status_code == 403
    assert DepositOrder.everything.filter(ended_at=None).count() == 1


@pytest.mark.parametrize("way", ["deposit", "bank-transfer"])
def test_a_person_has_what_waits_wait_no_more_on_its_own_page(way: str) -> None:
    at = now()
    by = an_account(at)
    organisation = Organisation.objects.get(pk=by.organisation_id)
    holding(0, by, at)
    right = a_patent(filed_on=at.date().replace(year=at.year - 4, day=1))
    linked(right, by)
    filing = submit(drafted("renew", [right], RECEIPT, by=by, at=at), by=by, at=at)
    page = f"/filings/{filing.reference}/"
    pay_for(filing, return_address=None, continue_path=page, by=by, at=at, way=way)
    payment = Payment.everything.get(subject=filing.reference)
    browser = customer(organisation)
    assert "Do not wait: pay another way" in browser.get(page).content.decode()
    reader = customer(organisation, user=a_member(organisation, email="r@firm.example", permissions=["view"]))
    assert "Do not wait" not in reader.get(page).content.decode()
    address = f"/pay/{payment.reference}/take-back/"
    assert (reader.post(address).status_code, browser.get(address).status_code) == (403, 405)
    done = browser.post(address, follow=True)
    assert done.redirect_chain == [(page, 302)]
    assert "It waits no more" in done.content.decode()
    payment.refresh_from_db()
    assert (payment.method, payment.state, DepositOrder.everything.exists()) == ("card", "open", False)
    again = browser.post(address, follow=True)
    assert "It waits no more" not in again.content.decode()
