"""Importing registers: repeatable, validated, adding only news, never over what we entered ourselves."""

import json
import os
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from builders.register import BOOKS, details
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from rights.facts import AddressChanged, Ceased, Fact, RenewalPaid, Withheld
from rights.history import timeline
from rights.imports.building import Task, build
from rights.imports.incoming import Raw
from rights.imports.jsonl import FORMAT
from rights.models import Contact, Entry, Particulars, Party, Right
from rights.register import as_at, rebuild, record, stored_state, verify

pytestmark = pytest.mark.django_db

AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
DATA = Path(os.environ.get("REFERENCE_DATA_DIR", Path(__file__).resolve().parents[3] / "shared" / "data"))
Line = dict[str, Any]


def a_line(**others: Any) -> Line:
    return {
        "kind": "GB",
        "applicationNumber": "GB0907539.1",
        "publicationNumber": "GB2470008",
        "title": "Widget",
        "filedOn": "2009-05-01",
        "publishedOn": "2010-11-10",
        "grantedOn": "2012-03-07",
        "proprietors": [{"name": "Acme Ltd", "companyNumber": "01234567", "address": {"lines": ["1 A St"]}}],
        "agents": [{"name": "Penn IP"}],
        "contacts": [{"purpose": "service", "name": "Penn IP", "lines": ["2 B St"], "postcode": "ZZ1 1AA"}],
        "renewals": [{"year": 5, "paidOn": "2013-04-02"}, {"year": 6, "paidOn": "2014-04-02", "feePence": 9000}],
        "events": [],
        **others,
    }


def written(line: Line) -> str:
    """The line in UTF-8, and half a character, which UTF-8 cannot hold, as JSON escapes it."""
    text = json.dumps(line, ensure_ascii=False)
    return text if text.isprintable() else json.dumps(line)


PLACES = ["kind", "on", "recordedOn", "year", "paidOn", "feePence", "name", "person", "address", "lines", "purpose"]


@pytest.fixture
def load(tmp_path: Path) -> Any:
    """Imports lines and returns the report."""

    def run(*lines: Line | str, format: str = "jsonl") -> dict[str, Any]:
        file, report = tmp_path / "register.jsonl", tmp_path / "report.json"
        texts = [line if isinstance(line, str) else written(line) for line in lines]
        file.write_text("\n".join(texts), encoding="utf-8")
        call_command("import_register", file, format=format, report=report, stdout=StringIO(), stderr=StringIO())
        told: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
        return told

    return run


def counts(report: dict[str, Any]) -> tuple[int, int, int, int]:
    return report["new"], report["news"], report["unchanged"], report["refused"]


def enter(right: Right, *facts: Fact) -> None:
    with transaction.atomic():
        record(right.pk, facts, because="REN-1", by=BOOKS, received_at=AT, at=AT)


def the_right() -> Right:
    return Right.everything.get(number="GB2470008")


def test_a_line_becomes_a_right_with_one_opening_entry(load: Any) -> None:
    assert counts(load(a_line())) == (1, 0, 0, 0)
    right = the_right()
    assert (right.kind, right.application_number, right.title) == ("GB", "GB0907539.1", "Widget")
    assert (right.status, right.paid_through_year, right.owner) == ("granted", 6, "Acme Ltd")
    assert (right.filed_on, right.published_on, right.granted_on) == (
        date(2009, 5, 1),
        date(2010, 11, 10),
        date(2012, 3, 7),
    )
    assert right.next_renewal_on == date(2015, 5, 1)
    assert [(entry.number, entry.kind) for entry in Entry.everything.filter(right=right)] == [(1, "opening")]
    assert set(Party.everything.filter(right=right).values_list("role", "name")) == {
        ("proprietor", "Acme Ltd"),
        ("agent", "Penn IP"),
    }
    assert rebuild(right.pk) == stored_state(right.pk)
    assert verify(right.pk) == []


def test_the_history_of_an_opening_answers_for_past_days(load: Any) -> None:
    ceased = {"kind": "ceased", "on": "2015-05-01", "recordedOn": "2016-01-13"}
    load(a_line(events=[ceased]))
    key = the_right().pk
    assert as_at(key, effective=date(2013, 4, 1)).paid_through_year is None
    assert as_at(key, effective=date(2013, 4, 2)).paid_through_year == 5
    assert as_at(key, entered=datetime(2016, 1, 12, 12, tzinfo=UTC)).status == "granted"
    assert as_at(key, entered=datetime(2016, 1, 13, 12, tzinfo=UTC)).status == "ceased"


