"""The journal: which day, which entries under which heading, once each; and the same in ST.96."""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from builders.register import BOOKS, a_patent
from django.db import transaction
from lxml import etree

from rights.exports.legal_status import Happened, RightStatus, legal_status_xml
from rights.facts import (
    FACTS,
    AuthorityGiven,
    Ceased,
    Ended,
    Expired,
    Fact,
    InterestRegistered,
    LicenceOfRightEntered,
    PartyOnRecord,
    ProcedureMoved,
    RenewalPaid,
    Restored,
    Withheld,
)
from rights.journal.days import journal_on, next_journal_on, opposition_ends_on
from rights.journal.issues import notices_in, publish_journal
from rights.models import Right
from rights.procedures import Procedure, ProcedureStage
from rights.register import record
from rights.st27 import EVENTS, PROCEDURES, event_of

DATA = Path(os.environ.get("REFERENCE_DATA_DIR") or Path(__file__).resolve().parents[3] / "shared" / "data")
XSD = DATA / "wipo-st96" / "PatentLegalStatusData_V6_0.xsd"
DETAILS = DATA / "wipo-codes" / "st27-detailed-events.csv"
KEYS = DATA / "wipo-codes" / "st27-key-events.csv"
WEDNESDAY = date(2026, 4, 8)
AT = datetime(2026, 4, 8, 5, 0, tzinfo=UTC)


def enter(right: Right, *facts: Fact, at: datetime = AT) -> None:
    with transaction.atomic():
        record(right.pk, facts, because="time", by=BOOKS, received_at=at, at=at)


@pytest.mark.parametrize(
    ("day", "first", "following"),
    [
        (date(2026, 4, 7), date(2026, 4, 8), date(2026, 4, 8)),
        (date(2026, 4, 8), date(2026, 4, 8), date(2026, 4, 15)),
        (date(2026, 4, 9), date(2026, 4, 15), date(2026, 4, 15)),
        (date(2026, 12, 31), date(2027, 1, 6), date(2027, 1, 6)),
    ],
)
def test_the_journal_appears_on_wednesdays(day: date, first: date, following: date) -> None:
    assert (journal_on(day), next_journal_on(day)) == (first, following)


def test_what_is_offered_on_a_day_can_be_opposed_until_four_weeks_after_the_next_journal() -> None:
    """Offered Thursday 9 April 2026, advertised Wednesday 15 April, opposed until Wednesday 13 May."""
    assert opposition_ends_on(date(2026, 4, 9)) == date(2026, 5, 13)


@pytest.mark.django_db
def test_an_issue_holds_what_was_entered_since_the_one_before_and_nothing_twice() -> None:
    first, second = a_patent(number="GB2400101"), a_patent(number="GB2400102")
    enter(first, Ceased(effective_on=date(2025, 9, 1)), RenewalPaid(effective_on=WEDNESDAY, year=9))
    issue = publish_journal(WEDNESDAY, by=BOOKS, at=AT)
    assert issue is not None
    enter(second, LicenceOfRightEntered(effective_on=date(2026, 4, 10)))
    later = publish_journal(WEDNESDAY + timedelta(days=7), by=BOOKS, at=AT + timedelta(days=7))
    assert later is not None
    assert (issue.number, later.number) == (1, 2)
    assert [(one.section, one.number) for one in notices_in(issue)] == [("ceased", "GB2400101")]
    assert [(one.section, one.number) for one in notices_in(later)] == [("licences-of-right", "GB2400102")]


@pytest.mark.django_db
def test_an_issue_appears_once_and_an_outage_makes_it_late_and_not_missing() -> None:
    assert publish_journal(WEDNESDAY, by=BOOKS, at=AT) is not None
    assert publish_journal(WEDNESDAY, by=BOOKS, at=AT) is None
    assert publish_journal(WEDNESDAY + timedelta(days=6), by=BOOKS, at=AT) is None
    late = publish_journal(WEDNESDAY + timedelta(days=9), by=BOOKS, at=AT)
    assert late is not None
    assert late.published_on == date(2026, 4, 17)
    assert publish_journal(date(2026, 4, 21), by=BOOKS, at=AT) is None
    assert publish_journal(date(2026, 4, 22), by=BOOKS, at=AT) is not None


@pytest.mark.django_db
def test_the_first_issue_waits_for_a_wednesday() -> None:
    assert publish_journal(date(2026, 4, 7), by=BOOKS, at=AT) is None


@pytest.mark.django_db
def test_notices_stand_under_the_headings_of_the_law_in_their_order() -> None:
    facts = {
        "GB2400201": Ended(effective_on=WEDNESDAY, how="surrendered"),
        "GB2400202": ProcedureMoved(effective_on=WEDNESDAY, procedure="restoration", stage="applied"),
        "GB2400203": Ended(effective_on=WEDNESDAY, how="revoked"),
        "GB2400204": Expired(effective_on=WEDNESDAY),
        "GB2400205": Ceased(effective_on=WEDNESDAY),
        "GB2400206": ProcedureMoved(effective_on=WEDNESDAY, procedure="correction", stage="advertised"),
    }
    for number, fact in facts.items():
        enter(a_patent(number=number), fact)
    issue = publish_journal(WEDNESDAY, by=BOOKS, at=AT)
    assert issue is not None
    assert [(str(one.section), one.number) for one in notices_in(issue)] == [
        ("ceased", "GB2400205"),
        ("expired", "GB2400204"),
        ("restoration", "GB2400202"),
        ("surrender", "GB2400201"),
        ("ended", "GB2400203"),
        ("corrections", "GB2400206"),
    ]


