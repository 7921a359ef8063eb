"""Chains and roots: what was edited, cut, put in or has vanished shows."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path

import pgtrigger
import pytest
from builders.register import BOOKS, a_patent, details
from django.core.management import CommandError, call_command
from django.db import Error, connection, transaction
from django.db.models import F
from django.test import Client

from rights.chain import hash_of
from rights.details import canonical
from rights.facts import RenewalPaid
from rights.models import DailyRoot, Entry, Particulars, Right
from rights.register import record, verify
from rights.roots import close_root, verify_roots

pytestmark = pytest.mark.django_db

AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)


@contextmanager
def unprotected() -> Iterator[None]:
    """What somebody with every power over the database could do."""
    with pgtrigger.ignore():
        yield


def a_renewed_patent() -> Right:
    right = a_patent(service=details())
    for year in (5, 6):
        paid = RenewalPaid(effective_on=date(2024, 5, 1), year=year)
        with transaction.atomic():
            record(right.pk, [paid], because="REN", by=BOOKS, received_at=AT, at=AT)
    right.refresh_from_db()
    return right


@pytest.mark.parametrize("statement", ["UPDATE {} SET id = DEFAULT", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
@pytest.mark.parametrize("table", ["rights_entry", "rights_dailyroot", "rights_particulars"])
def test_the_database_itself_refuses_to_change_history(statement: str, table: str) -> None:
    a_renewed_patent()
    close_root(date(2024, 6, 12), by=BOOKS, at=AT)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(Error, match="Cannot"), transaction.atomic():
            cursor.execute(statement.format(table))


def test_an_untouched_history_verifies() -> None:
    right = a_renewed_patent()
    close_root(date(2024, 6, 12), by=BOOKS, at=AT)
    assert verify(right.pk) == []
    assert list(verify_roots()) == []


def test_the_stored_body_is_canonical_json_over_which_the_hash_is_taken() -> None:
    right = a_renewed_patent()
    previous = ""
    for entry in Entry.everything.filter(right=right).order_by("number"):
        assert canonical(json.loads(entry.body)) == entry.body
        assert entry.hash == hash_of(previous, entry.body)
        previous = entry.hash
    assert right.head == previous


def vanish(right: Right, *tables: str) -> None:
    """Deletes the right from the tables as a superuser can, past triggers and foreign keys."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in tables:
            key = "id" if table == "rights_right" else "right_id"
            cursor.execute(f"DELETE FROM {table} WHERE {key} = %s", [right.pk])
        cursor.execute("SET LOCAL session_replication_role = origin")


TAMPERINGS: dict[str, Callable[[Right], object]] = {
    "body edited": lambda right: Entry.everything.filter(right=right, number=2).update(body='{"fact":{}}'),
    "column edited": lambda right: Entry.everything.filter(right=right, number=2).update(because="REN-9"),
    "day edited": lambda right: Entry.everything.filter(right=right, number=3).update(effective_on=date(2020, 1, 1)),
    "middle cut": lambda right: Entry.everything.filter(right=right, number=2).delete(),
    "end cut": lambda right: Entry.everything.filter(right=right, number=3).delete(),
    "all cut": lambda right: Entry.everything.filter(right=right).delete(),
    "particulars edited": lambda right: Particulars.everything.filter(right=right).update(body='{"name":"X"}'),
    "particulars and digest edited": lambda right: Particulars.everything.filter(right=right).update(digest="0" * 64),
    "body made unreadable": lambda right: Entry.everything.filter(right=right, number=2).update(body="{"),
    "body made a list": lambda right: Entry.everything.filter(right=right, number=2).update(body="[1]"),
    "particulars vanished": lambda right: vanish(right, "rights_particulars"),
    "head edited": lambda right: Right.everything.filter(pk=right.pk).update(head="0" * 64),
}


@pytest.mark.parametrize("tampering", TAMPERINGS)
def test_tampering_shows_in_the_chain(tampering: str) -> None:
    right = a_renewed_patent()
    with unprotected():
        TAMPERINGS[tampering](right)
    assert verify(right.pk)


def test_an_edit_that_recomputes_every_hash_still_shows_in_the_root() -> None:
    right = a_renewed_patent()
    close_root(date(2024, 6, 12), by=BOOKS, at=AT)
    last = Entry.everything.get(right=right, number=3)
    body = last.body.replace('"year":6', '"year":7')
    head = hash_of(last.previous, body)
    with unprotected():
        Entry.everything.filter(pk=last.pk).update(body=body, hash=head)
        Right.everything.filter(pk=right.pk).update(head=head)
    assert verify(right.pk) == []
    assert any("2024-06-12" in fault for fault in verify_roots())


def test_a_cut_end_with_the_head_amended_still_shows_in_the_root() -> None:
    right = a_renewed_patent()
    close_root(date(2024, 6, 12), by=BOOKS, at=AT)
    second = Entry.everything.get(right=right, number=2)
    with unprotected():
        Entry.everything.filter(right=right, number=3).delete()
        Right.everything.filter(pk=right.pk).update(head=second.hash, version=2)
    assert verify(right.pk) == []
    assert list(verify_roots())


def test_a_vanished_root_shows() -> None:
    a_renewed_patent()
    for day in (12, 13, 14):
        close_root(date(2024, 6, day), by=BOOKS, at=AT)
    with unprotected():
        DailyRoot.objects.filter(on=date(2024, 6, 13)).delete()
    assert list(verify_roots())