def test_the_same_file_again_changes_nothing(load: Any) -> None:
    load(a_line())
    head = the_right().head
    assert counts(load(a_line())) == (0, 0, 1, 0)
    reordered = dict(reversed(list(a_line().items())))
    assert counts(load(reordered)) == (0, 0, 1, 0)
    assert the_right().head == head


def test_a_later_file_adds_only_its_news_event_by_event(load: Any) -> None:
    load(a_line())
    renewals = [*a_line()["renewals"], {"year": 7, "paidOn": "2015-04-02"}]
    events = [{"kind": "licence-of-right-entered", "on": "2015-06-01"}]
    assert counts(load(a_line(renewals=renewals, events=events))) == (0, 1, 0, 0)
    entries = Entry.everything.filter(right=the_right(), number__gt=1).order_by("number")
    assert [(entry.kind, entry.source, entry.source_key) for entry in entries] == [
        ("renewal-paid", "jsonl", "GB2470008/renewal-paid:7"),
        ("licence-of-right-entered", "jsonl", "GB2470008/licence-of-right-entered:2015-06-01"),
    ]
    assert the_right().paid_through_year == 7
    assert rebuild(the_right().pk) == stored_state(the_right().pk)
    assert counts(load(a_line(renewals=renewals, events=events))) == (0, 0, 1, 0)


def test_a_changed_statement_is_news_once_and_again_when_it_changes_back(load: Any) -> None:
    load(a_line())
    moved = a_line(proprietors=[{"name": "Beta Ltd"}])
    assert counts(load(moved)) == (0, 1, 0, 0)
    assert the_right().owner == "Beta Ltd"
    assert counts(load(moved)) == (0, 0, 1, 0)
    assert counts(load(a_line())) == (0, 1, 0, 0)
    assert the_right().owner == "Acme Ltd"


def test_our_own_later_entries_are_not_overridden(load: Any) -> None:
    load(a_line())
    right = the_right()
    ours = AddressChanged(effective_on=AT.date(), purpose="service", name="Our Entry", particulars=details("9 C St"))
    enter(right, ours, RenewalPaid(effective_on=date(2015, 4, 20), year=7, amount_pence=11000))
    theirs = [{"purpose": "service", "name": "Their Entry", "lines": ["3 D St"]}]
    renewals = [*a_line()["renewals"], {"year": 7, "paidOn": "2015-04-02"}, {"year": 8, "paidOn": "2016-04-02"}]
    report = load(a_line(contacts=theirs, renewals=renewals))
    assert (counts(report), report["keptOurs"]) == ((0, 1, 0, 0), 1)
    right.refresh_from_db()
    assert Contact.everything.get(right=right, purpose="service").name == "Our Entry"
    assert (right.paid_through_year, right.version) == (8, 5)
    assert Entry.everything.filter(right=right, kind="renewal-paid", body__contains='"year":7').count() == 1
    assert rebuild(right.pk) == stored_state(right.pk)


def test_our_cessation_stays_whatever_a_source_says_later(load: Any) -> None:
    load(a_line())
    right = the_right()
    enter(right, Ceased(effective_on=date(2015, 5, 1)))
    load(a_line(events=[{"kind": "restored", "on": "2016-01-01"}]))
    right.refresh_from_db()
    assert (right.status, right.version) == ("ceased", 3)


def test_a_source_that_does_not_know_of_our_payment_does_not_make_the_patent_cease(load: Any) -> None:
    """Filed 1 May 2009: year 7 keeps it in force to 1 May 2016, so it did not cease on 1 May 2015."""
    load(a_line())
    right = the_right()
    enter(right, RenewalPaid(effective_on=date(2015, 11, 30), year=7, amount_pence=11000, additional_pence=12000))
    report = load(a_line(events=[{"kind": "ceased", "on": "2015-05-01", "recordedOn": "2016-01-27"}]))
    right.refresh_from_db()
    assert (right.status, right.ceased_on, right.next_renewal_on) == ("granted", None, date(2016, 5, 1))
    assert (report["news"], report["keptOurs"]) == (1, 1)
    assert rebuild(right.pk) == stored_state(right.pk)
    report = load(a_line(events=[{"kind": "ceased", "on": "2016-05-01", "recordedOn": "2017-01-25"}]))
    right.refresh_from_db()
    assert (right.status, right.ceased_on, report["keptOurs"]) == ("ceased", date(2016, 5, 1), 0)
    assert as_at(right.pk, effective=date(2015, 12, 1)).status == "granted"


