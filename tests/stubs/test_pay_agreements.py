"""The stand-in for Pay keeps agreements, and takes payments from saved cards once for each Idempotency-Key."""

from collections.abc import Iterator

import pytest
import requests

from tests.stubs.money import pass_time
from tests.stubs.pay_service import Service, asked, running_pay


@pytest.fixture(scope="module")
def running_service() -> Iterator[Service]:
    with running_pay() as service:
        yield service


@pytest.fixture
def pay(running_service: Service) -> Service:
    running_service.control("reset")
    return running_service


def agreement(pay: Service, card: str = "4444333322221111") -> str:
    made = pay.post("/v1/agreements", {"reference": "Firm", "description": "All renewals"})
    assert (made.status_code, made.json()["status"]) == (201, "created")
    agreement_id = str(made.json()["agreement_id"])
    first = pay.create(set_up_agreement=agreement_id)["payment_id"]
    pay.control("pay", payment_id=first, card=card)
    return agreement_id


def saved_card_payment(agreement_id: str, **fields: object) -> dict[str, object]:
    return asked(return_url=None, authorisation_mode="agreement", agreement_id=agreement_id, **fields)


def test_an_agreement_is_set_up_used_and_cancelled(pay: Service) -> None:
    agreement_id = agreement(pay)
    kept = pay.get(f"/v1/agreements/{agreement_id}").json()
    assert kept["status"] == "active"
    assert kept["payment_instrument"]["card_details"]["last_digits_card_number"] == "1111"
    made = pay.post("/v1/payments", saved_card_payment(agreement_id))
    assert made.status_code == 201
    assert "next_url" not in made.json()["_links"]
    pass_time(pay.url, seconds=2)
    assert pay.payment(made.json()["payment_id"])["state"]["status"] == "success"
    assert pay.post(f"/v1/agreements/{agreement_id}/cancel").status_code == 204
    assert pay.get(f"/v1/agreements/{agreement_id}").json()["status"] == "cancelled"
    assert pay.post("/v1/payments", saved_card_payment(agreement_id)).status_code == 400
    assert pay.get("/v1/agreements", params={"status": "cancelled"}).json()["total"] == 1


def test_a_hard_decline_ends_an_agreement(pay: Service) -> None:
    agreement_id = agreement(pay, card="5105105105105100")
    payment_id = pay.post("/v1/payments", saved_card_payment(agreement_id)).json()["payment_id"]
    pass_time(pay.url, seconds=2)
    assert pay.payment(payment_id)["state"] == {
        "status": "failed",
        "finished": True,
        "code": "P0010",
        "message": "Payment method rejected",
        "can_retry": False,
    }
    assert pay.get(f"/v1/agreements/{agreement_id}").json()["status"] == "inactive"


def test_an_idempotency_key_works_for_saved_cards_only(pay: Service) -> None:
    agreement_id = agreement(pay)

    def post(body: dict[str, object], key: str = "key-1") -> requests.Response:
        return pay.call("POST", "/v1/payments", json=body, headers={"Idempotency-Key": key})

    first, again = post(saved_card_payment(agreement_id)), post(saved_card_payment(agreement_id))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["payment_id"] == again.json()["payment_id"]
    other = post(saved_card_payment(agreement_id, amount=1))
    assert (other.status_code, other.json()["code"]) == (409, "P0191")
    web = [post(asked(), "key-2").json()["payment_id"] for _ in range(2)]
    assert web[0] != web[1]
    bad = post(asked(), "key_2")
    assert (bad.status_code, bad.json()["code"], bad.json()["header"]) == (422, "P0102", "Idempotency-Key")