def test_entries_made_after_a_root_do_not_disturb_it() -> None:
    a_renewed_patent()
    first = close_root(date(2024, 6, 12), by=BOOKS, at=AT)
    a_renewed_patent()
    second = close_root(date(2024, 6, 13), by=BOOKS, at=AT)
    assert (second.rights - first.rights, second.previous) == (1, first.root)
    assert list(verify_roots()) == []


def test_the_root_of_a_day_is_taken_once() -> None:
    a_renewed_patent()
    assert close_root(date(2024, 6, 12), by=BOOKS, at=AT).pk == close_root(date(2024, 6, 12), by=BOOKS, at=AT).pk


def test_the_command_tells_what_is_wrong_and_fails() -> None:
    right = a_renewed_patent()
    close_root(date(2024, 6, 12), by=BOOKS, at=AT)
    out, err = StringIO(), StringIO()
    call_command("verify_register", stdout=out, stderr=err)
    assert "whole" in out.getvalue()
    with unprotected():
        Entry.everything.filter(right=right, number=3).delete()
    with pytest.raises(CommandError):
        call_command("verify_register", stdout=out, stderr=err)
    assert f"right {right.pk}" in err.getvalue()


def test_rebuild_rights_tells_and_repairs_what_does_not_follow_from_the_entries() -> None:
    right = a_renewed_patent()
    Right.everything.filter(pk=right.pk).update(paid_through_year=19)
    right.contacts.model.everything.filter(right=right).update(name="Somebody")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("rebuild_rights", stdout=out)
    assert f"{right.number} differs in paid_through_year, contacts" in out.getvalue()
    call_command("rebuild_rights", "--write", stdout=out)
    call_command("rebuild_rights", right.number, stdout=out)
    right.refresh_from_db()
    assert right.paid_through_year == 6


def faults(**options: object) -> str:
    err = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_register", stdout=StringIO(), stderr=err, **options)
    return err.getvalue()


def test_a_right_whose_own_row_vanished_is_named() -> None:
    right = a_renewed_patent()
    close_root(date(2024, 6, 12), by=BOOKS, at=AT)
    with transaction.atomic():
        vanish(right, "rights_right")
        assert f"right {right.pk}: The right has vanished" in faults()
        transaction.set_rollback(True)


def test_a_right_that_vanished_without_a_trace_shows_in_the_run_of_its_id() -> None:
    a_renewed_patent()
    right = a_renewed_patent()
    root = close_root(date(2024, 6, 12), by=BOOKS, at=AT)
    vanish(right, "rights_entry", "rights_particulars", "rights_party", "rights_contact", "rights_right")
    first = right.pk // 10_000 * 10_000
    told = f"It differs among the rights {first} to {first + 9999}: {root.rights} then, {root.rights - 1} now"
    assert told in faults()


def test_roots_with_unreadable_parts_show() -> None:
    a_renewed_patent()
    close_root(date(2024, 6, 12), by=BOOKS, at=AT)
    with unprotected():
        DailyRoot.objects.update(parts={"0": None})
    assert "does not follow" in faults()


def test_a_kept_copy_of_the_published_roots_shows_that_the_latest_vanished_or_was_exchanged(
    client: Client, tmp_path: Path
) -> None:
    a_renewed_patent()
    for day in (12, 13):
        close_root(date(2024, 6, day), by=BOOKS, at=AT)
    copy = tmp_path / "roots.csv"
    copy.write_bytes(b"".join(client.get("/register/daily-roots.csv").streaming_content))  # type: ignore[attr-defined]
    call_command("verify_register", published=copy, stdout=StringIO())
    with unprotected():
        DailyRoot.objects.filter(on=date(2024, 6, 13)).delete()
    assert list(verify_roots()) == []
    assert "The root of 2024-06-13 was published and has vanished" in faults(published=copy)
    a_renewed_patent()
    close_root(date(2024, 6, 13), by=BOOKS, at=AT)
    assert "The root of 2024-06-13 is not the one that was published" in faults(published=copy)


def test_what_is_no_copy_of_the_roots_is_said(tmp_path: Path) -> None:
    copy = tmp_path / "roots.csv"
    copy.write_text("on,hash\n2024-06-12,0\n", encoding="utf-8")
    with pytest.raises(CommandError, match="no copy of the daily roots"):
        call_command("verify_register", published=copy, stdout=StringIO())


def test_two_histories_that_changed_places_show() -> None:
    first, second = a_renewed_patent(), a_renewed_patent()
    close_root(date(2024, 6, 12), by=BOOKS, at=AT)
    with unprotected():
        Entry.everything.filter(right=first).update(number=F("number") + 100)
        Entry.everything.filter(right=second).update(right=first)
        Entry.everything.filter(right=first, number__gt=100).update(right=second, number=F("number") - 100)
        for right, other in ((first, second), (second, first)):
            Right.everything.filter(pk=right.pk).update(head=other.head)
    assert verify(first.pk)
    assert list(verify_roots())


def test_an_edited_root_shows() -> None:
    a_renewed_patent()
    close_root(date(2024, 6, 12), by=BOOKS, at=AT)
    with unprotected():
        DailyRoot.objects.update(entries=999)
    assert list(verify_roots())


def test_every_root_can_be_gathered_anew() -> None:
    a_renewed_patent()
    close_root(date(2024, 6, 12), by=BOOKS, at=AT)
    a_renewed_patent()
    close_root(date(2024, 6, 13), by=BOOKS, at=AT)
    assert list(verify_roots(every=True)) == []
