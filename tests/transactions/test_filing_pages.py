"""The pages of a journey, walked with Django's client on the demonstration clock; card pages are told of by hand."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from builders.demonstration_clock import clock_at
from builders.filings import a_visitor, an_account, filed, fresh, linked, paid
from builders.register import a_patent
from builders.signed_in import customer
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from accounts.models import AccountSession, Organisation
from core import clock
from core.actor import Public
from notifications.models import Notice
from rights.facts import AddressChanged, Details
from rights.models import Contact, Hold, Right
from transactions.models import Certificate, Feedback, Filing, FilingDocument
from transactions.services import submit

pytestmark = pytest.mark.django_db
DUE = datetime(2023, 5, 30, 9, tzinfo=UTC)
RECEIPT = {"email": "payer@example.com", "reminders": "no", "version": "0"}
ADDRESS = {"name": "New", "line_1": "2 New Road", "town": "Cardiff", "postcode": "cf101aa", "country": "GB"}
ANSWERS = {"receipt": {"email": "payer@example.com", "reminders": "no"}}


@pytest.fixture
def due_day(db: None) -> Iterator[None]:
    """The pages live on 30 May 2023."""
    with clock_at(DUE):
        yield


def text_of(page: Any) -> str:
    return str(page.content.decode())


def begun(client: Client, right: Right) -> str:
    """The address of the first page of a fresh draft."""
    page = client.post("/renew/", {"right": right.number})
    assert page.status_code == 302, text_of(page)
    return str(page["Location"])


def test_a_stranger_renews_as_far_as_the_card_pages_without_signing_in(client: Client, due_day: None) -> None:
    right = a_patent(title="Valve")
    found = client.post("/renew/", {"numbers": right.number})
    quoted = text_of(client.get(found["Location"]))
    assert "£70" in quoted
    assert "Valve" in quoted
    step = begun(client, right)
    assert "Where should we send the receipt?" in text_of(client.get(step))
    checked = client.post(step, RECEIPT)["Location"]
    page = text_of(client.get(checked))
    assert "payer@example.com" in page
    assert 'name="seen_pence" value="7000"' in page


def test_what_is_wrong_is_said_beside_the_question(client: Client, due_day: None) -> None:
    step = begun(client, a_patent())
    page = text_of(client.post(step, {"email": "nobody", "reminders": "", "version": "0"}))
    assert "There is a problem" in page
    assert "Enter an email address in the correct format" in page
    assert "Select yes if we should write to this address" in page


def test_an_unknown_number_is_named(client: Client) -> None:
    page = text_of(client.post("/renew/", {"numbers": "GB2499999"}))
    assert "There is a problem" in page
    assert "GB2499999" in page


def test_why_a_patent_cannot_be_renewed_is_said(client: Client, due_day: None) -> None:
    right = a_patent(paid_through=5)
    page = text_of(client.get("/renew/", {"right": right.number}))
    assert "You can renew it from 1 March 2024" in page
    assert "Continue" not in page


def test_above_the_card_limit_the_page_says_so_before_anything_is_typed(
    client: Client, due_day: None, settings: Any
) -> None:
    settings.PAY_MAX_PENCE = 6999
    page = text_of(client.get("/renew/", {"right": a_patent().number}))
    assert "A card payment can be up to £69.99" in page
    assert "Continue" not in page


def test_somebody_elses_words_are_shown_beside_ones_own(client: Client, due_day: None) -> None:
    step = begun(client, a_patent())
    client.post(step, RECEIPT)
    page = client.post(step, {**RECEIPT, "email": "second@example.com"})
    assert page.status_code == 409
    assert "payer@example.com" in text_of(page)
    assert "second@example.com" in text_of(page)
    assert 'name="version" value="1"' in text_of(page)


def test_a_price_of_another_day_is_shown_again_with_the_reason(client: Client, due_day: None) -> None:
    step = begun(client, a_patent())
    checked = client.post(step, RECEIPT)["Location"]
    clock.move_to(datetime(2023, 7, 3, 9, tzinfo=UTC))
    page = text_of(client.post(checked, {"seen_on": "2023-05-30", "seen_pence": "7000"}))
    assert "The price has changed" in page
    assert "On 30 May 2023 it was £70. On 3 July 2023 it is £94." in page
    assert Filing.everything.get().state == "draft"


def test_another_browser_is_sent_to_sign_in(client: Client, due_day: None) -> None:
    step = begun(client, a_patent())
    page = Client().get(step)
    assert page.status_code == 302
    assert "/sign-in/" in page["Location"]


def test_the_confirmation_has_reference_certificate_and_the_way_to_say_how_it_was(
    client: Client, due_day: None
) -> None:
    right = a_patent()
    step = begun(client, right)
    client.post(step, RECEIPT)
    filing = Filing.everything.get()
    by = Public(filing.visitor)
    done = paid(submit(filing, by=by, at=DUE), by=by, at=DUE)
    page = text_of(client.get(f"/filings/{done.reference}/"))
    code = Certificate.objects.get().code
    assert done.reference in page
    assert f"/certificates/{code}.pdf" in page
    assert f"/feedback/{done.reference}/" in page
    thanks = client.post(f"/feedback/{done.reference}/", {"satisfaction": "4", "comment": "Quick"})
    assert thanks["Location"].endswith("thanks/")
    assert Feedback.objects.get().satisfaction == 4


def test_anyone_can_confirm_a_certificate_by_its_code_however_it_is_typed(client: Client) -> None:
    right, by = a_patent(title="Valve"), a_visitor()
    paid(filed("renew", [right], ANSWERS, by=by, at=DUE), by=by, at=DUE)
    code = Certificate.objects.get().code
    found = client.get("/certificates/", {"code": code.lower().replace("-", " ")})
    assert found["Location"] == f"/certificates/{code}/"
    page = text_of(client.get(found["Location"]))
    assert "This certificate is genuine" in page
    assert "Acme Widgets Ltd" in page
    assert "payer@example.com" not in page


def test_a_wrong_code_is_no_certificate(client: Client) -> None:
    assert "We have no certificate with this code" in text_of(client.get("/certificates/", {"code": "CERT-1"}))
    unknown = client.get("/certificates/CERT-7F3K-92QX-M4TB/")
    assert unknown.status_code == 404
    assert "We have no certificate with this code" in text_of(unknown)
    assert 'value="CERT-7F3K-92QX-M4TB"' in unknown.content.decode()


def test_a_withdrawal_is_asked_once_more(client: Client, due_day: None) -> None:
    step = begun(client, a_patent())
    filing = Filing.everything.get()
    address = f"/filings/{filing.reference}/withdraw/"
    assert "Are you sure you want to delete this draft?" in text_of(client.get(address))
    assert fresh(filing).state == "draft"
    client.post(address)
    assert fresh(filing).state == "withdrawn"
    assert client.get(step).status_code == 302


def test_nothing_typed_is_asked_for_in_words(client: Client) -> None:
    page = client.post("/renew/", {"numbers": ""})
    assert "Enter a patent number, like GB2490001" in text_of(page)


def test_numbers_may_be_parted_by_spaces_commas_or_new_lines(client: Client, due_day: None) -> None:
    first, second, third = a_patent(), a_patent(), a_patent()
    spaced = f"{first.number[:5]} {first.number[5:]} {second.number}, {third.number}\n{first.number}"
    found = client.post("/renew/", {"numbers": spaced})
    assert found["Location"] == f"/renew/?right={first.number}&right={second.number}&right={third.number}"


def test_what_is_no_number_among_others_is_named(client: Client, due_day: None) -> None:
    page = text_of(client.post("/renew/", {"numbers": f"{a_patent().number} hello"}))
    assert "hello" in page.split("govuk-error-summary", 1)[1].split("<form", 1)[0]


# --- signed in ---


def signed_in_owner(at: datetime) -> tuple[Client, Right]:
    """The browser of an owner whose right was linked long ago."""
    before = Details(("1 Old Street", "Newport"), "NP10 8QQ", "GB", "before@example.com")
    contact = AddressChanged(effective_on=date(2020, 1, 2), purpose="proprietor", name="Old", particulars=before)
    right, by = a_patent(contacts=[contact]), an_account(at)
    linked(right, by, since_at=at - timedelta(days=100))
    return customer(Organisation.objects.get(pk=by.organisation_id)), right


def test_an_owner_changes_the_contact_address(due_day: None) -> None:
    client, right = signed_in_owner(DUE)
    start = f"/filings/new/change_contact_address/?right={right.number}"
    assert "The register is public" in text_of(client.get(start))
    step = client.post(start, {"right": right.number})["Location"]
    assert "The register is public" in text_of(client.get(step))
    step = client.post(step, {**ADDRESS, "version": "0"})["Location"]
    checked = client.post(step, {"email": "after@example.com", "version": "0"})["Location"]
    page = text_of(client.get(checked))
    assert "CF10 1AA" in page
    assert "United Kingdom" in page
    done = client.post(checked, {"seen_on": "2023-05-30", "seen_pence": "0"})["Location"]
    assert "The contact address on the register is changed" in text_of(client.get(done))
    assert Contact.everything.get(right=right, purpose="proprietor").name == "New"
    assert "Change the contact address" in text_of(client.get("/filings/?show=ended"))


def test_nobody_elses_address_begins_with_the_filers_own_email(due_day: None) -> None:
    client, right = signed_in_owner(DUE)
    step = client.post("/filings/new/appoint_representative/", {"right": right.number})["Location"]
    assert 'name="email"' in text_of(client.get(step))
    assert "owner@example.com" not in text_of(client.get(step)).split("<main")[1]
    alone = client.post("/filings/new/change_contact_address/", {"right": right.number})["Location"]
    alone = client.post(alone, {**ADDRESS, "version": "0"})["Location"]
    assert "owner@example.com" in text_of(client.get(alone)).split("<main")[1]


def test_a_draft_stands_in_the_list_and_is_resumed(due_day: None) -> None:
    client, right = signed_in_owner(DUE)
    client.post("/filings/new/change_contact_address/", {"right": right.number})
    filing = Filing.everything.get()
    assert filing.reference in text_of(client.get("/filings/"))
    page = text_of(client.get(f"/filings/{filing.reference}/"))
    assert f"/filings/{filing.reference}/answers/address/" in page


def test_a_sign_in_of_eleven_minutes_ago_is_not_fresh_enough(due_day: None) -> None:
    _, right = signed_in_owner(DUE)
    organisation = Organisation.objects.get()
    stale = customer(organisation, at=DUE)
    AccountSession.everything.update(authenticated_at=DUE - timedelta(minutes=11))
    page = stale.get(f"/filings/new/change_contact_address/?right={right.number}")
    assert page.status_code == 302
    assert "/sign-in/again/" in page["Location"]


def test_a_document_is_given_and_taken_away_again(due_day: None, throwaway: None, settings: Any) -> None:
    settings.UPLOADS_WITHOUT_SCAN, settings.CLAMAV_SOCKET = True, ""
    client, right = signed_in_owner(DUE)
    step = client.post("/filings/new/assign_with_two_officers/", {"right": right.number})["Location"]
    checked = client.post(step, {"owner": "Needs Deed", "version": "0"})["Location"]
    address = checked.replace("/check/", "/documents/deed/")
    missing = text_of(client.get(checked))
    assert "Not given yet" in missing
    assert "What is still missing" in missing
    assert missing.count(f'href="{address}"') == 2
    refused = client.post(address, {"document": SimpleUploadedFile("deed.pdf", b"not a pdf")})
    assert "There is a problem" in text_of(refused)
    photo = BytesIO()
    Image.new("RGB", (2, 2)).save(photo, "PNG")
    given = client.post(address, {"document": SimpleUploadedFile("deed.png", photo.getvalue())})
    assert given.status_code == 302, text_of(given)
    complete = text_of(client.get(checked))
    assert "deed.png" in complete
    assert "What is still missing" not in complete
    file = FilingDocument.everything.get().file
    client.post(f"{address}{file.reference}/remove/")
    assert "Not given yet" in text_of(client.get(checked))


def test_the_button_and_not_the_look_says_that_a_change_is_wrong(due_day: None) -> None:
    client, right = signed_in_owner(DUE)
    step = client.post("/filings/new/change_contact_address/", {"right": right.number})["Location"]
    step = client.post(step, {**ADDRESS, "version": "0"})["Location"]
    checked = client.post(step, {"email": "after@example.com", "version": "0"})["Location"]
    client.post(checked)
    body = Notice.everything.get(template="contact-changed-old").body
    address = "/this-is-wrong/" + body.split("/this-is-wrong/")[1].split("/")[0] + "/"
    assert "Is this change wrong?" in text_of(Client().get(address))
    assert not Hold.objects.exists()
    assert "stopped further changes" in text_of(Client().post(address))
    assert Hold.objects.get().right_id == right.pk
    used = Client().get(address)
    assert used.status_code == 404
    assert "This address no longer works" in text_of(used)


def test_saying_that_a_change_is_wrong_cannot_be_guessed_without_end(due_day: None) -> None:
    cache.clear()
    guesser = Client(REMOTE_ADDR="192.0.2.11")
    answers = [guesser.post(f"/this-is-wrong/guess{number}/").status_code for number in range(21)]
    assert answers == [404] * 20 + [429]
