"""The stand-in for Pay answers its API as Pay's description and documentation say."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
import requests

from stubs.limits import Limiter
from stubs.pay import Pay
from stubs.pay.description import Checked
from stubs.published import BrokenReply
from tests.stubs.money import description, force, pass_time, running
from tests.stubs.pay_service import KEY, Service, asked, running_pay

MINUTE, HOUR = 60, 3600


@pytest.fixture(scope="module")
def running_service() -> Iterator[Service]:
    with running_pay() as service:
        yield service


@pytest.fixture
def pay(running_service: Service) -> Service:
    running_service.control("reset")
    return running_service


def test_a_new_payment_is_created_with_its_links(pay: Service) -> None:
    answer = pay.post("/v1/payments", asked(metadata={"right": "GB2400001"}))
    payment = answer.json()
    own = f"{pay.url}/v1/payments/{payment['payment_id']}"
    assert answer.status_code == 201
    assert answer.headers["Location"] == own
    assert re.fullmatch(r"[0-9a-v]{26}", payment["payment_id"])
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", payment["created_date"])
    assert payment["state"] == {"status": "created", "finished": False}
    assert payment["refund_summary"] == {"status": "pending", "amount_available": 7000, "amount_submitted": 0}
    assert payment["settlement_summary"] == {}
    assert payment["payment_provider"] == "sandbox"
    assert payment["metadata"] == {"right": "GB2400001"}
    assert set(payment["_links"]) == {"self", "next_url", "next_url_post", "events", "refunds", "cancel"}
    assert payment["_links"]["self"] == {"href": own, "method": "GET"}
    assert payment["_links"]["cancel"] == {"href": f"{own}/cancel", "method": "POST"}
    assert payment["_links"]["next_url_post"]["params"]["chargeTokenId"] in payment["_links"]["next_url"]["href"]


def test_without_the_right_key_the_answer_is_a_plain_401(pay: Service) -> None:
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {KEY}"}):
        answer = requests.post(f"{pay.url}/v1/payments", json=asked(), headers=headers, timeout=10)
        assert answer.status_code == 401
        assert not answer.headers["Content-Type"].startswith("application/json")


@pytest.mark.parametrize(
    ("fields", "status", "code", "field", "says"),
    [
        ({"amount": None}, 400, "P0101", "amount", "Missing mandatory attribute: amount"),
        ({"reference": ""}, 400, "P0101", "reference", "Missing mandatory attribute: reference"),
        ({"return_url": None}, 400, "P0101", "return_url", "Missing mandatory attribute: return_url"),
        ({"amount": "70"}, 400, "P0102", "amount", "Invalid attribute value: amount. Must be a valid numeric format"),
        ({"amount": 70.5}, 400, "P0102", "amount", "Invalid attribute value: amount. Must be a valid numeric format"),
        ({"amount": 0}, 422, "P0102", "amount", "Invalid attribute value: amount. Must be greater than or equal to 1"),
        (
            {"amount": 10_000_001},
            422,
            "P0102",
            "amount",
            "Invalid attribute value: amount. Must be less than or equal to 10000000",
        ),
        (
            {"reference": "x" * 256},
            422,
            "P0102",
            "reference",
            "Invalid attribute value: reference. Must be less than or equal to 255 characters length",
        ),
        ({"description": "a < b"}, 400, "P0102", "description", None),
        ({"reference": "a|b"}, 400, "P0102", "reference", None),
        ({"reference": "see https://example.com"}, 400, "P0102", "reference", None),
        ({"language": "fr"}, 422, "P0102", "language", 'Invalid attribute value: language. Must be "en" or "cy"'),
        ({"return_url": "nowhere"}, 422, "P0102", "return_url", None),
        ({"delayed_capture": "yes"}, 422, "P0102", "delayed_capture", None),
        ({"email": "x" * 255}, 422, "P0102", "email", None),
        ({"metadata": {str(number): 1 for number in range(16)}}, 422, "P0102", "metadata", None),
        ({"metadata": {"k" * 31: 1}}, 422, "P0102", "metadata", None),
        ({"metadata": {"k": "v" * 101}}, 422, "P0102", "metadata", None),
        (
            {"set_up_agreement": "x" * 26},
            400,
            "P0103",
            "set_up_agreement",
            "Invalid attribute value: set_up_agreement. Agreement ID does not exist",
        ),
    ],
)
def test_a_wrong_request_is_refused_in_pays_words(
    pay: Service, fields: dict[str, object], status: int, code: str, field: str, says: str | None
) -> None:
    answer = pay.post("/v1/payments", asked(**fields))
    assert (answer.status_code, answer.json()["code"], answer.json()["field"]) == (status, code, field)
    assert says is None or answer.json()["description"] == says


def test_the_largest_amount_is_allowed(pay: Service) -> None:
    assert pay.create(amount=10_000_000)["amount"] == 10_000_000


def test_what_is_not_json_is_refused(pay: Service) -> None:
    answer = pay.call("POST", "/v1/payments", data="{")
    assert answer.status_code == 400
    assert answer.json() == {"code": "P0197", "description": "Unable to parse JSON"}


def test_a_live_key_needs_a_secure_return_url() -> None:
    with running(Pay, PAY_API_KEY="api_live_for_tests") as url:
        live = Service(url, "api_live_for_tests")
        refused = live.post("/v1/payments", asked())
        assert (refused.status_code, refused.json()["code"]) == (422, "P0920")
        assert live.post("/v1/payments", asked(return_url="https://example.com/back")).status_code == 201


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [
        ("GET", "", "P0200"),
        ("GET", "/events", "P0300"),
        ("POST", "/cancel", "P0500"),
        ("POST", "/capture", "P1000"),
        ("GET", "/refunds", "P0800"),
        ("GET", "/refunds/none", "P0700"),
    ],
)
def test_an_unknown_payment_is_not_found_with_each_calls_own_code(
    pay: Service, method: str, path: str, code: str
) -> None:
    answer = pay.call(method, f"/v1/payments/unknown{path}")
    assert (answer.status_code, answer.json()) == (404, {"code": code, "description": "Not found"})


def test_delayed_capture_goes_from_capturable_to_success_to_captured(pay: Service) -> None:
    payment = pay.paid(delayed_capture=True)
    own = f"/v1/payments/{payment['payment_id']}"
    assert payment["state"] == {"status": "capturable", "finished": False}
    assert payment["_links"]["capture"]["method"] == "POST"
    assert "next_url" not in payment["_links"]
    assert pay.post(f"{own}/capture").status_code == 204
    captured = pay.payment(payment["payment_id"])
    assert captured["state"] == {"status": "success", "finished": True}
    assert captured["refund_summary"]["status"] == "pending"
    assert "cancel" not in captured["_links"]
    pass_time(pay.url, seconds=3)
    settled = pay.payment(payment["payment_id"])
    assert settled["refund_summary"] == {"status": "available", "amount_available": 7000, "amount_submitted": 0}
    assert settled["settlement_summary"]["captured_date"] == settled["settlement_summary"]["capture_submit_time"][:10]


def test_capturing_twice_changes_nothing_and_capturing_too_early_is_a_conflict(pay: Service) -> None:
    early = pay.create(delayed_capture=True)["payment_id"]
    refused = pay.post(f"/v1/payments/{early}/capture")
    assert (refused.status_code, refused.json()["code"]) == (409, "P1003")
    paid = pay.paid(delayed_capture=True)["payment_id"]
    assert [pay.post(f"/v1/payments/{paid}/capture").status_code for _ in range(2)] == [204, 204]
    assert [event["state"]["status"] for event in pay.get(f"/v1/payments/{paid}/events").json()["events"]] == [
        "created",
        "started",
        "submitted",
        "capturable",
        "success",
    ]


def test_the_service_cancels_until_the_payment_is_finished(pay: Service) -> None:
    for payment in (pay.create(), pay.paid(delayed_capture=True)):
        own = f"/v1/payments/{payment['payment_id']}"
        assert pay.post(f"{own}/cancel").status_code == 204
        assert pay.payment(payment["payment_id"])["state"] == {
            "status": "cancelled",
            "finished": True,
            "code": "P0040",
            "message": "Payment was cancelled by the service",
        }
        again = pay.post(f"{own}/cancel")
        assert (again.status_code, again.json()) == (
            400,
            {"code": "P0501", "description": "Cancellation of payment failed"},
        )


@pytest.mark.parametrize(
    ("card", "status", "code", "message"),
    [
        ("4000000000000002", "failed", "P0010", "Payment method rejected"),
        ("4000000000000069", "failed", "P0010", "Payment method rejected"),
        ("4000000000000127", "failed", "P0010", "Payment method rejected"),
        ("4000000000000119", "error", "P0050", "Payment provider returned an error"),
    ],
)
def test_the_sandboxs_failing_cards_fail(pay: Service, card: str, status: str, code: str, message: str) -> None:
    payment_id = pay.create()["payment_id"]
    pay.control("pay", payment_id=payment_id, card=card)
    payment = pay.payment(payment_id)
    assert payment["state"] == {"status": status, "finished": True, "code": code, "message": message}
    assert payment["refund_summary"]["status"] == "unavailable"


def test_the_card_is_shown_by_its_ends_only(pay: Service) -> None:
    details = pay.paid()["card_details"]
    assert (details["first_digits_card_number"], details["last_digits_card_number"]) == ("444433", "1111")
    assert (details["card_brand"], details["expiry_date"]) == ("Visa", "12/49")
    assert "4444333322221111" not in pay.get("/v1/payments").text


def test_an_unconfirmed_payment_expires_ninety_minutes_after_its_creation(pay: Service) -> None:
    payment_id = pay.create()["payment_id"]
    pay.control("pay", payment_id=payment_id, confirm=False)
    pass_time(pay.url, seconds=89 * MINUTE)
    assert pay.payment(payment_id)["state"]["status"] == "submitted"
    pass_time(pay.url, seconds=1 * MINUTE + 1)
    assert pay.payment(payment_id)["state"] == {
        "status": "failed",
        "finished": True,
        "code": "P0020",
        "message": "Payment expired",
    }


def test_an_uncaptured_payment_expires_after_120_hours(pay: Service) -> None:
    payment_id = pay.paid(delayed_capture=True)["payment_id"]
    pass_time(pay.url, seconds=120 * HOUR - MINUTE)
    assert pay.payment(payment_id)["state"]["status"] == "capturable"
    pass_time(pay.url, seconds=2 * MINUTE)
    assert pay.payment(payment_id)["state"]["code"] == "P0020"
    assert pay.post(f"/v1/payments/{payment_id}/capture").json()["code"] == "P1003"


def test_a_payment_can_be_expired_on_demand(pay: Service) -> None:
    payment_id = pay.create()["payment_id"]
    assert pay.control("expire", payment_id=payment_id).json()["payment"]["state"]["code"] == "P0020"
    assert pay.control("expire", payment_id=payment_id).status_code == 409


def test_events_carry_the_stand_ins_clock(pay: Service) -> None:
    pay.control("clock", offset_seconds=0)
    payment_id = pay.create()["payment_id"]
    pass_time(pay.url, seconds=30 * MINUTE)
    pay.control("pay", payment_id=payment_id)
    body = pay.get(f"/v1/payments/{payment_id}/events").json()
    first, last = body["events"][0], body["events"][-1]
    assert body["payment_id"] == first["payment_id"] == payment_id
    assert first["_links"]["payment_url"]["href"].endswith(payment_id)
    apart = datetime.fromisoformat(last["updated"]) - datetime.fromisoformat(first["updated"])
    assert timedelta(minutes=30) <= apart < timedelta(minutes=31)


def test_telephone_payments_are_not_enabled(pay: Service) -> None:
    refused = pay.post("/v1/payments", asked(authorisation_mode="moto_api"))
    assert (refused.status_code, refused.json()["code"]) == (422, "P0195")
    card = {"one_time_token": "x", "card_number": "4444333322221111", "cvc": "123", "expiry_date": "12/49"}
    answer = pay.post("/v1/auth", card | {"cardholder_name": "A"})
    assert (answer.status_code, answer.json()["code"]) == (400, "P1211")


def test_too_many_calls_are_refused_with_p0900() -> None:
    with running(Pay, PAY_API_KEY=KEY, STUBS_PAY_POST_LIMIT="0") as url:
        refused = Service(url).post("/v1/payments", asked())
        assert Service(url).get("/v1/payments").status_code == 200
    assert (refused.status_code, refused.json()) == (429, {"code": "P0900", "description": "Too many requests"})


def test_the_limit_counts_the_calls_of_the_last_second_of_each_kind() -> None:
    seconds = [0.0]
    limiter = Limiter(clock=lambda: seconds[0])
    assert [limiter.allows("POST", 2), limiter.allows("POST", 2), limiter.allows("POST", 2)] == [True, True, False]
    assert limiter.allows("GET", 2)
    seconds[0] = 1.0
    assert limiter.allows("POST", 2)


def test_a_reply_can_be_lost_after_the_payment_was_made(pay: Service) -> None:
    force(pay.url, path="/v1/payments", method="POST", status=504, after=True)
    assert pay.post("/v1/payments", asked(reference="lost")).status_code == 504
    assert pay.get("/v1/payments", params={"reference": "lost"}).json()["total"] == 1
    force(pay.url, path="/v1/payments", method="POST", status=500)
    answer = pay.post("/v1/payments", asked(reference="never"))
    assert (answer.status_code, answer.json()["code"]) == (500, "P0198")
    assert pay.get("/v1/payments", params={"reference": "never"}).json()["total"] == 0


def test_a_reply_outside_the_description_is_a_loud_500() -> None:
    checked = Checked(description("pay-openapi.json"))
    checked.reply("GET", "/v1/payments/x", 200, {"amount": 7000})
    with pytest.raises(BrokenReply, match="amount: '7000' is not of type 'integer'"):
        checked.reply("GET", "/v1/payments/x", 200, {"amount": "7000"})
    with pytest.raises(BrokenReply, match="answers 418"):
        checked.reply("GET", "/v1/payments/x", 418, {})
