"""Paying through the API: from the deposit account within what an administrator lets a system pay, once for one key."""

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from builders.demonstration_clock import clock_at
from builders.deposits import an_account_with
from builders.filings import an_account, an_officer, drafted, linked
from builders.payments import CardPages, card_pages
from builders.programs import Program, a_program, a_tool
from builders.register import a_patent
from builders.signed_in import customer
from django.conf import settings
from django.test import override_settings
from openpyxl import Workbook

from accounts.models import Organisation
from core.actor import Applicant
from core.clock import now
from core.models import OutboxMessage
from core.outbox.registry import keep
from payments.models import Attempt, DepositLine, DepositOrder, Payment
from payments.services import check
from rights.models import Right
from transactions.models import Filing
from transactions.services import submit

pytestmark = pytest.mark.django_db
AT = datetime(2023, 5, 15, 9, tzinfo=UTC)  # a patent filed on 10 May 2019 is due on 31 May 2023: £70


@pytest.fixture
def by() -> Applicant:
    return an_account(AT)


@pytest.fixture
def pay() -> Iterator[CardPages]:
    with card_pages() as pages:
        yield pages


def patents(by: Applicant, number: int) -> list[Right]:
    made = [a_patent() for _one in range(number)]
    for right in made:
        linked(right, by)
    return made


def keep_all(at: datetime = AT) -> None:
    rows = OutboxMessage.objects.filter(state="promised").exclude(kind__in=["send-notice", "office-work"])
    while message := rows.first():
        keep(message.kind, message.payload, at=at)
        OutboxMessage.objects.filter(pk=message.pk).update(state="kept", ended_at=at)


def sent(program: Program, right: Right) -> str:
    receipt = {"receipt": {"email": "docketing@firm.example", "reminders": "no"}}
    made = program.post("filings", {"type": "renew", "rights": [right.number], "answers": receipt})
    body = {"declarationAccepted": True, "agreedTotal": 7000}
    program.post(f"filings/{made['reference']}/submission", body, status=200)
    return str(made["reference"])


def paid(*references: str, total: int = 7000) -> dict[str, object]:
    return {"filings": [{"reference": one, "agreedTotal": total} for one in references], "method": "deposit-account"}


def test_a_system_pays_once_from_the_account_and_the_register_says_so(by: Applicant) -> None:
    (right,) = patents(by, 1)
    account = an_account_with(20_000, by=by, cashier=an_officer(AT, roles=("team_leader",)), at=AT)
    program = a_program(by, limit_pence=10_000)
    with clock_at(AT):
        reference = sent(program, right)
        assert program.get("basket")["total"]["amount"] == 7000
        wrong = program.call("POST", "payments", paid(reference, total=1))
        assert (wrong.status_code, wrong.json()["error"]["code"]) == (409, "priceChanged")
        first = program.call("POST", "payments", paid(reference), **{"Idempotency-Key": "one"})
        again = program.call("POST", "payments", paid(reference), **{"Idempotency-Key": "one"})
        assert (first.status_code, again.content) == (201, first.content)
        keep_all()
        body = program.get(f"payments/{first.json()['reference']}")
        assert (body["state"], body["method"], body["paidOn"]) == ("settled", "deposit", "2023-05-15")
        receipt = f"payments/{body['reference']}/receipt"
        assert program.get(receipt)["amount"]["amount"] == 7000
        document = program.call("GET", receipt, Accept="application/pdf")
        assert (document["Content-Type"], document.content[:5]) == ("application/pdf", b"%PDF-")
        assert program.get("deposit-account")["balance"]["amount"] == 13_000
        assert [one["amount"]["amount"] for one in program.get("deposit-account/movements")["items"]] == [-7000, 20_000]
        done = program.get(f"filings/{reference}")
        assert (done["state"], done["paidOn"]) == ("recorded", "2023-05-15")
        (certificate,) = program.get(f"filings/{reference}/certificates")["items"]
        confirmed = Program().get(f"certificates/{certificate['code']}")
        assert (confirmed["number"], confirmed["years"]) == (right.number, [5])
        once_more = program.call("POST", "payments", paid(reference))
    assert (once_more.status_code, once_more.json()["error"]["code"]) == (409, "nothingToPay")
    account.refresh_from_db()
    assert (account.balance_pence, DepositLine.everything.count(), check()) == (13_000, 2, [])


