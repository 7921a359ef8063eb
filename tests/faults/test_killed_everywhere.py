"""A renewal whose worker and whose page are killed between every two steps comes to its one end by itself."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import requests
from builders.dying import killed_everywhere
from builders.filings import a_visitor, filed, fresh
from builders.journeys import walked
from builders.payments import CardPages, demand_true_ledger
from builders.register import a_patent
from django.db import transaction

from core.actor import System
from core.models import OutboxMessage
from core.outbox.relay import abandoned, keep_due, retry
from notifications.models import Notice
from payments.models import Attempt, LedgerLine, Payment, Refund
from payments.services import payment_of, sweep
from rights.facts import RenewalPaid
from rights.models import Entry, Right
from rights.register import record
from transactions.models import Certificate, Filing, FilingRight, YearPin
from transactions.registry import type_named
from transactions.services import pay as go_to_pay

RECEIPT = {"receipt": {"email": "payer@example.com", "reminders": "yes", "reminder_name": "A Payer"}}
LEASE_OVER = timedelta(minutes=3)


class Worker:
    """Lives again and again; between two lives our clock and Pay's go on by a lease."""

    def __init__(self, pay: CardPages, at: datetime) -> None:
        self.pay, self.at = pay, at

    def lives(self) -> None:
        """Sweeps and keeps what is due."""
        sweep(self.at)
        keep_due(now=lambda: self.at, limit=1000)

    def is_started(self) -> None:
        """Somebody starts it again, and has what was abandoned after too many deaths tried again."""
        self.at += LEASE_OVER
        self.pay.at(self.at)
        for message in abandoned():
            retry(message.pk, by=System("tests"), at=self.at)

    def killed_until(self, done: Callable[[], bool]) -> int:
        """Killed between every two of its steps until it is done; returns how often."""
        return killed_everywhere(self.lives, standing=standing, done=done, between=self.is_started)


def standing() -> tuple[object, ...]:
    """What is stored for good, without leases and looks; what the office is told of given-up work is no progress."""
    return (
        *Filing.everything.values_list("state", "payment_reference"),
        *Payment.everything.order_by("pk").values_list("state", "why"),
        *Attempt.everything.order_by("pk").values_list("state", "provider_id"),
        *FilingRight.everything.order_by("pk").values_list("outcome"),
        *Notice.everything.order_by("pk").values_list("key", "state"),
        *Refund.everything.order_by("pk").values_list("state"),
        *OutboxMessage.objects.filter(state="kept").exclude(kind="office-work").order_by("pk").values_list("kind"),
        YearPin.objects.count(),
        LedgerLine.everything.count(),
        Entry.everything.count(),
        Certificate.objects.count(),
    )


def nothing_promised() -> bool:
    return not OutboxMessage.objects.exclude(state="kept").exists()


def paying_page(filing: Filing, by: object, at: datetime) -> None:
    """The person presses the button, once more if the page did not come."""
    go_to_pay(
        filing, return_address=lambda reference: f"http://x.example/{reference}/", continue_path="/", by=by, at=at
    )


def emails_about(stand_ins: dict[str, str], filing: Filing) -> list[str]:
    references = Notice.everything.filter(about=filing.reference).values_list("reference", flat=True)
    outbox = f"{stand_ins['notify']}/__stub__/outbox"
    found = [requests.get(outbox, params={"reference": one}, timeout=10).json()["messages"] for one in references]
    return [message["template"]["name"] for messages in found for message in messages]


def renewing(by: object, at: datetime) -> tuple[Right, Filing]:
    """Year 5 is due on 30 June 2024 and costs £70."""
    right = a_patent(filed_on=date(2020, 6, 20), granted_on=date(2022, 6, 1))
    return right, filed("renew", [right], RECEIPT, by=by, at=at)


def confirmed_at_last(pay: CardPages, filing: Filing, by: object, at: datetime) -> int:
    """The person comes to the card pages however often the page dies, and pays; returns how often it died."""
    pay.at(at)
    deaths = killed_everywhere(
        lambda: paying_page(filing, by, at),
        standing=standing,
        done=lambda: Attempt.everything.filter(provider_id__isnull=False).exists(),
    )
    pay.pay(Attempt.everything.get())
    return deaths


