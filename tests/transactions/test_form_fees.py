"""The fee of an office form: once for each filing, £50 for form 21 from 6 April 2018 (Patents (Fees) Rules 2007)."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from builders.filings import a_visitor, captured, card_shown, confirmed, drafted, filed, fresh, keep_ours, paid
from builders.register import a_patent
from django.test import override_settings

from payments.models import Payment
from payments.services import check as check_ledger
from payments.services import payment_of
from rights.models import Right
from transactions.checks import faults
from transactions.kind import OfficeForm
from transactions.models import Filing, FilingRight
from transactions.registry import type_named
from transactions.services import NotReady, check, submit
from transactions.services.paying import receipt_lines

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("throwaway")]
AT, IN_2026 = datetime(2024, 6, 12, 9, 30, tzinfo=UTC), datetime(2026, 4, 15, 9, 30, tzinfo=UTC)
PUMP = {"title": {"title": "Pump"}}


def rights(*titles: str) -> list[Right]:
    return [a_patent(title=title, number=f"GB25{place:05}") for place, title in enumerate(titles)]


def outcomes(filing: Filing) -> list[tuple[str, int]]:
    rows = FilingRight.everything.filter(filing=filing).order_by("right_id")
    return list(rows.values_list("outcome", "form_pence"))


def fix(right: Right) -> None:
    """Something that happens to a right after it was paid for."""
    Right.everything.filter(pk=right.pk).update(title="Fixed")


def paid_but_changed(*changed: int) -> Filing:
    """A filing of three rights, some of which cannot be dealt with any more once its money is there."""
    chosen, by = rights("One", "Two", "Three"), a_visitor()
    filing = filed("register_by_form", chosen, PUMP, by=by, at=AT)
    card = card_shown(filing, by=by, at=AT)
    confirmed(card, paid_at=AT)
    keep_ours(AT)
    for place in changed:
        fix(chosen[place])
    captured(card, at=AT)
    keep_ours(AT)
    return fresh(filing)


@pytest.fixture
def keeps_its_fee() -> Iterator[None]:
    declared = type(type_named("register_by_form"))
    declared.keeps_fee_when_refused = True
    yield
    declared.keeps_fee_when_refused = False


def test_three_patents_on_one_form_cost_one_fee() -> None:
    by = a_visitor()
    filing = filed("register_by_form", rights("One", "Two", "Three"), PUMP, by=by, at=AT)
    assert (filing.state, filing.amount_pence) == ("awaiting-payment", 5000)
    assert paid(filing, by=by, at=AT).state == "recorded"
    assert outcomes(filing) == [("done", 5000), ("done", 0), ("done", 0)]
    assert payment_of(filing.reference).applied_pence == 5000
    assert check_ledger() == []


def test_the_fee_stands_on_the_first_right_that_is_not_left_out() -> None:
    by = a_visitor()
    filing = filed("register_by_form", rights("Fixed", "Two"), PUMP, by=by, at=AT)
    assert outcomes(filing) == [("", 0), ("", 5000)]


def test_a_form_used_for_one_right_is_paid_for_although_the_first_right_could_not_be_done() -> None:
    filing = paid_but_changed(0)
    assert (filing.state, outcomes(filing)) == ("recorded", [("not-done", 5000), ("done", 0), ("done", 0)])
    facts = payment_of(filing.reference)
    assert (facts.applied_pence, facts.refund_owed_pence) == (5000, 0)
    assert check_ledger() == []


def test_a_form_used_for_nothing_is_paid_back() -> None:
    filing = paid_but_changed(0, 1, 2)
    facts = payment_of(filing.reference)
    assert (filing.state, facts.applied_pence, facts.refund_owed_pence) == ("refused", 0, 5000)
    assert check_ledger() == []


def test_a_fee_for_the_asking_is_kept_whatever_becomes_of_it(keeps_its_fee: None) -> None:
    filing = paid_but_changed(0, 1, 2)
    facts = payment_of(filing.reference)
    assert (filing.state, facts.applied_pence, facts.refund_owed_pence) == ("refused", 5000, 0)
    assert check_ledger() == []


def test_a_fee_of_2026_that_was_not_found_is_an_example_and_is_not_charged_with_real_keys() -> None:
    by = a_visitor()
    draft = drafted("register_by_form", rights("One"), PUMP, by=by, at=IN_2026)
    (charge,) = check(draft, by=by, at=IN_2026).examination.charges
    assert (charge.what, charge.amount_pence, charge.certain) == ("fee for form 21", 5000, False)
    with override_settings(PAY_TAKES_REAL_MONEY=True, FEES_CONFIRMED=False), pytest.raises(NotReady, match="confirmed"):
        submit(draft, by=by, at=IN_2026)
    with override_settings(PAY_TAKES_REAL_MONEY=True, FEES_CONFIRMED=True):
        assert submit(draft, by=by, at=IN_2026).amount_pence == 5000


def test_no_fee_is_a_line_and_needs_no_confirming(monkeypatch: pytest.MonkeyPatch) -> None:
    declared = type(type_named("register_by_form"))
    monkeypatch.setattr(declared, "office_form", OfficeForm("20", "correct or change a name or address"))
    by = a_visitor()
    draft = drafted("register_by_form", rights("One"), PUMP, by=by, at=IN_2026)
    with override_settings(PAY_TAKES_REAL_MONEY=True, FEES_CONFIRMED=False):
        (charge,) = check(draft, by=by, at=IN_2026).examination.charges
        assert (charge.amount_pence, submit(draft, by=by, at=IN_2026).state) == (0, "recorded")
    assert Payment.everything.count() == 0


def test_an_uncertain_fee_is_an_example_on_the_receipt_too() -> None:
    by = a_visitor()
    filing = filed("register_by_form", rights("One"), PUMP, by=by, at=IN_2026)
    found = check(filing, by=by, at=IN_2026).examination
    assert [line.text for line in receipt_lines(found, by=by, filing=filing)] == [
        "GB2500000: fee for form 21 (example, not confirmed)"
    ]
    with override_settings(FEES_CONFIRMED=True):
        assert [line.text for line in receipt_lines(found, by=by, filing=filing)] == ["GB2500000: fee for form 21"]


def test_a_form_without_any_fee_data_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    declared = type_named("register_by_form")
    monkeypatch.setattr(type(declared), "office_form", OfficeForm("21", "register anything"))
    assert [fault for fault in faults(declared) if "no fee is held" in fault] != []
