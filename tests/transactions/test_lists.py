"""Thousands at once: whatever people have is read, every line is told its fate, and nothing is done twice."""

import io
import zipfile
from datetime import UTC, datetime, timedelta

import pytest
from builders import signed_in
from builders.deposits import an_account_with
from builders.filings import an_account, an_officer, linked
from builders.people import a_member
from builders.register import a_patent
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import Workbook

from accounts.models import Organisation, User
from core.actor import Applicant
from core.models import OutboxMessage
from core.outbox.registry import keep
from payments.models import DepositLine, Payment
from payments.services import check as ledger_check
from rights.models import Right
from transactions.lists.checking import check_all, look_again, summary
from transactions.lists.making import AlreadySent, correct, leave_out, make_list
from transactions.lists.outcome import outcome_rows
from transactions.lists.reading import MOST, Row, UnreadableList, read_file, read_text
from transactions.lists.sending import NothingReady, begin_from_list
from transactions.models import Certificate, Filing, FilingRight, ListLine, RightsList
from transactions.services import answer, submit
from transactions.services.paying import pay

pytestmark = pytest.mark.django_db
AT = datetime(2023, 5, 15, 9, tzinfo=UTC)  # a patent of 10 May 2019 is due for year 5: £70
RECEIPT = {"email": "payer@example.com", "reminders": "no"}
HEADED = [Row("GB2606630", "A/1"), Row("EP3756048", "A/2")]


@pytest.fixture
def by() -> Applicant:
    return an_account(AT)


def workbook(*rows: tuple[object, ...]) -> bytes:
    book, content = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"Patent number,Your reference\nGB2606630,A/1\nEP3756048,A/2\n",
        "Our ref;Title;Publication number\nA/1;Über;GB2606630\nA/2;x;EP3756048\n".encode("cp1252"),
        "\ufeffnumber\treference\nGB2606630\tA/1\nEP3756048\tA/2\n".encode(),
        "number|reference\r\nGB2606630|A/1\r\nEP3756048|A/2\r\n".encode("utf-16"),
        b"sep=;\nnumber;reference\nGB2606630;A/1\nEP3756048;A/2\n",
        b"GB2606630,A/1\n\nEP3756048,A/2\n",
        b"A/1,GB2606630\nA/2,EP3756048\n",
        workbook(("Case", "Number"), ("A/1", "GB2606630"), (None, None), ("A/2", "EP3756048")),
    ],
)
def test_columns_separators_and_encodings_are_recognised(content: bytes) -> None:
    assert read_file("list", content) == HEADED


def test_what_is_typed_or_pasted_is_read() -> None:
    assert read_text("GB2606630, EP3756048\nGB1418215.8") == [Row("GB2606630"), Row("EP3756048"), Row("GB1418215.8")]
    assert read_text("GB2606630\tA/1\nEP3756048\tA/2") == HEADED


def test_no_row_vanishes_without_a_word() -> None:
    mistyped_first = b"GB29OO001,ref1\nGB2900003,ref2\n,REF\nGB2900004,ref3\n"
    assert read_file("list", mistyped_first) == [
        Row("GB29OO001", "ref1"), Row("GB2900003", "ref2"), Row("", "REF"), Row("GB2900004", "ref3"),
    ]  # fmt: skip
    mixed = read_text("GB2900001 my-ref\nGB2900010\tREF,10")
    assert [row.number for row in mixed] == ["GB2900001 my-ref", "GB2900010"]
    assert read_file("list", workbook(('="GB2900004"',), ("GB2900005",))) == [Row("GB2900004"), Row("GB2900005")]
    spaced = [row for place in range(MOST) for row in ((f"GB{2000000 + place}",), (None,))]
    assert len(read_file("list", workbook(*spaced))) == MOST
    with pytest.raises(UnreadableList, match="10,001 lines"):
        read_file("list", workbook(*spaced, ("GB2999999",)))


def test_bare_numbers_in_a_spreadsheet_stay_whole() -> None:
    assert read_file("x.xlsx", workbook((2606630.0, "A/1"), (2606631, "=1+1"))) == [
        Row("2606630", "A/1"),
        Row("2606631"),
    ]


def bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (201 * 1024 * 1024))
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"   \n \n", "empty"),
        (b"number,reference\n", "no numbers"),
        (b"PK\x03\x04nonsense", "cannot be read"),
        (b"\x81\x8d\x8f\x90\x9d", "CSV or XLSX"),
        ("\n".join(["GB2606630"] * (MOST + 1)).encode(), "10,000"),
        (b"a" * (10 * 1024 * 1024 + 1), "10 MB"),
    ],
)
def test_what_cannot_be_read_says_why(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableList, match=words):
        read_file("list", content)


def test_a_workbook_that_unpacks_to_a_giant_is_refused() -> None:
    with pytest.raises(UnreadableList, match="too large"):
        read_file("bomb.xlsx", bomb())


def listed(by: Applicant, *rows: Row) -> RightsList:
    made = make_list("renew", rows, name="a.csv", by=by, at=AT)
    check_all(made, by=by, at=AT)
    made.refresh_from_db()
    return made


