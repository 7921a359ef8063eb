"""A second payment while a wait lasts: what was not paid is due in the offer, in time, at the price of the day."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from builders.demonstration_clock import clock_at
from builders.filings import (
    an_officer,
    captured,
    card_shown,
    confirmed,
    declined,
    example_filer,
    example_right,
    filed,
    fresh,
    keep_ours,
    paid,
)
from builders.signed_in import customer
from django.test import Client

from accounts.models import Organisation
from core.models import OutboxMessage
from core.outbox.registry import keep
from notifications.models import Notice
from payments.models import Attempt, Payment, Refund
from payments.services import check as check_ledger
from payments.services import payment_of, sweep
from rights.models import Entry, Hold, Right
from transactions.checks import faults
from transactions.dues import payments_of
from transactions.kind import TransactionType
from transactions.models import Filing, FilingRight, YearPin
from transactions.registry import type_named
from transactions.services import NothingToPay, PriceChanged, Seen, agree_price, decide, withdraw
from transactions.stages import end_stages, exits_open_to
from transactions.standings import earlier_filings
from transactions.states import UNDECIDED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("throwaway")]
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
OFFERED = datetime(2024, 6, 27, 9, 30, tzinfo=UTC)
LAST_DAY = date(2024, 8, 27)
LATE = datetime(2024, 8, 27, 22, 30, tzinfo=UTC)  # 23:30 in London, where summer time lasts
TOO_LATE = datetime(2024, 8, 27, 23, 30, tzinfo=UTC)


class Offer:
    """A restoration that was asked for, paid for, advertised and offered."""

    def __init__(self) -> None:
        declared = type_named("restore_on_offer")
        example = declared.examples[0]
        self.right: Right = example_right(example)
        self.by = example_filer(example, self.right)
        filing = filed(declared.slug, [self.right], example.answers, by=self.by, at=AT, evidence=example.evidence)
        filing = paid(filing, by=self.by, at=AT)
        end_stages(date(2024, 6, 27), at=OFFERED)
        self.filing = decide(filing.reference, accept=True, by=an_officer(AT), at=OFFERED)

    @property
    def now(self) -> Filing:
        return fresh(self.filing)

    @property
    def register(self) -> tuple[str, int | None]:
        right = Right.everything.get(pk=self.right.pk)
        return right.status, right.paid_through_year


@pytest.fixture
def offer() -> Offer:
    return Offer()


def card_for(offer: Offer, at: datetime) -> Attempt:
    """The payer stands before the card pages, and has agreed to the price of that day."""
    with suppress(PriceChanged):
        agree_price(offer.filing, by=offer.by, at=at)
    return card_shown(offer.filing, by=offer.by, at=at)


def told(filing: Filing) -> list[str]:
    return list(Notice.everything.filter(about=filing.reference).order_by("id").values_list("template", flat=True))


def test_an_offer_says_what_is_due_by_when_and_the_first_fee_is_used_up(offer: Offer) -> None:
    filing, row = offer.now, FilingRight.everything.get(filing=offer.filing)
    assert (filing.state, filing.stage, filing.stage_ends_on) == ("waiting", "offered", LAST_DAY)
    assert (filing.amount_pence, row.charge_pence, row.additional_pence, row.form_pence) == (19000, 7000, 12000, 0)
    assert payment_of(filing.reference).applied_pence == 13500
    notice = Notice.everything.get(about=filing.reference, template="filing-waits")
    assert "Pay £190 by 27 August 2024" in notice.body
    assert check_ledger() == []


def test_payment_in_time_leads_to_the_register_as_of_the_day_on_which_it_was_given(offer: Offer) -> None:
    paid_at = datetime(2024, 7, 20, 9, tzinfo=UTC)
    card = card_shown(offer.filing, by=offer.by, at=paid_at)
    confirmed(card, paid_at=paid_at, at=paid_at + timedelta(days=2))
    keep_ours(paid_at + timedelta(days=2))
    assert offer.now.state == "taking-payment"
    captured(card, at=paid_at + timedelta(days=2))
    keep_ours(paid_at + timedelta(days=2))
    assert (offer.now.state, *offer.register) == ("recorded", "granted", 5)
    entry = Entry.everything.get(right=offer.right, kind="renewal-paid")
    assert entry.effective_on == date(2024, 7, 20)
    assert payment_of(f"{offer.filing.reference}/2").applied_pence == 19000
    assert check_ledger() == []


def test_nobody_is_refused_whose_money_given_on_the_last_evening_is_still_on_its_way(offer: Offer) -> None:
    card = card_for(offer, LATE - timedelta(minutes=5))
    assert end_stages(date(2024, 8, 28), at=TOO_LATE) == 0
    confirmed(card, paid_at=LATE, at=TOO_LATE)
    assert end_stages(date(2024, 8, 28), at=TOO_LATE) == 0
    keep_ours(TOO_LATE)
    assert (offer.now.state, end_stages(date(2024, 8, 28), at=TOO_LATE)) == ("taking-payment", 0)
    captured(card, at=TOO_LATE)
    keep_ours(TOO_LATE)
    assert (offer.now.state, offer.register) == ("recorded", ("granted", 5))


def test_money_given_too_late_is_not_taken_and_the_payer_is_told(offer: Offer) -> None:
    card = card_for(offer, LATE)
    confirmed(card, paid_at=TOO_LATE)
    keep_ours(TOO_LATE)
    assert Payment.everything.get(subject=f"{offer.filing.reference}/2").state == "released"
    notice = Notice.everything.get(about=offer.filing.reference, template="filing-not-done")
    assert "after the time to pay was over" in notice.body
    assert end_stages(date(2024, 8, 28), at=TOO_LATE) == 1
    keep_ours(TOO_LATE)
    assert (offer.now.state, offer.register) == ("refused", ("ceased", None))
    assert check_ledger() == []


def test_nothing_can_be_paid_once_the_time_is_over(offer: Offer) -> None:
    with pytest.raises(NothingToPay):
        agree_price(offer.filing, by=offer.by, at=TOO_LATE)
    end_stages(date(2024, 8, 28), at=TOO_LATE)
    with pytest.raises(NothingToPay):
        agree_price(offer.filing, by=offer.by, at=TOO_LATE)


def test_the_price_is_that_of_the_day_and_is_agreed_anew_after_midnight(offer: Offer) -> None:
    before, after = datetime(2024, 7, 31, 22, 50, tzinfo=UTC), datetime(2024, 7, 31, 23, 10, tzinfo=UTC)
    card = card_shown(offer.filing, by=offer.by, at=before)
    confirmed(card, paid_at=after)
    keep_ours(after)
    assert (offer.now.state, offer.now.payment_reference) == ("waiting", "")
    with pytest.raises(PriceChanged) as change:
        agree_price(offer.filing, by=offer.by, at=after)
    assert (change.value.seen, change.value.now) == (Seen(date(2024, 7, 31), 19000), Seen(date(2024, 8, 1), 20000))
    assert paid(offer.filing, by=offer.by, at=after).state == "recorded"
    assert check_ledger() == []


def test_money_that_is_lost_while_being_taken_leaves_the_offer_open(offer: Offer) -> None:
    card = card_for(offer, LATE)
    confirmed(card, paid_at=LATE)
    keep_ours(LATE)
    declined(card, at=LATE)
    keep_ours(LATE)
    assert (offer.now.state, offer.now.stage, YearPin.objects.count()) == ("waiting", "offered", 0)
    assert paid(offer.filing, by=offer.by, at=LATE).state == "recorded"


def test_an_offer_that_lost_its_money_after_its_time_is_over_ends(offer: Offer) -> None:
    card = card_for(offer, LATE)
    confirmed(card, paid_at=LATE)
    keep_ours(LATE)
    declined(card, at=TOO_LATE)
    keep_ours(TOO_LATE)
    assert end_stages(date(2024, 8, 28), at=TOO_LATE) == 1
    assert offer.now.state == "refused"


def test_a_withdrawn_offer_is_not_charged_and_the_fee_for_asking_is_kept(offer: Offer) -> None:
    card = card_shown(offer.filing, by=offer.by, at=OFFERED)
    withdraw(offer.filing, by=offer.by, at=OFFERED)
    confirmed(card, paid_at=OFFERED)
    keep_ours(OFFERED)
    assert (offer.now.state, offer.register[0]) == ("withdrawn", "ceased")
    assert Payment.everything.get(subject=f"{offer.filing.reference}/2").state in ("cancelled", "released")
    assert (payment_of(offer.filing.reference).applied_pence, Refund.everything.count()) == (13500, 0)
    assert check_ledger() == []


def test_an_open_payment_that_nobody_tried_does_not_keep_an_offer_open(offer: Offer) -> None:
    card = card_shown(offer.filing, by=offer.by, at=OFFERED)
    declined(card, at=OFFERED)
    sweep(LATE)
    keep_ours(LATE)
    assert end_stages(date(2024, 8, 28), at=TOO_LATE) == 1


def test_a_year_that_somebody_else_paid_meanwhile_goes_back(offer: Offer) -> None:
    card = card_shown(offer.filing, by=offer.by, at=OFFERED)
    confirmed(card, paid_at=OFFERED)
    keep_ours(OFFERED)
    Right.everything.filter(pk=offer.right.pk).update(status="granted")
    captured(card, at=OFFERED)
    keep_ours(OFFERED)
    facts = payment_of(f"{offer.filing.reference}/2")
    assert (offer.now.state, facts.applied_pence, facts.refund_owed_pence) == ("refused", 0, 19000)
    assert check_ledger() == []


def test_a_hold_never_stops_the_payment_of_an_offer(offer: Offer) -> None:
    Hold.objects.create(right=offer.right, reason="not-me", since_at=OFFERED, since_by="tests")
    assert paid(offer.filing, by=offer.by, at=OFFERED).state == "recorded"


def test_every_promise_of_a_second_payment_may_be_kept_twice(offer: Offer) -> None:
    paid(offer.filing, by=offer.by, at=OFFERED)
    for message in OutboxMessage.objects.filter(kind__startswith="payment-").order_by("id"):
        keep(message.kind, message.payload, at=OFFERED)
    assert Entry.everything.filter(right=offer.right, kind="renewal-paid").count() == 1
    assert (Refund.everything.count(), check_ledger()) == (0, [])
    assert told(offer.filing).count("filing-not-done") == 0


def test_what_costs_nothing_after_all_is_over_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(type_named("restore_on_offer")), "stage_charges", TransactionType.stage_charges)
    offer = Offer()
    keep_ours(OFFERED)
    assert (offer.now.state, offer.register[0]) == ("recorded", "granted")
    assert Payment.everything.count() == 1


def test_a_filing_that_is_being_paid_a_second_time_still_comes_before_later_ones(offer: Offer) -> None:
    card = card_shown(offer.filing, by=offer.by, at=OFFERED)
    confirmed(card, paid_at=OFFERED)
    keep_ours(OFFERED)
    assert offer.now.state not in UNDECIDED
    assert [one.reference for one in earlier_filings([offer.right.pk], than=None)[offer.right.pk]] == [
        offer.filing.reference
    ]


def test_a_paid_wait_without_charges_or_with_a_first_fee_that_goes_back_is_a_fault() -> None:
    whole = type_named("restore_on_offer")

    class Wrong(type(whole)):  # type: ignore[misc]
        keeps_fee_when_refused = False
        stage_charges = TransactionType.stage_charges

    said = " ".join(faults(Wrong()))
    assert "stage_charges and a stage with paid_to belong together" in said
    assert "keeps_fee_when_refused" in said
    assert list(faults(whole)) == []


def test_nobody_takes_an_exit_out_of_an_offer_that_has_none(offer: Offer) -> None:
    assert exits_open_to(offer.by, offer.filing) == []


def pages_of(offer: Offer, at: datetime) -> Client:
    """A browser of the filer, signed in at the moment."""
    return customer(Organisation.objects.get(pk=offer.by.organisation_id), at=at)


def text_of(page: Any) -> str:
    return str(page.content.decode())


def test_the_page_says_what_is_due_by_when_and_leads_to_the_payment(offer: Offer) -> None:
    at = datetime(2024, 7, 20, 9, tzinfo=UTC)
    client, address = pages_of(offer, at), f"/filings/{offer.filing.reference}/"
    with clock_at(at):
        page = text_of(client.get(address))
        for words in ("Offered", "Pay by 27 August 2024", "£70", "£120", "£190", f"{address}pay/", "Receipt for your"):
            assert words in page
        pay = text_of(client.get(f"{address}pay/"))
        assert "Pay £190" in pay
        assert "Pay by 27 August 2024" in pay
        assert "Change your answers" not in pay


def test_the_page_of_an_offer_whose_time_is_over_has_no_button(offer: Offer) -> None:
    client, address = pages_of(offer, TOO_LATE), f"/filings/{offer.filing.reference}/"
    with clock_at(TOO_LATE):
        assert f"{address}pay/" not in text_of(client.get(address))
        assert client.get(f"{address}pay/")["Location"] == address


def test_the_page_of_what_was_paid_twice_has_both_receipts(offer: Offer) -> None:
    filing = paid(offer.filing, by=offer.by, at=OFFERED)
    with clock_at(OFFERED):
        page = text_of(pages_of(offer, OFFERED).get(f"/filings/{filing.reference}/"))
    receipts = payments_of(filing)
    happened = page[page.index("What happened") :]
    assert [happened.count(title) for title in ("Advertised", "Offered", "Waiting<")] == [1, 1, 0]
    assert [page.count(f"/{one}/receipt/") for one in receipts] == [1, 1]
