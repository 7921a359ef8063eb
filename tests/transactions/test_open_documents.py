"""Who may open which document about a right: a table by hand of visibility, state and reader."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from builders.files import PDF
from builders.filings import an_account, an_officer, drafted, linked, owned
from builders.register import a_patent

from core.actor import Actor, Public
from core.files import store
from core.models import StoredFile
from rights.models import Right
from transactions.models import Filing, FilingDocument
from transactions.open_documents import NotOpen, documents_about, open_document

pytestmark = pytest.mark.django_db
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
LATER, JUST_BEFORE = AT + timedelta(days=14), AT + timedelta(days=14, seconds=-1)


def a_document(right: Right, by: Actor, *, visibility: str, state: str = "recorded") -> StoredFile:
    """A document of a request in some state, received at ``AT``."""
    filing = drafted("change_owner_name", [right], {}, by=by, at=AT)
    file = store(name="deed.pdf", content=PDF, by=by, at=AT)
    FilingDocument.everything.create(
        filing=filing, evidence="proof", file=file, visibility=visibility, given_at=AT, given_by="x"
    )
    Filing.everything.filter(pk=filing.pk).update(state=state, received_at=AT, submitted_at=AT)
    return file


@pytest.fixture
def readers() -> Mapping[str, Actor]:
    right, giver = owned(AT)
    party, stranger = an_account(AT, email="p@example.com"), an_account(AT, email="s@example.com")
    linked(right, party, relation="representative")
    return {"giver": giver, "party": party, "stranger": stranger, "public": Public(), "officer": an_officer(AT)}


def those_who_open(file: StoredFile, readers: Mapping[str, Actor], *, at: datetime = LATER) -> set[str]:
    right = Right.everything.get()
    found = {name for name, by in readers.items() if documents_about(right, by=by, at=at)}
    for name, by in readers.items():
        if name in found:
            open_document(right, file.reference, by=by, at=at)[1].close()
        else:
            with pytest.raises(NotOpen):
                open_document(right, file.reference, by=by, at=at)
    return found


EVERYBODY = {"giver", "party", "stranger", "public", "officer"}


@pytest.mark.parametrize(
    ("visibility", "state", "who"),
    [
        ("private", "recorded", {"giver", "officer"}),
        ("parties", "recorded", {"giver", "party", "officer"}),
        ("register", "recorded", EVERYBODY),
        ("register", "in-queue", {"giver", "party", "officer"}),
        ("register", "refused", {"giver", "party", "officer"}),
        ("private", "in-queue", {"giver", "officer"}),
    ],
)
def test_who_opens_what(visibility: str, state: str, who: set[str], readers: Mapping[str, Actor]) -> None:
    file = a_document(Right.everything.get(), readers["giver"], visibility=visibility, state=state)
    assert those_who_open(file, readers) == who


def test_the_public_waits_for_the_14_days_in_which_confidentiality_can_be_asked_for(
    readers: Mapping[str, Actor],
) -> None:
    file = a_document(Right.everything.get(), readers["giver"], visibility="register")
    assert those_who_open(file, readers, at=JUST_BEFORE) == {"giver", "party", "officer"}


@pytest.mark.parametrize(
    ("state", "who"),
    [
        ("in-queue", {"giver", "officer"}),
        ("recorded", {"giver", "officer"}),
        ("refused", EVERYBODY),
        ("withdrawn", EVERYBODY),
    ],
)
def test_a_document_for_which_confidentiality_is_asked_is_hidden_until_it_is_refused(
    state: str, who: set[str], readers: Mapping[str, Actor]
) -> None:
    right = Right.everything.get()
    file = a_document(right, readers["giver"], visibility="register")
    asked = drafted("request_confidentiality", [right], {}, by=readers["giver"], at=AT)
    answers = {"document": {"document": str(file.reference), "reasons": "The price"}}
    Filing.everything.filter(pk=asked.pk).update(answers=answers)
    Filing.everything.filter(pk=asked.pk).update(state=state, submitted_at=AT)
    assert those_who_open(file, readers) == who


@pytest.mark.parametrize("state", ["quarantined", "infected"])
def test_what_is_not_clean_is_opened_by_nobody(state: str, readers: Mapping[str, Actor]) -> None:
    file = a_document(Right.everything.get(), readers["giver"], visibility="register")
    StoredFile.everything.filter(pk=file.pk).update(state=state)
    assert those_who_open(file, readers) == set()


def test_a_draft_shows_nobody_anything(readers: Mapping[str, Actor]) -> None:
    file = a_document(Right.everything.get(), readers["giver"], visibility="register", state="draft")
    Filing.everything.update(submitted_at=None)
    assert those_who_open(file, readers) == set()


def test_an_unpublished_right_has_no_documents_for_others() -> None:
    right = a_patent(published_on=None, granted_on=None)
    owner = an_account(AT)
    linked(right, owner)
    a_document(right, owner, visibility="register")
    assert documents_about(right, by=Public(), at=LATER) == []
    assert documents_about(right, by=an_account(AT, email="s@example.com"), at=LATER) == []
    assert len(documents_about(right, by=owner, at=LATER)) == 1


def test_what_is_confidential_about_one_right_is_hidden_about_every_other_too() -> None:
    first, giver = owned(AT)
    second = a_patent()
    linked(second, giver)
    file = a_document(first, giver, visibility="register")
    again = drafted("correct_document", [second], {}, by=giver, at=AT)
    FilingDocument.everything.create(
        filing=again, evidence="proof", file=file, visibility="register", given_at=AT, given_by="x"
    )
    Filing.everything.filter(pk=again.pk).update(state="recorded", received_at=AT, submitted_at=AT)
    assert len(documents_about(second, by=Public(), at=LATER)) == 1
    asked = drafted("request_confidentiality", [first], {}, by=giver, at=AT)
    Filing.everything.filter(pk=asked.pk).update(answers={"document": {"document": str(file.reference)}})
    Filing.everything.filter(pk=asked.pk).update(state="in-queue", submitted_at=AT)
    for right in (first, second):
        assert documents_about(right, by=Public(), at=LATER) == []
        assert len(documents_about(right, by=giver, at=LATER)) == 1


def test_a_document_beyond_the_list_is_opened_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    right, giver = owned(AT)
    file = a_document(right, giver, visibility="private")
    monkeypatch.setattr("transactions.open_documents.MOST", 0)
    assert documents_about(right, by=giver, at=LATER) == []
    open_document(right, file.reference, by=giver, at=LATER)[1].close()
