"""The pages of linking, from the numbers to the patent in the portfolio."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from builders.files import PDF
from builders.filings import an_account, linked
from builders.linking import asked, code_for, owned, represented, sent_code, wrong
from builders.register import a_link, a_patent
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Organisation
from core.actor import Applicant
from rights.models import Link, LinkRequest, Right

pytestmark = pytest.mark.django_db
Read = Callable[..., Any]


def words(page: Any) -> str:
    return " ".join(page.xpath("normalize-space(//main)").split())


def asked_pages(browser: Client, read: Read, *numbers: str, relation: str = "owner") -> Any:
    """Enters the numbers and returns the page of what was found."""
    answer = browser.post("/link/", {"numbers": "\n".join(numbers), "relation": relation})
    assert answer.status_code == 302, answer.content.decode()
    return read(browser, answer["Location"])


def begin(browser: Client, *rights: Right, relation: str = "owner") -> str:
    """Goes on to the proof and returns that page's address."""
    query = "&".join(f"number={right.number}" for right in rights)
    answer = browser.post(f"/link/found/?relation={relation}&{query}")
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def way(page: Any, start: str) -> str:
    return str(page.xpath(f"//input[@name='proof'][starts-with(@value, '{start}')]/@value")[0])


def test_from_numbers_to_a_linked_patent(browser: Client, read: Read, account: Applicant) -> None:
    first, second = owned(title="A weaving loom"), owned(title="A spinning wheel")
    found = asked_pages(browser, read, first.number, second.number)
    assert "2 patents to link" in words(found)
    assert "A weaving loom" in words(found)
    assert "Owner: Rhiannon Testwood" in words(found)
    proof = begin(browser, first, second)
    chosen = way(read(browser, proof), "email-")
    code_page = browser.post(proof, {"proof": chosen})["Location"]
    page = read(browser, code_page)
    assert page.xpath("//input[@name='code']/@autocomplete") == ["one-time-code"]
    assert "r•••@o•••.example" in words(page)
    done = browser.post(code_page, {"code": sent_code()})
    assert done.status_code == 302
    page = read(browser, done["Location"])
    assert "Your account is linked to 2 patents" in words(page)
    assert f"/patents/{first.number}/" in page.xpath("//main//a/@href")
    assert browser.get(f"/patents/{first.number}/").status_code == 200


def test_what_was_typed_stands_there_after_an_error(browser: Client, read: Read) -> None:
    typed = "GB2606630\nGB1418215.9 hello"
    answer = browser.post("/link/", {"numbers": typed})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert typed.replace("\n", "\r\n") in page or typed in page
    assert page.count("The check digit of GB1418215.9 does not fit") == 2  # in the summary, and beside the box
    assert page.count("hello: Enter a UK or European number") == 2
    assert "Select whether you own the patents or represent the owner" in page


def test_the_way_back_from_what_was_found_leads_to_what_was_typed(browser: Client, read: Read) -> None:
    page = asked_pages(browser, read, "gb 2606630", "GB2490001", relation="representative")
    (back,) = set(page.xpath("//a[contains(@class, 'govuk-back-link') or text()='Change the numbers']/@href"))
    before = read(browser, back)
    assert before.xpath("string(//textarea)").split("\n")[-2:] == ["gb 2606630", "GB2490001"]
    assert before.xpath("//input[@name='relation'][@checked]/@value") == ["representative"]


def test_fifty_numbers_are_taken_and_fifty_one_are_not(browser: Client) -> None:
    numbers = [f"GB24{n:05d}" for n in range(51)]
    answer = browser.post("/link/", {"numbers": " ".join(numbers), "relation": "owner"})
    assert b"Enter up to 50 numbers at a time" in answer.content
    answer = browser.post("/link/", {"numbers": " ".join(numbers[:50]), "relation": "owner"})
    assert answer.status_code == 302


def test_a_number_from_another_page_is_filled_in(browser: Client, read: Read) -> None:
    page = read(browser, "/link/?number=GB2606630")
    assert page.xpath("normalize-space(//textarea)") == "GB2606630"


def test_unknown_unpublished_and_withheld_answer_alike(browser: Client, read: Read) -> None:
    unpublished, withheld = a_patent(published_on=None, granted_on=None), a_patent()
    Right.everything.filter(pk=withheld.pk).update(is_withheld=True)
    numbers = ("GB2777777", unpublished.number, withheld.number)
    plain = [words(asked_pages(browser, read, number)).replace(number, "") for number in numbers]
    assert plain[0] == plain[1] == plain[2]
    assert "We cannot find a published patent with this number" in plain[0]


def test_nothing_of_somebody_elses_link_is_given_away(browser: Client, read: Read, today: datetime) -> None:
    theirs, nobodys = owned(title="One"), owned(title="One")
    linked(theirs, an_account(today, email="them@other.example"))
    pages = [words(asked_pages(browser, read, right.number)).replace(right.number, "") for right in (theirs, nobodys)]
    assert pages[0] == pages[1]


