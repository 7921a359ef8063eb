"""Bibliographic data in WIPO ST.96: valid against the published schema, with nothing that is withheld."""

import json
import os
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from builders.register import a_patent, details
from django.core.management import call_command
from lxml import etree

from rights.exports.bibliographic import bibliographic_xml
from rights.facts import (
    AddressChanged,
    Ended,
    InterestEnded,
    InterestRegistered,
    LicenceOfRightEntered,
    PartyOnRecord,
)
from rights.models import Right
from rights.register import stored_state
from rights.standing import Snapshot
from rights.synthetic.register import SyntheticRegister

DATA = Path(os.environ.get("REFERENCE_DATA_DIR") or Path(__file__).resolve().parents[3] / "shared" / "data")
XSD = DATA / "wipo-st96" / "BibliographicData_V6_0.xsd"
NAMES = {
    "pat": "http://www.wipo.int/standards/XMLSchema/ST96/Patent",
    "com": "http://www.wipo.int/standards/XMLSchema/ST96/Common",
}
DAY = date(2023, 5, 4)

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def schema() -> Any:
    if not XSD.exists():
        pytest.skip(f"No schemas of ST.96 in {DATA}: set REFERENCE_DATA_DIR to read them")
    return etree.XMLSchema(etree.parse(str(XSD)))


def written(right: Right) -> etree._Element:
    return etree.fromstring(bibliographic_xml(Snapshot.of(right.pk, stored_state(right.pk))))


def texts(document: etree._Element, path: str) -> list[str]:
    return [str(one.text) for one in document.iterfind(path, NAMES)]


def test_every_right_of_a_synthetic_register_is_valid(schema: Any, tmp_path: Path) -> None:
    lines = tmp_path / "register.jsonl"
    lines.write_text("".join(SyntheticRegister(300, 3, date(2026, 11, 27)).lines()), encoding="utf-8")
    call_command("import_register", str(lines), format="jsonl", stdout=StringIO())
    rights = list(Right.everything.all())
    assert len(rights) == 300
    assert {right.kind for right in rights} == {"GB", "EP", "SPC"}
    for right in rights:
        document = written(right)
        assert schema.validate(document), (right.number, schema.error_log)


def a_full_right() -> Right:
    owner = PartyOnRecord(
        name="Smith & <Sons>", company_number="01234567", share="1/2", details=details("1 High St", country="FR")
    )
    holder = PartyOnRecord(name="Licensee Ltd", details=details("9 Low St", postcode="", country="ZZ"))
    return a_patent(
        number="GB2470108",
        application_number="GB1904713.3",
        title="Ti\x0btle with a control character & an <angle>",
        proprietors=[owner, "Other Ltd"],
        agents=["Penn & Co"],
        inventors=[PartyOnRecord(name="Ada Inventor", person=True, details=details("Secret Street"))],
        service=details("2 Agent Row", email="post@penn.example"),
        contacts=[
            AddressChanged(
                effective_on=DAY, purpose="renewal-reminder", name="Reminders", particulars=details("3 Hidden Lane")
            )
        ],
        facts=[
            LicenceOfRightEntered(effective_on=DAY),
            InterestRegistered(
                effective_on=DAY, number=1, nature="licence", holders=(holder,), exclusivity="exclusive",
                territory="Wales", from_on=DAY, until_on=date(2030, 1, 1),
            ),
            InterestRegistered(
                effective_on=DAY, number=2, nature="mortgage", holders=(PartyOnRecord(name="Bank plc"),)
            ),
            InterestEnded(effective_on=date(2024, 1, 2), number=2, how="released"),
        ],
    )  # fmt: skip


def test_everything_that_the_register_shows_is_said_in_its_place(schema: Any) -> None:
    document = written(a_full_right())
    assert schema.validate(document), schema.error_log
    assert texts(document, "pat:PatentPublicationIdentification/pat:PublicationNumber") == ["2470108"]
    assert texts(document, "pat:ApplicationIdentification/com:ApplicationNumber/*") == ["1904713.3"]
    assert texts(document, "pat:PatentGrantIdentification/pat:GrantDate") == ["2021-06-02"]
    assert texts(document, ".//pat:InventionTitle") == ["Title with a control character & an <angle>"]
    assert texts(document, ".//pat:Owner//com:EntityName") == ["Smith & <Sons>", "Other Ltd"]
    assert texts(document, ".//pat:Owner//com:CountryCode") == ["FR"]
    assert texts(document, ".//pat:RegisteredPractitioner//com:EntityName") == ["Penn & Co"]
    assert texts(document, ".//com:CorrespondenceAddress//com:AddressLineText") == ["2 Agent Row"]
    assert texts(document, "pat:LORData/pat:LORDate") == ["2023-05-04"]
    assert texts(document, ".//com:LicenceCategory") == ["Exclusive", "Security interest"]
    assert texts(document, ".//com:LicenceStatusCategory") == ["Valid", "Cancelled"]
    assert texts(document, ".//pat:Licensee//com:EntityName") == ["Licensee Ltd", "Bank plc"]
    assert texts(document, ".//pat:Licensee//com:PostalAddressText") == ["9 Low St", "ZZ"]


def test_inventors_emails_and_addresses_for_reminders_are_not_in_it() -> None:
    said = etree.tostring(written(a_full_right())).decode()
    assert not [word for word in ("Ada", "Secret", "post@", "Hidden", "Reminders") if word in said]


def test_a_right_without_anybody_on_record_and_one_that_was_revoked_are_valid(schema: Any) -> None:
    nobody = written(a_patent(proprietors=[]))
    assert schema.validate(nobody), schema.error_log
    assert texts(nobody, ".//com:ContactText") == ["Not on record"]
    revoked = written(a_patent(kind="EP", facts=[Ended(effective_on=DAY, how="revoked")]))
    assert schema.validate(revoked), schema.error_log
    assert texts(revoked, "pat:PatentRevocationDate") == ["2023-05-04"]
    assert set(texts(revoked, ".//com:IPOfficeCode")) == {"EP"}


def test_names_that_are_json_are_no_markup() -> None:
    title = json.dumps({"a": "<b>&amp;</b>"})
    assert texts(written(a_patent(title=title)), ".//pat:InventionTitle") == [title]