def test_what_was_withheld_is_not_brought_back_by_a_repeated_import(load: Any) -> None:
    load(a_line(inventors=[{"name": "Ada Bell", "person": True}]))
    right = the_right()
    reference = str(Particulars.everything.get(right=right, body__contains="Ada Bell").pk)
    enter(right, Withheld(effective_on=AT.date(), references=(reference,)))
    events = [{"kind": "licence-of-right-entered", "on": "2015-06-01"}]
    load(a_line(inventors=[{"name": "Ada Bell", "person": True}], events=events))
    assert "Ada" not in repr(stored_state(right.pk))
    assert rebuild(right.pk) == stored_state(right.pk)


def test_two_lines_about_one_right_are_one_right(load: Any) -> None:
    later = a_line(renewals=[*a_line()["renewals"], {"year": 7, "paidOn": "2015-04-02"}])
    assert counts(load(a_line(), later)) == (1, 1, 0, 0)
    assert counts(load(a_line(), later)) == (0, 0, 2, 0)
    assert the_right().paid_through_year == 7


def test_an_application_that_is_published_later_stays_the_same_right(load: Any) -> None:
    pending = {"kind": "GB", "applicationNumber": "GB0907539.1", "filedOn": "2009-05-01", "title": "Widget"}
    load(pending)
    assert Right.everything.get().number == "GB0907539.1"
    load({**pending, "publicationNumber": "GB2470008", "publishedOn": "2010-11-10"})
    assert (Right.everything.get().number, Right.everything.get().status) == ("GB2470008", "published")


REFUSALS: dict[str, tuple[Line | str, str]] = {
    "no JSON": ("{", "not JSON"),
    "no object": ("[]", "not a JSON object"),
    "another kind": (a_line(kind="US"), "GB, EP or SPC"),
    "no number": (a_line(applicationNumber=None, publicationNumber=None, publishedOn=None), "applicationNumber"),
    "wrong check digit": (a_line(applicationNumber="GB0907539.2"), "check digit"),
    "a publication as application": (a_line(applicationNumber="EP1000000"), "gb-application"),
    "no filing": (a_line(filedOn=None), "filedOn is missing"),
    "no such day": (a_line(filedOn="2009-02-30"), "day of the calendar"),
    "another way to write a day": (a_line(filedOn="01/05/2009"), "YYYY-MM-DD"),
    "publication without a number": (a_line(publicationNumber=None), "belong together"),
    "grant before filing": (a_line(grantedOn="2009-04-30"), "before the filing"),
    "an event to come": (a_line(events=[{"kind": "ceased", "on": "2999-01-01"}]), "in the future"),
    "a year too early": (a_line(renewals=[{"year": 4, "paidOn": "2013-04-02"}]), "from 5 to 20"),
    "a year twice": (a_line(renewals=[{"year": 5, "paidOn": "2013-04-02"}] * 2), "given twice"),
    "a renewal before grant": (a_line(grantedOn=None), "no grant"),
    "an unknown event": (a_line(events=[{"kind": "lost", "on": "2013-04-02"}]), "not known"),
    "an unknown field": (a_line(colour="red"), "colour"),
    "a nameless owner": (a_line(proprietors=[{"name": " "}]), "name is missing"),
    "a title too long": (a_line(title="x" * 501), "longer than 500"),
    "a control character": (a_line(title="a\u0007b"), "not text"),
    "an unknown purpose": (a_line(contacts=[{"purpose": "home", "name": "X"}]), "purpose"),
    "a list that is none": (a_line(renewals={}), "list of objects"),
    "lists without end": ("[" * 100_000, "not JSON"),
    "half a character": (a_line(title="a\ud800b"), "not text"),
    "a kind that is no text": (a_line(kind={}), "GB, EP or SPC"),
    "an event of no text": (a_line(events=[{"kind": [], "on": "2013-04-02"}]), "not known"),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_a_bad_line_is_refused_with_its_number_and_reason_and_the_rest_goes_on(load: Any, case: str) -> None:
    bad, reason = REFUSALS[case]
    good = a_line(applicationNumber="GB1904713.3", publicationNumber="GB2580000")
    report = load(good, bad)
    assert counts(report) == (1, 0, 0, 1)
    assert report["refusals"][0]["line"] == 2
    assert reason in report["refusals"][0]["reason"]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["ceased", "2013-04-02", "GB"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(PLACES), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(a_line())), ANYTHING, st.sampled_from(["", *PLACES]))
