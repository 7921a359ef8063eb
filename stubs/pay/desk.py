"""What the parts of the stand-in share: stored payments that age by themselves, tokens, and webhooks on their way."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from stubs.frame import StandIn, Surroundings
from stubs.pay import bodies, payments, refunds, webhooks
from stubs.pay.cards import Card, Outcome
from stubs.pay.description import Checked
from stubs.pay.moments import new_id, stamp
from stubs.pay.payments import Payment
from stubs.pay.webhooks import Message, Switches
from stubs.sending import post

DEVELOPMENT_KEY = "api_test_localstandin"
DEVELOPMENT_SECRET = "local-webhook-secret"  # noqa: S105 (signs nothing but the stand-in's own webhooks)


class NoPayment(LookupError):
    """There is no such payment."""


class Desk(StandIn):
    """Payments, kept and aged; the base of the API, the card pages and the controls."""

    def __init__(self, around: Surroundings) -> None:
        """Read the settings."""
        super().__init__(around)
        environ = around.environ
        self.api_key = environ.get("PAY_API_KEY") or DEVELOPMENT_KEY
        self.webhook_secret = environ.get("PAY_WEBHOOK_SECRET") or DEVELOPMENT_SECRET
        self.webhook_url = f"{around.public_url}/webhooks/pay/"
        self.webhook_speed = float(environ.get("STUBS_WEBHOOK_SPEED") or 1)
        self.capture_delay = timedelta(seconds=float(environ.get("STUBS_PAY_CAPTURE_SECONDS") or 2))
        self.checked = Checked(environ.get("PAY_OPENAPI") or "")

    # --- payments -------------------------------------------------------------------------------------------------

    def payment(self, payment_id: str) -> Payment:
        """Return a payment as it stands now; raise NoPayment."""
        with self.store.locked():
            found = self.store.get("payment", payment_id)
            if found is None:
                raise NoPayment(payment_id)
            if self._age(found):
                self.keep(found)
            return found

    def all_payments(self) -> list[Payment]:
        """Return every payment as it stands now, oldest first."""
        self.age_all()
        return self.store.all("payment")

    @contextmanager
    def changing(self, payment_id: str) -> Iterator[Payment]:
        """Load a payment, let the caller change it, and keep it; raise NoPayment."""
        with self.store.locked():
            found = self.payment(payment_id)
            yield found
            self.keep(found)

    def keep(self, payment: Payment) -> None:
        """Store a payment, and turn what it announced into webhooks."""
        with self.store.locked():
            announced, payment["announced"] = payment["announced"], []
            self._follow_agreement(payment)
            self.store.put("payment", payment["payment_id"], payment)
            open_still = payments.due_at(payment, self.capture_delay) or refunds.open_refunds(payment)
            if open_still:
                self.store.put("open", payment["payment_id"], {"payment_id": payment["payment_id"]})
            else:
                self.store.delete("open", payment["payment_id"])
            shown = bodies.payment(payment, self.around.own_url)
            for event in announced:
                message = webhooks.write(event, shown, self.switches())
                self.store.put("webhook", message["webhook_message_id"], message)
                self.store.put("waiting", message["webhook_message_id"], {"id": message["webhook_message_id"]})

    def age_all(self) -> None:
        """Bring every payment that time can still change up to now."""
        for entry in self.store.all("open"):
            self.payment(entry["payment_id"])

    def _age(self, payment: Payment) -> bool:
        now, changed = self.clock.now(), False
        while payments.age(payment, now, self.capture_delay):
            changed = True
        return refunds.age(payment, now) or changed

    def new_token(self, payment: Payment) -> str | None:
        """Return a fresh one-time token for the card pages; None once they are over or not used."""
        saved_card = payment["asked"].get("authorisation_mode") == "agreement"
        if saved_card or payments.status(payment) not in payments.WEB_FLOW:
            return None
        token = f"{new_id()}{new_id()}"
        self.store.put("token", token, {"payment_id": payment["payment_id"]})
        return token

    # --- agreements -----------------------------------------------------------------------------------------------

    def _follow_agreement(self, payment: Payment) -> None:
        """Keep the card when a first payment succeeds; end the agreement when a saved card is refused for good."""
        asked, done = payment["asked"], payments.status(payment) in ("success", "capturable")
        set_up = self.store.get("agreement", asked.get("set_up_agreement") or "")
        if set_up and set_up["status"] == "created" and done:
            set_up |= {
                "status": "active",
                "outcome": payment.get("outcome", Outcome.AUTHORISED.value),
                "payment_instrument": {
                    "type": "card",
                    "created_date": payment["events"][-1]["updated"],
                    "card_details": payment["card"],
                },
            }
            self.store.put("agreement", set_up["agreement_id"], set_up)
        used = self.store.get("agreement", asked.get("agreement_id") or "")
        if used and payment["can_retry"] is False and used["status"] == "active":
            self.store.put("agreement", used["agreement_id"], used | {"status": "inactive"})

    def enter_card(self, payment_id: str, card: Card, details: dict[str, Any]) -> Payment:
        """Authorise a card for a payment; raise NoPayment or CannotDo."""
        with self.changing(payment_id) as payment:
            payment["outcome"] = card.outcome.value
            if details.get("email"):
                payment["email"] = details["email"]
            payments.authorise(payment, card, details, self.clock.now())
        return payment

    def step(self, payment_id: str, move: Callable[..., None]) -> Payment:
        """Make one of the moves of ``payments`` now; raise NoPayment or CannotDo."""
        with self.changing(payment_id) as payment:
            move(payment, self.clock.now())
        return payment

    # --- webhooks -------------------------------------------------------------------------------------------------

    def switches(self) -> Switches:
        """Return what goes wrong with webhooks at present."""
        return Switches(**(self.store.get("switch", "webhooks") or {}))

    def waiting(self) -> list[Message]:
        """Return the webhooks not yet delivered or given up, oldest first."""
        found = (self.store.get("webhook", entry["id"]) for entry in self.store.all("waiting"))
        return [message for message in found if message]

    def deliver(self) -> int:
        """Send every webhook that is due; return how many were sent."""
        due = webhooks.due(self.waiting(), self.clock.now(), self.switches())
        for message in due:
            self.send(message)
        return len(due)

    def send(self, message: Message) -> None:
        """Send one webhook, as often and as well signed as the switches say, and note the last answer."""
        switches = self.switches()
        body = message["body"].encode()
        signature = webhooks.sign(body, self.webhook_secret + ("-forged" if switches.forge else ""))
        for _ in range(1 + switches.duplicate):
            status = post(
                self.webhook_url,
                body,
                {"Pay-Signature": signature, "User-Agent": "pay-webhooks"},
                timeout_seconds=webhooks.TIMEOUT_SECONDS,
            )
        done = webhooks.after_attempt(message, status, self.clock.now(), self.webhook_speed)
        with self.store.locked():
            self.store.put("webhook", message["webhook_message_id"], message)
            if done:
                self.store.delete("waiting", message["webhook_message_id"])

    def tick(self) -> None:
        """Age payments and refunds, then send webhooks."""
        self.age_all()
        if not self.switches().pause:
            self.deliver()

    def now_stamp(self) -> str:
        """Return the present moment as Pay writes it."""
        return stamp(self.clock.now())
