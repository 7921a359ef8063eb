"""Letters: to whom, about what, with which reasons, in the language of the filing, and as a tagged PDF."""

from datetime import date
from io import BytesIO

import pytest
from builders.filings import an_officer, drafted, filed, keep_ours, owned
from builders.journeys import journey
from pypdf import PdfReader

from core.days import start_of
from core.pdf import can_make_pdf
from transactions.letters import NoLetter, letter_of, letter_pdf
from transactions.models import Filing
from transactions.registry import type_named
from transactions.services.deciding import decide

pytestmark = pytest.mark.django_db

AT = start_of(date(2026, 4, 8))
ANSWERS = {
    "who": {"party": ":Acme Widgets Ltd", "same": "same"},
    "name": {"name": "Acme plc", "since_on-day": "1", "since_on-month": "3", "since_on-year": "2026"},
}


def test_a_recorded_filing_says_what_the_register_says_now() -> None:
    filing, right = journey(type_named("transfer_ownership").examples[0], "transfer_ownership")
    letter = letter_of(filing)
    assert (letter.reference, letter.addressee, letter.can_appeal) == (
        filing.reference,
        "Example Instruments Ltd",
        False,
    )
    (line,) = letter.rights
    assert (line.number, line.outcome) == (right.number, "Done")
    assert "Proprietor entered: Assignment: Carr Holdings Ltd" in line.entries
    assert "Licence registered: Ada Bell" in line.entries


def test_a_refusal_has_its_reasons_and_the_way_to_appeal() -> None:
    right, by = owned(AT)
    sent = filed("change_owner_name", [right], ANSWERS, by=by, at=AT, evidence=("proof",))
    refused = decide(
        sent.reference, accept=False, by=an_officer(AT), at=AT, why="The certificate is of another company."
    )
    keep_ours(AT)
    letter = letter_of(refused)  # type: ignore[arg-type]
    assert letter.reasons == "The certificate is of another company."
    assert letter.can_appeal
    assert letter.sentences == ("We could not do what you asked.",)


def test_a_draft_has_no_letter() -> None:
    right, by = owned(AT)
    with pytest.raises(NoLetter):
        letter_of(drafted("change_owner_name", [right], ANSWERS, by=by, at=AT))


def test_the_letter_is_a_tagged_pdf_in_its_language() -> None:
    if not can_make_pdf():
        pytest.skip("This machine has no libraries for PDF")
    filing, right = journey(type_named("change_reminder_address").examples[0], "change_reminder_address")
    Filing.everything.filter(pk=filing.pk).update(language="cy")
    reader = PdfReader(BytesIO(letter_pdf(Filing.everything.get(pk=filing.pk))))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "cy"
    assert right.number in reader.pages[0].extract_text()
