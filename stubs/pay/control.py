"""What tests and people may force on the stand-in for Pay under /__stub__/, beside the frame's own."""

from datetime import timedelta
from typing import Any

from werkzeug.exceptions import BadRequest, Conflict, NotFound
from werkzeug.wrappers import Request, Response

from stubs.control import json_body
from stubs.pay import bodies, cards, payments, refunds, webhooks
from stubs.pay.api import Api
from stubs.pay.moments import new_id, stamp
from stubs.pay.payments import CannotDo, Payment
from stubs.pay.searches import DISPUTE_STATUSES

EVIDENCE_WITHIN = timedelta(days=7)
DISPUTE_FEE_PENCE = 1500


class PayControls(Api):
    """Pay by hand, expire, raise a dispute, decide refunds, upset webhooks."""

    def _named(self, body: dict[str, Any]) -> Payment:
        """Return the payment that a body names by payment_id or by reference (the newest of that reference)."""
        for payment in reversed(self.all_payments()):
            by_reference = body.get("reference") is not None and payment["asked"]["reference"] == body["reference"]
            if payment["payment_id"] == body.get("payment_id") or by_reference:
                return payment
        raise NotFound("There is no such payment: give payment_id or reference")

    def _shown(self, payment: Payment) -> Response:
        return self.json({"payment": bodies.payment(payment, self.around.own_url)})

    def control_pay(self, request: Request) -> Response:
        """Do what a person would do on the card pages.

        {"payment_id" | "reference", "card": "4444333322221111", "confirm": true, "cancel": false, "email",
        "cardholder_name"}; without a card the person only opens the page. Answers {"payment": ...}.
        """
        body = json_body(request)
        payment_id = self._named(body)["payment_id"]
        try:
            return self._shown(self._pay(payment_id, body))
        except CannotDo as error:
            raise Conflict(str(error)) from error

    def _pay(self, payment_id: str, body: dict[str, Any]) -> Payment:
        payment = self.step(payment_id, payments.start)
        if body.get("cancel"):
            return self.step(payment_id, payments.cancel_by_user)
        number = cards.digits_of(str(body.get("card", "4444333322221111") or ""))
        if number and payments.status(payment) == "started":
            card = cards.find(number)
            if card is None:
                raise BadRequest("This card type is not accepted")
            payment = self.enter_card(payment_id, card, _details(body))
        if body.get("confirm", True) and number and payments.status(payment) not in payments.FINISHED:
            payment = self.step(payment_id, payments.confirm)
        return payment

    def control_expire(self, request: Request) -> Response:
        """Let a payment's time be over at once: {"payment_id" | "reference"}."""
        try:
            return self._shown(self.step(self._named(json_body(request))["payment_id"], payments.expire))
        except CannotDo as error:
            raise Conflict(str(error)) from error

    def control_dispute(self, request: Request) -> Response:
        """Raise a card dispute or move it on: {"payment_id" | "reference", "status", "reason"}; 201 when new."""
        body = json_body(request)
        status = body.get("status", "needs_response")
        if status not in DISPUTE_STATUSES:
            raise BadRequest(f"A dispute's status is one of {', '.join(sorted(DISPUTE_STATUSES))}")
        payment = self._named(body)
        if not payment["captured_at"]:
            raise Conflict("Only a captured payment can be disputed")
        found = next((one for one in self.store.all("dispute") if one["payment_id"] == payment["payment_id"]), None)
        dispute = (found or self._new_dispute(payment, body)) | {"status": status}
        if status == "lost":
            dispute |= {"fee": DISPUTE_FEE_PENCE, "net_amount": -dispute["amount"] - DISPUTE_FEE_PENCE}
        self.store.put("dispute", dispute["dispute_id"], dispute)
        with self.changing(payment["payment_id"]) as changed:
            changed["disputed"] = status != "won"
        return self.json(bodies.dispute(dispute, self.around.own_url), 200 if found else 201)

    def _new_dispute(self, payment: Payment, body: dict[str, Any]) -> dict[str, Any]:
        now = self.clock.now()
        return {
            "dispute_id": new_id(),
            "payment_id": payment["payment_id"],
            "amount": payment["asked"]["amount"],
            "reason": body.get("reason", "fraudulent"),
            "created_date": stamp(now),
            "evidence_due_date": stamp(now + EVIDENCE_WITHIN),
        }

    def control_refunds(self, request: Request) -> Response:
        """Say how coming refunds go: {"mode": "success" | "submitted" | "submitted-error" | "error"}."""
        if request.method == "POST":
            mode = json_body(request).get("mode")
            if mode not in refunds.MODES:
                raise BadRequest(f"The mode is one of {', '.join(refunds.MODES)}")
            self.store.put("switch", "refunds", {"mode": mode})
        return self.json(self.store.get("switch", "refunds") or {"mode": "success"})

    def control_webhooks(self, request: Request) -> Response:
        """List webhooks with their attempts; a POST sets the switches, all others going back to normal."""
        if request.method == "POST":
            try:
                switches = webhooks.read_switches(json_body(request))
            except webhooks.UnknownSwitch as error:
                raise BadRequest(str(error)) from error
            self.store.put("switch", "webhooks", vars(switches))
        waiting = {message["webhook_message_id"] for message in self.waiting()}
        listed = [
            {key: value for key, value in message.items() if key != "body"}
            | {"waiting": message["webhook_message_id"] in waiting}
            for message in self.store.all("webhook")
        ]
        return self.json({"switches": vars(self.switches()), "webhooks": listed})

    def control_deliver(self, request: Request) -> Response:
        """Send the webhooks that are due now, paused or not; answers how many."""
        self.age_all()
        return self.json({"sent": self.deliver()})

    def control_replay(self, request: Request) -> Response:
        """Send again every webhook of a payment, delivered or not: {"payment_id" | "reference", "event_type"}."""
        body = json_body(request)
        payment_id, wanted = self._named(body)["payment_id"], body.get("event_type")
        again = [
            message
            for message in self.store.all("webhook")
            if message["payment_id"] == payment_id and wanted in (None, message["event_type"])
        ]
        for message in again:
            self.send(message)
        return self.json({"sent": len(again)})


def _details(body: dict[str, Any]) -> dict[str, Any]:
    return {
        "cardholder_name": body.get("cardholder_name", "Avery Example"),
        "expiry_date": "12/49",
        "email": body.get("email"),
        "billing_address": {"line1": "1 High Street", "city": "Newport", "postcode": "NP10 8QQ", "country": "GB"},
    }
