"""The card pages: a one-time link, card details, confirmation, and back to the service."""

import functools
import hashlib
import hmac
import secrets
from collections.abc import Callable
from typing import Any

from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from stubs.pay import card_form, payments
from stubs.pay.control import PayControls
from stubs.pay.countries import COUNTRIES
from stubs.pay.desk import NoPayment
from stubs.pay.payments import CannotDo, Payment
from stubs.pay.texts import pounds, words


def by_the_payer(page: Callable[..., Response]) -> Callable[..., Response]:
    """Show a page only to the browser that followed the payment's one-time link, and post only from our own form."""

    @functools.wraps(page)
    def guarded(pages: "CardPages", request: Request, payment_id: str) -> Response:
        secret = request.cookies.get(_cookie(payment_id), "")
        try:
            payment = pages.payment(payment_id)
        except NoPayment:
            return pages.session_over()
        if not secret or not any(hmac.compare_digest(secret, known) for known in payment.get("browsers", [])):
            return pages.session_over()
        if request.method == "POST" and not hmac.compare_digest(request.form.get("csrfToken", ""), form_token(secret)):
            return pages.session_over()
        return page(pages, request, payment, form_token(secret))

    return guarded


def form_token(secret: str) -> str:
    """Return what a form of this browser carries, so that no other site can post it."""
    return hashlib.sha256(f"form {secret}".encode()).hexdigest()


def _cookie(payment_id: str) -> str:
    return f"stub_pay_{payment_id}"


