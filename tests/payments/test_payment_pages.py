"""Pages of paying: strangers see nothing, payers are told the truth, and the way back works without JavaScript."""

from collections.abc import Callable
from importlib import import_module
from uuid import UUID

import pytest
from builders.payments import DECLINED, CardPages, begun, fresh, keep_promises, opened
from builders.people import a_role
from django.conf import settings as django_settings
from django.test import Client

from accounts.models import Membership, Organisation, User
from accounts.sessions import open_session
from accounts.visitors import new_secret, visitor
from core.actor import EVERYTHING, Actor, Applicant, Permission, Public
from core.clock import now
from payments.models import Attempt, Payment
from payments.services import ReceiptLine, capture, refresh, release

pytestmark = pytest.mark.django_db
Browser = tuple[Client, Actor]


@pytest.fixture
def member() -> Callable[..., tuple[Client, Applicant]]:
    """Signs somebody in, for a new organisation unless one is given."""

    def sign_in(
        organisation: UUID | None = None, permissions: frozenset[Permission] = EVERYTHING
    ) -> tuple[Client, Applicant]:
        at = now()
        user = User.objects.create(kind="customer", email="avery@example.com", created_at=at)
        account, _new = Organisation.objects.get_or_create(
            pk=organisation or user.pk, defaults={"kind": "person", "name": "Avery", "created_at": at}
        )
        Membership.objects.create(user=user, organisation=account, role=a_role(account, permissions), joined_at=at)
        client = Client()
        session = import_module(django_settings.SESSION_ENGINE).SessionStore()
        session["_auth_user_id"] = str(user.pk)
        session.create()
        open_session(
            user=user, door="customer", session_key=session.session_key, organisation=account, issuer="x",
            subject=str(user.pk), authenticated_at=at, browser="", at=at,
        )  # fmt: skip
        client.cookies[django_settings.SESSION_COOKIE_NAME] = session.session_key
        return client, Applicant(user.pk, account.pk, permissions)

    return sign_in


def passer_by() -> tuple[Client, Public]:
    """Somebody with a visitor's cookie."""
    client, secret = Client(), new_secret()
    client.cookies["visitor"] = secret
    return client, visitor(secret)


@pytest.fixture(params=["member", "visitor"])
def payer(request: pytest.FixtureRequest, member: Callable[..., Browser]) -> Browser:
    return member() if request.param == "member" else passer_by()


def address(payment: Payment, attempt: Attempt | None = None) -> str:
    return f"/pay/{payment.reference}/" + (f"return/{attempt.return_token}/" if attempt else "")


def test_the_journey_of_a_payment_from_page_to_receipt(pay: CardPages, payer: Browser) -> None:
    client, by = payer
    at = now()
    lines = [ReceiptLine("GB2400001, year 5", 7000), ReceiptLine("Late by 2 months", 2400)]
    payment = opened(by, at, amount_pence=9400, lines=lines)
    page = client.get(address(payment))
    assert "£94 is due for: Renew GB2400001 for year 5" in page.content.decode()
    gone = client.post(address(payment))
    assert gone.status_code == 302
    assert gone["Location"].startswith(f"{pay.url}/secure/")
    attempt = Attempt.everything.get()
    assert pay.charges(attempt)[0]["return_url"] == f"{django_settings.PUBLIC_URL}{address(payment, attempt)}"
    pay.pay(attempt)
    waiting = client.get(address(payment, attempt))
    assert "Your payment is being confirmed" in waiting.content.decode()
    assert waiting["Refresh"] == "5"
    assert "no-store" in waiting["Cache-Control"]
    capture(payment.reference, at=at)
    keep_promises(at)
    done = client.get(address(payment, attempt), follow=True)
    text = done.content.decode()
    assert done.redirect_chain == [(f"/pay/{payment.reference}/receipt/", 302)]
    for words in (
        "GB2400001, year 5",
        "£70",
        "Late by 2 months",
        "£24",
        "£94",
        "Visa ending in 1111",
        payment.reference,
    ):
        assert words in text


def test_a_settled_payment_leads_on_to_what_was_paid_for(pay: CardPages, payer: Browser) -> None:
    client, by = payer
    payment = settle(pay, by, continue_path="/filings/REN-1/")
    answer = client.get(address(payment))
    assert (answer.status_code, answer["Location"]) == (302, "/filings/REN-1/")


