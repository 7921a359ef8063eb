"""What follows a request that was sent: more evidence, ending a wait, the letter, and agreements that are asked for."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from builders.cases import a_request
from builders.demonstration_clock import clock_at
from builders.files import PDF
from builders.filings import an_account, drafted, filed, fresh, linked, owned, paid
from builders.programs import Program, a_program
from builders.register import a_patent
from builders.throwaway import throwaway

from accounts.models import Organisation
from core.actor import EVERYTHING, Applicant
from core.files import store
from transactions.models import ConsentRequest, Filing, FilingDocument
from transactions.types.watch_right.examples import EXAMPLES

__all__ = ["throwaway"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("throwaway")]
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
LATER = AT + timedelta(days=3)


def filer_of(filing: Filing) -> Applicant:
    member = Organisation.objects.get(pk=filing.organisation_id).memberships.get()
    return Applicant(member.user_id, member.organisation_id, EVERYTHING, signed_in_at=AT)


def test_more_is_sent_while_the_office_has_it() -> None:
    _case, filing = a_request(AT)
    by = filer_of(filing)
    file = store(name="deed.pdf", content=PDF, by=by, at=LATER)
    path, program = f"filings/{filing.reference}/notes", a_program(by)
    with clock_at(LATER):
        sent = program.post(path, {"text": "The deed came today.", "files": [str(file.reference)]})
        assert (sent["number"], sent["text"]) == (1, "The deed came today.")
        assert abs(datetime.fromisoformat(sent["sentAt"]) - LATER) < timedelta(seconds=5)
        assert program.get(path)["items"] == [sent]
        empty = program.call("POST", path, {"text": "  "})
        assert (empty.status_code, empty.json()["error"]["details"][0]["target"]) == (422, "/text")
    assert FilingDocument.everything.get(filing=filing, evidence="note-1").file == file
    assert fresh(filing).state == filing.state


def test_nothing_more_is_sent_about_a_draft() -> None:
    right, by = owned(AT)
    draft = drafted("change_owner_name", [right], {}, by=by, at=AT)
    with clock_at(AT):
        refused = a_program(by).call("POST", f"filings/{draft.reference}/notes", {"text": "x"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "notNow")


def test_a_watch_is_stopped_by_the_exit_that_is_listed() -> None:
    by = an_account(AT)
    program = a_program(by)
    watch = paid(filed("watch_right", [a_patent()], EXAMPLES[0].answers, by=by, at=AT), by=by, at=AT)
    path = f"filings/{watch.reference}/exits"
    with clock_at(LATER):
        assert program.get(path)["items"] == [{"exit": "stop", "title": "Stop watching"}]
        assert program.call("POST", path, {"exit": "heard"}).status_code == 409
        assert program.post(path, {"exit": "stop"}, status=200)["state"] in ("accepted", "recorded")
        assert program.get(path)["items"] == []


def test_the_letter_is_a_pdf_and_a_draft_has_none() -> None:
    _case, filing = a_request(AT)
    by = filer_of(filing)
    draft = drafted("watch_right", [a_patent()], {}, by=by, at=AT)
    with clock_at(AT):
        answer = a_program(by).call("GET", f"filings/{filing.reference}/letter", Accept="application/pdf")
        assert a_program(by).call("GET", f"filings/{draft.reference}/letter").status_code == 404
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.content.startswith(b"%PDF-")


def test_what_one_is_asked_to_agree_to_is_read_and_never_answered_by_a_program(
    program_of: Program, settings: Any
) -> None:
    (found,) = program_of.get("agreements")["items"]
    assert (found["reference"], found["state"], found["page"]) == (
        "AGR-2222-2222-2222",
        "waiting",
        f"{settings.PUBLIC_URL}/agreements/AGR-2222-2222-2222/",
    )
    assert program_of.get("agreements/AGR-2222-2222-2222") == found
    assert program_of.get("agreements?state=agreed")["items"] == []
    assert program_of.call("POST", "agreements/AGR-2222-2222-2222", {}).status_code == 405


@pytest.fixture
def program_of() -> Program:
    """A system of an account that is asked to agree."""
    asked_account = an_account(AT, name="A co-owner", email="co@example.com")
    right = a_patent()
    linked(right, asked_account)
    filing = drafted("transfer_ownership", [right], {}, by=an_account(AT), at=AT)
    asked = ConsentRequest.everything.create(
        reference="AGR-2222-2222-2222", filing=filing, party="A co-owner", role="proprietor", way="account",
        asked_at=AT, expires_at=LATER,
    )  # fmt: skip
    asked.rights.add(right)
    asked.accounts.add(Organisation.objects.get(pk=asked_account.organisation_id))
    return a_program(asked_account)