def test_what_is_linked_or_asked_for_already_is_said(
    browser: Client, read: Read, own: Organisation, account: Applicant, today: datetime
) -> None:
    mine, with_staff = owned(), owned()
    a_link(mine, own)
    request = asked(with_staff, by=account, at=today)
    LinkRequest.everything.filter(pk=request.pk).update(state="with-staff")
    page = asked_pages(browser, read, mine.number, with_staff.number)
    assert "Linked to your account already" in words(page)
    assert "You have asked for these already" in words(page)
    assert f"/link/requests/{request.reference}/" in page.xpath("//main//a/@href")


@pytest.mark.parametrize("state", ["frozen", "waiting"])
def test_a_link_that_is_not_active_yet_leads_to_its_request(
    browser: Client, read: Read, own: Organisation, account: Applicant, today: datetime, state: str
) -> None:
    right = owned()
    request = asked(right, by=account, at=today)
    LinkRequest.everything.filter(pk=request.pk).update(state=state, link=a_link(right, own, state=state))
    address = f"/link/requests/{request.reference}/"
    assert browser.get(f"/patents/{right.number}/")["Location"] == address
    page = asked_pages(browser, read, right.number)
    assert "You have asked for these already" in words(page)
    assert address in page.xpath("//main//a/@href")
    assert "/link/requests/" in read(browser, "/portfolio/").xpath("//main//a/@href")


def test_both_readings_of_a_number_are_offered(browser: Client, read: Read) -> None:
    granted = a_patent(number="GB2199886")
    a_patent(application_number="GB2199886.9", number="GB2611111", filed_on=date(2021, 12, 1))
    page = asked_pages(browser, read, "2199886")
    assert page.xpath("//input[@name='meant-0']/@value") == ["GB2199886", "GB2611111", "none"]
    address = "/link/found/?relation=owner&number=2199886"
    assert b"Select which patent you mean by 2199886" in browser.post(address).content
    browser.post(address, {"meant-0": "GB2199886"})
    assert LinkRequest.everything.get().right == granted


def test_a_wrong_code_says_how_many_tries_are_left(browser: Client, account: Applicant, today: datetime) -> None:
    request = asked(owned(), by=account, at=today)
    code = code_for(request, by=account, at=today)
    address = f"/link/requests/{request.reference}/code/"
    answer = browser.post(address, {"code": wrong(code)})
    assert b"You have 4 tries left" in answer.content
    assert code not in answer.content.decode()
    for _ in range(3):
        answer = browser.post(address, {"code": wrong(code)})
    assert b"You have 1 try left" in answer.content
    answer = browser.post(address, {"code": wrong(code)})
    assert answer["Location"] == f"/link/requests/{request.reference}/"
    assert b"A wrong code was entered 5 times" in browser.get(answer["Location"]).content


def test_the_same_code_in_a_second_tab_leads_to_the_link(browser: Client, account: Applicant, today: datetime) -> None:
    request = asked(owned(), by=account, at=today)
    code = code_for(request, by=account, at=today)
    answers = [browser.post(f"/link/requests/{request.reference}/code/", {"code": code}) for _ in range(2)]
    assert {answer["Location"] for answer in answers} == {f"/link/requests/{request.reference}/"}
    assert Link.everything.count() == 1


def test_asking_for_codes_too_often_is_said_on_the_page(browser: Client, account: Applicant, read: Read) -> None:
    proof = begin(browser, owned())
    chosen = way(read(browser, proof), "email-")
    browser.post(proof, {"proof": chosen})
    answer = browser.post(proof, {"proof": chosen})
    assert b"We sent a code less than a minute ago" in answer.content


def test_the_ways_say_how_long_they_take(browser: Client, read: Read) -> None:
    page = words(read(browser, begin(browser, represented(owner_email="r@home.example"))))
    for sentence in ("Takes a few minutes", "about 4 working days", "after 5 working days", "within 5 working days"):
        assert sentence in page


def test_a_signed_authority_is_handed_to_staff(browser: Client, read: Read) -> None:
    proof = begin(browser, owned(), owned())
    address = browser.post(proof, {"proof": "authority"})["Location"]
    page = read(browser, address)
    assert any("/link/authority-form/" in link for link in page.xpath("//main//a/@href"))
    file = SimpleUploadedFile("authority.pdf", PDF, "application/pdf")
    answer = browser.post(address, {"authority": file})
    assert answer.status_code == 302, answer.content.decode()
    assert "We are checking" in words(read(browser, answer["Location"]))
    assert set(LinkRequest.everything.values_list("state", flat=True)) == {"with-staff"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "Select the signed authority"),
        (b"", "The submitted file is empty|The selected file is empty"),
        (b"MZ an exe", "must be a PDF, DOCX, ODT, JPG or PNG"),
    ],
)
def test_a_wrong_file_is_explained(browser: Client, content: bytes | None, sentence: str) -> None:
    address = browser.post(begin(browser, owned()), {"proof": "authority"})["Location"]
    data = {} if content is None else {"authority": SimpleUploadedFile("authority.pdf", content)}
    page = browser.post(address, data).content.decode()
    assert any(one in page for one in sentence.split("|"))
    assert LinkRequest.everything.get().state == "asked"


def test_anyone_may_print_the_form_of_authority(read: Read, db: None) -> None:
    page = words(read(Client(), "/link/authority-form/?number=GB2606630&number=%3Cscript%3E"))
    assert "GB2606630" in page
    assert "script" not in page
