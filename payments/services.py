"""The door to payments for the layers above: everything that they may call, in one place."""

from payments.alerts import resolve_alert
from payments.attempting import NothingToPay, begin_attempt, is_return_of_account, live_or_last_attempt
from payments.bank.awaiting import await_transfer
from payments.baskets import NothingInBasket, open_basket
from payments.concluding import refresh
from payments.deciding import CannotLetGo, CannotTake, accept_held, capture, release, return_held
from payments.deposits.accounts import NoAccount, account_of, may_see, may_spend
from payments.deposits.spending import choose_card, pay_from_account, take_back
from payments.facts import (
    PaymentFacts,
    facts_of,
    hanging_on,
    lines_of,
    on_its_way,
    payment_of,
    unresolved_subjects,
)
from payments.ledger import NotEnough, also_check, check
from payments.offline import Owed, Received, refund_of, returned_by_hand, take_in
from payments.opening import (
    AlreadyPaid,
    AnotherAmountUnderWay,
    PaymentUnderWay,
    ReceiptLine,
    TooMuchForACard,
    card_can_take,
    lock_live,
    open_payment,
)
from payments.owing import SamePerson, apply_money, owe_refund, refund_applied, unapply_money
from payments.receipts import NoReceiptYet, Receipt, RefundLine, receipt_facts
from payments.sweeping import sweep
from payments.taking import end_attempt
from payments.webhooks import receive_webhook

__all__ = [
    "AlreadyPaid",
    "AnotherAmountUnderWay",
    "CannotLetGo",
    "CannotTake",
    "NoAccount",
    "NoReceiptYet",
    "NotEnough",
    "NothingInBasket",
    "NothingToPay",
    "Owed",
    "PaymentFacts",
    "PaymentUnderWay",
    "Receipt",
    "ReceiptLine",
    "Received",
    "RefundLine",
    "SamePerson",
    "TooMuchForACard",
    "accept_held",
    "account_of",
    "also_check",
    "apply_money",
    "await_transfer",
    "begin_attempt",
    "capture",
    "card_can_take",
    "check",
    "choose_card",
    "end_attempt",
    "facts_of",
    "hanging_on",
    "is_return_of_account",
    "lines_of",
    "live_or_last_attempt",
    "lock_live",
    "may_see",
    "may_spend",
    "on_its_way",
    "open_basket",
    "open_payment",
    "owe_refund",
    "pay_from_account",
    "payment_of",
    "receipt_facts",
    "receive_webhook",
    "refresh",
    "refund_applied",
    "refund_of",
    "release",
    "resolve_alert",
    "return_held",
    "returned_by_hand",
    "sweep",
    "take_back",
    "take_in",
    "unapply_money",
    "unresolved_subjects",
]
