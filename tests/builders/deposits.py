"""Deposit accounts for tests, and statements of the office's bank."""

from datetime import date, datetime
from typing import Any

from builders.payments import opened
from django.db import transaction

from core.actor import Applicant, Officer
from core.models import OutboxMessage
from core.outbox.registry import keep
from payments.bank.matching import Loaded, load_statement
from payments.deposits.accounts import open_account
from payments.models import DepositAccount, Payment

CSV_HEADING = "Date,Amount,Reference,Payer,Transaction ID\n"


def an_account_with(pence: int, *, by: Applicant, cashier: Officer, at: datetime) -> DepositAccount:
    """An open deposit account into which so much came by bank transfer."""
    account = open_account(by=by, at=at)
    if pence:
        transferred(pence, account.reference, on=at.date(), cashier=cashier, at=at)
    account.refresh_from_db()
    return account


def transferred(
    pence: int, says: str, *, on: date, cashier: Officer, at: datetime, key: str = "", payer: str = "A payer"
) -> Loaded:
    """The bank's file with one credit."""
    own = key or f"BK{pence}{on:%Y%m%d}{says}{at:%H%M%S%f}"
    row = f'{on:%d/%m/%Y},{pence / 100:.2f},"{says}",{payer},{own}\n'
    return load_statement("statement.csv", (CSV_HEADING + row).encode(), by=cashier, at=at)


def camt(*entries: dict[str, Any]) -> bytes:
    """A camt.053.001.02 statement with these entries: ref, amount, day, says, and for others than credits ``debit``."""
    body = "".join(_entry(**entry) for entry in entries)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><GrpHdr><MsgId>1</MsgId>'
        f"<CreDtTm>2024-06-12T06:00:00</CreDtTm></GrpHdr><Stmt><Id>1</Id>{body}</Stmt></BkToCstmrStmt></Document>"
    ).encode()


def _entry(
    *, ref: str, amount: str, day: str, says: str, debit: bool = False, currency: str = "GBP", status: str = "BOOK"
) -> str:
    return (
        f'<Ntry><Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{"DBIT" if debit else "CRDT"}</CdtDbtInd>'
        f"<Sts>{status}</Sts><BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt>"
        f"<AcctSvcrRef>{ref}</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>"
        f"<RltdPties><Dbtr><Nm>A payer</Nm></Dbtr></RltdPties><RmtInf><Ustrd>{says}</Ustrd></RmtInf></TxDtls></NtryDtls>"
        "</Ntry>"
    )


def owed(by: Applicant, at: datetime, *, pence: int = 7000, subject: str = "REN-1") -> Payment:
    """An open payment of the account's organisation."""
    return opened(by, at, amount_pence=pence, subject=subject)


def keep_money_promises(at: datetime, *kinds: str) -> None:
    """Keeps what payments promised to themselves."""
    for message in OutboxMessage.objects.filter(kind__in=kinds or MONEY, state="promised").order_by("pk"):
        keep(message.kind, message.payload, at=at)
        OutboxMessage.objects.filter(pk=message.pk).update(state="kept", ended_at=at)


MONEY = ("top-up-capturable", "top-up-settled", "make-refund")


def taken(payment: Payment, at: datetime) -> None:
    """The layer above has decided to use the money."""
    from payments.services import capture

    with transaction.atomic():
        capture(payment.reference, at=at)