class CardPages(PayControls):
    """The pages that a paying person sees."""

    open_to_other_sites = frozenset({"secure_post"})

    def home(self, request: Request) -> Response:
        """List the payments, newest first, for people who try the service out."""
        shown = [
            {
                "reference": one["asked"]["reference"],
                "description": one["asked"]["description"],
                "amount": pounds(one["asked"]["amount"]),
                "status": payments.status(one),
                "created": one["created_date"],
                "id": one["payment_id"],
            }
            for one in reversed(self.all_payments())
        ]
        return self.page("payments.html", heading="Payments", payments=shown[:200], total=len(shown))

    def secure(self, request: Request, token: str) -> Response:
        """Follow a one-time link: the payment is started, and this browser may go on with it."""
        with self.store.locked():
            found = self.store.get("token", token)
            self.store.delete("token", token)
            if found is None:
                return self.session_over()
            secret = secrets.token_urlsafe(24)
            with self.changing(found["payment_id"]) as payment:
                payments.start(payment, self.clock.now())
                payment.setdefault("browsers", []).append(secret)
        path = f"/card_details/{payment['payment_id']}"
        response = Response.force_type(redirect(path, 303))
        response.set_cookie(_cookie(payment["payment_id"]), secret, path=path, httponly=True, samesite="Lax")
        return response

    def secure_post(self, request: Request) -> Response:
        """Follow a one-time link that was posted."""
        return self.secure(request, request.form.get("chargeTokenId", ""))

    @by_the_payer
    def card_details(self, request: Request, payment: Payment, form_token: str) -> Response:
        """Ask for the card, check what was typed, and have it authorised."""
        if payments.status(payment) != "started":
            return self._where_it_stands(payment)
        if request.method == "GET":
            return self._details_page(payment, form_token, _prefilled(payment), {})
        values = card_form.typed(request.form)
        errors = card_form.check(values, self.clock.now().date())
        if errors:
            return self._details_page(payment, form_token, values, errors)
        try:
            card = card_form.card_of(values)
            payment = self.enter_card(payment["payment_id"], card, card_form.details_of(values))
        except CannotDo:
            payment = self.payment(payment["payment_id"])
        return self._where_it_stands(payment)

    @by_the_payer
    def confirm_payment(self, request: Request, payment: Payment, form_token: str) -> Response:
        """Show what will be paid; once confirmed, go back to the service."""
        if payments.status(payment) != "submitted":
            return self._where_it_stands(payment)
        if request.method == "GET":
            return self._card_page("confirm.html", payment, "confirm_title", csrf=form_token)
        try:
            payment = self.step(payment["payment_id"], payments.confirm)
        except CannotDo:
            return self._where_it_stands(self.payment(payment["payment_id"]))
        return Response.force_type(redirect(payment["asked"]["return_url"], 302))

    @by_the_payer
    def cancel_card(self, request: Request, payment: Payment, form_token: str) -> Response:
        """Cancel because the person asked for it."""
        try:
            payment = self.step(payment["payment_id"], payments.cancel_by_user)
        except CannotDo:
            payment = self.payment(payment["payment_id"])
        return self._where_it_stands(payment)

    def session_over(self) -> Response:
        """Say that the link was used or the session has ended."""
        text = words("en")
        return self.page("ended.html", 403, heading=text["expired_title"], lines=[text["expired"]], text=text)

    def _where_it_stands(self, payment: Payment) -> Response:
        """Return the page or the redirect that fits the payment's state."""
        status, own = payments.status(payment), f"/card_details/{payment['payment_id']}"
        if status == "started":
            return Response.force_type(redirect(own, 303))
        if status == "submitted":
            return Response.force_type(redirect(f"{own}/confirm", 303))
        title, lines = _ending(payment)
        text = words(payment["asked"].get("language", "en"))
        return self._card_page("ended.html", payment, title, lines=[text[line] for line in lines])

    def _details_page(
        self, payment: Payment, form_token: str, values: dict[str, str], errors: dict[str, str]
    ) -> Response:
        text = words(payment["asked"].get("language", "en"))
        messages = {name: text[key] for name, key in errors.items()}
        listed = [{"text": message, "href": f"#{name}"} for name, message in messages.items()]
        countries = [
            {"value": code, "text": name, "selected": code == values["addressCountry"]}
            for code, name in COUNTRIES.items()
        ]
        kept = {**values, "cvc": ""}
        return self._card_page(
            "card_details.html",
            payment,
            "details_title",
            csrf=form_token,
            values=kept,
            messages=messages,
            errors=listed,
            countries=countries,
        )

    def _card_page(self, template: str, payment: Payment, title: str, **context: Any) -> Response:
        asked = payment["asked"]
        text = words(asked.get("language", "en"))
        return self.page(
            template,
            heading=text[title],
            text=text,
            language=asked.get("language", "en"),
            skip_words=text["skip"],
            error_word=text["error"],
            error_title=text["summary_title"],
            own=f"/card_details/{payment['payment_id']}",
            description=asked["description"],
            amount=pounds(asked["amount"]),
            return_url=asked["return_url"],
            payment=payment,
            **context,
        )


def _ending(payment: Payment) -> tuple[str, list[str]]:
    """Return the keys of the title and the lines that tell how a payment ended."""
    by_code = {
        "P0010": ("declined_title", ["declined"]),
        "P0020": ("expired_title", ["no_money"]),
        "P0030": ("cancelled_title", ["no_money"]),
        "P0040": ("cancelled_title", ["service_cancelled", "no_money"]),
        "P0050": ("error_title", ["no_money"]),
    }
    return by_code.get(payments.state(payment).get("code", ""), ("success_title", ["success"]))


def _prefilled(payment: Payment) -> dict[str, str]:
    details = payment["asked"].get("prefilled_cardholder_details") or {}
    address = details.get("billing_address") or {}
    known = {
        "cardholderName": details.get("cardholder_name"),
        "addressCountry": address.get("country") or "GB",
        "addressLine1": address.get("line1"),
        "addressLine2": address.get("line2"),
        "addressCity": address.get("city"),
        "addressPostcode": address.get("postcode"),
        "email": payment["email"],
    }
    return {name: str(known.get(name) or "") for name in card_form.FIELDS}