def test_a_system_without_allowance_pays_nothing_and_one_with_it_no_more(by: Applicant) -> None:
    one, two = patents(by, 2)
    an_account_with(50_000, by=by, cashier=an_officer(AT, roles=("team_leader",)), at=AT)
    may_one = a_program(by, limit_pence=7000)
    with clock_at(AT):
        first, second = sent(may_one, one), sent(may_one, two)
        refused = a_program(by).call("POST", "payments", paid(first))
        assert (refused.status_code, refused.json()["error"]["code"]) == (403, "secondPersonNeeded")
        may_one.post("payments", paid(first))
        keep_all()
        more = may_one.call("POST", "payments", paid(second))
    assert (more.status_code, more.json()["error"]["code"]) == (403, "secondPersonNeeded")
    assert Payment.everything.filter(state="settled").count() == 2  # the top-up and the first


@pytest.mark.parametrize("method", ["card", "deposit-account", "bank-transfer"])
@pytest.mark.parametrize("number", [1, 2])
def test_a_system_that_may_not_pay_leaves_a_colleagues_waiting_order_alone(
    by: Applicant, method: str, number: int
) -> None:
    an_account_with(1000, by=by, cashier=an_officer(AT, roles=("team_leader",)), at=AT)
    able, unable = a_program(by, limit_pence=50_000), a_program(by)
    with clock_at(AT):
        references = [sent(able, right) for right in patents(by, 2)]
        for reference in references:
            assert able.post("payments", paid(reference))["waitsFor"] == "top-up"
        before = list(DepositOrder.everything.order_by("pk").values())
        refused = unable.call("POST", "payments", paid(*references[:number]) | {"method": method})
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "secondPersonNeeded")
    assert list(DepositOrder.everything.order_by("pk").values()) == before
    assert len(before) == 2
    ways = Payment.everything.exclude(subject__startswith="TOP-").values_list("method", "state")
    assert list(ways) == [("deposit", "open")] * 2


