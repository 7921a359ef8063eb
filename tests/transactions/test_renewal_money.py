"""Money for renewals: used as of the day on which it was given, once, or not taken, or sent back."""

from datetime import UTC, date, datetime, timedelta

import pytest
from builders.filings import (
    a_visitor,
    an_officer,
    captured,
    card_shown,
    confirmed,
    declined,
    drafted,
    expired,
    filed,
    fresh,
    keep_ours,
    paid,
)
from builders.register import a_patent

from core.actor import System
from core.models import OutboxMessage
from notifications.models import Notice
from payments.models import Payment, Refund
from payments.services import check as check_ledger
from payments.services import payment_of, return_held
from rights.facts import RenewalPaid
from rights.models import Entry, Right
from rights.register import record
from transactions.closing import held_rights
from transactions.models import Filing, FilingRight, YearPin
from transactions.services import PriceChanged, Seen, agree_price, reopen, submit, withdraw
from transactions.services.taking_money import Money, settle_money

pytestmark = pytest.mark.django_db
DUE = datetime(2023, 5, 30, 9, tzinfo=UTC)
RECEIPT = {"receipt": {"email": "payer@example.com", "reminders": "no"}}


def renewing(right: Right, by: object, at: datetime) -> Filing:
    """A filing that waits for its payment."""
    return filed("renew", [right], RECEIPT, by=by, at=at)


def years_entered(right: Right) -> list[str]:
    return list(Entry.everything.filter(right=right, kind="renewal-paid").values_list("because", flat=True))


def templates_told(filing: Filing) -> set[str]:
    return set(Notice.everything.filter(about=filing.reference).values_list("template", flat=True))


def test_of_two_people_who_renew_at_once_one_is_not_charged_and_is_told() -> None:
    right, first, second = a_patent(), a_visitor("a"), a_visitor("b")
    one, other = renewing(right, first, DUE), renewing(right, second, DUE)
    cards = [card_shown(one, by=first, at=DUE), card_shown(other, by=second, at=DUE)]
    for card in cards:
        confirmed(card, paid_at=DUE)
    keep_ours(DUE)
    for card in cards:
        captured(card, at=DUE)
    keep_ours(DUE)
    assert (fresh(one).state, fresh(other).state) == ("recorded", "refused")
    assert Payment.everything.get(subject=other.reference).state == "released"
    assert "filing-not-done" in templates_told(other)
    assert years_entered(right) == [one.reference]
    assert check_ledger() == []


def test_a_price_locked_to_yesterday_is_worked_out_again_and_the_page_learns_why() -> None:
    right, by = a_patent(), a_visitor()
    last_free, first_late = datetime(2023, 6, 30, 22, tzinfo=UTC), datetime(2023, 6, 30, 23, 30, tzinfo=UTC)
    filing = renewing(right, by, last_free)
    with pytest.raises(PriceChanged) as change:
        agree_price(filing, by=by, at=first_late)
    assert change.value.seen == Seen(date(2023, 6, 30), 7000)
    assert change.value.now == Seen(date(2023, 7, 1), 9400)
    assert "late period" in change.value.why
    assert agree_price(filing, by=by, at=first_late)[1].total_pence == 9400


def test_a_price_on_the_check_page_of_yesterday_is_not_agreed_to() -> None:
    right, by = a_patent(), a_visitor()
    draft = drafted("renew", [right], RECEIPT, by=by, at=DUE)
    with pytest.raises(PriceChanged):
        submit(draft, by=by, at=datetime(2023, 7, 3, 9, tzinfo=UTC), seen=Seen(date(2023, 6, 30), 7000))
    assert fresh(draft).state == "draft"


def test_money_confirmed_after_midnight_at_the_price_of_before_is_not_taken() -> None:
    right, by = a_patent(), a_visitor()
    before, after = datetime(2023, 6, 30, 22, 50, tzinfo=UTC), datetime(2023, 6, 30, 23, 10, tzinfo=UTC)
    card = card_shown(renewing(right, by, before), by=by, at=before)
    confirmed(card, paid_at=after)
    keep_ours(after)
    filing = Filing.everything.get()
    assert filing.state == "awaiting-payment"
    assert Payment.everything.get().state == "released"
    assert templates_told(filing) == {"filing-not-done"}
    assert YearPin.objects.count() == 0


