"""What a renewal leaves behind, what is left out of it, and when it is not charged."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from builders.filings import (
    a_visitor,
    an_account,
    drafted,
    filed,
    paid,
)
from builders.register import a_patent
from django.test import override_settings
from pypdf import PdfReader

from core.pdf import can_make_pdf
from notifications.models import Notice
from payments.services import check as check_ledger
from payments.services import payment_of
from rights.facts import AddressChanged, Details
from rights.models import Contact, Entry, Right
from transactions.certificates import certificates_of
from transactions.documents import certificate_pdf
from transactions.models import Certificate, Filing, FilingRight
from transactions.services import NotReady, submit

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


def test_a_paid_renewal_has_its_entry_certificate_and_email() -> None:
    right, by = a_patent(), a_visitor()
    filing = paid(renewing(right, by, DUE), by=by, at=DUE)
    right.refresh_from_db()
    assert (filing.state, right.paid_through_year, right.last_renewed_on) == ("recorded", 5, date(2023, 5, 30))
    body = Certificate.objects.get(filing=filing).body
    assert (body["number"], body["years"], body["renewal_pence"], body["additional_pence"]) == (
        right.number,
        [5],
        7000,
        0,
    )
    assert (body["received_on"], body["paid_to_on"], body["next_renewal_on"]) == (
        "2023-05-30",
        "2024-05-10",
        "2024-05-10",
    )
    assert templates_told(filing) == {"renewal-certificate"}
    assert payment_of(filing.reference).applied_pence == 7000
    assert check_ledger() == []


def test_blocked_patents_are_left_out_with_their_reason_and_the_rest_is_renewed() -> None:
    ready, early, by = a_patent(), a_patent(paid_through=5), a_visitor()
    filing = filed("renew", [ready, early], RECEIPT, by=by, at=DUE)
    rows = {row.right_id: row for row in FilingRight.everything.filter(filing=filing)}
    assert filing.amount_pence == 7000
    assert rows[early.pk].left_out
    assert "1 March 2024" in rows[early.pk].why
    assert paid(filing, by=by, at=DUE).state == "recorded"


def test_more_than_a_card_can_take_is_said_before_anything_is_sent() -> None:
    right, by = a_patent(), a_visitor()
    draft = drafted("renew", [right], RECEIPT, by=by, at=DUE)
    with override_settings(PAY_MAX_PENCE=6999), pytest.raises(NotReady, match="card payment"):
        submit(draft, by=by, at=DUE)


def test_with_real_keys_a_fee_that_nobody_confirmed_is_not_charged() -> None:
    right = a_patent(
        filed_on=date(2021, 4, 10), published_on=date(2022, 10, 12), granted_on=date(2023, 1, 4), paid_through=5
    )
    by, at = a_visitor(), datetime(2026, 4, 15, 9, tzinfo=UTC)
    draft = drafted("renew", [right], RECEIPT, by=by, at=at)
    with override_settings(PAY_TAKES_REAL_MONEY=True, FEES_CONFIRMED=False), pytest.raises(NotReady, match="confirmed"):
        submit(draft, by=by, at=at)
    with override_settings(PAY_TAKES_REAL_MONEY=True, FEES_CONFIRMED=True):
        assert submit(draft, by=by, at=at).amount_pence == 12000


def test_a_hold_never_blocks_payment() -> None:
    from rights.models import Hold

    right, by = a_patent(), an_account(DUE)
    Hold.objects.create(right=right, reason="not-me", since_at=DUE, since_by="tests")
    assert paid(renewing(right, by, DUE), by=by, at=DUE).state == "recorded"


def test_a_reminder_address_given_by_the_payer_is_entered_and_the_one_before_is_told() -> None:
    before = Details((), "", "GB", "before@example.com")
    contact = AddressChanged(effective_on=date(2021, 1, 4), purpose="renewal-reminder", name="Old", particulars=before)
    right, by = a_patent(contacts=[contact]), a_visitor()
    answers = {"receipt": {"email": "payer@example.com", "reminders": "yes", "reminder_name": "A Payer"}}
    filing = paid(filed("renew", [right], answers, by=by, at=DUE), by=by, at=DUE)
    stored = Contact.everything.get(right=right, purpose="renewal-reminder")
    assert (stored.name, stored.stands_since) == ("A Payer", date(2023, 5, 30))
    told = Notice.everything.get(about=filing.reference, template="change-made")
    assert told.address == {"email": "before@example.com"}


def test_the_certificate_is_a_tagged_pdf_that_names_its_language() -> None:
    if not can_make_pdf():
        pytest.skip("the system libraries that WeasyPrint needs are missing")
    right, by = a_patent(title="Valve"), a_visitor()
    filing = paid(renewing(right, by, DUE), by=by, at=DUE)
    reader = PdfReader(BytesIO(certificate_pdf(certificates_of(filing)[0])))
    catalogue = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalogue
    assert catalogue["/Lang"] == "en"
    text = " ".join(reader.pages[0].extract_text().split())
    for part in (right.number, "Valve", "Acme Widgets Ltd", "£70", "30 May 2023", "10 May 2024", "CERT-"):
        assert part in text
