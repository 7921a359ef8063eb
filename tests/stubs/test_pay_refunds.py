"""The stand-in for Pay refunds what was captured, and raises card disputes on demand."""

from collections.abc import Iterator

import pytest

from tests.stubs.money import pass_time
from tests.stubs.pay_service import Service, captured, running_pay


@pytest.fixture(scope="module")
def running_service() -> Iterator[Service]:
    with running_pay() as service:
        yield service


@pytest.fixture
def pay(running_service: Service) -> Service:
    running_service.control("reset")
    return running_service


def test_a_refund_in_the_sandbox_succeeds_at_once_and_lowers_what_is_available(pay: Service) -> None:
    payment_id = captured(pay)
    answer = pay.post(f"/v1/payments/{payment_id}/refunds", {"amount": 2000, "refund_amount_available": 7000})
    refund = answer.json()
    assert (answer.status_code, refund["status"], refund["amount"]) == (202, "success", 2000)
    assert pay.payment(payment_id)["refund_summary"] == {
        "status": "available",
        "amount_available": 5000,
        "amount_submitted": 2000,
    }
    assert pay.get(f"/v1/payments/{payment_id}/refunds/{refund['refund_id']}").json() == refund
    pay.post(f"/v1/payments/{payment_id}/refunds", {"amount": 5000, "refund_amount_available": 5000})
    assert pay.payment(payment_id)["refund_summary"]["status"] == "full"
    listed = pay.get(f"/v1/payments/{payment_id}/refunds").json()["_embedded"]["refunds"]
    assert [one["amount"] for one in listed] == [2000, 5000]
    assert pay.get("/v1/refunds").json()["total"] == 2


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 400, "P0601"),
        ({"amount": "all"}, 400, "P0602"),
        ({"amount": 0}, 422, "P0602"),
        ({"amount": 1, "refund_amount_available": 6999}, 412, "P0604"),
        ({"amount": 7001}, 400, "P0603"),
    ],
)
def test_a_wrong_refund_is_refused(pay: Service, body: dict[str, object], status: int, code: str) -> None:
    answer = pay.post(f"/v1/payments/{captured(pay)}/refunds", body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_payment_not_yet_captured_cannot_be_refunded(pay: Service) -> None:
    payment_id = pay.paid()["payment_id"]
    answer = pay.post(f"/v1/payments/{payment_id}/refunds", {"amount": 1})
    assert (answer.status_code, answer.json()) == (
        400,
        {
            "code": "P0603",
            "description": "The payment is not available for refund. Payment refund status: pending",
        },
    )


@pytest.mark.parametrize(
    ("mode", "ends", "available"), [("submitted", "success", 0), ("submitted-error", "error", 7000)]
)
def test_a_refund_can_be_made_to_take_time_and_to_fail(pay: Service, mode: str, ends: str, available: int) -> None:
    payment_id = captured(pay)
    pay.control("refunds", mode=mode)
    refund = pay.post(f"/v1/payments/{payment_id}/refunds", {"amount": 7000}).json()
    assert refund["status"] == "submitted"
    assert pay.payment(payment_id)["refund_summary"]["amount_available"] == 0
    pass_time(pay.url, seconds=3)
    assert pay.get(f"/v1/payments/{payment_id}/refunds/{refund['refund_id']}").json()["status"] == ends
    assert pay.payment(payment_id)["refund_summary"]["amount_available"] == available


def test_a_dispute_is_listed_and_stops_refunds_until_it_is_won(pay: Service) -> None:
    payment_id = captured(pay)
    raised = pay.control("dispute", payment_id=payment_id, reason="fraudulent")
    assert (raised.status_code, raised.json()["status"]) == (201, "needs_response")
    refused = pay.post(f"/v1/payments/{payment_id}/refunds", {"amount": 1})
    assert (refused.status_code, refused.json()["code"]) == (400, "P0603")
    lost = pay.control("dispute", payment_id=payment_id, status="lost").json()
    assert lost["net_amount"] == -8500
    found = pay.get("/v1/disputes", params={"status": "lost"}).json()
    assert [one["dispute_id"] for one in found["results"]] == [lost["dispute_id"]]
    assert pay.get("/v1/disputes", params={"status": "won"}).json()["total"] == 0
    pay.control("dispute", payment_id=payment_id, status="won")
    assert pay.post(f"/v1/payments/{payment_id}/refunds", {"amount": 1}).status_code == 202