def test_after_a_changed_price_the_filing_can_be_paid_again() -> None:
    right, by = a_patent(), a_visitor()
    before, after = datetime(2023, 6, 30, 22, 50, tzinfo=UTC), datetime(2023, 6, 30, 23, 10, tzinfo=UTC)
    card = card_shown(renewing(right, by, before), by=by, at=before)
    confirmed(card, paid_at=after)
    keep_ours(after)
    filing = Filing.everything.get()
    with pytest.raises(PriceChanged):
        agree_price(filing, by=by, at=after)
    assert paid(filing, by=by, at=after).state == "recorded"
    assert payment_of(filing.reference).applied_pence == 9400


def test_money_given_at_ten_to_midnight_on_the_last_day_counts_although_we_wake_at_half_past_midnight() -> None:
    right, by = a_patent(), a_visitor()
    last_evening = datetime(2023, 11, 30, 23, 50, tzinfo=UTC)
    awake = datetime(2023, 12, 1, 0, 30, tzinfo=UTC)
    card = card_shown(renewing(right, by, last_evening - timedelta(minutes=5)), by=by, at=last_evening)
    assert right.pk in held_rights(date(2023, 11, 30))
    confirmed(card, paid_at=last_evening, at=awake)
    assert right.pk in held_rights(date(2023, 11, 30))
    keep_ours(awake)
    captured(card, at=awake)
    assert right.pk in held_rights(date(2023, 11, 30))
    keep_ours(awake)
    right.refresh_from_db()
    entry = Entry.everything.get(right=right, kind="renewal-paid")
    assert (right.paid_through_year, entry.effective_on, entry.received_at) == (5, date(2023, 11, 30), last_evening)
    assert right.pk not in held_rights(date(2023, 11, 30))


@pytest.mark.parametrize(
    ("moment", "pence"),
    [
        (datetime(2026, 3, 31, 22, 59, tzinfo=UTC), 11800),
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), 11800),
        (datetime(2026, 3, 29, 1, 1, tzinfo=UTC), 11800),
    ],
    ids=["the last minute of the old fees, 31 March 2026", "before the clocks go forward", "after they went forward"],
)
def test_the_london_day_of_payment_sets_the_price(moment: datetime, pence: int) -> None:
    right, by = (
        a_patent(filed_on=date(2021, 12, 10), published_on=date(2023, 6, 14), granted_on=date(2024, 1, 3)),
        a_visitor(),
    )
    filing = paid(renewing(right, by, moment), by=by, at=moment)
    assert filing.state == "recorded"
    assert filing.amount_pence == pence


def test_at_midnight_on_1_april_2026_the_new_fees_begin() -> None:
    right = a_patent(filed_on=date(2022, 3, 10), published_on=date(2023, 9, 13), granted_on=date(2024, 1, 3))
    by = a_visitor()
    evening, midnight = datetime(2026, 3, 31, 22, 59, tzinfo=UTC), datetime(2026, 3, 31, 23, 0, tzinfo=UTC)
    filing = renewing(right, by, evening)
    assert filing.amount_pence == 7000
    with pytest.raises(PriceChanged) as change:
        agree_price(filing, by=by, at=midnight)
    assert change.value.now == Seen(date(2026, 4, 1), 9000)
    assert "fees changed" in change.value.why


def test_declined_money_leaves_the_filing_to_be_paid_again() -> None:
    right, by = a_patent(), a_visitor()
    filing = renewing(right, by, DUE)
    card = card_shown(filing, by=by, at=DUE)
    declined(card, at=DUE)
    keep_ours(DUE)
    assert paid(filing, by=by, at=DUE).state == "recorded"


def test_money_that_is_lost_while_being_taken_frees_the_year() -> None:
    right, by = a_patent(), a_visitor()
    filing = renewing(right, by, DUE)
    card = card_shown(filing, by=by, at=DUE)
    confirmed(card, paid_at=DUE)
    keep_ours(DUE)
    assert (fresh(filing).state, YearPin.objects.count()) == ("taking-payment", 1)
    declined(card, at=DUE)
    keep_ours(DUE)
    assert (fresh(filing).state, YearPin.objects.count()) == ("awaiting-payment", 0)
    assert "payment-failed" in templates_told(filing)
    assert paid(filing, by=by, at=DUE).state == "recorded"


