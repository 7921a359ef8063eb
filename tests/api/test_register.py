"""One right of the public register: by any number, as JSON and as ST.96, today and as at a day."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from builders.programs import Program
from builders.public_register import XML, a_right_that_was_sold, enter, valid
from builders.register import OPENED_AT, a_patent, details
from django.core.cache import cache
from django.test import Client

from rights.facts import (
    InventorsStated,
    PartyOnRecord,
    TitleChanged,
    Withheld,
)
from rights.models import Particulars

pytestmark = pytest.mark.django_db
anybody = Program()


@pytest.fixture(autouse=True)
def _many_calls(settings: Any) -> Iterator[None]:
    settings.API_PUBLIC_REQUESTS_A_MINUTE = 10_000
    yield
    cache.clear()


def test_a_right_is_found_by_each_of_its_numbers_however_typed() -> None:
    a_patent(number="GB2470008", application_number="GB1904713.3")
    typed = ["GB2470008", "gb 2470008", "GB2470008B", "2470008", "GB1904713.3", "1904713.3"]
    assert {anybody.get(f"register/rights/{text}")["number"] for text in typed} == {"GB2470008"}
    a_patent(number="SPC/GB07/014", application_number="SPC/GB07/014", kind="SPC")
    assert anybody.get("register/rights/SPC-GB07-014")["number"] == "SPC/GB07/014"


def test_it_says_what_the_public_page_says_under_the_names_of_the_standard() -> None:
    owner = PartyOnRecord(name="Acme Widgets Ltd", company_number="01234567", details=details("1 High St"))
    a_patent(
        number="GB2470008", application_number="GB1904713.3", filed_on=date(2019, 4, 3), title="Adjustable widget",
        proprietors=[owner], agents=["Penn & Co"], service=details("2 Agent Row", email="post@penn.example"),
        paid_through=6,
    )  # fmt: skip
    said = anybody.get("register/rights/GB2470008")
    assert said["applicationIdentification"] == {
        "ipOfficeCode": "GB",
        "applicationNumber": {"applicationNumberText": "1904713.3"},
        "filingDate": "2019-04-03",
    }
    assert said["patentPublicationIdentification"] == {
        "ipOfficeCode": "GB",
        "publicationNumber": "2470008",
        "publicationDate": "2020-11-11",
    }
    assert said["patentGrantIdentification"]["grantDate"] == "2021-06-02"
    assert (said["inventionTitle"], said["status"]) == ("Adjustable widget", "granted")
    assert said["partyBag"]["ownerBag"] == [
        {
            "sequenceNumber": 1,
            "name": "Acme Widgets Ltd",
            "companyNumber": "01234567",
            "sinceDate": "2019-04-03",
            "postalAddress": {"addressLineText": ["1 High St"], "postalCode": "SW1A 2AA", "countryCode": "GB"},
            "isWithheld": False,
        }
    ]
    assert said["addressBag"][0]["purpose"] == "service"
    assert said["renewals"]["paidThroughYear"] == 6
    assert said["renewals"]["nextRenewalDate"] == "2025-04-03"
    assert said["expiryDate"] == "2039-04-02"


def test_what_is_not_public_is_not_said() -> None:
    inventor = PartyOnRecord(name="Ada Inventor", person=True, details=details("Secret Street"))
    a_patent(number="GB2470008", inventors=[inventor], service=details("2 Agent Row", email="post@penn.example"))
    for path in ("", "/history", "/legal-status"):
        text = anybody.call("GET", f"register/rights/GB2470008{path}").content.decode()
        assert not [word for word in ("Ada", "Secret", "post@", "inventor") if word in text], path


def test_unknown_unpublished_and_withheld_numbers_and_nonsense_answer_alike() -> None:
    a_patent(number="GB2470001", application_number="GB1904713.3", published_on=None, granted_on=None)
    hidden = a_patent(number="GB2470002")
    enter(hidden, Withheld(effective_on=date(2024, 1, 3), whole_right=True), at=OPENED_AT)
    for path in ("", "/history", "/legal-status", "?asAt=2024-01-01"):
        answers = [
            anybody.call("GET", f"register/rights/{number}{path}", **accept)
            for number in ("GB1904713.3", "GB2470002", "GB2470003", "nonsense")
            for accept in ({}, {} if path == "/history" else XML)
        ]
        bodies = [{**one.json()["error"], "correlationId": ""} for one in answers]
        assert [one.status_code for one in answers] == [404] * 8
        assert all(body == bodies[0] for body in bodies)
        assert {one["Content-Type"] for one in answers} == {"application/json"}


def test_a_bare_number_that_may_mean_another_right_is_asked_about() -> None:
    a_patent(number="GB2470008", title="Widget")
    a_patent(number="GB2480001", title="Other", application_number="GB2470008.0")
    answer = anybody.call("GET", "register/rights/2470008")
    said = answer.json()["error"]
    assert (answer.status_code, said["code"]) == (409, "ambiguousNumber")
    assert [one["target"] for one in said["details"]] == ["GB2470008", "GB2480001"]
    assert anybody.get("register/rights/GB2470008")["inventionTitle"] == "Widget"
    assert anybody.get("register/rights/2470008.0")["inventionTitle"] == "Other"


def test_bare_digits_are_not_taken_for_the_less_likely_number() -> None:
    a_patent(number="GB2480001", application_number="GB2470008.0")
    answer = anybody.call("GET", "register/rights/2470008")
    assert [one["target"] for one in answer.json()["error"]["details"]] == ["GB2480001"]


def test_what_a_caller_has_is_not_sent_again_until_the_register_says_something_new() -> None:
    right = a_patent(number="GB2470008")
    for path in ("", "/history", "/legal-status"):
        first = anybody.call("GET", f"register/rights/GB2470008{path}")
        assert first["Cache-Control"] == "public, max-age=60"
        again = anybody.call("GET", f"register/rights/GB2470008{path}", **{"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
        in_xml = anybody.call("GET", f"register/rights/GB2470008{path}", **XML)
        assert in_xml.status_code == 406 if path == "/history" else in_xml["ETag"] != first["ETag"]
        enter(right, TitleChanged(effective_on=date(2024, 2, 1), title=f"New{path}"), at=OPENED_AT)
        changed = anybody.call("GET", f"register/rights/GB2470008{path}", **{"If-None-Match": first["ETag"]})
        assert changed.status_code == 200


def test_no_cookie_changes_what_is_kept_for_everybody(client: Client, settings: Any) -> None:
    a_patent(number="GB2470008")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "cy"
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    answer = client.get("/api/v1/register/rights/GB2470008/history", headers={"Accept-Language": "en"})
    assert answer["Content-Language"] == "en"
    assert "Cookie" not in answer["Vary"]
    assert not answer.cookies
    assert answer["Cache-Control"] == "public, max-age=60"


def test_a_known_version_costs_one_query(django_assert_num_queries: Any) -> None:
    a_patent(number="GB2470008")
    etag = anybody.call("GET", "register/rights/GB2470008")["ETag"]
    with django_assert_num_queries(1):
        anybody.call("GET", "register/rights/GB2470008", **{"If-None-Match": etag})


@pytest.mark.parametrize(
    ("day", "basis", "owner"),
    [
        ("2024-02-29", "effective", "Old Ltd"),
        ("2024-03-01", "effective", "New Ltd"),
        ("2024-06-09", "effective", "New Ltd"),
        ("2024-03-01", "entered", "Old Ltd"),
        ("2024-06-09", "entered", "Old Ltd"),
        ("2024-06-10", "entered", "New Ltd"),
    ],
)
def test_the_register_of_a_day_on_either_basis(day: str, basis: str, owner: str) -> None:
    a_right_that_was_sold()
    path = f"register/rights/GB2470008?asAt={day}&basis={basis}"
    said = anybody.get(path)
    assert [party["name"] for party in said["partyBag"]["ownerBag"]] == [owner]
    assert said["asAt"] == {"day": day, "basis": basis}
    document = anybody.call("GET", path, **XML).content
    assert f"<com:EntityName>{owner}</com:EntityName>".encode() in document
    assert valid(document, "BibliographicData")


def test_without_a_basis_the_register_says_what_it_said_then() -> None:
    a_right_that_was_sold()
    assert anybody.get("register/rights/GB2470008?asAt=2024-06-09")["asAt"]["basis"] == "entered"


@pytest.mark.parametrize(
    ("query", "status", "target"),
    [
        ("asAt=2019-05-09", 404, "asAt"),
        ("asAt=0001-01-01", 404, "asAt"),
        ("asAt=2999-01-01", 400, "asAt"),
        ("asAt=2024-02-30", 400, "asAt"),
        ("asAt=yesterday", 400, "asAt"),
        ("asAt=2024-02-01&basis=otherwise", 400, "basis"),
    ],
)
def test_days_that_the_register_does_not_know(query: str, status: int, target: str) -> None:
    a_patent(number="GB2470008", filed_on=date(2019, 5, 10))
    answer = anybody.call("GET", f"register/rights/GB2470008?{query}")
    assert (answer.status_code, answer.json()["error"]["target"]) == (status, target)


def test_particulars_that_are_withheld_stay_so_for_every_day_and_in_every_format() -> None:
    owner = PartyOnRecord(name="Jo Shy", person=True, details=details("7 Quiet Close"))
    right = a_patent(number="GB2470008", proprietors=[owner])
    held = tuple(str(key) for key in Particulars.everything.filter(right=right).values_list("pk", flat=True))
    enter(right, Withheld(effective_on=date(2024, 2, 1), references=held), at=datetime(2024, 2, 1, 9, tzinfo=UTC))
    for path in ("", "?asAt=2024-01-15", "?asAt=2024-01-15&basis=effective"):
        for accept in ({}, XML):
            assert b"Quiet" not in anybody.call("GET", f"register/rights/GB2470008{path}", **accept).content
    (party,) = anybody.get("register/rights/GB2470008")["partyBag"]["ownerBag"]
    assert party["isWithheld"] is True
    assert "postalAddress" not in party


def test_xml_is_bibliographic_data_of_st96() -> None:
    a_patent(number="GB2470008")
    answer = anybody.call("GET", "register/rights/GB2470008", **XML)
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    assert valid(answer.content, "BibliographicData")


def test_a_format_that_there_is_not_is_refused() -> None:
    a_patent(number="GB2470008")
    answer = anybody.call("GET", "register/rights/GB2470008", Accept="text/html")
    assert (answer.status_code, answer.json()["error"]["code"]) == (406, "notAcceptable")


def test_the_inventors_of_a_right_do_not_change_its_history() -> None:
    right = a_patent(number="GB2470008")
    before = anybody.get("register/rights/GB2470008/history")["items"]
    named = InventorsStated(effective_on=date(2024, 2, 1), parties=(PartyOnRecord(name="Ada", person=True),))
    enter(right, named, at=OPENED_AT)
    assert anybody.get("register/rights/GB2470008/history")["items"] == before
