"""Automatic renewals and instructions: notice first, within limits, and an owner's word stops every machine."""

from datetime import UTC, date, datetime, timedelta

import pytest
from builders.deposits import an_account_with, transferred
from builders.filings import an_account, an_officer, linked
from builders.people import a_member
from builders.register import a_patent

from accounts.actors import applicant
from accounts.models import Organisation
from accounts.organising.two_people import Rules, SecondPersonNeeded, change_rules
from core.actor import Applicant, NotPermitted, Permission
from core.days import start_of
from core.models import OutboxMessage
from core.outbox.registry import keep
from notifications.models import Notice
from payments.deposits.accounts import authorise
from payments.models import DepositAccount
from payments.services import check
from rights.clients.files import Told, open_file, place
from rights.instructions.asking import (
    AlreadyAnswered,
    NotLookedAfter,
    OwnersWord,
    answer_all,
    ask,
    give,
    not_to_renew,
    withdraw,
)
from rights.instructions.listing import TO_ANSWER, listed
from rights.instructions.reminding import remind_instructions
from rights.linking.ending import unlink
from rights.models import Instruction, Link, Right
from rights.models.instructions import Answer
from transactions.automatic.agreeing import NoAccountToPayFrom, agree, stop, stop_one
from transactions.automatic.planning import plan_renewals
from transactions.automatic.renewing import renew_planned
from transactions.models import Filing, PlannedRenewal

pytestmark = pytest.mark.django_db
AT = datetime(2023, 5, 8, 9, tzinfo=UTC)  # a patent filed on 10 May 2019 is due on 31 May 2023: £70


@pytest.fixture
def firm() -> Applicant:
    return an_account(AT, name="A firm", email="firm@firm.example")


@pytest.fixture
def owner() -> Applicant:
    return an_account(AT, name="An owner", email="owner@owner.example")


def looked_after(firm: Applicant, owner: Applicant | None = None) -> Right:
    right = a_patent()
    linked(right, firm, relation="representative", since_at=AT - timedelta(days=400))
    if owner:
        linked(right, owner, since_at=AT - timedelta(days=400))
    return right


def money(firm: Applicant, pence: int) -> DepositAccount:
    return an_account_with(pence, by=firm, cashier=an_officer(AT, roles=("team_leader",)), at=AT)


def day(on: date) -> None:
    """What the daily run does about this, and then a worker."""
    at = start_of(on) + timedelta(hours=9)
    plan_renewals(on, at=at)
    renew_planned(on, at=at)
    while (
        message := OutboxMessage.objects.filter(state="promised")
        .exclude(kind__in=["send-notice", "office-work"])
        .first()
    ):
        keep(message.kind, message.payload, at=at)
        OutboxMessage.objects.filter(pk=message.pk).update(state="kept", ended_at=at)


def agreed(firm: Applicant, **limits: int) -> None:
    agree(limit_pence=limits.get("limit"), month_pence=limits.get("month"), by=firm, at=AT)


def test_what_falls_due_is_told_of_and_renewed_14_days_later(firm: Applicant) -> None:
    right = looked_after(firm)
    account = money(firm, 10_000)
    agreed(firm)
    day(date(2023, 5, 8))
    plan = PlannedRenewal.everything.get()
    assert (plan.renews_on, plan.pence, plan.year) == (date(2023, 5, 22), 7000, 5)
    notice = Notice.everything.get(template="renewals-planned")
    assert right.number in notice.body
    assert "22 May 2023" in notice.body
    day(date(2023, 5, 21))
    right.refresh_from_db()
    assert right.paid_through_year is None
    day(date(2023, 5, 22))
    right.refresh_from_db()
    account.refresh_from_db()
    assert (right.paid_through_year, account.balance_pence) == (5, 3_000)
    day(date(2023, 5, 23))
    assert Filing.everything.count() == 1
    assert check() == []


def test_where_little_time_is_left_it_is_renewed_the_day_before_the_last(firm: Applicant) -> None:
    looked_after(firm)
    money(firm, 10_000)
    agreed(firm)
    day(date(2023, 5, 25))
    assert PlannedRenewal.everything.get().renews_on == date(2023, 5, 30)


def test_a_client_that_approves_everything_has_to_instruct_the_machine_too(firm: Applicant) -> None:
    plain, theirs = looked_after(firm), looked_after(firm)
    place([theirs.pk], open_file(Told("A client", needs_approval=True), by=firm, at=AT), by=firm, at=AT)
    account = money(firm, 14_000)
    agreed(firm)
    day(date(2023, 5, 8))
    day(date(2023, 5, 22))
    plans = {plan.right_id: plan for plan in PlannedRenewal.everything.all()}
    assert (plans[plain.pk].state, plans[theirs.pk].state) == ("asked", "not-done")
    assert "Your client has to say first" in plans[theirs.pk].why
    account.refresh_from_db()
    assert account.balance_pence == 7_000