def test_a_stranger_finds_nothing_at_any_address(pay: CardPages, member: Callable[..., Browser]) -> None:
    strangers = [member()[0], passer_by()[0], Client()]
    for by in (member()[1], passer_by()[1]):
        payment = settle(pay, by, subject=f"REN-{by}"[:80])
        attempt = Attempt.everything.get(payment=payment)
        for client in strangers:
            assert client.get(address(payment)).status_code == 404
            assert client.post(address(payment)).status_code == 404
            assert client.get(f"{address(payment)}receipt/").status_code == 404
        assert strangers[0].get(address(payment, attempt)).status_code == 404


def test_the_payer_with_a_wrong_token_finds_nothing(pay: CardPages, payer: Browser) -> None:
    client, by = payer
    payment = opened(by, now())
    begun(payment, by, now())
    for token in ("wrong", "a" * 43):
        assert client.get(f"/pay/{payment.reference}/return/{token}/").status_code == 404
    assert client.get(f"/pay/{payment.reference}/return/%00/").status_code == 400


def test_whose_sign_in_ended_on_the_card_pages_signs_in_and_then_sees(
    pay: CardPages, member: Callable[..., Browser]
) -> None:
    by = member()[1]
    payment = opened(by, now())
    attempt = begun(payment, by, now())
    answer = Client().get(address(payment, attempt))
    assert answer.status_code == 302
    assert "sign-in" in answer["Location"]
    assert Client().get(f"/pay/{payment.reference}/return/wrong/").status_code == 404


def test_a_visitors_token_is_nothing_in_another_browser(pay: CardPages) -> None:
    by = passer_by()[1]
    payment = opened(by, now())
    attempt = begun(payment, by, now())
    assert Client().get(address(payment, attempt)).status_code == 404


def test_a_member_without_the_permission_to_pay_is_told_why(pay: CardPages, member: Callable[..., Browser]) -> None:
    by = member()[1]
    payment = opened(by, now())
    colleague = member(by.organisation_id, frozenset({Permission.VIEW}))[0]
    answer = colleague.post(address(payment))
    assert answer.status_code == 403
    assert "permission to pay" in answer.content.decode()
    assert not Attempt.everything.exists()


@pytest.mark.parametrize(
    ("does", "heading"),
    [
        ({"card": DECLINED}, "Your payment was declined"),
        ({"cancel": True}, "The payment was cancelled"),
        ({"card": "4000000000000119"}, "There was a problem with the payment"),
        ({"card": "", "confirm": False}, "You have not finished paying"),
    ],
)
def test_what_went_wrong_is_said_and_can_be_tried_again(
    pay: CardPages, payer: Browser, does: dict[str, object], heading: str
) -> None:
    client, by = payer
    payment = opened(by, now(), continue_path="/filings/REN-1/")
    attempt = begun(payment, by, now())
    pay.pay(attempt, **does)
    text = client.get(address(payment, attempt)).content.decode()
    assert heading in text
    assert "No money has been taken from your account." in text
    assert 'href="/filings/REN-1/"' in text
    assert client.post(address(payment))["Location"].startswith(f"{pay.url}/secure/")


def test_a_payment_that_was_let_go_says_why_and_offers_nothing_to_pay(pay: CardPages, payer: Browser) -> None:
    client, by = payer
    payment = opened(by, now())
    release(payment.reference, reason="Somebody else has renewed this patent.", at=now())
    text = client.get(address(payment)).content.decode()
    assert "Somebody else has renewed this patent." in text
    assert f'action="{address(payment)}"' not in text
    assert client.post(address(payment)).status_code == 302
    assert not Attempt.everything.exists()


def test_while_pay_does_not_answer_the_payer_is_told_the_truth(pay: CardPages, payer: Browser) -> None:
    client, by = payer
    payment = opened(by, now())
    pay.fault(status=503, times=5)
    away = client.post(address(payment))
    assert away.status_code == 503
    assert "You cannot pay by card at the moment" in away.content.decode()
    pay.control("reset")
    attempt = begun(payment, by, now())
    pay.pay(attempt)
    pay.fault(status=503)
    waiting = client.get(address(payment, attempt))
    text = waiting.content.decode()
    assert "we do not know yet whether your payment was made" in text
    assert "Do not pay again." in text
    assert waiting["Refresh"] == "5"
    client.get(address(payment, attempt))
    assert fresh(payment).state == "capturable"


def test_there_is_no_receipt_before_the_money_is_there(pay: CardPages, payer: Browser) -> None:
    client, by = payer
    payment = opened(by, now())
    assert client.get(f"{address(payment)}receipt/")["Location"] == address(payment)


def settle(pay: CardPages, by: Actor, **more: str) -> Payment:
    payment = opened(by, now(), **more)
    attempt = begun(payment, by, now())
    pay.pay(attempt)
    refresh(attempt.pk, at=now())
    capture(payment.reference, at=now())
    keep_promises(now())
    return fresh(payment)