def test_whatever_stands_in_a_field_the_line_is_taken_or_refused_and_the_rest_goes_on(
    field: str, anything: object, inside: str
) -> None:
    """Built and not loaded: what a crew's process does with a chunk may end in a refusal, never in an error."""
    told = [{**a_line(), field: anything}, {**a_line(), field: [{inside: anything}]}, a_line()]
    raws = [Raw(place, json.dumps(line).encode()) for place, line in enumerate(told)]
    built = build(Task(raws, [1, 2, 3], FORMAT, "jsonl", AT, AT.date()))
    assert len(built.records) + len(built.refusals) == 3
    assert built.records[-1].place == 2


def test_numbers_of_two_different_rights_on_one_line_are_refused(load: Any) -> None:
    load(a_line(), a_line(applicationNumber="GB1904713.3", publicationNumber="GB2580000"))
    report = load(a_line(applicationNumber="GB1904713.3"))
    assert "two different rights" in report["refusals"][0]["reason"]


@pytest.mark.parametrize(
    ("others", "reason"),
    [
        ({"publicationNumber": "GB2580000"}, "GB0907539.1 is on the register with the number GB2470008, not GB2580000"),
        (
            {"applicationNumber": "GB1904713.3"},
            "GB2470008 is on the register with the number GB0907539.1, not GB1904713.3",
        ),
    ],
)
def test_a_line_that_gives_a_known_right_another_number_is_refused(load: Any, others: Line, reason: str) -> None:
    load(a_line())
    report = load(a_line(title="Gadget", **others))
    assert (counts(report), report["refusals"][0]["reason"]) == ((0, 0, 0, 1), reason)
    assert (the_right().application_number, the_right().title) == ("GB0907539.1", "Widget")


def test_a_second_register_with_overlapping_numbers_is_refused_row_by_row(load: Any) -> None:
    a, b = ("GB0907539.1", "GB1904713.3"), ("GB2470008", "GB2580000")
    load(a_line(applicationNumber=a[0], publicationNumber=b[0]))
    crossed = [a_line(title=f"Crossed {n}", applicationNumber=a[n], publicationNumber=b[1 - n]) for n in (0, 1)]
    assert counts(load(*crossed)) == (0, 0, 0, 2)
    fresh = a_line(title="Fresh", applicationNumber=a[1], publicationNumber=b[1])
    assert counts(load(fresh, *crossed)) == (1, 0, 0, 2)


def test_awkward_text_arrives_unchanged(load: Any) -> None:
    title = 'Ŵidget \\N "quoted" \\t back\\slash — ½'
    load(a_line(title=title))
    assert the_right().title == title
    assert rebuild(the_right().pk).title == title


def test_a_certificate_keeps_the_term_that_is_stated(load: Any) -> None:
    load(
        {
            "kind": "SPC",
            "applicationNumber": "SPC/GB15/010",
            "publicationNumber": "SPC/GB15/010",
            "filedOn": "2015-03-01",
            "publishedOn": "2015-04-01",
            "grantedOn": "2017-03-01",
            "termEndsOn": "2030-02-28",
        }
    )
    certificate = Right.everything.get(kind="SPC")
    assert (certificate.expires_on, certificate.next_renewal_on) == (date(2030, 2, 28), None)


def test_a_missing_file_is_said_in_a_sentence() -> None:
    with pytest.raises(CommandError, match="There is no file"):
        call_command("import_register", "/no/such/file", format="jsonl")


OPS = DATA / "ops_legal_example_EP1000000.xml"


