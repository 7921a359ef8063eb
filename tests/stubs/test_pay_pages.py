"""The stand-in's card pages do what GOV.UK Pay's do: one-time link, card details, confirmation, return."""

from collections.abc import Iterator

import pytest
import requests

from tests.stubs.money import pass_time
from tests.stubs.pay_service import CARD, RETURN_URL, Payer, Service, running_pay


@pytest.fixture
def pay() -> Iterator[Service]:
    with running_pay() as service:
        yield service


def next_url(payment: dict[str, dict[str, dict[str, str]]]) -> str:
    return payment["_links"]["next_url"]["href"]


def test_a_person_pays_by_card_and_returns_to_the_service(pay: Service) -> None:
    payment = pay.create(delayed_capture=True)
    payer = Payer(next_url(payment))
    assert payer.heading == "Enter card details"
    assert "This is a test page. No money will be taken." in payer.text
    assert "Renew GB2400001" in payer.text
    assert "£70.00" in payer.text
    assert pay.payment(payment["payment_id"])["state"]["status"] == "started"
    payer.submit(payment["payment_id"], **CARD)
    assert payer.heading == "Confirm your payment"
    assert "●●●●●●●●●●●●1111" in payer.text
    assert "4444333322221111" not in payer.page.text
    assert pay.payment(payment["payment_id"])["state"]["status"] == "submitted"
    back = payer.submit("/confirm")
    assert (back.status_code, back.headers["Location"]) == (302, RETURN_URL)
    paid = pay.payment(payment["payment_id"])
    assert paid["state"]["status"] == "capturable"
    assert paid["email"] == "avery@example.com"
    assert paid["card_details"]["billing_address"]["postcode"] == "NP10 8QQ"


def test_the_link_works_once_and_a_fresh_one_resumes(pay: Service) -> None:
    payment = pay.create()
    Payer(next_url(payment))
    again = Payer(next_url(payment))
    assert again.page.status_code == 403
    assert again.heading == "Your payment session has expired"
    fresh = next_url(pay.payment(payment["payment_id"]))
    assert fresh != next_url(payment)
    assert Payer(fresh).heading == "Enter card details"


def test_the_link_can_be_posted_from_the_services_own_page(pay: Service) -> None:
    link = pay.create()["_links"]["next_url_post"]
    page = requests.post(link["href"], data=link["params"], headers={"Origin": "http://localhost:8000"}, timeout=10)
    assert "Enter card details" in page.text


def test_another_browser_sees_nothing_of_a_payment(pay: Service) -> None:
    payment = pay.create()
    Payer(next_url(payment))
    page = requests.get(f"{pay.url}/card_details/{payment['payment_id']}", timeout=10)
    assert page.status_code == 403
    assert "Renew" not in page.text


def test_a_form_without_our_token_does_nothing(pay: Service) -> None:
    payment = pay.create()
    payer = Payer(next_url(payment))
    answer = payer.browser.post(f"{pay.url}/card_details/{payment['payment_id']}/cancel", timeout=10)
    assert answer.status_code == 403
    assert pay.payment(payment["payment_id"])["state"]["status"] == "started"


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("cardNo", "4444333322221112", "Enter a valid card number"),
        ("cardNo", "44443333", "Card number is not the correct length"),
        ("cardNo", "", "Enter a valid card number"),
        ("cardNo", "6759649826438453", "This card type is not accepted"),
        ("expiryMonth", "13", "Enter a valid expiry date"),
        ("expiryYear", "20", "Enter an expiry date in the future"),
        ("cardholderName", "", "Enter the name as it appears on the card"),
        ("cardholderName", "4444333322221111", "Enter the name as it appears on the card"),
        ("cardholderName", "123", "Enter the name as it appears on the card"),
        ("cvc", "12", "Enter a valid card security code"),
        ("cvc", "1234", "Enter a valid card security code"),
        ("addressLine1", "", "Enter a valid billing address"),
        ("addressCity", "", "Enter a valid town or city"),
        ("addressCountry", "", "Enter a valid country or territory"),
        ("addressPostcode", "NOWHERE", "Enter a valid postcode"),
        ("email", "avery", "Enter a valid email"),
        ("email", "a" * 250 + "@example.com", "Enter a valid email"),
    ],
)
def test_what_is_typed_wrongly_is_named_in_the_summary_and_kept(
    pay: Service, field: str, value: str, says: str
) -> None:
    payment = pay.create()
    payer = Payer(next_url(payment))
    payer.submit(payment["payment_id"], **{**CARD, field: value})
    assert payer.heading == "Enter card details"
    assert "The following fields are missing or contain errors" in payer.text
    assert payer.text.count(says) == 2
    assert f'href="#{"expiryMonth" if field == "expiryYear" else field}"' in payer.page.text
    assert "Error: Enter card details" in payer.text
    assert 'value="972"' not in payer.page.text
    assert pay.payment(payment["payment_id"])["state"]["status"] == "started"
    payer.submit(payment["payment_id"], **CARD)
    assert payer.heading == "Confirm your payment"


