"""An attempt goes to the card pages once, and what Pay says of it is written down once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from builders.payments import (
    DECLINED,
    FAULTY,
    RETURN_URL,
    CardPages,
    begun,
    demand_true_ledger,
    fresh,
    keep_promises,
    opened,
    owner,
    promised,
    visitor,
)
from django.db import IntegrityError, transaction

from core.actor import Applicant, NotPermitted, Permission, System
from core.outside import Refused, Unavailable
from payments.charges import Charge, State
from payments.concluding import conclude
from payments.models import Attempt, Payment
from payments.services import (
    AlreadyPaid,
    NothingToPay,
    PaymentUnderWay,
    ReceiptLine,
    TooMuchForACard,
    apply_money,
    begin_attempt,
    capture,
    card_can_take,
    end_attempt,
    payment_of,
    refresh,
    release,
    unresolved_subjects,
)

pytestmark = pytest.mark.django_db
SYSTEM = System()


def test_a_payment_is_begun_confirmed_captured_and_settled(pay: CardPages, at: datetime) -> None:
    by = owner()
    payment = opened(by, at)
    address = begin_attempt(payment, return_url=RETURN_URL, by=by, at=at)
    attempt = Attempt.everything.get()
    assert address.startswith(f"{pay.url}/secure/")
    [charge] = pay.charges(attempt)
    assert (charge["amount"], charge["reference"], charge["delayed_capture"]) == (7000, f"{payment.reference}-1", True)
    assert charge["return_url"] == f"{RETURN_URL}{attempt.return_token}/"
    pay.pay(attempt)
    assert refresh(attempt.pk, at=at).state == "capturable"
    assert fresh(payment).state == "capturable"
    assert [told["subject"] for told in promised("payment-capturable")] == ["REN-1"]
    capture(payment.reference, at=at)
    assert fresh(payment).state == "capturing"
    keep_promises(at)
    facts = payment_of("REN-1")
    assert facts is not None
    assert (facts.state, facts.held_pence) == ("settled", 7000)
    [told] = promised("payment-settled")
    assert (told["payment"], told["amount_pence"]) == (payment.reference, 7000)
    attempt = refresh(attempt.pk, at=at)
    assert (attempt.card_brand, attempt.card_last_four, attempt.captured_pence) == ("Visa", "1111", 7000)
    demand_true_ledger()


def test_the_description_and_reference_satisfy_what_pay_refuses(pay: CardPages, at: datetime) -> None:
    by = owner()
    payment = opened(by, at, description="Renew <GB1> | 2 " + "x" * 300)
    assert begun(payment, by, at).state == "created"


def test_a_double_click_and_a_second_tab_resume_the_one_attempt_with_a_fresh_address(
    pay: CardPages, at: datetime
) -> None:
    by = owner()
    payment = opened(by, at)
    addresses = {begin_attempt(payment, return_url=RETURN_URL, by=by, at=at) for _ in range(3)}
    assert len(addresses) == 3
    attempt = Attempt.everything.get()
    assert len(pay.charges(attempt)) == 1


def test_opening_again_gives_the_open_payment_and_another_amount_replaces_one_not_begun(
    pay: CardPages, at: datetime
) -> None:
    by = owner()
    first = opened(by, at)
    assert opened(by, at).pk == first.pk
    second = opened(by, at, amount_pence=9000)
    assert second.pk != first.pk
    assert (fresh(first).state, fresh(first).why) == ("cancelled", "amount-changed")


def test_another_amount_waits_until_the_attempt_is_ended_and_money_confirmed_in_time_is_not_thrown_away(
    pay: CardPages, at: datetime
) -> None:
    by = owner()
    payment = opened(by, at)
    attempt = begun(payment, by, at)
    with pytest.raises(PaymentUnderWay):
        opened(by, at, amount_pence=9000)
    pay.pay(attempt)
    assert end_attempt(payment.reference, at=at) is False
    assert fresh(payment).state == "capturable"
    other = opened(by, at, subject="REN-2")
    begun(other, by, at)
    assert end_attempt(other.reference, at=at) is True
    assert opened(by, at, subject="REN-2", amount_pence=9000).amount_pence == 9000
    assert fresh(other).state == "cancelled"


def test_what_is_paid_cannot_be_opened_again(pay: CardPages, at: datetime) -> None:
    by = owner()
    settled(pay, by, at)
    with pytest.raises(AlreadyPaid):
        opened(by, at)


def test_more_than_a_card_takes_is_refused_before_anything_is_made(at: datetime, settings: object) -> None:
    settings.PAY_MAX_PENCE = 500_000  # type: ignore[attr-defined]
    assert card_can_take(500_000)
    assert not card_can_take(500_001)
    assert not card_can_take(0)
    by = owner()
    payment = opened(by, at, amount_pence=500_001)
    with pytest.raises(TooMuchForACard) as refusal:
        begin_attempt(payment, return_url="https://here.example/", by=by, at=at)
    assert (refusal.value.amount_pence, refusal.value.most_pence) == (500_001, 500_000)
    assert not Attempt.everything.exists()


def test_a_payment_goes_on_within_the_site_only_and_its_lines_sum_to_it(at: datetime) -> None:
    for path in ("https://evil.example/", "//evil.example/", "/\\evil.example"):
        with pytest.raises(ValueError, match="not a path"):
            opened(owner(), at, continue_path=path)
    with pytest.raises(ValueError, match="sum"):
        opened(owner(), at, lines=[ReceiptLine("Year 5", 6999)])


def test_a_database_refuses_a_second_live_payment_or_attempt(at: datetime) -> None:
    payment = opened(owner(), at)
    copy = fresh(payment)
    copy.pk, copy.reference = None, "PAY-X"
    with pytest.raises(IntegrityError, match="one_live_payment_per_subject"), transaction.atomic():
        copy.save()
    fields = {"payment": payment, "created_at": at, "created_by": "x"}
    Attempt.everything.create(number=1, return_token="a", **fields)
    with pytest.raises(IntegrityError, match="one_live_attempt_per_payment"), transaction.atomic():
        Attempt.everything.create(number=2, return_token="b", **fields)


@pytest.mark.parametrize(
    "change",
    [
        {"amount_pence": 0},
        {"state": "capturable"},
        {"paid_at": datetime(2024, 6, 30, 23, 30, tzinfo=UTC), "paid_on": date(2024, 6, 30)},
        {"paid_on": date(2024, 6, 30)},
    ],
)
def test_a_database_refuses_what_cannot_be(at: datetime, change: dict[str, object]) -> None:
    payment = opened(owner(), at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Payment.everything.filter(pk=payment.pk).update(**change)


def test_half_past_eleven_at_night_utc_in_june_is_the_next_day_in_london(at: datetime) -> None:
    payment = opened(owner(), at)
    moment, day = datetime(2024, 6, 30, 23, 30, tzinfo=UTC), date(2024, 7, 1)
    assert Payment.everything.filter(pk=payment.pk).update(paid_at=moment, paid_on=day) == 1


def test_only_the_payer_begins_and_a_member_needs_the_permission(pay: CardPages, at: datetime) -> None:
    by = owner()
    payment = opened(by, at)
    may_not = Applicant(by.user_id, by.organisation_id, permissions=frozenset({Permission.VIEW, Permission.SUBMIT}))
    for stranger in (may_not, owner(), visitor(), visitor("")):
        with pytest.raises(NotPermitted):
            begin_attempt(payment, return_url=RETURN_URL, by=stranger, at=at)
    public = opened(visitor(), at, subject="REN-2")
    for stranger in (owner(), visitor("b" * 64), visitor("")):
        with pytest.raises(NotPermitted):
            begin_attempt(public, return_url=RETURN_URL, by=stranger, at=at)
    assert not Attempt.everything.exists()
    assert begun(public, visitor(), at).state == "created"


def test_organisations_and_visitors_see_their_own_payments_only(at: datetime) -> None:
    by = owner()
    own, other, public = opened(by, at), opened(owner(), at, subject="b"), opened(visitor(), at, subject="c")
    assert [one.pk for one in Payment.objects.visible_to(by)] == [own.pk]
    assert [one.pk for one in Payment.objects.visible_to(visitor())] == [public.pk]
    assert not Payment.objects.visible_to(visitor("")).exists()
    assert other.pk not in {own.pk, public.pk}


@pytest.mark.parametrize(
    ("does", "state", "code"),
    [
        ({"card": DECLINED}, "failed", "P0010"),
        ({"card": FAULTY}, "error", "P0050"),
        ({"cancel": True}, "cancelled", "P0030"),
    ],
)
def test_a_failed_attempt_leaves_the_payment_open_and_the_next_one_can_be_paid(
    pay: CardPages, at: datetime, does: dict[str, object], state: str, code: str
) -> None:
    by = owner()
    payment = opened(by, at)
    attempt = begun(payment, by, at)
    pay.pay(attempt, **does)
    after = refresh(attempt.pk, at=at)
    assert (after.state, after.code, fresh(payment).state) == (state, code, "open")
    assert promised("payment-lost") == []
    second = begun(payment, by, at)
    assert second.number == 2
    pay.pay(second)
    assert refresh(second.pk, at=at).state == "capturable"


def test_beginning_after_pay_has_declined_unseen_makes_a_new_attempt(pay: CardPages, at: datetime) -> None:
    by = owner()
    payment = opened(by, at)
    pay.pay(begun(payment, by, at), card=DECLINED)
    assert begun(payment, by, at).number == 2


def test_beginning_after_the_person_has_confirmed_leads_to_the_return_page_and_makes_nothing(
    pay: CardPages, at: datetime
) -> None:
    by = owner()
    payment = opened(by, at)
    attempt = begun(payment, by, at)
    pay.pay(attempt)
    address = begin_attempt(payment, return_url=RETURN_URL, by=by, at=at)
    assert address == f"{RETURN_URL}{attempt.return_token}/"
    with pytest.raises(NothingToPay):
        begin_attempt(payment, return_url=RETURN_URL, by=by, at=at)


def test_refresh_again_and_again_has_one_effect(pay: CardPages, at: datetime) -> None:
    by = owner()
    attempt = settled(pay, by, at)
    for minutes in range(5):
        refresh(attempt.pk, at=at + timedelta(minutes=minutes))
        capture(attempt.payment.reference, at=at)
    keep_promises(at)
    assert len(promised("payment-settled")) == 1
    demand_true_ledger()


def test_old_news_cannot_take_an_attempt_back(pay: CardPages, at: datetime) -> None:
    by = owner()
    attempt = begun(opened(by, at), by, at)
    pay.pay(attempt)
    refresh(attempt.pk, at=at)
    stale = Charge(id=str(attempt.provider_id), reference=attempt.reference, amount_pence=7000, state=State.STARTED)
    assert conclude(attempt.pk, stale, None, at=at).state == "capturable"


def test_a_released_payment_is_let_go_at_pay_and_nobody_is_charged(pay: CardPages, at: datetime) -> None:
    by = owner()
    payment = opened(by, at)
    attempt = begun(payment, by, at)
    pay.pay(attempt)
    refresh(attempt.pk, at=at)
    release(payment.reference, reason="Somebody else has renewed this patent", at=at)
    keep_promises(at)
    assert (fresh(payment).state, refresh(attempt.pk, at=at).state) == ("released", "cancelled")
    assert pay.charges(attempt)[0]["state"]["code"] == "P0040"
    demand_true_ledger()


def test_a_person_who_confirms_what_was_cancelled_is_not_charged(pay: CardPages, at: datetime) -> None:
    by = owner()
    payment = opened(by, at)
    attempt = begun(payment, by, at)
    release(payment.reference, reason="withdrawn", at=at)
    pay.pay(attempt)
    refresh(attempt.pk, at=at)
    keep_promises(at)
    assert refresh(attempt.pk, at=at).state == "cancelled"
    assert pay.charges(attempt)[0]["state"]["status"] == "cancelled"


def test_money_taken_for_a_released_payment_is_a_fact_and_is_refunded(pay: CardPages, at: datetime) -> None:
    by = owner()
    payment = opened(by, at)
    attempt = begun(payment, by, at)
    pay.pay(attempt)
    refresh(attempt.pk, at=at)
    release(payment.reference, reason="not needed", at=at)
    pay_captures(pay, attempt)
    keep_promises(at)
    facts = payment_of("REN-1")
    assert facts is not None
    assert (facts.state, facts.held_pence, facts.refund_owed_pence) == ("released", 0, 7000)
    pay.later(seconds=5)
    keep_promises(at + timedelta(minutes=5))
    facts = payment_of("REN-1")
    assert facts is not None
    assert facts.refunded_pence == 7000
    demand_true_ledger()


def test_an_attempt_left_lying_for_90_minutes_expires_with_its_payment(pay: CardPages, at: datetime) -> None:
    by = owner()
    payment = opened(by, at)
    attempt = begun(payment, by, at)
    pay.later(minutes=91)
    assert refresh(attempt.pk, at=at).state == "expired"
    assert fresh(payment).state == "expired"
    assert [told["state"] for told in promised("payment-lost")] == ["expired"]


def test_money_confirmed_and_never_taken_within_120_hours_is_lost(pay: CardPages, at: datetime) -> None:
    by = owner()
    payment = opened(by, at)
    attempt = begun(payment, by, at)
    pay.pay(attempt)
    refresh(attempt.pk, at=at)
    capture(payment.reference, at=at)
    pay.later(hours=121)
    keep_promises(at)
    assert refresh(attempt.pk, at=at).state == "expired"
    assert fresh(payment).state == "expired"
    assert len(promised("payment-lost")) == 1
    demand_true_ledger()


def test_the_day_of_payment_is_pays_own_whenever_we_come_to_it(pay: CardPages) -> None:
    by = owner()
    began = datetime(2026, 3, 31, 22, 40, tzinfo=UTC)  # 23:40 in London, where summer time has begun
    payment = opened(by, began)
    pay.at(began)
    attempt = begun(payment, by, began)
    pay.later(minutes=10)
    pay.pay(attempt)
    pay.later(minutes=40)
    refresh(attempt.pk, at=datetime(2026, 3, 31, 23, 30, tzinfo=UTC))
    after = fresh(payment)
    assert after.paid_on == date(2026, 3, 31)
    assert after.paid_at is not None
    assert abs(after.paid_at - datetime(2026, 3, 31, 22, 50, tzinfo=UTC)) < timedelta(seconds=30)
    [told] = promised("payment-capturable")
    assert told["paid_on"] == "2026-03-31"


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 28, 23, 50, tzinfo=UTC), date(2026, 3, 28)),  # the night in which summer time begins
        (datetime(2026, 3, 29, 23, 10, tzinfo=UTC), date(2026, 3, 30)),  # 00:10 in summer time
        (datetime(2026, 10, 24, 23, 10, tzinfo=UTC), date(2026, 10, 25)),  # 00:10, summer time ends that night
        (datetime(2026, 10, 25, 23, 50, tzinfo=UTC), date(2026, 10, 25)),  # 23:50 in winter time
        (datetime(2028, 2, 29, 23, 50, tzinfo=UTC), date(2028, 2, 29)),
    ],
)
def test_both_changes_of_clocks_and_leap_day_come_out_right(pay: CardPages, moment: datetime, day: date) -> None:
    by = owner()
    payment = opened(by, moment)
    pay.at(moment)
    attempt = begun(payment, by, moment)
    pay.pay(attempt)
    refresh(attempt.pk, at=moment + timedelta(days=1))
    assert fresh(payment).paid_on == day


def test_the_day_cannot_be_closed_past_money_that_may_have_been_given_in_time(pay: CardPages) -> None:
    by, day = owner(), date(2026, 3, 31)
    evening, night = datetime(2026, 3, 31, 22, 50, tzinfo=UTC), datetime(2026, 3, 31, 23, 30, tzinfo=UTC)
    pay.at(evening)
    attempt = begun(opened(by, evening), by, evening)
    assert unresolved_subjects(paid_on_or_before=day) == {"REN-1"}  # Pay was not asked since midnight
    pay.pay(attempt)
    refresh(attempt.pk, at=night)
    assert unresolved_subjects(paid_on_or_before=day) == {"REN-1"}  # confirmed, not taken
    capture(attempt.payment.reference, at=night)
    assert unresolved_subjects(paid_on_or_before=day) == {"REN-1"}  # being taken
    keep_promises(night)
    assert unresolved_subjects(paid_on_or_before=day) == {"REN-1"}  # taken, not applied
    assert unresolved_subjects(paid_on_or_before=date(2026, 3, 30)) == set()
    apply_money(attempt.payment.reference, amount_pence=7000, because="REN-1", at=night)
    assert unresolved_subjects(paid_on_or_before=day) == set()


def test_an_attempt_that_was_looked_at_after_midnight_and_not_confirmed_does_not_hold_the_day(pay: CardPages) -> None:
    by, day = owner(), date(2026, 3, 31)
    evening = datetime(2026, 3, 31, 22, 50, tzinfo=UTC)
    pay.at(evening)
    attempt = begun(opened(by, evening), by, evening)
    refresh(attempt.pk, at=datetime(2026, 3, 31, 23, 30, tzinfo=UTC))
    assert unresolved_subjects(paid_on_or_before=day) == set()


@pytest.mark.parametrize("status", [500, 502, 503, 429])
def test_pay_away_while_beginning_charges_nobody_and_can_be_resumed(pay: CardPages, at: datetime, status: int) -> None:
    by = owner()
    payment = opened(by, at)
    pay.fault(method="POST", status=status)
    with pytest.raises(Unavailable):
        begin_attempt(payment, return_url=RETURN_URL, by=by, at=at)
    attempt = begun(payment, by, at)
    assert (attempt.number, len(pay.charges(attempt))) == (1, 1)


@pytest.mark.parametrize("fault", [{"status": 504, "after": True}, {"empty": True}, {"body": "<html>"}])
def test_a_payment_that_was_made_though_the_answer_was_lost_is_adopted(
    pay: CardPages, at: datetime, fault: dict[str, object]
) -> None:
    by = owner()
    payment = opened(by, at)
    pay.fault(method="POST", **fault)
    with pytest.raises(Unavailable):
        begin_attempt(payment, return_url=RETURN_URL, by=by, at=at)
    assert Attempt.everything.get().provider_id is None
    attempt = begun(payment, by, at)
    [charge] = pay.charges(attempt)
    assert attempt.provider_id == charge["payment_id"]


def test_members_of_an_answer_that_we_do_not_know_are_let_be(pay: CardPages, at: datetime) -> None:
    by = owner()
    payment = opened(by, at)
    pay.fault(method="POST", extra={"moon_phase": "full", "_links2": {}})
    attempt = begun(payment, by, at)
    pay.fault(method="GET", path=f"/v1/payments/{attempt.provider_id}", extra={"wallet": {"a": 1}})
    assert refresh(attempt.pk, at=at).state == "created"


def test_a_state_that_we_do_not_know_changes_nothing(pay: CardPages, at: datetime) -> None:
    by = owner()
    attempt = begun(opened(by, at), by, at)
    pay.fault(method="GET", path=f"/v1/payments/{attempt.provider_id}", extra={"state": {"status": "melted"}})
    with pytest.raises(Unavailable):
        refresh(attempt.pk, at=at)
    assert refresh(attempt.pk, at=at).state == "created"


def test_what_pay_refuses_ends_the_attempt_so_that_a_corrected_one_can_begin(pay: CardPages, at: datetime) -> None:
    by = owner()
    payment = opened(by, at)
    pay.fault(method="POST", status=422, body='{"field":"amount","code":"P0102","description":"Invalid"}')
    with pytest.raises(Refused, match="P0102"):
        begin_attempt(payment, return_url=RETURN_URL, by=by, at=at)
    assert (Attempt.everything.get().state, Attempt.everything.get().code) == ("error", "P0102")
    assert begun(payment, by, at).number == 2


@pytest.mark.parametrize("after", [True, False])
def test_a_capture_whose_answer_is_lost_is_looked_at_and_taken_once(pay: CardPages, at: datetime, after: bool) -> None:
    by = owner()
    payment = opened(by, at)
    attempt = begun(payment, by, at)
    pay.pay(attempt)
    refresh(attempt.pk, at=at)
    capture(payment.reference, at=at)
    pay.fault(path="/v1/payments/*/capture", method="POST", status=504, after=after)
    keep_promises(at)
    assert fresh(payment).state == "capturing"
    keep_promises(at + timedelta(minutes=1))
    assert fresh(payment).state == "settled"
    assert len(promised("payment-settled")) == 1
    demand_true_ledger()


def test_another_amount_than_owed_is_not_taken_and_the_office_is_told(pay: CardPages, at: datetime) -> None:
    by = owner()
    payment = opened(by, at)
    attempt = begun(payment, by, at)
    pay.pay(attempt)
    pay.fault(method="GET", path=f"/v1/payments/{attempt.provider_id}", extra={"amount": 6999})
    refresh(attempt.pk, at=at)
    assert (fresh(payment).state, fresh(payment).why) == ("released", "wrong-amount")
    keep_promises(at)
    assert pay.charges(attempt)[0]["state"]["status"] == "cancelled"
    assert [alert.kind for alert in payment.alerts.visible_to(SYSTEM)] == ["wrong-amount"]


def settled(pay: CardPages, by: Applicant, at: datetime) -> Attempt:
    payment = opened(by, at)
    attempt = begun(payment, by, at)
    pay.pay(attempt)
    refresh(attempt.pk, at=at)
    capture(payment.reference, at=at)
    keep_promises(at)
    return Attempt.everything.select_related("payment").get(pk=attempt.pk)


def pay_captures(pay: CardPages, attempt: Attempt) -> None:
    """Pay takes the money though we did not ask it to."""
    import requests
    from django.conf import settings

    headers = {"Authorization": f"Bearer {settings.PAY_API_KEY}"}
    requests.post(f"{pay.url}/v1/payments/{attempt.provider_id}/capture", headers=headers, timeout=5).raise_for_status()
