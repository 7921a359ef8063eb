"""Copies and extracts: what they cost, what they say later, who confirms them, and who posts the paper."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from builders.filings import BOOKS, a_visitor, an_officer, example_filer, example_right, filed, fresh, morning_of, paid
from builders.journeys import journey
from builders.register import a_patent
from django.db import transaction
from django.test import Client
from pypdf import PdfReader

from core.pdf import can_make_pdf
from notifications.models import Notice
from rights.details import PartyOnRecord
from rights.facts import ProprietorsChanged, Withheld
from rights.models import Particulars, Right
from rights.patents.fees import fee_book
from rights.register import record
from transactions.certificates import Extract, certificates_of, find_certificate
from transactions.kind import Answers
from transactions.models import Filing
from transactions.registry import type_named
from transactions.services import decide
from transactions.standings import load

pytestmark = pytest.mark.django_db

COPIES = type_named("order_copies")
EXTRACT, ON_PAPER, DOCUMENT = COPIES.examples
AT = morning_of(EXTRACT)
CERTIFIED: Answers = {
    "what": {"what": "certified-extract"},
    "how": {"how": "download"},
    "receipt": {"email": "reader@example.com"},
}


def ordered(answers: Answers, right: Right) -> tuple[Filing, Extract]:
    by = a_visitor()
    filing = paid(filed("order_copies", [right], answers, by=by, at=AT), by=by, at=AT)
    (extract,) = certificates_of(filing)
    assert isinstance(extract, Extract)
    return filing, extract


def entered(right: Right, *facts: object) -> None:
    later = AT + timedelta(days=3)
    with transaction.atomic():
        record(right.pk, facts, because="tests", by=BOOKS, received_at=later, at=later)


@pytest.mark.parametrize(
    ("what", "copies", "pence"), [("certified-extract", 1, 2000), ("copy", 4, 2000), ("extract", 1, 500)]
)
def test_each_copy_has_its_fee_and_from_april_2026_it_is_an_example(what: str, copies: int, pence: int) -> None:
    right = example_right(EXTRACT)
    standing = load([right.pk], by=a_visitor(), on=EXTRACT.on)[right.pk]
    answers = {"what": {"what": what}, "how": {"how": "post" if copies > 1 else "download"}, "post": {"copies": copies}}
    (charge,) = COPIES.charges(answers, standing, EXTRACT.on)
    assert (charge.amount_pence, charge.certain) == (pence, True)
    (later,) = COPIES.charges(answers, standing, EXTRACT.on.replace(month=4))
    assert not later.certain


def test_a_certified_extract_goes_on_saying_what_the_register_said_when_it_was_made(client: Client) -> None:
    right = example_right(EXTRACT)
    filing, extract = ordered(CERTIFIED, right)
    assert filing.state == "recorded"
    assert find_certificate(extract.code.lower()) == extract
    entered(right, ProprietorsChanged(effective_on=EXTRACT.on, parties=(PartyOnRecord("Carr Ltd"),), how="assignment"))
    page = client.get(f"/certificates/{extract.code}/").content.decode()
    assert "This extract is genuine" in page
    assert "Ada Bell" in page
    assert "1 Old Street" in page
    assert "ada@example.com" not in page
    assert "Carr Ltd" not in page


def test_an_address_that_is_withheld_later_stands_in_no_extract_any_more(client: Client) -> None:
    right = example_right(EXTRACT)
    _, extract = ordered(CERTIFIED, right)
    references = tuple(str(key) for key in Particulars.everything.filter(right=right).values_list("id", flat=True))
    entered(right, Withheld(effective_on=EXTRACT.on, references=references))
    assert "1 Old Street" not in client.get(f"/certificates/{extract.code}/").content.decode()
    entered(right, Withheld(effective_on=EXTRACT.on, whole_right=True))
    assert client.get(f"/certificates/{extract.code}/").status_code == 404


def test_an_uncertified_extract_says_so_and_its_address_is_in_the_message(client: Client) -> None:
    answers = {**CERTIFIED, "what": {"what": "extract"}}
    filing, extract = ordered(answers, example_right(EXTRACT))
    page = client.get(f"/certificates/{extract.code}/").content.decode()
    assert "This extract is not certified" in page
    assert "genuine" not in page
    told = Notice.everything.get(about=filing.reference, template="filing-outcome")
    assert told.address == {"email": "reader@example.com"}
    assert f"/certificates/{extract.code}/" in str(told.personalisation)


def test_paper_waits_for_an_officer_who_posts_it_and_nothing_else_waits_for_it() -> None:
    right = example_right(ON_PAPER)
    by = example_filer(ON_PAPER, right)
    waiting = paid(filed("order_copies", [right], ON_PAPER.answers, by=by, at=AT), by=by, at=AT)
    assert waiting.state == "in-queue"
    assert ordered(CERTIFIED, right)[0].state == "recorded"
    decide(waiting.reference, accept=True, by=an_officer(AT), at=AT, why="Posted.")
    assert fresh(waiting).state == "recorded"
    assert len(certificates_of(waiting)) == 1


def test_a_document_is_copied_by_the_office_and_certified_by_no_code() -> None:
    filing, _ = journey(DOCUMENT, "order_copies")
    assert certificates_of(filing) == []


def test_nothing_of_an_unpublished_application_is_copied() -> None:
    from dataclasses import replace

    example = replace(EXTRACT, history=(EXTRACT.history[0], EXTRACT.history[3]), relation="owner")
    right = example_right(example)
    standing = load([right.pk], by=example_filer(example, right), on=example.on)[right.pk]
    assert [one.step_key for one in COPIES.objections({}, standing, example.on)] == [None]


def test_the_extract_is_a_tagged_pdf_with_its_code(client: Client) -> None:
    if not can_make_pdf():
        pytest.skip("the system libraries that WeasyPrint needs are missing")
    _, extract = ordered(CERTIFIED, example_right(EXTRACT))
    answer = client.get(f"/certificates/{extract.code}.pdf")
    reader = PdfReader(BytesIO(answer.content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    for part in ("GB2590070", "Robot", "Ada Bell", extract.code, extract.hash[:40]):
        assert part in text


def test_a_price_on_the_first_page_that_nobody_confirmed_is_called_an_example(client: Client, settings: Any) -> None:
    uncertain = [fee for fee in fee_book().forms if fee.form == "23" and not fee.is_certain]
    assert uncertain, "the data hold no unconfirmed fee of Form 23 any more: this test has nothing to say"
    right = a_patent()
    begun = client.post("/filings/new/order_copies/", {"right": right.number})
    page = client.get(begun["Location"]).content.decode()
    assert "for each copy (Example, not confirmed)" in page
    settings.FEES_CONFIRMED = True
    page = client.get(begun["Location"]).content.decode()
    assert "for each copy" in page
    assert "Example, not confirmed" not in page
