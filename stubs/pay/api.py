"""Pay's API: payments, refunds, agreements and disputes, with the codes of the real one."""

from datetime import timedelta
from typing import Any

from werkzeug.wrappers import Request

from stubs.pay import bodies, intake, payments, refunds, searches
from stubs.pay.desk import NoPayment
from stubs.pay.gate import Answer, Gate, call, fingerprint
from stubs.pay.moments import new_id, read
from stubs.pay.payments import CannotDo, Payment
from stubs.pay.refusals import invalid, refuse

IDEMPOTENT_FOR = timedelta(hours=24)


class Api(Gate):
    """The calls under /v1/."""

    # --- payments -------------------------------------------------------------------------------------------------

    @call
    def create_payment(self, request: Request) -> Answer:
        """Create a payment, or return the one that the same Idempotency-Key already made from a saved card."""
        key = request.headers.get("Idempotency-Key") or None
        intake.check_idempotency_key(key)
        sent = intake.read_json(request.get_data(), "P0197")
        asked = intake.read_payment(sent, test_key=self.api_key.startswith("api_test_"))
        self.check_described(request, asked)
        with self.store.locked():
            if asked.get("authorisation_mode") == "agreement":
                return self._pay_with_saved_card(asked, key)
            if "set_up_agreement" in asked and not self.store.get("agreement", asked["set_up_agreement"]):
                raise refuse("P0103", field="set_up_agreement")
            return 201, self._show(self._begin(asked))

    def _begin(self, asked: dict[str, Any], **more: Any) -> Payment:
        payment = payments.begin(new_id(), asked, self.clock.now()) | more
        self.keep(payment)
        return payment

    def _show(self, payment: Payment) -> dict[str, Any]:
        return bodies.payment(payment, self.around.own_url, self.new_token(payment))

    def _pay_with_saved_card(self, asked: dict[str, Any], key: str | None) -> Answer:
        earlier = self.store.get("idempotency", key) if key else None
        if earlier and self.clock.now() - read(earlier["created_date"]) < IDEMPOTENT_FOR:
            if earlier["fingerprint"] != fingerprint(asked):
                raise refuse("P0191")
            return 200, self._show(self.payment(earlier["payment_id"]))
        agreement = self.store.get("agreement", asked["agreement_id"])
        if agreement is None:
            raise invalid("agreement_id", "Agreement does not exist", status=400, code="P0103")
        if agreement["status"] != "active":
            raise invalid("agreement_id", "Agreement must be active", status=400, code="P0102")
        saved = {"details": agreement["payment_instrument"]["card_details"], "outcome": agreement["outcome"]}
        payment = self._begin(asked, saved_card=saved)
        if key:
            made = {"payment_id": payment["payment_id"], "created_date": payment["created_date"]}
            self.store.put("idempotency", key, made | {"fingerprint": fingerprint(asked)})
        return 201, self._show(payment)

    def _existing(self, payment_id: str, code: str) -> Payment:
        try:
            return self.payment(payment_id)
        except NoPayment as error:
            raise refuse(code) from error

    @call
    def get_payment(self, request: Request, payment_id: str) -> Answer:
        """Return one payment, with a fresh next_url while the card pages are still to be visited."""
        return 200, self._show(self._existing(payment_id, "P0200"))

    @call
    def search_payments(self, request: Request) -> Answer:
        """Return a page of payments, newest first."""
        given = request.args.to_dict()
        searches.check(given, searches.PAYMENT_RULES, "P0401")
        found = searches.matching_payments(self.all_payments(), given)
        return 200, searches.page(
            found, given, lambda one: bodies.payment(one, self.around.own_url), self._at("payments"), "P0402"
        )

    @call
    def cancel_payment(self, request: Request, payment_id: str) -> Answer:
        """Cancel a payment that is not finished."""
        return self._step(payment_id, payments.cancel_by_service, "P0500", "P0501")

    @call
    def capture_payment(self, request: Request, payment_id: str) -> Answer:
        """Capture a payment that waits for it."""
        return self._step(payment_id, payments.capture, "P1000", "P1003")

    def _step(self, payment_id: str, move: Any, not_found: str, not_possible: str) -> Answer:
        try:
            self.step(payment_id, move)
        except NoPayment as error:
            raise refuse(not_found) from error
        except CannotDo as error:
            raise refuse(not_possible) from error
        return 204, None

    @call
    def get_events(self, request: Request, payment_id: str) -> Answer:
        """Return what happened to a payment, oldest first."""
        return 200, bodies.events(self._existing(payment_id, "P0300"), self.around.own_url)

    @call
    def authorise_moto(self, request: Request) -> Answer:
        """Refuse every token: payments by telephone are not enabled for this account, so none was given out."""
        intake.read_json(request.get_data(), "P0197")
        raise refuse("P1211")

    def _at(self, path: str) -> str:
        return f"{self.around.own_url}/v1/{path}"

    # --- refunds --------------------------------------------------------------------------------------------------

    @call
    def create_refund(self, request: Request, payment_id: str) -> Answer:
        """Refund all or part of a captured payment."""
        asked = intake.read_refund(intake.read_json(request.get_data(), "P0697"))
        mode = (self.store.get("switch", "refunds") or {}).get("mode", "success")
        try:
            with self.changing(payment_id) as payment:
                refund = refunds.request_refund(payment, asked, self.clock.now(), mode)
        except NoPayment as error:
            raise refuse("P0600") from error
        return 202, bodies.refund(payment, refund, self.around.own_url)

    @call
    def get_refunds(self, request: Request, payment_id: str) -> Answer:
        """Return all refunds of a payment."""
        return 200, bodies.refund_list(self._existing(payment_id, "P0800"), self.around.own_url)

    @call
    def get_refund(self, request: Request, payment_id: str, refund_id: str) -> Answer:
        """Return one refund."""
        payment = self._existing(payment_id, "P0700")
        found = next((one for one in payment["refunds"] if one["refund_id"] == refund_id), None)
        if found is None:
            raise refuse("P0700")
        return 200, bodies.refund(payment, found, self.around.own_url)

    @call
    def search_refunds(self, request: Request) -> Answer:
        """Return a page of refunds, newest first."""
        given = request.args.to_dict()
        searches.check(given, searches.REFUND_RULES, "P1101")
        every = [(payment, one) for payment in self.all_payments() for one in payment["refunds"]]
        every.sort(key=lambda pair: pair[1]["created_date"], reverse=True)
        found = [pair for pair in every if searches.within_dates(pair[1]["created_date"], given)]
        return 200, searches.page(
            found,
            given,
            lambda pair: bodies.refund(pair[0], pair[1], self.around.own_url),
            self._at("refunds"),
            "P1100",
        )

    # --- agreements and disputes ----------------------------------------------------------------------------------

    @call
    def create_agreement(self, request: Request) -> Answer:
        """Create an agreement; the first payment that sets it up makes it active."""
        asked = intake.read_agreement(intake.read_json(request.get_data(), "P2197"))
        kept = {name: asked.get(name) for name in ("reference", "description", "user_identifier")}
        agreement_id = new_id()
        agreement = {"agreement_id": agreement_id, **kept, "status": "created", "created_date": self.now_stamp()}
        self.store.put("agreement", agreement_id, agreement)
        return 201, bodies.agreement(agreement)

    @call
    def get_agreement(self, request: Request, agreement_id: str) -> Answer:
        """Return one agreement."""
        return 200, bodies.agreement(self._agreement(agreement_id, "P2200"))

    def _agreement(self, agreement_id: str, code: str) -> dict[str, Any]:
        self.age_all()
        found = self.store.get("agreement", agreement_id)
        if found is None:
            raise refuse(code)
        return found

    @call
    def cancel_agreement(self, request: Request, agreement_id: str) -> Answer:
        """Cancel an active agreement."""
        with self.store.locked():
            found = self._agreement(agreement_id, "P2500")
            if found["status"] != "active":
                raise refuse("P2501")
            ended = {"status": "cancelled", "cancelled_date": self.now_stamp()}
            self.store.put("agreement", agreement_id, found | ended)
        return 204, None

    @call
    def search_agreements(self, request: Request) -> Answer:
        """Return a page of agreements, newest first."""
        given = request.args.to_dict()
        searches.check(given, searches.AGREEMENT_RULES, "P2401")
        self.age_all()
        wanted = {name: given[name].casefold() for name in ("reference", "status") if given.get(name)}
        found = [
            one
            for one in reversed(self.store.all("agreement"))
            if all(str(one[name]).casefold() == value for name, value in wanted.items())
        ]
        return 200, searches.page(found, given, bodies.agreement, self._at("agreements"), "P2402")

    @call
    def search_disputes(self, request: Request) -> Answer:
        """Return a page of card disputes, newest first."""
        given = request.args.to_dict()
        searches.check(given, searches.DISPUTE_RULES, "P0401")
        found = [
            one
            for one in reversed(self.store.all("dispute"))
            if given.get("status") in (None, "", one["status"]) and searches.within_dates(one["created_date"], given)
        ]
        return 200, searches.page(
            found, given, lambda one: bodies.dispute(one, self.around.own_url), self._at("disputes"), "P0402"
        )