def test_an_instruction_not_to_renew_stops_every_machine(firm: Applicant, owner: Applicant) -> None:
    right = looked_after(firm, owner)
    money(firm, 10_000)
    agreed(firm)
    day(date(2023, 5, 8))
    give([right.pk], Answer.LAPSE, "We sold the product", by=owner, at=AT)
    day(date(2023, 5, 22))
    plan = PlannedRenewal.everything.get()
    assert plan.state == "not-done"
    assert "owner" in plan.why
    assert not Filing.everything.exists()
    told = Notice.everything.filter(template="instruction-given").get()
    assert "Do not renew" in told.body
    other = looked_after(firm, owner)
    give([other.pk], Answer.LAPSE, "", by=owner, at=AT)
    day(date(2023, 5, 23))
    assert PlannedRenewal.everything.count() == 1  # nothing is even planned


@pytest.mark.parametrize(
    ("limits", "why"), [({"limit": 6_999}, "more than you agreed to for one"), ({"month": 7_000}, "for a month")]
)
def test_limits_hold(firm: Applicant, limits: dict[str, int], why: str) -> None:
    looked_after(firm)
    looked_after(firm)
    money(firm, 50_000)
    agreed(firm, **limits)
    day(date(2023, 5, 8))
    day(date(2023, 5, 22))
    assert why in " ".join(PlannedRenewal.everything.values_list("why", flat=True))
    done = PlannedRenewal.everything.filter(state="asked").count()
    assert done == (0 if "limit" in limits else 1)


def test_one_or_all_can_be_stopped(firm: Applicant) -> None:
    looked_after(firm)
    looked_after(firm)
    money(firm, 50_000)
    (agreement,) = agree(limit_pence=None, month_pence=None, by=firm, at=AT)
    day(date(2023, 5, 8))
    one, two = PlannedRenewal.everything.order_by("pk")
    assert stop_one(one, by=firm, at=AT)
    stop(agreement, by=firm, at=AT)
    two.refresh_from_db()
    assert two.state == "stopped"
    day(date(2023, 5, 22))
    assert not Filing.everything.exists()


def test_an_empty_account_makes_it_wait_for_the_top_up(firm: Applicant) -> None:
    right = looked_after(firm)
    account = money(firm, 0)
    agreed(firm)
    day(date(2023, 5, 8))
    day(date(2023, 5, 22))
    assert Filing.everything.get().state == "awaiting-payment"
    from builders.deposits import transferred

    cashier = an_officer(AT, roles=("team_leader",), email="other@office.example")
    later = datetime(2023, 5, 24, 9, tzinfo=UTC)
    transferred(7_000, account.reference, on=date(2023, 5, 24), cashier=cashier, at=later)
    day(date(2023, 5, 24))
    right.refresh_from_db()
    assert right.paid_through_year == 5
    assert Filing.everything.get().paid_on == date(2023, 5, 24)


def test_who_may_agree(firm: Applicant) -> None:
    with pytest.raises(NoAccountToPayFrom):
        agreed(firm)
    money(firm, 0)
    organisation = Organisation.objects.get(pk=firm.organisation_id)
    a_member(organisation, email="second@firm.example")
    change_rules(Rules(needs_two_people=True), by=firm, at=AT)
    plain = Applicant(firm.user_id, firm.organisation_id, permissions=frozenset({Permission.SUBMIT, Permission.PAY}))
    with pytest.raises(SecondPersonNeeded):
        agreed(plain)
    with pytest.raises(NotPermitted):
        agreed(Applicant(firm.user_id, firm.organisation_id, permissions=frozenset({Permission.VIEW})))


def test_a_firm_asks_and_the_owner_answers_in_the_service(firm: Applicant, owner: Applicant) -> None:
    right = looked_after(firm, owner)
    (asked,) = ask([right.pk], question="Renew?", due_on=date(2023, 5, 20), by=firm, at=AT)
    assert listed(TO_ANSWER, by=owner).get() == asked
    assert not listed(TO_ANSWER, by=firm).exists()
    assert Notice.everything.get(template="instruction-asked").address["email"] == "owner@owner.example"
    answer_all([asked], Answer.LAPSE, "", by=owner, at=AT)
    assert not_to_renew([right.pk]) == {right.pk}
    with pytest.raises(AlreadyAnswered):
        answer_all([asked], Answer.RENEW, "", by=owner, at=AT)
    give([right.pk], Answer.RENEW, "Changed our mind", by=owner, at=AT)
    assert not_to_renew([right.pk]) == set()
    assert Instruction.everything.filter(ended_at=None).count() == 1