def test_a_card_that_cannot_take_so_much_leaves_the_waiting_order_alone(by: Applicant) -> None:
    an_account_with(1000, by=by, cashier=an_officer(AT, roles=("team_leader",)), at=AT)
    program = a_program(by, limit_pence=50_000)
    with clock_at(AT), override_settings(PAY_MAX_PENCE=13_999):
        references = [sent(program, right) for right in patents(by, 2)]
        for reference in references:
            program.post("payments", paid(reference))
        refused = program.call("POST", "payments", paid(*references) | {"method": "card"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "tooMuchForACard")
    assert DepositOrder.everything.filter(ended_at=None).count() == 2
    assert not Attempt.everything.exists()


def test_several_are_paid_by_one_payment(by: Applicant) -> None:
    one, two = patents(by, 2)
    an_account_with(50_000, by=by, cashier=an_officer(AT, roles=("team_leader",)), at=AT)
    program = a_program(by, limit_pence=20_000)
    with clock_at(AT):
        references = [sent(program, one), sent(program, two)]
        made = program.post("payments", paid(*references))
        keep_all()
        assert made["about"].startswith("BSK-")
        assert made["amount"]["amount"] == 14_000
        assert program.get("basket")["items"] == []
    assert set(Filing.everything.values_list("state", flat=True)) == {"recorded"}


def test_a_transfer_says_what_to_quote_and_an_empty_account_waits_for_the_top_up(by: Applicant) -> None:
    one, two = patents(by, 2)
    an_account_with(1000, by=by, cashier=an_officer(AT, roles=("team_leader",)), at=AT)
    program = a_program(by, limit_pence=20_000)
    with clock_at(AT):
        first, second = sent(program, one), sent(program, two)
        transfer = program.post("payments", paid(first) | {"method": "bank-transfer"})
        waiting = program.post("payments", paid(second))
    assert (transfer["waitsFor"], transfer["quote"]) == ("transfer", transfer["reference"])
    assert (waiting["waitsFor"], waiting["quote"], waiting["state"]) == ("top-up", None, "open")


def test_what_is_somebody_elses_is_not_paid(by: Applicant) -> None:
    (right,) = patents(by, 1)
    with clock_at(AT):
        reference = sent(a_program(by, limit_pence=7000), right)
        stranger = a_program(an_account(AT, email="other@example.com"), limit_pence=7000)
        answer = stranger.call("POST", "payments", paid(reference))
    assert (answer.status_code, answer.json()["error"]["details"][0]["target"]) == (422, "/filings/0/reference")


def test_five_are_renewed_by_a_list(by: Applicant) -> None:
    rights = patents(by, 3)
    an_account_with(50_000, by=by, cashier=an_officer(AT, roles=("team_leader",)), at=AT)
    program = a_program(by, limit_pence=50_000)
    rows = [{"number": right.number, "ownReference": f"P{place}"} for place, right in enumerate(rights)]
    with clock_at(AT):
        made = program.post("lists", {"type": "renew", "rows": [*rows, {"number": "nonsense"}]}, status=202)
        assert made["state"] == "checking"
        keep_all()
        found = program.get(f"lists/{made['reference']}")
        assert (found["state"], found["total"]["amount"]) == ("checked", 21_000)
        assert found["counts"] == {"ready": 3, "blocked": 0, "unknown": 1, "twice": 0, "leftOut": 0}
        lines = program.get(f"lists/{made['reference']}/lines?verdict=unknown")["items"]
        assert [(one["place"], one["typed"]) for one in lines] == [(4, "nonsense")]
        out = program.call("PATCH", f"lists/{made['reference']}/lines/3", {"isLeftOut": True})
        assert out.json()["isLeftOut"] is True
        filing = program.call("POST", f"lists/{made['reference']}/filing")
        reference = filing.json()["reference"]
        answers = {"answers": {"receipt": {"email": "docketing@firm.example", "reminders": "no"}}}
        assert (
            program.call("PATCH", f"filings/{reference}/answers", answers, **{"If-Match": filing["ETag"]}).status_code
            == 200
        )
        agreed = {"declarationAccepted": True, "agreedTotal": 14_000}
        program.post(f"filings/{reference}/submission", agreed, status=200)
        program.post("payments", paid(reference, total=14_000))
        keep_all()
        keep_all()
        program.call("POST", f"filings/{reference}/certificates-bundle")
        keep_all()
        for form in ("pdf", "zip"):
            whole = program.call("GET", f"filings/{reference}/certificates.{form}")
            assert (whole.status_code, whole["Content-Type"]) == (200, f"application/{form}")
            assert f'filename="{reference}.{form}"' in whole["Content-Disposition"]
            content = whole.content if form == "pdf" else b"".join(whole.streaming_content)
            assert content.startswith({"pdf": b"%PDF-", "zip": b"PK"}[form])
        outcome = program.get(f"lists/{made['reference']}/outcome")["items"]
        assert [(one["ownReference"], one["outcome"], one["pounds"]) for one in outcome] == [
            ("P0", "Done", "70.00"),
            ("P1", "Done", "70.00"),
            ("P2", "Left out by you", "0.00"),
            ("", "Cannot be done", "0.00"),
        ]
        assert date.fromisoformat(outcome[0]["nextRenewalDate"]) == date(2024, 5, 10)
        assert program.call("DELETE", f"lists/{made['reference']}").status_code == 409
        late = program.call("PATCH", f"lists/{made['reference']}", {"name": "Too late"}, **{"If-Match": "*"})
        assert (late.status_code, late.json()["error"]["code"]) == (409, "alreadySent")


def test_a_csv_body_is_a_list_too(by: Applicant) -> None:
    (right,) = patents(by, 1)
    program = a_program(by)
    said = {"Authorization": f"Bearer {program.token}", "Idempotency-Key": "csv"}
    content = f"Our ref;Number\nP1;{right.number}\n"
    answer = program.browser.generic("POST", "/api/v1/lists?type=renew", content, "text/csv", headers=said)
    assert answer.status_code == 202, answer.content
    lines = program.get(f"lists/{answer.json()['reference']}/lines")["items"]
    assert [(one["typed"], one["ownReference"]) for one in lines] == [(right.number, "P1")]


def test_a_workbook_is_a_list_too_and_a_list_is_given_another_name(by: Applicant) -> None:
    (right,) = patents(by, 1)
    program = a_program(by)
    book = Workbook()
    for row in (("Your reference", "Number"), ("P1", right.number)):
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    said = {"Authorization": f"Bearer {program.token}", "Idempotency-Key": "xlsx"}
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    where = "/api/v1/lists?type=renew&name=June"
    answer = program.browser.generic("POST", where, written.getvalue(), kind, headers=said)
    assert (answer.status_code, answer.json()["name"]) == (202, "June"), answer.content
    address = f"lists/{answer.json()['reference']}"
    assert [(one["typed"], one["ownReference"]) for one in program.get(f"{address}/lines")["items"]] == [
        (right.number, "P1")
    ]
    etag = program.call("GET", address)["ETag"]
    assert program.call("PATCH", address, {"name": "July"}).status_code == 428
    changed = program.call("PATCH", address, {"name": "July"}, **{"If-Match": etag})
    assert (changed.status_code, changed.json()["name"]) == (200, "July")
    assert program.call("PATCH", address, {"name": "August"}, **{"If-Match": etag}).status_code == 412
    assert program.get(address)["name"] == "July"
    assert program.call("DELETE", address).status_code == 204


def waiting_today(by: Applicant, number: int = 1) -> list[str]:
    """So many renewals, sent just now and not paid."""
    at = now()
    filed_on = at.date().replace(year=at.year - 4, day=1)
    rights = [a_patent(filed_on=filed_on) for _each in range(number)]
    for right in rights:
        linked(right, by)
    receipt = {"receipt": {"email": "payer@example.com", "reminders": "no"}}
    return [submit(drafted("renew", [right], receipt, by=by, at=at), by=by, at=at).reference for right in rights]


def by_card(program: Program, *references: str) -> dict[str, object]:
    """At the prices that the basket shows."""
    prices = {one["reference"]: one["price"]["amount"] for one in program.get("basket")["items"]}
    filings = [{"reference": one, "agreedTotal": prices[one]} for one in references]
    return {"filings": filings, "method": "card"}


@pytest.mark.parametrize(("number", "back_at"), [(1, "/filings/{}/"), (2, "/basket/")])
def test_who_pays_by_card_at_the_page_that_the_api_names_comes_back_to_our_own(
    pay: CardPages, number: int, back_at: str
) -> None:
    at = now()
    by = an_account(at)
    references = waiting_today(by, number)
    program = a_program(by, limit_pence=50_000)
    made = program.post("payments", by_card(program, *references))
    page = f"{settings.PUBLIC_URL}/pay/{made['reference']}/"
    assert (made["payPage"], made["waitsFor"], made["state"]) == (page, "card", "open")
    assert not Attempt.everything.exists()  # nobody stands before the card pages yet
    browser = customer(Organisation.objects.get(pk=by.organisation_id))
    path = page.removeprefix(settings.PUBLIC_URL)
    assert browser.get(path).status_code == 200
    assert browser.post(path)["Location"].startswith(f"{pay.url}/secure/")
    attempt = Attempt.everything.get()
    back = f"{page}return/{attempt.return_token}/"
    assert pay.charges(attempt)[0]["return_url"] == back
    pay.pay(attempt)
    assert "Your payment is being confirmed" in browser.get(back.removeprefix(settings.PUBLIC_URL)).content.decode()
    for _round in range(4):
        keep_all(now())
    answer = browser.get(back.removeprefix(settings.PUBLIC_URL))
    assert (answer.status_code, answer["Location"]) == (302, back_at.format(references[0]))
    done = program.get(f"payments/{made['reference']}")
    assert (done["state"], done["payPage"], done["waitsFor"]) == ("settled", None, None)
    assert {program.get(f"filings/{one}")["state"] for one in references} == {"recorded"}


def test_a_tool_pays_by_card_for_its_person_and_says_not_where_to_come_back(pay: CardPages) -> None:
    by = an_account(now())
    (reference,) = waiting_today(by)
    tool = a_tool(by)
    elsewhere = by_card(tool, reference) | {"returnUrl": "https://evil.example/"}
    refused = tool.call("POST", "payments", elsewhere)
    assert (refused.status_code, refused.json()["error"]["details"][0]["code"]) == (422, "unknownMember")
    made = tool.post("payments", by_card(tool, reference))
    assert made["payPage"] == f"{settings.PUBLIC_URL}/pay/{made['reference']}/"
    again = tool.post("payments", by_card(tool, reference))
    assert again["reference"] == made["reference"]


def test_the_page_of_a_card_payment_is_nobody_elses(pay: CardPages) -> None:
    by = an_account(now())
    (reference,) = waiting_today(by)
    program = a_program(by, limit_pence=50_000)
    made = program.post("payments", by_card(program, reference))
    path = f"/pay/{made['reference']}/"
    stranger = an_account(now(), email="other@example.com")
    browser = customer(Organisation.objects.get(pk=stranger.organisation_id))
    assert (browser.get(path).status_code, browser.post(path).status_code) == (404, 404)