def test_american_express_has_a_code_of_four_digits(pay: Service) -> None:
    payment = pay.create()
    payer = Payer(next_url(payment))
    payer.submit(payment["payment_id"], **{**CARD, "cardNo": "371449635398431", "cvc": "1234"})
    assert payer.heading == "Confirm your payment"


def test_a_postcode_abroad_may_look_otherwise(pay: Service) -> None:
    payment = pay.create()
    payer = Payer(next_url(payment))
    payer.submit(payment["payment_id"], **{**CARD, "addressCountry": "DE", "addressPostcode": "80331"})
    assert payer.heading == "Confirm your payment"


def test_a_declined_card_leads_back_with_continue(pay: Service) -> None:
    payment = pay.create()
    payer = Payer(next_url(payment))
    payer.submit(payment["payment_id"], **{**CARD, "cardNo": "4000000000000002"})
    assert payer.heading == "Your payment has been declined"
    assert f'href="{RETURN_URL}"' in payer.page.text
    assert "Continue" in payer.text
    assert pay.payment(payment["payment_id"])["state"]["code"] == "P0010"


def test_a_provider_error_is_told_plainly(pay: Service) -> None:
    payment = pay.create()
    payer = Payer(next_url(payment))
    payer.submit(payment["payment_id"], **{**CARD, "cardNo": "4000000000000119"})
    assert payer.heading == "There was a problem with your payment"
    assert pay.payment(payment["payment_id"])["state"]["code"] == "P0050"


@pytest.mark.parametrize("after_card", [False, True])
def test_a_person_cancels_before_or_after_entering_the_card(pay: Service, after_card: bool) -> None:
    payment = pay.create()
    payer = Payer(next_url(payment))
    if after_card:
        payer.submit(payment["payment_id"], **CARD)
    payer.submit("/cancel")
    assert payer.heading == "Your payment has been cancelled"
    assert pay.payment(payment["payment_id"])["state"] == {
        "status": "failed",
        "finished": True,
        "code": "P0030",
        "message": "Payment was cancelled by the user",
    }


def test_after_ninety_minutes_the_pages_are_over(pay: Service) -> None:
    payment = pay.create()
    payer = Payer(next_url(payment))
    pass_time(pay.url, seconds=5401)
    payer.submit(payment["payment_id"], **CARD)
    assert payer.heading == "Your payment session has expired"
    assert "next_url" not in pay.payment(payment["payment_id"])["_links"]


def test_the_service_may_cancel_while_the_person_types(pay: Service) -> None:
    payment = pay.create()
    payer = Payer(next_url(payment))
    pay.post(f"/v1/payments/{payment['payment_id']}/cancel")
    payer.submit(payment["payment_id"], **CARD)
    assert payer.heading == "Your payment has been cancelled"
    assert "The service that you were paying has cancelled your payment." in payer.text


def test_the_pages_are_in_welsh_when_asked_for(pay: Service) -> None:
    payment = pay.create(language="cy")
    payer = Payer(next_url(payment))
    assert '<html lang="cy"' in payer.page.text
    assert payer.heading == "Rhowch fanylion eich cerdyn"
    assert "Tudalen brawf yw hon" in payer.text
    payer.submit(payment["payment_id"], **{**CARD, "email": ""})
    assert "Rhowch gyfeiriad e-bost dilys" in payer.text
    payer.submit(payment["payment_id"], **CARD)
    assert payer.heading == "Cadarnhewch eich taliad"


def test_prefilled_details_are_on_the_page(pay: Service) -> None:
    details = {"cardholder_name": "Rhys Example", "billing_address": {"line1": "2 Low Road", "country": "IE"}}
    payer = Payer(next_url(pay.create(email="rhys@example.com", prefilled_cardholder_details=details)))
    for value in ("Rhys Example", "2 Low Road", "rhys@example.com"):
        assert f'value="{value}"' in payer.page.text
    assert '<option value="IE" selected>' in payer.page.text


def test_every_field_has_a_label_and_no_official_mark_is_shown(pay: Service) -> None:
    page = Payer(next_url(pay.create())).page.text
    for name in CARD:
        assert f'for="{name}"' in page
    for mark in ("crown", "crest", "govuk-header", "GDS Transport"):
        assert mark not in page
    assert "Not an official government service" in page


def test_payments_are_listed_for_people(pay: Service) -> None:
    assert "No payments yet." in requests.get(pay.url, timeout=10).text
    pay.paid(reference="R-77")
    assert "R-77" in requests.get(pay.url, timeout=10).text
