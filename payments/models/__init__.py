"""The tables of money."""

from payments.models.alerts import AlertKind, MoneyAlert
from payments.models.attempts import LIVE_ATTEMPTS, Attempt, AttemptState
from payments.models.bank import BankLine, BankLineState, StatementFile
from payments.models.baskets import Basket, BasketLine
from payments.models.deliveries import WebhookDelivery
from payments.models.deposits import (
    DepositAccount,
    DepositKind,
    DepositLine,
    DepositMonth,
    DepositOrder,
    DepositUser,
    TopUp,
)
from payments.models.disputes import Dispute
from payments.models.ledger import WAYS, Bucket, HeldMoney, LedgerLine
from payments.models.payments import LIVE_PAYMENTS, Method, Payment, PaymentState
from payments.models.refunds import OPEN_REFUNDS, Refund, RefundState

__all__ = [
    "LIVE_ATTEMPTS",
    "LIVE_PAYMENTS",
    "OPEN_REFUNDS",
    "WAYS",
    "AlertKind",
    "Attempt",
    "AttemptState",
    "BankLine",
    "BankLineState",
    "Basket",
    "BasketLine",
    "Bucket",
    "DepositAccount",
    "DepositKind",
    "DepositLine",
    "DepositMonth",
    "DepositOrder",
    "DepositUser",
    "Dispute",
    "HeldMoney",
    "LedgerLine",
    "Method",
    "MoneyAlert",
    "Payment",
    "PaymentState",
    "Refund",
    "RefundState",
    "StatementFile",
    "TopUp",
    "WebhookDelivery",
]