@pytest.mark.skipif(not OPS.exists(), reason="the EPO record is not at REFERENCE_DATA_DIR")
def test_the_epo_record_of_ep1000000_shows_its_uk_cessation() -> None:
    """Effective at the renewal date, 8 November 2010; advertised on 27 July 2011; year 11 paid on 30 November 2009."""
    out = StringIO()
    call_command("import_register", OPS, format="ops-legal", stdout=out, stderr=StringIO())
    assert "1 taken" in out.getvalue()
    right = Right.everything.get(number="EP1000000")
    assert (right.kind, right.application_number) == ("EP", "EP99203729.1")
    assert (right.filed_on, right.published_on, right.granted_on) == (
        date(1999, 11, 8),
        date(2000, 5, 17),
        date(2003, 2, 12),
    )
    assert (right.status, right.ceased_on) == ("ceased", date(2010, 11, 8))
    assert (right.paid_through_year, right.last_renewed_on) == (11, date(2009, 11, 30))
    told = [(event.fact.kind, event.fact.effective_on, event.known_on) for event in timeline(right.pk)]
    assert told[-1] == ("ceased", date(2010, 11, 8), date(2011, 7, 27))
    assert [kind for kind, _, _ in told] == ["application-filed", "published", "granted", "renewal-paid", "ceased"]
    assert as_at(right.pk, entered=datetime(2011, 7, 26, 12, tzinfo=UTC)).status == "granted"
    call_command("import_register", OPS, format="ops-legal", stdout=out, stderr=StringIO())
    assert "1 unchanged" in out.getvalue()
    assert Entry.everything.filter(right=right).count() == 1


OPS_OF_GB = """<ops:world-patent-data xmlns:ops="http://ops.epo.org" xmlns:ex="http://www.epo.org/exchange">
 <ops:patent-family><ops:family-member>
  <ex:publication-reference><ex:document-id document-id-type="docdb"><ex:country>GB</ex:country>
   <ex:doc-number>2393788</ex:doc-number><ex:kind>A</ex:kind><ex:date>20040407</ex:date></ex:document-id>
  </ex:publication-reference>
  <ex:application-reference><ex:document-id document-id-type="docdb"><ex:country>GB</ex:country>
   <ex:doc-number>0314464</ex:doc-number><ex:kind>A</ex:kind><ex:date>20030620</ex:date></ex:document-id>
  </ex:application-reference>{events}
 </ops:family-member></ops:patent-family></ops:world-patent-data>"""


def ops_event(code: str, gazette: str, more: str = "") -> str:
    return f'<ops:legal code="{code}"><ops:L007EP>{gazette}</ops:L007EP><ops:L500EP>{more}</ops:L500EP></ops:legal>'


def test_a_british_member_of_a_family_ceases_and_expires_by_the_days_of_the_law(load: Any) -> None:
    """Filed 20 June 2003: its term ended with 19 June 2023, whatever day the Journal said so."""
    ceased = ops_event("PCNP", "2011-01-12", "<ops:L525EP>20100620</ops:L525EP>")
    expired = ops_event("PE20", "2023-07-12")
    assert counts(load(OPS_OF_GB.format(events=ceased), format="ops-legal")) == (1, 0, 0, 0)
    right = Right.everything.get(number="GB2393788")
    assert (right.application_number, right.status, right.ceased_on) == ("GB0314464.9", "ceased", date(2010, 6, 20))
    assert counts(load(OPS_OF_GB.format(events=expired), format="ops-legal")) == (0, 1, 0, 0)
    told = [(event.fact.kind, event.fact.effective_on) for event in timeline(right.pk)]
    assert told[-1] == ("expired", date(2023, 6, 20))


def test_an_application_that_was_never_published_stays_unpublished(load: Any) -> None:
    """The EPO repeats its application number with the kind D0 where a publication would stand."""
    unpublished = OPS_OF_GB.replace("2393788", "0314464").replace("<ex:kind>A</ex:kind>", "<ex:kind>D0</ex:kind>", 1)
    load(unpublished.format(events=ops_event("AT", "2004-12-01")), format="ops-legal")
    right = Right.everything.get(application_number="GB0314464.9")
    assert (right.number, right.publication_number, right.published_on) == ("GB0314464.9", "", None)
    assert right.status == "terminated"