def test_nobody_else_sees_or_answers_instructions(firm: Applicant, owner: Applicant) -> None:
    right = looked_after(firm, owner)
    (asked,) = ask([right.pk], question="", due_on=None, by=firm, at=AT)
    stranger = an_account(AT, name="Stranger", email="stranger@example.com")
    assert not Instruction.objects.visible_to(stranger).exists()
    with pytest.raises(AlreadyAnswered):
        answer_all([asked], Answer.LAPSE, "", by=stranger, at=AT)
    with pytest.raises(AlreadyAnswered):
        withdraw(asked, by=stranger, at=AT)
    with pytest.raises(NotLookedAfter):
        give([right.pk], Answer.LAPSE, "", by=stranger, at=AT)
    with pytest.raises(NotLookedAfter):
        ask([right.pk], question="", due_on=None, by=owner, at=AT)


def test_who_has_not_answered_is_reminded_and_the_firm_told_afterwards(firm: Applicant, owner: Applicant) -> None:
    right = looked_after(firm, owner)
    ask([right.pk], question="", due_on=date(2023, 5, 22), by=firm, at=AT)
    told = [remind_instructions(date(2023, 5, number), at=AT) for number in (8, 8, 9, 15, 21, 22, 23)]
    assert told == [1, 0, 0, 1, 1, 0, 1]
    addresses = (
        Notice.everything.filter(template="instruction-reminder").order_by("pk").values_list("address", flat=True)
    )
    assert [one["email"] for one in addresses] == ["owner@owner.example"] * 3 + ["firm@firm.example"]


# --- what stops a machine late ---


def topped_up(account: DepositAccount, pence: int, on: date) -> None:
    officer = an_officer(AT, roles=("team_leader",), email=f"{on}@office.example")
    transferred(pence, account.reference, on=on, cashier=officer, at=start_of(on) + timedelta(hours=9))


def test_a_stop_takes_back_what_waits_for_money(firm: Applicant) -> None:
    right = looked_after(firm)
    account = money(firm, 0)
    (agreement,) = agree(limit_pence=None, month_pence=None, by=firm, at=AT)
    day(date(2023, 5, 8))
    day(date(2023, 5, 22))
    assert Filing.everything.get().state == "awaiting-payment"
    stop(agreement, by=firm, at=AT + timedelta(days=15))
    assert Filing.everything.get().state == "withdrawn"
    topped_up(account, 7_000, date(2023, 5, 24))
    day(date(2023, 5, 24))
    right.refresh_from_db()
    account.refresh_from_db()
    assert (right.paid_through_year, account.balance_pence) == (None, 7_000)
    assert check() == []


def test_an_owners_word_counts_until_the_money_is_taken(firm: Applicant, owner: Applicant) -> None:
    right = looked_after(firm, owner)
    account = money(firm, 0)
    agreed(firm)
    day(date(2023, 5, 8))
    day(date(2023, 5, 22))
    give([right.pk], Answer.LAPSE, "", by=owner, at=AT + timedelta(days=15))
    topped_up(account, 7_000, date(2023, 5, 24))
    day(date(2023, 5, 24))
    right.refresh_from_db()
    account.refresh_from_db()
    assert (right.paid_through_year, account.balance_pence) == (None, 7_000)
    assert PlannedRenewal.everything.get().state == "not-done"
    assert Notice.everything.filter(template="renewals-not-done").exists()


def test_a_price_above_the_limit_by_the_day_of_payment_is_not_paid(firm: Applicant) -> None:
    right = looked_after(firm)
    account = money(firm, 0)
    agreed(firm, limit=7_000)
    for on in (date(2023, 5, 8), date(2023, 5, 22), date(2023, 7, 3)):  # late since 1 July: £70 and £24
        day(on)
    topped_up(account, 50_000, date(2023, 7, 5))
    day(date(2023, 7, 5))
    right.refresh_from_db()
    account.refresh_from_db()
    assert (right.paid_through_year, account.balance_pence) == (None, 50_000)


def test_agreed_again_after_a_stop_it_is_planned_again(firm: Applicant) -> None:
    right = looked_after(firm)
    money(firm, 10_000)
    (agreement,) = agree(limit_pence=None, month_pence=None, by=firm, at=AT)
    day(date(2023, 5, 8))
    stop(agreement, by=firm, at=AT + timedelta(hours=1))
    agreed(firm)
    for number in (9, 23):
        day(date(2023, 5, number))
    right.refresh_from_db()
    assert right.paid_through_year == 5