def test_whoever_confirmed_a_payment_that_pay_lost_before_we_decided_is_told() -> None:
    right, by = a_patent(), a_visitor()
    filing = renewing(right, by, DUE)
    card = card_shown(filing, by=by, at=DUE)
    confirmed(card, paid_at=DUE)
    declined(card, at=DUE + timedelta(days=5))
    OutboxMessage.objects.filter(kind="payment-capturable").update(state="abandoned")
    keep_ours(DUE + timedelta(days=5))
    assert fresh(filing).state == "awaiting-payment"
    assert templates_told(filing) == {"payment-failed"}
    assert paid(filing, by=by, at=DUE).state == "recorded"


def test_whoever_paid_too_little_is_not_told_that_nothing_was_taken() -> None:
    right, by = a_patent(), a_visitor()
    filing = renewing(right, by, DUE)
    card = card_shown(filing, by=by, at=DUE)
    confirmed(card, paid_at=DUE)
    keep_ours(DUE)
    captured(card, at=DUE, pence=6500)
    return_held(card.payment.reference, by=an_officer(DUE), reason="Ask the payer to pay again", at=DUE)
    keep_ours(DUE)
    words = Notice.everything.get(about=filing.reference).body
    assert "Nothing was taken" not in words
    assert "We will send back what was taken." in words
    assert (fresh(filing).state, payment_of(filing.reference).refund_owed_pence) == ("awaiting-payment", 6500)
    assert paid(filing, by=by, at=DUE).state == "recorded"


def test_whoever_never_confirmed_is_not_written_to() -> None:
    right, by = a_patent(), a_visitor()
    filing = renewing(right, by, DUE)
    card = card_shown(filing, by=by, at=DUE)
    expired(card, at=DUE + timedelta(minutes=91))
    keep_ours(DUE + timedelta(minutes=91))
    assert fresh(filing).payment_reference == ""
    assert templates_told(filing) == set()


def test_telling_twice_that_the_money_is_there_enters_it_once() -> None:
    right, by = a_patent(), a_visitor()
    filing = paid(renewing(right, by, DUE), by=by, at=DUE)
    settle_money(Money(filing.payment_reference, filing.reference, 7000, date(2023, 5, 30)), at=DUE)
    assert len(years_entered(right)) == 1
    assert Refund.everything.count() == 0
    assert check_ledger() == []


def test_a_withdrawn_filing_is_not_charged() -> None:
    right, by = a_patent(), a_visitor()
    filing = renewing(right, by, DUE)
    card = card_shown(filing, by=by, at=DUE)
    withdraw(filing, by=by, at=DUE)
    confirmed(card, paid_at=DUE)
    keep_ours(DUE)
    assert fresh(filing).state == "withdrawn"
    assert Payment.everything.get().state in ("cancelled", "released")
    assert years_entered(right) == []


def test_a_year_that_was_entered_while_the_money_was_taken_is_paid_back() -> None:
    right, by = a_patent(), a_visitor()
    filing = renewing(right, by, DUE)
    card = card_shown(filing, by=by, at=DUE)
    confirmed(card, paid_at=DUE)
    keep_ours(DUE)
    other = RenewalPaid(effective_on=date(2023, 5, 29), year=5, amount_pence=7000, paid_on=date(2023, 5, 29))
    record(right.pk, [other], because="paper", by=System(), received_at=DUE, at=DUE)
    captured(card, at=DUE)
    keep_ours(DUE)
    ended = fresh(filing)
    assert (ended.state, payment_of(filing.reference).refund_owed_pence) == ("refused", 7000)
    assert years_entered(right) == ["paper"]
    assert check_ledger() == []


def test_the_ledger_notices_an_entry_that_is_gone_from_a_filing() -> None:
    right, by = a_patent(), a_visitor()
    filing = paid(renewing(right, by, DUE), by=by, at=DUE)
    FilingRight.everything.filter(filing=filing).update(outcome="not-done")
    assert [breach for breach in check_ledger() if filing.reference in breach]


def test_money_of_an_earlier_visit_is_not_taken_for_a_filing_that_was_changed_since() -> None:
    right, by = a_patent(), a_visitor()
    filing = renewing(right, by, DUE)
    card = card_shown(filing, by=by, at=DUE)
    confirmed(card, paid_at=DUE)
    again = submit(reopen(filing, by=by, at=DUE), by=by, at=DUE)
    keep_ours(DUE)
    assert fresh(again).state == "awaiting-payment"
    assert Payment.everything.get().state == "released"
    assert paid(again, by=by, at=DUE).state == "recorded"