@pytest.mark.parametrize("format", ["ops-legal", "st96"])
def test_entities_and_document_types_are_refused(tmp_path: Path, format: str) -> None:
    file = tmp_path / "bomb.xml"
    file.write_text('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>')
    with pytest.raises(CommandError, match="document type"):
        call_command("import_register", file, format=format, stdout=StringIO(), stderr=StringIO())


@pytest.mark.parametrize("format", ["ops-legal", "st96"])
def test_what_is_not_xml_is_refused_in_a_sentence(tmp_path: Path, format: str) -> None:
    file = tmp_path / "broken.xml"
    file.write_text("<a><b></a>")
    with pytest.raises(CommandError, match="not well-formed"):
        call_command("import_register", file, format=format, stdout=StringIO(), stderr=StringIO())


ST96 = """<pat:PatentLegalStatusData xmlns:pat="http://www.wipo.int/standards/XMLSchema/ST96/Patent"
  xmlns:com="http://www.wipo.int/standards/XMLSchema/ST96/Common" com:st96Version="V6_0"><pat:PatentLegalStatus>
  <pat:ApplicationIdentification><com:IPOfficeCode>GB</com:IPOfficeCode><com:ApplicationNumber>
   <com:ApplicationNumberText>0907539.1</com:ApplicationNumberText></com:ApplicationNumber>
   <pat:FilingDate>2009-05-01</pat:FilingDate></pat:ApplicationIdentification>
  <pat:PatentGrantIdentification><com:IPOfficeCode>GB</com:IPOfficeCode><pat:PatentNumber>2470008</pat:PatentNumber>
   <pat:GrantDate>2012-03-07</pat:GrantDate></pat:PatentGrantIdentification>
  <com:IPRightKindCategory>Patent for invention</com:IPRightKindCategory><pat:StatusEventDataBag>{events}
  </pat:StatusEventDataBag></pat:PatentLegalStatus></pat:PatentLegalStatusData>"""


def st96_event(key: str, detail: str, day: str, more: str = "") -> str:
    return (
        "<pat:StatusEventData><pat:StatusEventCode><com:StateCode>A</com:StateCode><com:PreviousStageCode>4"
        "</com:PreviousStageCode><com:CurrentStageCode>4</com:CurrentStageCode>"
        f"<pat:KeyEventCode>{key}</pat:KeyEventCode><pat:DetailedEventCode>{detail}</pat:DetailedEventCode>"
        f"</pat:StatusEventCode><com:EventDate>{day}</com:EventDate>{more}</pat:StatusEventData>"
    )


def paid(year: int) -> str:
    number = f"<com:FeePaymentYearNumber>{year}</com:FeePaymentYearNumber>"
    return f"<pat:PaymentEventData>{number}</pat:PaymentEventData>"


def test_st96_legal_status_is_imported_event_by_event(load: Any) -> None:
    events = st96_event("U10", "U11", "2013-04-02", paid(5)) + st96_event("D10", "D11", "2010-01-01")
    assert counts(load(ST96.format(events=events), format="st96")) == (1, 0, 0, 0)
    right = the_right()
    assert (right.status, right.paid_through_year, right.granted_on) == ("granted", 5, date(2012, 3, 7))
    ceased = st96_event("H10", "H13", "2014-05-01")
    assert counts(load(ST96.format(events=events + ceased), format="st96")) == (0, 1, 0, 0)
    right.refresh_from_db()
    assert (right.status, right.ceased_on) == ("ceased", date(2014, 5, 1))


def test_a_refused_restoration_leaves_the_day_of_cessation(load: Any) -> None:
    events = st96_event("H10", "H13", "2014-05-01") + st96_event("H10", "H11", "2016-02-03")
    load(ST96.format(events=events), format="st96")
    assert (the_right().status, the_right().ceased_on) == ("ceased", date(2014, 5, 1))


def test_two_sources_that_report_one_event_make_one_entry(load: Any) -> None:
    load(a_line())
    events = st96_event("U10", "U11", "2013-04-02", paid(5))
    assert counts(load(ST96.format(events=events), format="st96")) == (0, 0, 1, 0)


def test_a_wrong_check_digit_in_st96_is_refused_by_name(load: Any) -> None:
    report = load(ST96.format(events="").replace("0907539.1", "0907539.3"), format="st96")
    assert "check digit" in report["refusals"][0]["reason"]