def verdicts(made: RightsList) -> list[tuple[str, str]]:
    return list(ListLine.everything.filter(list=made).order_by("place").values_list("verdict", "own_reference"))


def test_every_line_is_told_what_will_be_done_or_why_not(by: Applicant) -> None:
    ready, paid = a_patent(), a_patent(paid_through=5)
    hidden = a_patent(published_on=None, granted_on=None)
    made = listed(
        by,
        Row(ready.number, "A"),
        Row(paid.number, "B"),
        Row("GB2699999", "C"),
        Row("nonsense", "D"),
        Row(f" {ready.number.lower()} ", "E"),
        Row(hidden.application_number, "F"),
    )
    assert [one for one, _reference in verdicts(made)] == ["ready", "blocked", "unknown", "unknown", "twice", "unknown"]
    told = summary(made)
    assert (told.ready, told.cannot, told.pence) == (1, 5, 7000)
    why = dict(ListLine.everything.filter(list=made).values_list("own_reference", "why"))
    assert "1 March 2024" in why["B"]
    assert "Enter one like" in why["D"]
    assert why["E"] == "It is in line 1 already."
    assert why["C"] == why["F"]  # an unpublished number answers like an unknown one


def test_a_line_is_corrected_in_place_and_one_left_out(by: Applicant) -> None:
    one, two = a_patent(), a_patent()
    made = listed(by, Row(one.number), Row("GB2699999"))
    correct(made, 2, two.number, by=by, at=AT)
    check_all(made, by=by, at=AT)
    leave_out(made, 1, is_out=True, by=by, at=AT)
    told = summary(made)
    assert (told.ready, told.left_out, told.cannot, told.pence) == (1, 1, 0, 7000)
    filing = begin_from_list(made, by=by, at=AT)
    assert [row.right_id for row in FilingRight.everything.filter(filing=filing)] == [two.pk]
    with pytest.raises(AlreadySent):
        correct(made, 2, one.number, by=by, at=AT)


def test_the_same_rows_and_the_same_click_again_change_nothing(by: Applicant) -> None:
    right = a_patent()
    first = listed(by, Row(right.number, "A"))
    assert make_list("renew", [Row(right.number, "A")], name="again.csv", by=by, at=AT) == first
    filing = begin_from_list(first, by=by, at=AT)
    assert begin_from_list(first, by=by, at=AT) == filing
    assert Filing.everything.count() == 1


def test_a_list_without_anything_to_do_is_not_sent(by: Applicant) -> None:
    with pytest.raises(NothingReady):
        begin_from_list(listed(by, Row("GB2699999")), by=by, at=AT)


def test_another_day_has_another_price(by: Applicant) -> None:
    right = a_patent()
    made = listed(by, Row(right.number))
    assert summary(made).pence == 7000
    august = datetime(2023, 8, 15, 9, tzinfo=UTC)  # late: £70 and £48
    look_again(made, by=by, at=august)
    assert summary(made).pence == 11_800


def keep_all(at: datetime) -> None:
    """Everything that is promised, until nothing is left but messages."""
    while (
        message := OutboxMessage.objects.filter(state="promised")
        .exclude(kind__in=["send-notice", "office-work"])
        .first()
    ):
        keep(message.kind, message.payload, at=at)
        OutboxMessage.objects.filter(pk=message.pk).update(state="kept", ended_at=at)


def test_a_list_is_paid_once_from_the_account_and_its_outcome_has_the_own_references(by: Applicant) -> None:
    rights = [a_patent() for _ in range(3)]
    made = listed(
        by, *(Row(right.number, f"OWN/{place}") for place, right in enumerate(rights)), Row("GB2699999", "OWN/X")
    )
    an_account_with(50_000, by=by, cashier=an_officer(AT, roles=("team_leader",)), at=AT)
    draft = begin_from_list(made, by=by, at=AT)
    answer(draft, "receipt", RECEIPT, by=by, at=AT)
    sent = submit(draft, by=by, at=AT)
    pay(sent, return_address=str, continue_path="/filings/x/", by=by, at=AT, way="deposit")
    keep_all(AT)
    keep_all(AT)
    sent.refresh_from_db()
    assert sent.state == "recorded"
    assert [line.amount_pence for line in DepositLine.everything.order_by("number")] == [50_000, -21_000]
    assert ledger_check() == []
    made.refresh_from_db()
    heading, *rows = outcome_rows(made, by=by)
    assert [row[2] for row in rows] == ["OWN/0", "OWN/1", "OWN/2", "OWN/X"]
    assert [row[5] for row in rows] == ["Done", "Done", "Done", "Cannot be done"]
    assert [str(row[7]) for row in rows] == ["70.00", "70.00", "70.00", "0.00"]
    said = [line["text"] for line in Payment.everything.get(subject__startswith=sent.reference).lines]
    assert [words.rpartition(" [")[2] for words in said] == ["OWN/0]", "OWN/1]", "OWN/2]"]
    codes = set(Certificate.objects.values_list("code", flat=True))
    assert {row[8] for row in rows if row[8]} == codes
    assert Right.everything.filter(pk__in=[right.pk for right in rights], paid_through_year=5).count() == 3
    assert len(heading) == 10


