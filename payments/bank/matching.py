"""Loads a statement file and finds for each credit what it pays: a deposit account, or one payment of that amount."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.roles import OfficePermission, demand
from core import audit
from core.actor import Officer, label
from core.days import LONDON, legal_day
from core.office import tell_office
from core.references import is_reference, new_reference, normalise
from payments import ledger
from payments.bank.camt053 import read_camt053
from payments.bank.credits import KEYLESS, Credit, UnreadableStatement
from payments.bank.table import read_table
from payments.deposits.topping_up import PREFIX, credit
from payments.models import (
    BankLine,
    BankLineState,
    Bucket,
    DepositAccount,
    Method,
    Payment,
    PaymentState,
    StatementFile,
    TopUp,
)
from payments.promising import tell_above

CASE = "bank-line"
QUOTED = re.compile(r"\b(DEP|PAY)[\s-]*((?:[A-Z0-9][\s-]*){12})\b", re.IGNORECASE)


class LoadedBefore(ValueError):
    """The very same file was loaded before; nothing was changed."""


class NotWaiting(Exception):
    """Somebody has dealt with the credit meanwhile."""


@dataclass(frozen=True)
class Loaded:
    """What a file brought: credits that were new, and how many of them found their payment by themselves."""

    new: int
    matched: int
    known: int


def load_statement(name: str, content: bytes, *, by: Officer, at: datetime) -> Loaded:
    """Reads a camt.053 or CSV file and matches its credits; a credit that another file had already is passed over.

    Raises:
        NotPermitted, LoadedBefore, UnreadableStatement.
    """
    demand(by, OfficePermission.LOAD_STATEMENTS)
    credits_in = _read(content)
    try:
        with transaction.atomic():
            file = StatementFile.objects.create(
                content_hash=sha256(content).hexdigest(), name=name[:150], loaded_at=at, loaded_by=label(by)
            )
            lines = _new_lines(file, credits_in, at=at)
            audit.note("statement-loaded", by=by, at=at, subject=str(file.pk), details={"credits": len(credits_in)})
    except IntegrityError:
        _match_the_rest(content, at=at)
        raise LoadedBefore(_("This file was loaded before. Nothing was changed.")) from None
    matched = sum(match(line.pk, at=at) for line in lines)
    return Loaded(len(lines), matched, len(credits_in) - len(lines))


def _match_the_rest(content: bytes, *, at: datetime) -> None:
    """Goes on where the process that loaded the file before may have died."""
    left = BankLine.everything.filter(file__content_hash=sha256(content).hexdigest(), state=BankLineState.UNMATCHED)
    for pk in list(left.order_by("pk").values_list("pk", flat=True)):
        match(pk, at=at)


def match(line_id: int, *, at: datetime) -> bool:
    """Gives one credit to what it quotes; False if it quotes nothing that we know. Repeatable."""
    with transaction.atomic():
        line = BankLine.everything.select_for_update().get(pk=line_id)
        if line.state != BankLineState.UNMATCHED:
            return False
        payment = None if _has_twin(line) else _of_account(line, at=at) or _of_payment(line, at=at)
        if payment is None:
            tell_office(CASE, str(line.pk), version="unmatched", at=at)
            return False
        _end(line, BankLineState.MATCHED, payment, by="system:payments", at=at)
    _go_on(payment, at=at)
    return True


def place(line: BankLine, account_reference: str, why: str, *, by: Officer, at: datetime) -> None:
    """An officer gives a credit to the deposit account that it was meant for.

    Raises:
        NotPermitted, NotWaiting.
        DepositAccount.DoesNotExist: if there is no such account.
    """
    demand(by, OfficePermission.LOAD_STATEMENTS)
    with transaction.atomic():
        locked = _waiting(line)
        account = DepositAccount.everything.get(reference=normalise(account_reference))
        payment = _top_up(locked, account, created_by=label(by), at=at)
        _end(locked, BankLineState.PLACED, payment, by=label(by), why=why, at=at)
        audit.note("credit-placed", by=by, at=at, subject=payment.reference, reason=why[:500])
    _go_on(payment, at=at)


def give_back(line: BankLine, why: str, *, by: Officer, at: datetime) -> None:
    """An officer has sent the money back from the bank's own pages.

    Raises:
        NotPermitted, NotWaiting.
    """
    demand(by, OfficePermission.LOAD_STATEMENTS)
    with transaction.atomic():
        _end(_waiting(line), BankLineState.RETURNED, None, by=label(by), why=why, at=at)
        audit.note("credit-returned", by=by, at=at, subject=line.key[:80], reason=why[:500])


def references_in(text: str) -> list[str]:
    """The references of ours that a payer's words quote, however they were spaced; wrong check letters are none."""
    found = (normalise(prefix + "".join(c for c in body if c.isalnum())) for prefix, body in QUOTED.findall(text))
    return [one for one in dict.fromkeys(found) if is_reference(one)]


