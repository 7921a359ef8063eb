"""Paying through the API: from the deposit account within what an administrator lets a system pay, once for one key."""

from datetime import UTC, date, datetime

import pytest
from builders.demonstration_clock import clock_at
from builders.deposits import an_account_with
from builders.filings import an_account, an_officer, linked
from builders.programs import Program, a_client, a_program, a_token
from builders.register import a_patent

from accounts.models import User
from core.actor import Applicant
from core.models import OutboxMessage
from core.outbox.registry import keep
from payments.deposits.accounts import open_account
from payments.models import DepositLine, DepositOrder, Payment
from payments.services import check
from rights.models import Right
from transactions.models import Filing

pytestmark = pytest.mark.django_db
AT = datetime(2023, 5, 15, 9, tzinfo=UTC)  # a patent filed on 10 May 2019 is due on 31 May 2023: £70


@pytest.fixture
def by() -> Applicant:
    return an_account(AT)


def patents(by: Applicant, number: int) -> list[Right]:
    made = [a_patent() for _one in range(number)]
    for right in made:
        linked(right, by)
    return made


def keep_all() -> None:
    rows = OutboxMessage.objects.filter(state="promised").exclude(kind__in=["send-notice", "office-work"])
    while message := rows.first():
        keep(message.kind, message.payload, at=AT)
        OutboxMessage.objects.filter(pk=message.pk).update(state="kept", ended_at=AT)


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
        assert program.get(f"payments/{body['reference']}/receipt")["amount"]["amount"] == 7000
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


def test_what_a_system_may_not_pay_stays_ordered_as_a_colleague_ordered_it(by: Applicant) -> None:
    """The account is empty, so that the colleague's order waits for the next top-up."""
    one, two = patents(by, 2)
    open_account(by=by, at=AT)
    system = a_program(by, limit_pence=7000)
    with clock_at(AT):
        references = [sent(system, one), sent(system, two)]
        colleague = Program(a_token(a_client(by), user=User.objects.get(pk=by.user_id)))
        assert colleague.post("payments", paid(references[0]))["waitsFor"] == "top-up"
        for refused in (
            a_program(by).call("POST", "payments", paid(references[0])),
            system.call("POST", "payments", paid(*references)),
        ):
            assert (refused.status_code, refused.json()["error"]["code"]) == (403, "secondPersonNeeded")
    order = DepositOrder.everything.get()
    assert (order.ended_at, order.asked_by, order.payment.subject) == (None, f"user:{by.user_id}", references[0])
    assert not Payment.everything.filter(subject__startswith="BSK-").exists()


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
        outcome = program.get(f"lists/{made['reference']}/outcome")["items"]
        assert [(one["ownReference"], one["outcome"], one["pounds"]) for one in outcome] == [
            ("P0", "Done", "70.00"),
            ("P1", "Done", "70.00"),
            ("P2", "Left out by you", "0.00"),
            ("", "Cannot be done", "0.00"),
        ]
        assert date.fromisoformat(outcome[0]["nextRenewalDate"]) == date(2024, 5, 10)
        assert program.call("DELETE", f"lists/{made['reference']}").status_code == 409


def test_a_csv_body_is_a_list_too(by: Applicant) -> None:
    (right,) = patents(by, 1)
    program = a_program(by)
    said = {"Authorization": f"Bearer {program.token}", "Idempotency-Key": "csv"}
    content = f"Our ref;Number\nP1;{right.number}\n"
    answer = program.browser.generic("POST", "/api/v1/lists?type=renew", content, "text/csv", headers=said)
    assert answer.status_code == 202, answer.content
    lines = program.get(f"lists/{answer.json()['reference']}/lines")["items"]
    assert [(one["typed"], one["ownReference"]) for one in lines] == [(right.number, "P1")]