def test_a_change_for_many_patents_is_one_request_with_one_answer(by: Applicant) -> None:
    rights = [a_patent() for _ in range(3)]
    for right in rights:
        linked(right, by, since_at=AT - timedelta(days=400))
    made = make_list("change_address_for_service", [Row(right.number) for right in rights], name="x", by=by, at=AT)
    check_all(made, by=by, at=AT)
    made.refresh_from_db()
    filing = begin_from_list(made, by=by, at=AT)
    assert FilingRight.everything.filter(filing=filing).count() == 3


def test_the_dry_run_asks_the_database_as_often_for_thirty_lines_as_for_three(by: Applicant) -> None:
    counts = []
    for number in (3, 30):
        rights = [a_patent() for _ in range(number)]
        made = make_list("renew", [Row(right.number) for right in rights], name="x", by=by, at=AT)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            check_all(made, by=by, at=AT)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_who_left_the_account_no_longer_has_a_list_looked_at(by: Applicant) -> None:
    right = a_patent()
    made = make_list("renew", [Row(right.number)], name="x", by=by, at=AT)
    User.objects.get(pk=by.user_id).memberships.update(left_at=AT)
    keep_all(AT)
    made.refresh_from_db()
    assert made.checked == 0


def test_the_pages_of_a_list(by: Applicant) -> None:
    organisation = Organisation.objects.get(pk=by.organisation_id)
    paralegal = a_member(organisation, email="para@firm.example", permissions=["view", "prepare"])
    browser = signed_in.customer(organisation, user=paralegal)
    page = browser.post(reverse("list-new", args=["renew"]), {"numbers": ""}).content.decode()
    assert "Type or paste numbers, or choose a file" in page
    answered = browser.post(reverse("list-new", args=["renew"]), {"numbers": "GB2699999\nnonsense"})
    keep_all(AT)
    page = browser.get(answered["Location"]).content.decode()
    assert "We know no published patent of this number" in page
    assert "Continue with" not in page
    file = browser.get(reverse("list-outcome", args=[RightsList.everything.get().reference]))
    assert b"nonsense" in b"".join(file.streaming_content)


def test_all_certificates_come_as_one_pdf_and_as_a_zip_in_parts(by: Applicant, monkeypatch: pytest.MonkeyPatch) -> None:
    from pypdf import PdfReader

    from transactions import bundling

    monkeypatch.setattr(bundling, "IN_A_PART", 2)
    rights = [a_patent(title="A long title " * (1 if place else 30)) for place in range(3)]
    made = listed(by, *(Row(right.number) for right in rights))
    an_account_with(50_000, by=by, cashier=an_officer(AT, roles=("team_leader",)), at=AT)
    draft = begin_from_list(made, by=by, at=AT)
    answer(draft, "receipt", RECEIPT, by=by, at=AT)
    sent = submit(draft, by=by, at=AT)
    pay(sent, return_address=str, continue_path="/filings/x/", by=by, at=AT, way="deposit")
    keep_all(AT)
    sent.refresh_from_db()
    bundle = bundling.ask_for_bundle(sent, by=by, at=AT)
    assert bundling.ask_for_bundle(sent, by=by, at=AT) == bundle
    keep_all(AT)
    bundle.refresh_from_db()
    assert (bundle.done, bundle.is_ready, bundle.parts.through.objects.count()) == (3, True, 2)
    whole = PdfReader(io.BytesIO(bundling.whole_pdf(bundle, by=by)))
    text = "".join(page.extract_text() for page in whole.pages)
    assert all(right.number in text for right in rights)
    archive = zipfile.ZipFile(io.BytesIO(b"".join(bundling.zip_of(bundle, by=by))))
    assert archive.testzip() is None
    for name in archive.namelist():
        single = "".join(page.extract_text() for page in PdfReader(io.BytesIO(archive.read(name))).pages)
        assert name.partition("-")[0] in single
    assert len(archive.namelist()) == 3


def test_counts_are_written_as_people_write_them(by: Applicant) -> None:
    browser = signed_in.customer(Organisation.objects.get(pk=by.organisation_id))
    made = make_list("renew", [Row("GB2400001")], name="One", by=by, at=AT)
    assert "1 line" in (page := browser.get(reverse("lists")).content.decode())
    assert "1 lines" not in page
    RightsList.everything.filter(pk=made.pk).update(size=1_234, checked=1_000)
    assert "1,234 lines" in browser.get(reverse("lists")).content.decode()
    assert "1,000 of 1,234 lines looked at" in browser.get(reverse("list", args=[made.reference])).content.decode()
    checked = ListLine.everything.filter(list=made)
    checked.update(verdict="unknown")
    ListLine.everything.bulk_create(
        ListLine(list=made, place=place, typed="x", verdict="unknown") for place in range(2, 1_002)
    )
    RightsList.everything.filter(pk=made.pk).update(size=1_001, checked=1_001)
    page = browser.get(reverse("list", args=[made.reference])).content.decode()
    assert "1,001 lines" in page
    assert "0 patents" in page
