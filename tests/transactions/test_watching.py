"""A wait that watches: its filer hears once of every entry of the kinds that it names, and of no other."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from builders.conforming import demand_pure_rules, demand_whole_journey
from builders.filings import BOOKS, a_visitor, an_account, filed, fresh, keep_ours
from builders.register import a_patent
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.actor import Applicant, Public
from core.models import OutboxMessage
from core.outbox.registry import keep
from notifications import preferences
from notifications.models import Notice
from rights.details import Details, PartyOnRecord
from rights.entering import Recording
from rights.facts import AddressChanged, Fact, ProprietorsChanged, RenewalPaid, TitleChanged
from rights.models import Right, Watch
from rights.register import record, record_many
from transactions.models import Filing
from transactions.registry import type_named
from transactions.services import withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("throwaway")]
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
WATCHED = ["entries-watched"]
NEW_OWNER = ProprietorsChanged(effective_on=date(2024, 6, 1), parties=(PartyOnRecord(name="New Ltd"),))
RENEWED = RenewalPaid(effective_on=date(2024, 6, 12), year=5)


def watching(rights: Sequence[Right], by: Applicant | Public, *, email: str = "watcher@example.com") -> Filing:
    return filed("keep_an_eye", rights, {"email": {"email": email}}, by=by, at=AT)


def entered(right: Right, *facts: Fact, at: datetime = AT) -> None:
    record(right.pk, facts, because="tests", by=BOOKS, received_at=at, at=at)


def told(filing: Filing) -> list[str]:
    found = Notice.everything.filter(about=filing.reference, template="entry-watched").order_by("id")
    return list(found.values_list("subject", flat=True))


def test_the_watcher_hears_of_what_it_asked_for_and_of_nothing_else() -> None:
    right = a_patent(number="GB2500001")
    filing = watching([right], a_visitor())
    assert filing.state == "waiting"
    entered(right, TitleChanged(effective_on=date(2024, 6, 1), title="Pump"), NEW_OWNER)
    keep_ours(AT, only=WATCHED)
    assert told(filing) == ["GB2500001: Proprietor entered"]
    notice = Notice.everything.get(template="entry-watched")
    assert (notice.address["email"], "1 June 2024" in notice.body) == ("watcher@example.com", True)


def test_what_is_not_public_is_told_to_nobody() -> None:
    right = a_patent()
    filing = watching([right], a_visitor())
    private = AddressChanged(
        effective_on=date(2024, 6, 1), purpose="renewal-reminder", name="A", particulars=Details(email="a@example.com")
    )
    entered(right, private)
    keep_ours(AT, only=WATCHED)
    assert told(filing) == []


def test_an_account_with_two_watches_hears_once_and_by_email_only_if_it_likes() -> None:
    right, by = a_patent(), an_account(AT)
    first = watching([right], by)
    watching([right, a_patent(number="GB2500002")], by)
    preferences.choose(days_before=[30], email=False, by=by, at=AT)
    entered(right, NEW_OWNER)
    keep_ours(AT, only=WATCHED)
    notice = Notice.everything.get(template="entry-watched")
    assert (notice.channel, notice.organisation_id, notice.about) == ("mailbox", by.organisation_id, first.reference)


def test_telling_twice_tells_once() -> None:
    right = a_patent()
    filing = watching([right], a_visitor())
    entered(right, NEW_OWNER)
    message = OutboxMessage.objects.get(kind="entries-watched")
    for _ in range(2):
        keep(message.kind, message.payload, at=AT)
    assert len(told(filing)) == 1


def test_after_a_withdrawal_nothing_more_is_told() -> None:
    right, by = a_patent(), a_visitor()
    filing = watching([right], by)
    withdraw(filing, by=by, at=AT + timedelta(days=1))
    entered(right, NEW_OWNER, at=AT + timedelta(days=2))
    assert (fresh(filing).state, Watch.objects.count()) == ("withdrawn", 0)
    assert OutboxMessage.objects.filter(kind="entries-watched").count() == 0


def test_many_entries_at_once_are_one_promise_kept_in_as_many_queries_as_a_few() -> None:
    rights = [a_patent(number=f"GB25{place:05}") for place in range(12)]
    watching(rights, a_visitor())
    queries = []
    for some in (rights[:2], rights[2:]):
        record_many([Recording(one.pk, (RENEWED,)) for one in some], because="x", by=BOOKS, received_at=AT, at=AT)
        message = OutboxMessage.objects.get(kind="entries-watched", state="promised")
        with CaptureQueriesContext(connection) as captured:
            keep(message.kind, message.payload, at=AT)
        OutboxMessage.objects.filter(pk=message.pk).update(state="kept", ended_at=AT)
        queries.append(len(captured))
    assert queries[0] == queries[1]
    assert Notice.everything.filter(template="entry-watched").count() == 12


def test_a_recording_that_nobody_watches_asks_once_and_promises_nothing() -> None:
    right = a_patent()
    with CaptureQueriesContext(connection) as captured:
        entered(right, RENEWED)
    assert len([one for one in captured if "rights_watch" in one["sql"]]) == 1
    assert OutboxMessage.objects.filter(kind="entries-watched").count() == 0


def test_the_watching_type_of_the_tests_conforms() -> None:
    declared = type_named("keep_an_eye")
    demand_whole_journey(declared, declared.examples[0])


def test_the_rules_of_the_watching_type_are_pure() -> None:
    declared = type_named("keep_an_eye")
    demand_pure_rules(declared, declared.examples[0])
