"""The stand-in for Notify takes letters with real addresses and makes a PDF of each."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.stubs.money import pass_time
from tests.stubs.notify_service import client, control, letter, refused, running_notify


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("templates")


@pytest.fixture(scope="module")
def running_url(folder: Path) -> Iterator[str]:
    with running_notify(folder) as url:
        yield url


@pytest.fixture
def url(running_url: str) -> str:
    control(running_url, "reset")
    return running_url


def test_a_letter_is_accepted_then_received_and_has_a_pdf(url: str) -> None:
    letter_id = letter(url)["id"]
    found = client(url).get_notification_by_id(letter_id)
    assert (found["status"], found["postage"], found["postcode"]) == ("accepted", "second", "NP10 8QQ")
    assert (found["line_1"], found["line_2"], found["line_3"]) == ("Avery Example", "1 High Street", None)
    assert refused(lambda: client(url).get_pdf_for_letter(letter_id)) == (
        400,
        "PDFNotReadyError",
        "PDF not available yet, try again later",
    )
    pass_time(url, seconds=3)
    text = "\n".join(page.extract_text() for page in PdfReader(client(url).get_pdf_for_letter(letter_id)).pages)
    for words in ("Avery Example", "NP10 8QQ", "Your code is ABC (123) ŵŷ", "It works once."):
        assert words in text
    pass_time(url, seconds=3601)
    assert client(url).get_notification_by_id(letter_id)["status"] == "received"


def test_a_long_letter_takes_several_pages(url: str) -> None:
    letter_id = letter(url, code="\n\n".join(f"paragraph {number} " + "word " * 40 for number in range(40)))["id"]
    pass_time(url, seconds=3)
    pages = PdfReader(client(url).get_pdf_for_letter(letter_id)).pages
    assert len(pages) > 1
    assert "paragraph 39" in pages[len(pages) - 1].extract_text()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"address_line_2": ""}, "Address must be at least 3 lines"),
        ({"address_line_3": "Newport"}, "Last line of address must be a real UK postcode or another country"),
        (
            {"address_line_2": "@home"},
            'Address lines must not start with any of the following characters: @ ( ) = [ ] " \\ / , < >',
        ),
        (
            {f"address_line_{n}": f"line {n}" for n in range(3, 8)} | {"postcode": "NP10 8QQ"},
            "Address must be no more than 7 lines",
        ),
    ],
)
def test_an_address_that_cannot_be_printed_is_refused(url: str, changes: dict[str, str], says: str) -> None:
    assert refused(lambda: letter(url, **changes)) == (400, "ValidationError", says)


def test_a_letter_abroad_ends_with_a_country(url: str) -> None:
    assert letter(url, address_line_3="80331 München", address_line_4="Germany")["id"]


def test_a_letter_made_as_a_pdf_is_checked_first(url: str, folder: Path) -> None:
    first = letter(url)["id"]
    pass_time(url, seconds=3)
    pdf = client(url).get_pdf_for_letter(first).read()
    sent = client(url).send_precompiled_letter_notification("own", io.BytesIO(pdf), "first")
    assert sent == {"id": sent["id"], "reference": "own", "postage": "first"}
    status = lambda one: client(url).get_notification_by_id(one)["status"]  # noqa: E731
    assert status(sent["id"]) == "pending-virus-check"
    broken = client(url).send_precompiled_letter_notification("own", io.BytesIO(b"no pdf"))["id"]
    virus = client(url).send_precompiled_letter_notification(
        "own", io.BytesIO(b"%PDF- EICAR-STANDARD-ANTIVIRUS-TEST-FILE %%EOF")
    )["id"]
    pass_time(url, seconds=3)
    assert (status(sent["id"]), status(broken), status(virus)) == (
        "accepted",
        "validation-failed",
        "virus-scan-failed",
    )
    assert client(url).get_pdf_for_letter(sent["id"]).read() == pdf
