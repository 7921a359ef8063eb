"""Assisted digital: what came by paper or phone, keyed in through the same forms, paid by cheque, answered by post."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from builders.cases import a_request, an_office, checked, told_office
from builders.files import PDF
from builders.filings import an_account, an_officer, fresh, keep_ours, linked
from builders.register import a_patent
from django.db import transaction

from casework.asking import ask_filer, extend, key_in
from casework.deciding import Decision, decide_case, mark_of
from casework.models import Case, Stands
from casework.settling import settle
from core.actor import NotPermitted, Officer
from core.days import LONDON
from core.files import store
from core.models import OutboxMessage, StoredFile
from core.outbox.registry import keep
from notifications.failing import NothingToResolve, fail, send_again
from notifications.models import Notice
from payments.models import MoneyAlert, Payment
from payments.services import Received, payment_of, receipt_facts
from payments.services import check as check_ledger
from rights.models import Right
from transactions.models import Filing, QueryAnswer
from transactions.receipt import signed_in_filer
from transactions.services import (
    CannotDecide,
    Keyed,
    KeyedWrong,
    LinkedToRight,
    answer,
    begin_keyed,
    submit,
    take_payment,
)
from transactions.services.asking import QuestionsInvalid, open_queries
from transactions.workflow import CannotMove

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("throwaway")]
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
CAME = datetime(2024, 6, 10, 12, tzinfo=LONDON)
HOME = ("4 Hill Lane", "Swansea", "SA1 1AA")


NEW = {
    "address": {"name": "Ann", "line_1": "2 Way", "town": "Cardiff", "postcode": "CF10 3NP", "country": "GB"},
    "email": {"email": "new@example.com"},
}


def keyed(**said: Any) -> Keyed:
    return Keyed(**({"channel": "paper", "received_at": CAME, "name": "Ann Old", "why": "No computer"} | said))


def renewal(by: Officer, right: Right, **said: Any) -> Filing:
    """A renewal on paper with every page filled in and sent: it waits for its money."""
    about = keyed(address_lines=HOME, **said)
    filing = begin_keyed("renew", [right.pk], about, language="en", by=by, at=AT)
    filing = answer(filing, "receipt", {"email": "", "reminders": "no"}, by=by, at=AT)
    return submit(filing, by=by, at=AT)


def due_now() -> Right:
    """Of which year 5 is to be renewed by the end of June 2024."""
    days = {"filed_on": date(2020, 6, 15), "published_on": date(2021, 12, 15), "granted_on": date(2022, 12, 7)}
    return a_patent(paid_through=4, **days)


def cheque(pence: int, at: datetime = CAME) -> Received:
    return Received("cheque", "000123", pence, at)


def test_a_renewal_on_paper_counts_from_the_day_on_which_it_and_its_cheque_came() -> None:
    by, right = an_officer(AT), due_now()
    filing = renewal(by, right)
    due = 7000  # year 5 in June 2024, by the office's table of 6 April 2018
    with pytest.raises(KeyedWrong, match="is due on 10 June 2024"):
        take_payment(filing, cheque(due - 1), by=by, at=AT)
    assert not Payment.everything.exists()
    done = take_payment(filing, cheque(due), by=by, at=AT)
    keep_ours(AT)
    assert (fresh(done).state, fresh(done).paid_on, fresh(done).received_at) == ("recorded", date(2024, 6, 10), CAME)
    assert Right.everything.get(pk=right.pk).paid_through_year == 5
    facts = payment_of(filing.reference)
    assert facts is not None
    assert (facts.applied_pence, facts.held_pence, facts.paid_on) == (due, 0, date(2024, 6, 10))
    receipt = receipt_facts(facts.reference, by)
    assert (receipt.method, receipt.card_last_four) == ("Cheque", "")
    assert check_ledger() == []


def test_a_cheque_may_be_of_more_than_a_card_can_take(settings: Any) -> None:
    settings.PAY_MAX_PENCE = 5000
    by = an_officer(AT)
    filing = renewal(by, due_now())
    assert take_payment(filing, cheque(7000), by=by, at=AT).paid_on == date(2024, 6, 10)


def test_money_is_taken_in_once() -> None:
    by = an_officer(AT)
    filing = renewal(by, due_now())
    take_payment(filing, cheque(7000), by=by, at=AT)
    with pytest.raises(CannotMove):
        take_payment(filing, cheque(7000), by=by, at=AT)
    assert Payment.everything.count() == 1


def test_a_cheque_goes_back_by_hand_and_the_ledger_says_so_only_when_it_did() -> None:
    office = an_office()
    by, right = an_officer(AT), due_now()
    first, second = renewal(by, right), renewal(by, right)
    take_payment(first, cheque(7000), by=by, at=AT)
    with pytest.raises(KeyedWrong):
        take_payment(second, cheque(7000), by=by, at=AT)
    payment = Payment.everything.get()
    with transaction.atomic():
        from payments.owing import refund_applied

        boss = an_officer(AT, email="lead@office.example", roles=["team_leader"])
        refund_applied(payment.reference, amount_pence=500, first=by, second=boss, reason="Too much", at=AT)
    for message in OutboxMessage.objects.filter(kind="make-refund"):
        keep(message.kind, message.payload, at=AT)
        keep(message.kind, message.payload, at=AT)
    told_office(at=AT)
    alert = MoneyAlert.everything.get()
    case = Case.everything.get(kind="money-alert", about=str(alert.pk))
    assert case.team == office["money"]
    facts = payment_of(first.reference)
    assert facts is not None
    assert (facts.refund_owed_pence, facts.refunded_pence) == (500, 0)
    settle(case, "resolved", "Cheque 77 posted", by=boss, at=AT)
    facts = payment_of(first.reference)
    assert facts is not None
    assert (facts.refund_owed_pence, facts.refunded_pence) == (0, 500)
    assert check_ledger() == []


def test_whoever_wants_letters_gets_letters_in_welsh_and_large_print_is_for_the_office_to_post() -> None:
    an_office()
    by, right = an_officer(AT), a_patent()
    about = keyed(address_lines=HOME, large_print=True, email="ann@example.com")
    filing = begin_keyed("assign_with_two_officers", [right.pk], about, language="cy", by=by, at=AT)
    filing = submit(answer(filing, "owner", {"owner": "New Name Ltd"}, by=by, at=AT), by=by, at=AT)
    told_office(at=AT)
    notice = Notice.everything.get(about=filing.reference, template="filing-received")
    assert (notice.channel, notice.language, notice.why, notice.office_since) == ("letter", "cy", "large-print", AT)
    assert notice.address["lines"] == ["Ann Old", *HOME]
    case = Case.everything.get(kind="delivery", about=notice.reference)
    settle(case, "posted", "", by=by, at=AT)
    assert Case.everything.get(pk=case.pk).stands == Stands.DONE


def test_a_letter_that_came_back_is_sent_again_once_where_what_was_filled_in_is_kept() -> None:
    an_office()
    by, right = an_officer(AT), a_patent()
    about = keyed(address_lines=HOME)
    filing = begin_keyed("assign_with_two_officers", [right.pk], about, language="en", by=by, at=AT)
    filing = submit(answer(filing, "owner", {"owner": "New Name Ltd"}, by=by, at=AT), by=by, at=AT)
    notice = Notice.everything.get(about=filing.reference, template="filing-received")
    assert notice.channel == "letter"
    with transaction.atomic():
        fail(Notice.everything.select_for_update().get(pk=notice.pk), why="returned-letter", state="returned", at=AT)
    told_office(at=AT)
    case = Case.everything.get(kind="delivery", about=notice.reference)
    settle(case, "again", "", by=by, at=AT)
    again = Notice.everything.exclude(pk=notice.pk).get(about=filing.reference, template="filing-received")
    assert (again.state, again.address, again.body) == ("promised", notice.address, notice.body)
    assert OutboxMessage.objects.filter(kind="send-notice", key=again.key).count() == 1
    assert Case.everything.get(pk=case.pk).stands == Stands.DONE
    with pytest.raises(NothingToResolve):
        send_again(notice, by=by, at=AT)


def test_who_keyed_it_in_does_not_decide_it() -> None:
    by, other = an_officer(AT), an_officer(AT, email="other@office.example")
    filing = begin_keyed(
        "assign_with_two_officers", [a_patent().pk], keyed(email="a@example.com"), language="en", by=by, at=AT
    )
    filing = submit(answer(filing, "owner", {"owner": "New Name Ltd"}, by=by, at=AT), by=by, at=AT)
    told_office(at=AT)
    case = Case.everything.get(about=filing.reference)
    assert (case.channel, case.received_at) == ("paper", CAME)
    refuse = Decision(accept=False, why="No signature.")
    with pytest.raises(CannotDecide, match="keyed this request in"):
        decide_case(case, refuse, seen=mark_of(fresh(filing)), by=by, at=AT)
    checked(case, by=other, at=AT)
    decide_case(case, refuse, seen=mark_of(fresh(filing)), by=other, at=AT)
    assert fresh(filing).state == "recommended"


def test_nothing_that_was_keyed_in_is_accepted_by_itself_unless_anybody_may_ask_for_it() -> None:
    by, owner = an_officer(AT), an_account(AT)
    right = a_patent()
    linked(right, owner)
    about = keyed(email="thief@example.com", organisation_id=owner.organisation_id, caller_check="Called back")
    filing = begin_keyed("change_contact_address", [right.pk], about, language="en", by=by, at=AT)
    for key, data in NEW.items():
        filing = answer(filing, key, data, by=by, at=AT)
    filing = submit(filing, by=by, at=AT)
    assert (fresh(filing).route, fresh(filing).state) == ("single", "in-queue")
    warned = Notice.everything.get(about=filing.reference, template="change-asked-by-party")
    assert (warned.address["email"], "Ann Old" in warned.body) == ("owner@example.com", True)


def test_a_caller_has_agreed_to_nothing_for_a_co_owner_or_for_themselves() -> None:
    by, owner = an_officer(AT), an_account(AT, name="Acme Widgets Ltd")
    right = a_patent()
    linked(right, owner)
    about = keyed(email="o@example.com", organisation_id=owner.organisation_id, caller_check="Called back")
    filing = begin_keyed("assign_with_two_officers", [right.pk], about, language="en", by=by, at=AT)
    assert signed_in_filer(filing) is None
    online = Filing.everything.get(pk=filing.pk)
    online.channel = "online"
    assert signed_in_filer(online) == owner.organisation_id


def test_a_caller_with_an_account_is_checked_first_and_finds_the_request_there() -> None:
    by, owner = an_officer(AT), an_account(AT)
    right = a_patent()
    about = keyed(channel="phone", email="o@example.com", organisation_id=owner.organisation_id)
    with pytest.raises(KeyedWrong, match="who calls"):
        begin_keyed("assign_with_two_officers", [right.pk], about, language="en", by=by, at=AT)
    about = keyed(
        channel="phone", email="o@example.com", organisation_id=owner.organisation_id, caller_check="Called back"
    )
    filing = begin_keyed("assign_with_two_officers", [right.pk], about, language="en", by=by, at=AT)
    assert not Filing.objects.visible_to(owner).filter(pk=filing.pk).exists()
    with pytest.raises(CannotMove):
        answer(filing, "owner", {"owner": "Mine Ltd"}, by=owner, at=AT)
    submit(answer(filing, "owner", {"owner": "New Name Ltd"}, by=by, at=AT), by=by, at=AT)
    assert Filing.objects.visible_to(owner).filter(pk=filing.pk).exists()


def test_the_same_click_twice_makes_one_draft_and_the_next_paper_another() -> None:
    by, right = an_officer(AT), a_patent()
    said: dict[str, Any] = {"language": "en", "by": by}
    first = begin_keyed("assign_with_two_officers", [right.pk], keyed(), at=AT, **said)
    again = begin_keyed("assign_with_two_officers", [right.pk], keyed(), at=AT + timedelta(seconds=3), **said)
    assert again.pk == first.pk
    other = begin_keyed("assign_with_two_officers", [right.pk], keyed(name="Bob New"), at=AT, **said)
    later = begin_keyed("assign_with_two_officers", [right.pk], keyed(), at=AT + timedelta(hours=1), **said)
    assert len({first.pk, other.pk, later.pk}) == 3


def test_a_scan_belongs_to_the_account_for_which_it_is_given() -> None:
    by, owner = an_officer(AT), an_account(AT)
    file = store(name="scan.pdf", content=PDF, by=by, at=AT, organisation_id=owner.organisation_id)
    assert StoredFile.objects.visible_to(owner).filter(pk=file.pk).exists()
    stranger = an_account(AT, email="other@example.com")
    assert not StoredFile.objects.visible_to(stranger).filter(pk=file.pk).exists()
    theirs = store(name="mine.pdf", content=PDF, by=stranger, at=AT, organisation_id=owner.organisation_id)
    assert theirs.organisation_id == stranger.organisation_id


def test_an_officer_does_not_send_what_a_colleague_keyed_in_for_the_officers_own_account() -> None:
    keyer, other = an_officer(AT), an_officer(AT, email="o@example.com")
    owner = an_account(AT, email="o@example.com")
    about = keyed(email="x@example.com", organisation_id=owner.organisation_id, caller_check="Called back")
    filing = begin_keyed("assign_with_two_officers", [a_patent().pk], about, language="en", by=keyer, at=AT)
    filing = answer(filing, "owner", {"owner": "New Name Ltd"}, by=keyer, at=AT)
    with pytest.raises(LinkedToRight):
        submit(filing, by=other, at=AT)
    assert submit(filing, by=keyer, at=AT).state == "in-queue"


@pytest.mark.parametrize("role", ["examiner", "auditor", "register_administrator"])
def test_roles_that_do_not_key_in_cannot(role: str) -> None:
    with pytest.raises(NotPermitted):
        begin_keyed("renew", [a_patent().pk], keyed(), language="en", by=an_officer(AT, roles=[role]), at=AT)


def test_nothing_comes_from_the_future_and_no_customers_draft_is_filled_in_by_staff() -> None:
    by = an_officer(AT)
    with pytest.raises(KeyedWrong, match="in the past"):
        begin_keyed(
            "renew",
            [due_now().pk],
            keyed(received_at=AT + timedelta(days=1)),
            language="en",
            by=by,
            at=AT,
        )
    case, filing = a_request(AT)
    assert case.stands == Stands.TO_CHECK
    Filing.everything.filter(pk=filing.pk).update(state="draft")
    with pytest.raises(CannotMove):
        answer(fresh(filing), "owner", {"owner": "Mine Ltd"}, by=by, at=AT)


def test_an_answer_by_post_is_keyed_in_and_more_time_is_given_with_a_reason() -> None:
    an_office()
    case, filing = a_request(AT)
    by = an_officer(AT)
    ask_filer(case, ["Who signed?"], due_on=date(2024, 7, 3), seen=mark_of(filing), by=by, at=AT)
    with pytest.raises(QuestionsInvalid, match="later"):
        extend(case, date(2024, 7, 3), "They asked", by=by, at=AT)
    with pytest.raises(QuestionsInvalid, match="why"):
        extend(case, date(2024, 7, 17), " ", by=by, at=AT)
    extend(case, date(2024, 7, 17), "They were in hospital", by=by, at=AT)
    assert fresh(filing).stage_ends_on == date(2024, 7, 17)
    told = Notice.everything.filter(about=filing.reference, template="office-asks").order_by("pk")
    assert ["3 July 2024" in told[0].body, "17 July 2024" in told[1].body] == [True, True]
    (question,) = open_queries(fresh(filing))
    key_in(case, {question.number: "Mrs Old"}, how="paper", files={}, by=by, at=AT)
    assert (fresh(filing).state, QueryAnswer.everything.get().text) == ("in-queue", "Mrs Old")
    assert Case.everything.get(pk=case.pk).stands == Stands.TO_CHECK