@pytest.mark.django_db
def test_what_is_withheld_or_unpublished_is_not_advertised_even_in_an_old_issue() -> None:
    hidden, secret = a_patent(), a_patent(published_on=None, granted_on=None)
    enter(hidden, Ceased(effective_on=WEDNESDAY))
    enter(secret, Ended(effective_on=WEDNESDAY, how="withdrawn"))
    issue = publish_journal(WEDNESDAY, by=BOOKS, at=AT)
    assert issue is not None
    assert len(notices_in(issue)) == 1
    enter(hidden, Withheld(effective_on=WEDNESDAY, whole_right=True))
    assert notices_in(issue) == []


def test_every_public_fact_but_those_that_are_no_event_has_one() -> None:
    without = {"opening", "title-changed", "term-stated", "applicants-stated", "authority-given", "withheld"}
    assert {kind for kind, fact in FACTS.items() if fact not in EVENTS} == without


def test_what_only_the_parties_know_is_no_event() -> None:
    assert event_of(AuthorityGiven(effective_on=WEDNESDAY, agent="Penn")) is None


def test_every_code_is_one_of_the_standards() -> None:
    if not DETAILS.exists():
        pytest.skip(f"No codes of ST.27 in {DATA}: set REFERENCE_DATA_DIR to read them")
    details = {line.split(",", 1)[0] for line in DETAILS.read_text().splitlines()}
    keys = {line.split(",", 1)[0] for line in KEYS.read_text().splitlines()}
    holder = (PartyOnRecord(name="A"),)
    tried = [
        *(event for event in EVENTS.values() if not callable(event)),
        *PROCEDURES.values(),
        *(event_of(Ended(effective_on=WEDNESDAY, how=how)) for how in ("surrendered", "revoked", "withdrawn", "void")),
        *(
            event_of(
                InterestRegistered(effective_on=WEDNESDAY, number=1, nature=nature, holders=holder, exclusivity=kind)
            )
            for nature, kind in [
                ("mortgage", ""),
                ("licence", "exclusive"),
                ("licence", "sole"),
                ("licence", "non-exclusive"),
            ]
        ),
    ]
    assert {event.detail for event in tried if event} <= details
    assert {event.key for event in tried if event} <= keys


def test_a_procedure_has_an_event_only_where_the_standard_knows_one() -> None:
    stages = {stage for (procedure, stage) in PROCEDURES if procedure == Procedure.RESTORATION}
    assert stages == {ProcedureStage.APPLIED, ProcedureStage.REFUSED, ProcedureStage.WITHDRAWN}


def test_the_document_is_valid_against_the_published_schema() -> None:
    if not XSD.exists():
        pytest.skip(f"No schemas of ST.96 in {DATA}: set REFERENCE_DATA_DIR to read them")
    said = [
        Happened(RenewalPaid(effective_on=WEDNESDAY, year=9), "Renewed for year 9", WEDNESDAY, WEDNESDAY),
        Happened(Ceased(effective_on=WEDNESDAY), "Ceased", WEDNESDAY),
        Happened(Restored(effective_on=WEDNESDAY), "Restored", WEDNESDAY, WEDNESDAY),
        Happened(AuthorityGiven(effective_on=WEDNESDAY, agent="Penn"), "Authority", WEDNESDAY),
    ]
    rights = [
        RightStatus("GB", "GB1904713.3", "GB2470008", date(2019, 4, 3), said),
        RightStatus("EP", "", "EP1000000", None, said),
        RightStatus("SPC", "SPC/GB95/010", "", None, said),
        RightStatus("GB", "GB1904714.1", "", None, said[3:]),
    ]
    document = etree.fromstring(legal_status_xml(rights, made_on=WEDNESDAY))
    schema = etree.XMLSchema(etree.parse(str(XSD)))
    assert schema.validate(document), schema.error_log
    names = {"pat": "http://www.wipo.int/standards/XMLSchema/ST96/Patent"}
    assert len(document.findall("pat:PatentLegalStatus", names)) == 3
    codes = [one.text for one in document.iterfind(".//pat:DetailedEventCode", names)]
    assert codes == ["U11", "H13", "K13"] * 3


@pytest.mark.django_db
def test_what_is_applied_for_and_advertised_in_one_week_is_listed_once() -> None:
    right, other = a_patent(number="GB2400103"), a_patent(number="GB2400104")
    moved = {"effective_on": WEDNESDAY, "procedure": Procedure.SURRENDER}
    enter(
        right,
        ProcedureMoved(stage=ProcedureStage.APPLIED, **moved),
        ProcedureMoved(stage=ProcedureStage.ADVERTISED, **moved),
    )
    enter(other, ProcedureMoved(stage=ProcedureStage.APPLIED, **moved))
    issue = publish_journal(WEDNESDAY, by=BOOKS, at=AT)
    assert issue is not None
    told = [(notice.number, notice.fact.stage) for notice in notices_in(issue)]
    assert told == [("GB2400103", "advertised"), ("GB2400104", "applied")]