def test_killed_between_every_two_steps_the_patent_is_renewed_once_and_paid_once(
    pay: CardPages, stand_ins: dict[str, str], at: datetime
) -> None:
    by = a_visitor()
    right, filing = renewing(by, at)
    assert confirmed_at_last(pay, filing, by, at) > 10
    deaths = Worker(pay, at).killed_until(lambda: fresh(filing).state == "recorded" and nothing_promised())
    assert deaths > 100
    right.refresh_from_db()
    entries = Entry.everything.filter(right=right, kind="renewal-paid")
    assert [(entry.because, entry.effective_on) for entry in entries] == [(filing.reference, at.date())]
    assert right.paid_through_year == 5
    assert [charge["state"]["status"] for charge in pay.charges(Attempt.everything.get())] == ["success"]
    money = payment_of(filing.reference)
    assert money is not None
    assert (money.applied_pence, money.held_pence, money.refund_owed_pence) == (7000, 0, 0)
    assert Certificate.objects.count() == 1
    assert emails_about(stand_ins, filing) == ["renewal-certificate (email, en)"]
    demand_true_ledger()


def test_killed_between_every_two_steps_one_of_two_payers_is_charged_and_the_other_told(
    pay: CardPages, stand_ins: dict[str, str], at: datetime
) -> None:
    first, second = a_visitor("a"), a_visitor("b")
    right, filing = renewing(first, at)
    other = filed("renew", [right], RECEIPT, by=second, at=at)
    pay.at(at)
    for one, by in ((filing, first), (other, second)):
        paying_page(one, by, at)
        pay.pay(Attempt.everything.latest("pk"))
    Worker(pay, at).killed_until(
        lambda: {fresh(filing).state, fresh(other).state} == {"recorded", "refused"} and nothing_promised()
    )
    renewed, told = (filing, other) if fresh(filing).state == "recorded" else (other, filing)
    assert list(Entry.everything.filter(right=right, kind="renewal-paid").values_list("because", flat=True)) == [
        renewed.reference
    ]
    charges = {one.payment.subject: pay.charges(one)[0]["state"]["status"] for one in Attempt.everything.all()}
    assert charges == {renewed.reference: "success", told.reference: "cancelled"}
    assert "filing-not-done (email, en)" in emails_about(stand_ins, told)
    demand_true_ledger()


def test_killed_between_every_two_steps_money_that_came_too_late_to_be_used_goes_back_once(
    pay: CardPages, stand_ins: dict[str, str], at: datetime
) -> None:
    by = a_visitor()
    right, filing = renewing(by, at)
    pay.at(at)
    paying_page(filing, by, at)
    pay.pay(Attempt.everything.get())
    worker = Worker(pay, at)
    worker.killed_until(lambda: fresh(filing).state == "taking-payment")
    on_paper = RenewalPaid(effective_on=at.date(), year=5, amount_pence=7000, paid_on=at.date())
    with transaction.atomic():
        record(right.pk, [on_paper], because="paper", by=System(), received_at=at, at=at)
    worker.killed_until(lambda: Refund.everything.filter(state="made").exists() and nothing_promised())
    assert [refund["amount"] for refund in pay.refunds(Attempt.everything.get())] == [7000]
    assert fresh(filing).state == "refused"
    assert "refund-made (email, en)" in emails_about(stand_ins, filing)
    assert list(Entry.everything.filter(kind="renewal-paid").values_list("because", flat=True)) == ["paper"]
    demand_true_ledger()


def test_killed_between_every_two_steps_an_offer_is_paid_once_and_the_patent_restored_once(
    pay: CardPages, stand_ins: dict[str, str]
) -> None:
    declared = type_named("restore_right")
    example = next(one for one in declared.examples if one.stage_pence)
    walk = walked(example, declared.slug, to_stage="offered")
    walk.come_to("offered")
    pay.at(walk.at)
    keep_due(now=lambda: walk.at, limit=1000)
    paying_page(walk.filing, walk.by, walk.at)
    second = Attempt.everything.latest("pk")
    pay.pay(second)
    Worker(pay, walk.at).killed_until(lambda: fresh(walk.filing).state == "recorded" and nothing_promised())
    walk.right.refresh_from_db()
    assert (walk.right.status, walk.right.paid_through_year) == ("granted", example.paid_through_year)
    for kind in ("restored", "renewal-paid"):
        assert Entry.everything.filter(right=walk.right, kind=kind, because=walk.filing.reference).count() == 1
    assert [charge["state"]["status"] for charge in pay.charges(second)] == ["success"]
    asked, offered = (payment_of(walk.filing.reference + round_) for round_ in ("", "/2"))
    assert (asked.applied_pence, offered.applied_pence) == (example.charged_pence, example.stage_pence)
    assert Refund.everything.count() == 0
    demand_true_ledger()