def _read(content: bytes) -> list[Credit]:
    return read_camt053(content) if content.lstrip()[:1] == b"<" else read_table(content)


def _new_lines(file: StatementFile, found: Iterable[Credit], *, at: datetime) -> list[BankLine]:
    rows = [
        BankLine(
            file=file,
            key=one.key[:140],
            amount_pence=one.amount_pence,
            credited_on=one.credited_on,
            payer=one.payer[:140],
            says=one.says[:300],
            loaded_at=at,
        )
        for one in found
        if one.amount_pence > 0
    ]
    if len({row.key for row in rows}) < len(rows):
        raise UnreadableStatement(_("Two credits in the file have the same bank reference. Ask the bank about it."))
    known = set(BankLine.everything.filter(key__in=[row.key for row in rows]).values_list("key", flat=True))
    return BankLine.everything.bulk_create([row for row in rows if row.key not in known])


def _has_twin(line: BankLine) -> bool:
    """Whether another file may have brought the same credit under another key: then people look, and count it once.

    A file without the bank's own references cannot tell.
    """
    others = BankLine.everything.filter(amount_pence=line.amount_pence, credited_on=line.credited_on)
    others = others.exclude(file=line.file)
    is_keyless = line.key.startswith(KEYLESS)
    return others.exists() if is_keyless else others.filter(key__startswith=KEYLESS).exists()


def _of_account(line: BankLine, *, at: datetime) -> Payment | None:
    quoted = [one for one in references_in(line.says) if one.startswith("DEP-")]
    accounts = list(DepositAccount.everything.filter(reference__in=quoted))
    return _top_up(line, accounts[0], created_by="system:payments", at=at) if len(accounts) == 1 else None


def _of_payment(line: BankLine, *, at: datetime) -> Payment | None:
    """The one payment that it quotes, if that waits for a transfer of just this amount."""
    quoted = [one for one in references_in(line.says) if one.startswith("PAY-")]
    waiting = Payment.everything.select_for_update().filter(reference__in=quoted, state=PaymentState.OPEN)
    found = list(waiting.filter(method=Method.BANK_TRANSFER, amount_pence=line.amount_pence))
    if len(found) != 1:
        return None
    payment = found[0]
    payment.method_reference = line.key[:60]
    _hold(payment, line.credited_on, PaymentState.CAPTURABLE, at=at)
    tell_above("payment-capturable", payment, at=at)
    return payment


def _top_up(line: BankLine, account: DepositAccount, *, created_by: str, at: datetime) -> Payment:
    payment = Payment.everything.create(
        reference=new_reference("PAY"),
        subject=new_reference(PREFIX),
        amount_pence=line.amount_pence,
        description=_("Top-up by bank transfer"),
        organisation_id=account.organisation_id,
        method=Method.BANK_TRANSFER,
        method_reference=line.key[:60],
        continue_path="/money/",
        created_by=created_by,
        created_at=at,
    )
    TopUp.everything.create(payment=payment, account=account)
    _hold(payment, line.credited_on, PaymentState.SETTLED, at=at)
    tell_above("payment-settled", payment, at=at)
    return payment


def _hold(payment: Payment, credited_on: date, state: PaymentState, *, at: datetime) -> None:
    """The money is there since the day of credit, which is all that the bank says of the moment."""
    noon = datetime.combine(credited_on, time(12), LONDON)
    payment.paid_at = max(noon, payment.created_at) if legal_day(payment.created_at) == credited_on else noon
    payment.paid_on, payment.state = credited_on, state
    payment.save()
    pence = payment.amount_pence
    ledger.move(payment, Bucket.OUTSIDE, Bucket.HELD, amount_pence=pence, because=payment.reference, at=at)


def _go_on(payment: Payment, *, at: datetime) -> None:
    if payment.state == PaymentState.SETTLED:
        credit(payment.reference, at=at)


def _waiting(line: BankLine) -> BankLine:
    locked = BankLine.everything.select_for_update().get(pk=line.pk)
    if locked.state != BankLineState.UNMATCHED:
        raise NotWaiting(_("Somebody has dealt with this already."))
    return locked


def _end(
    line: BankLine, state: BankLineState, payment: Payment | None, *, by: str, at: datetime, why: str = ""
) -> None:
    line.state, line.payment, line.ended_at, line.ended_by, line.why = state, payment, at, by, why[:300]
    line.save()
    tell_office(CASE, str(line.pk), version=str(state), at=at)