def test_a_former_owners_word_binds_nobody(firm: Applicant, owner: Applicant) -> None:
    right = a_patent()
    linked(right, owner, since_at=AT - timedelta(days=400))
    give([right.pk], Answer.LAPSE, "", by=owner, at=AT)
    unlink(list(Link.everything.filter(right=right)), by=owner, at=AT)
    linked(right, firm, since_at=AT - timedelta(days=1))
    assert not_to_renew([right.pk]) == set()
    money(firm, 10_000)
    agreed(firm)
    for number in (8, 22):
        day(date(2023, 5, number))
    right.refresh_from_db()
    assert right.paid_through_year == 5


def test_who_may_not_spend_does_not_agree_to_it(firm: Applicant) -> None:
    money(firm, 10_000)
    organisation = Organisation.objects.get(pk=firm.organisation_id)
    member = a_member(organisation, email="clerk@firm.example", permissions=["view", "submit", "pay"])
    with pytest.raises(NotPermitted):
        agree(limit_pence=None, month_pence=None, by=applicant(member, organisation.pk, signed_in_at=AT), at=AT)


def test_where_spending_is_limited_an_approver_agrees(firm: Applicant) -> None:
    account = money(firm, 10_000)
    organisation = Organisation.objects.get(pk=firm.organisation_id)
    member = a_member(organisation, email="clerk@firm.example", permissions=["view", "submit", "pay"])
    authorise(account, [firm.user_id, member.pk], by=firm, at=AT)
    change_rules(Rules(limit_pence=100), by=firm, at=AT)
    with pytest.raises(SecondPersonNeeded):
        agree(limit_pence=None, month_pence=None, by=applicant(member, organisation.pk, signed_in_at=AT), at=AT)


def test_an_owners_word_stands_after_the_firm_has_lost_the_patent_and_nothing_of_it_is_renewed(
    firm: Applicant, owner: Applicant
) -> None:
    right = looked_after(firm, owner)
    money(firm, 10_000)
    agreed(firm)
    day(date(2023, 5, 8))
    give([right.pk], Answer.LAPSE, "", by=owner, at=AT)
    unlink(list(Link.everything.filter(right=right, relation="representative")), by=firm, at=AT)
    day(date(2023, 5, 9))
    assert not_to_renew([right.pk]) == {right.pk}
    assert PlannedRenewal.everything.get().state == "not-done"
    day(date(2023, 5, 22))
    assert not Filing.everything.exists()


def test_what_is_not_linked_to_the_account_any_more_is_not_renewed_by_it(firm: Applicant) -> None:
    right = looked_after(firm)
    money(firm, 10_000)
    agreed(firm)
    day(date(2023, 5, 8))
    unlink(list(Link.everything.filter(right=right)), by=firm, at=AT)
    day(date(2023, 5, 9))
    plan = PlannedRenewal.everything.get()
    assert (plan.state, plan.why) == ("not-done", "It is not linked to the account any more.")
    day(date(2023, 5, 22))
    assert not Filing.everything.exists()


def test_a_firm_neither_takes_an_owners_word_back_nor_puts_its_own_in_its_place(
    firm: Applicant, owner: Applicant
) -> None:
    right = looked_after(firm, owner)
    give([right.pk], Answer.LAPSE, "", by=owner, at=AT)
    row = Instruction.everything.get(ended_at=None)
    with pytest.raises(OwnersWord, match="Ask the owner"):
        withdraw(row, by=firm, at=AT)
    with pytest.raises(OwnersWord, match=right.number):
        give([right.pk], Answer.RENEW, "", by=firm, at=AT)
    assert not_to_renew([right.pk]) == {right.pk}
    withdraw(row, by=owner, at=AT)
    assert not_to_renew([right.pk]) == set()
    told = Notice.everything.filter(template="instruction-given").latest("pk")
    assert "Taken back: Do not renew" in told.body


def test_what_a_firm_noted_for_its_client_it_may_take_back(firm: Applicant) -> None:
    right = looked_after(firm)
    give([right.pk], Answer.LAPSE, "By phone", by=firm, at=AT)
    withdraw(Instruction.everything.get(ended_at=None), by=firm, at=AT)
    assert not_to_renew([right.pk]) == set()


def test_what_is_late_is_planned_with_its_additional_fee_as_long_as_it_can_be_paid(firm: Applicant) -> None:
    right = looked_after(firm)
    money(firm, 20_000)
    day(date(2023, 8, 1))
    agreed(firm)
    day(date(2023, 8, 2))
    # year 5, £70, was due on 31 May 2023; two months after the free one £48 more (r.37; Fees Rules Sch. 2)
    plan = PlannedRenewal.everything.get()
    assert (plan.pence, plan.renews_on) == (7000 + 4800, date(2023, 8, 16))
    day(date(2023, 8, 16))
    right.refresh_from_db()
    assert right.paid_through_year == 5
