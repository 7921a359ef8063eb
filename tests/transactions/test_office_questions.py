"""The office asks, the filer answers with words and files, and time puts an end to it."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from builders.demonstration_clock import clock_at
from builders.filings import an_account, an_officer, filed, fresh, owned
from builders.signed_in import customer
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.test import Client
from PIL import Image

from accounts.models import Organisation
from core.actor import Applicant, NotPermitted, Officer
from core.days import start_of
from notifications.models import Notice
from transactions.models import Filing, FilingDocument, Query, QueryAnswer
from transactions.services import AnswersMissing, answer_questions, ask, decide
from transactions.services.asking import QuestionsInvalid, chase_questions, end_questions
from transactions.services.deciding import CannotDecide
from transactions.workflow import CannotMove

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("throwaway")]
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
DUE = date(2024, 7, 12)
ASKED = ["Who signed the deed?", "On which day?"]


def in_queue() -> tuple[Filing, Applicant]:
    right, by = owned(AT)
    return filed("assign_with_two_officers", [right], {"owner": {"owner": "New Ltd"}}, by=by, at=AT), by


def asked_about() -> tuple[Filing, Applicant, Officer]:
    filing, by = in_queue()
    officer = an_officer(AT)
    return ask(filing, ASKED, due_on=DUE, by=officer, at=AT), by, officer


def test_questions_are_numbered_and_told_to_the_filer_with_their_last_day() -> None:
    filing, _, _ = asked_about()
    assert (filing.state, filing.stage_ends_on) == ("awaiting-answer", DUE)
    assert [(one.number, one.text) for one in Query.everything.order_by("number")] == [
        (1, "Who signed the deed?"), (2, "On which day?"),
    ]  # fmt: skip
    told = Notice.everything.get(about=filing.reference, template="office-asks")
    for words in (
        "1. Who signed the deed?",
        "2. On which day?",
        "12 July 2024",
        f"/filings/{filing.reference}/questions/",
    ):
        assert words in told.body


def test_answers_bring_it_back_to_the_officers() -> None:
    filing, by, officer = asked_about()
    with pytest.raises(CannotDecide):
        decide(filing.reference, accept=True, by=officer, at=AT)
    back = answer_questions(filing, {1: "Ada", 2: "3 June"}, by=by, at=AT)
    assert (back.state, back.stage_ends_on) == ("in-queue", None)
    assert [one.text for one in QueryAnswer.everything.order_by("query__number")] == ["Ada", "3 June"]
    with pytest.raises(CannotMove):
        answer_questions(filing, {1: "Bob", 2: "4 June"}, by=by, at=AT)


def test_every_question_wants_an_answer_and_nothing_is_kept_until_then() -> None:
    filing, by, _ = asked_about()
    with pytest.raises(AnswersMissing) as missing:
        answer_questions(filing, {1: "Ada", 2: " "}, by=by, at=AT)
    assert missing.value.numbers == (2,)
    assert fresh(filing).state == "awaiting-answer"
    assert not QueryAnswer.everything.exists()


def test_another_round_goes_on_counting() -> None:
    filing, by, officer = asked_about()
    answer_questions(filing, {1: "Ada", 2: "3 June"}, by=by, at=AT)
    ask(filing, ["And where?"], due_on=DUE, by=officer, at=AT + timedelta(days=1))
    back = answer_questions(filing, {3: "In Leeds"}, by=by, at=AT + timedelta(days=2))
    assert back.state == "in-queue"
    assert Query.everything.count() == QueryAnswer.everything.count() == 3


def test_nobody_else_answers() -> None:
    filing, by, _ = asked_about()
    stranger = an_account(AT, email="stranger@example.com")
    with pytest.raises(CannotMove):
        answer_questions(filing, {1: "Eve", 2: "Never"}, by=stranger, at=AT)
    viewer = Applicant(by.user_id, by.organisation_id, frozenset())
    with pytest.raises(NotPermitted):
        answer_questions(filing, {1: "Ada", 2: "3 June"}, by=viewer, at=AT)


def test_a_question_has_words_and_a_day_to_come() -> None:
    filing, _ = in_queue()
    officer = an_officer(AT)
    with pytest.raises(QuestionsInvalid, match="at least one"):
        ask(filing, [" "], due_on=DUE, by=officer, at=AT)
    with pytest.raises(QuestionsInvalid, match="future"):
        ask(filing, ASKED, due_on=date(2024, 6, 12), by=officer, at=AT)
    with pytest.raises(NotPermitted):
        ask(filing, ASKED, due_on=DUE, by=Officer(officer.user_id, frozenset({"finance"})), at=AT)


def test_five_working_days_before_the_last_one_the_filer_is_reminded_once() -> None:
    """12 July 2024 is a Friday: five working days before it is Friday 5 July."""
    filing, _, _ = asked_about()
    assert chase_questions(at=start_of(date(2024, 7, 4))) == 0
    assert chase_questions(at=start_of(date(2024, 7, 5))) == 1
    assert chase_questions(at=start_of(date(2024, 7, 8))) == 0
    assert Notice.everything.filter(about=filing.reference, template="office-asks").count() == 2


def test_after_the_last_day_the_officers_have_it_back() -> None:
    filing, by, _ = asked_about()
    assert end_questions(at=start_of(DUE)) == 0
    assert end_questions(at=start_of(DUE + timedelta(days=1))) == 1
    assert fresh(filing).state == "in-queue"
    assert Notice.everything.filter(about=filing.reference, template="office-asks-over").exists()
    with pytest.raises(CannotMove):
        answer_questions(filing, {1: "Ada", 2: "3 June"}, by=by, at=AT + timedelta(days=40))


def test_questions_and_answers_are_append_only() -> None:
    filing, by, _ = asked_about()
    answer_questions(filing, {1: "Ada", 2: "3 June"}, by=by, at=AT)
    for rows in (Query.everything, QueryAnswer.everything):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(text="Something else")


def test_the_command_asks(capsys: Any) -> None:
    filing, _ = in_queue()
    an_officer(AT)
    with clock_at(AT):
        call_command(
            "ask_filer", filing.reference, "--question", "Who?", "--due", "2024-07-12", "--officer",
            "officer@office.example",
        )  # fmt: skip
        with pytest.raises(CommandError, match="is awaiting-answer"):
            call_command(
                "ask_filer", filing.reference, "--question", "Who?", "--due", "2024-07-12", "--officer",
                "officer@office.example",
            )  # fmt: skip
    assert f"{filing.reference}: awaiting-answer" in capsys.readouterr().out


def text_of(page: Any) -> str:
    return str(page.content.decode())


def a_picture(name: str) -> SimpleUploadedFile:
    photo = BytesIO()
    Image.new("RGB", (2, 2)).save(photo, "PNG")
    return SimpleUploadedFile(name, photo.getvalue())


def test_the_page_takes_words_and_files_and_keeps_what_was_typed(settings: Any) -> None:
    settings.UPLOADS_WITHOUT_SCAN, settings.CLAMAV_SOCKET = True, ""
    with clock_at(AT):
        filing, by, _ = asked_about()
        client = customer(Organisation.objects.get(pk=by.organisation_id))
        here = f"/filings/{filing.reference}/questions/"
        page = text_of(client.get(f"/filings/{filing.reference}/"))
        assert here in page
        assert "We have a question. Answer it by 12 July 2024." in page
        assert "1. Who signed the deed?" in text_of(client.get(here))
        wrong = text_of(client.post(here, {"text_1": "Ada did", "text_2": ""}))
        assert "Answer question 2" in wrong
        assert "Ada did" in wrong
        bad = SimpleUploadedFile("deed.pdf", b"not a pdf")
        refused = client.post(here, {"text_1": "Ada did", "text_2": "3 June", "files_1": bad})
        assert "deed.pdf:" in text_of(refused)
        assert fresh(filing).state == "awaiting-answer"
        sent = client.post(here, {"text_1": "Ada did", "text_2": "3 June", "files_1": a_picture("deed.png")})
        assert sent["Location"] == f"/filings/{filing.reference}/"
        assert FilingDocument.everything.get().evidence == "question-1"
        page = text_of(client.get(sent["Location"]))
        for words in ("Ada did", "deed.png", "3 June"):
            assert words in page
        assert client.get(here)["Location"] == f"/filings/{filing.reference}/"


def test_a_stranger_sees_no_question() -> None:
    with clock_at(AT):
        filing, _, _ = asked_about()
        other = an_account(AT, email="other@example.com")
        client = customer(Organisation.objects.get(pk=other.organisation_id))
        assert client.get(f"/filings/{filing.reference}/questions/").status_code == 404
        assert Client().get(f"/filings/{filing.reference}/questions/").status_code == 302
