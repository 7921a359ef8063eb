"""The stand-in for Companies House: keys, limits, replies as published, and companies of every kind."""

import json
import os
from pathlib import Path

import pytest
import requests

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = Path(os.environ.get("REFERENCE_DATA_DIR") or ROOT.parent / "shared" / "data")
KEY = ("local-companies-house-key", "")


@pytest.fixture
def url(signing_in):
    address = signing_in[1]["companies_house"]
    requests.post(f"{address}/__stub__/reset")
    return address


def get(url, path, auth=KEY, **query):
    return requests.get(f"{url}{path}", params=query, auth=auth)


@pytest.fixture(scope="module")
def published():
    """Return a check of a reply against a schema of the published description."""
    description = REFERENCE / "companies-house-openapi-fixed.yml"
    if not description.exists():
        pytest.skip("The published description of Companies House is not there: set REFERENCE_DATA_DIR to its folder")
    yaml = pytest.importorskip("yaml")
    from openapi_schema_validator import OAS30Validator
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT4

    document = yaml.safe_load(description.read_text(encoding="utf-8"))
    resource = Resource.from_contents(document, default_specification=DRAFT4)
    registry = Registry().with_resource("urn:companies-house", resource)

    def check(body, name):
        schema = {"$ref": f"urn:companies-house#/components/schemas/{name}"}
        errors = list(OAS30Validator(schema, registry=registry).iter_errors(body))
        assert not errors, [(list(error.path), error.message) for error in errors]

    return check


@pytest.mark.parametrize("auth", [None, ("wrong-key", ""), ("local-companies-house-key", "a-password")])
def test_without_our_key_nothing_is_told(url, auth):
    answer = get(url, "/company/09999901", auth=auth)
    assert answer.status_code == 401
    assert answer.json()["type"] == "ch:service"


def test_the_profile_of_an_active_company(url):
    body = get(url, "/company/09999901").json()
    assert body["company_name"] == "SYNTHETIC TURBINES LTD"
    assert body["company_status"] == "active"
    assert body["type"] == "ltd"
    assert body["can_file"] is True
    assert body["registered_office_address"]["postal_code"] == "SA1 9ZZ"


@pytest.mark.parametrize("number", ["00000000", "9999901", "sc999903", "OC99990", "no-number"])
def test_an_unknown_number_is_not_found_in_the_published_words(url, number):
    answer = get(url, f"/company/{number}")
    assert answer.status_code == 404
    assert answer.json() == {"errors": [{"error": "company-profile-not-found", "type": "ch:service"}]}


@pytest.mark.parametrize(
    ("number", "member", "value"),
    [
        ("09999906", "company_status", "dissolved"),
        ("09999906", "date_of_cessation", "2019-06-04"),
        ("SC999903", "jurisdiction", "scotland"),
        ("NI999904", "jurisdiction", "northern-ireland"),
        ("OC999902", "type", "llp"),
        ("SO999910", "type", "llp"),
        ("09999908", "type", "plc"),
        ("09999907", "company_status", "liquidation"),
        ("09999913", "company_status", "administration"),
        ("09999909", "company_status_detail", "active-proposal-to-strike-off"),
        ("09999911", "registered_office_is_in_dispute", True),
        ("FC999912", "type", "oversea-company"),
    ],
)
def test_there_is_a_company_of_every_kind(url, number, member, value):
    assert get(url, f"/company/{number}").json()[member] == value


def test_a_renamed_company_tells_its_former_names(url):
    names = get(url, "/company/09999905").json()["previous_company_names"]
    assert [row["name"] for row in names] == ["MIDDLE NAME AUTOMATA LIMITED", "FIRST NAME AUTOMATA LIMITED"]


def test_every_company_answers_as_published_everywhere(url, published):
    hits = get(url, "/search/companies", q="l", items_per_page=100).json()["items"]
    numbers = {hit["company_number"] for hit in hits} | {"09999901", "FC999912"}
    assert len(numbers) >= 12
    for number in numbers:
        published(get(url, f"/company/{number}").json(), "companyProfile")
        published(get(url, f"/company/{number}/registered-office-address").json(), "registeredOfficeAddress")
        published(get(url, f"/company/{number}/officers").json(), "officerList")
        published(get(url, f"/company/{number}/filing-history").json(), "filingHistoryList")


def test_a_search_answers_as_published(url, published):
    body = get(url, "/search/companies", q="limited").json()
    published(body, "CompanySearch")
    assert body["total_results"] >= 8


def titles(url, **query):
    return [hit["title"] for hit in get(url, "/search/companies", **query).json()["items"]]


def test_a_search_finds_by_words_in_any_order_by_number_and_by_former_name(url):
    assert titles(url, q="turbines synth") == ["SYNTHETIC TURBINES LTD"]
    assert titles(url, q="OC999902") == ["MOCKFORD & SPECIMEN LLP"]
    assert titles(url, q="first name automata") == ["RENAMED ROBOTICS LIMITED"]
    assert titles(url, q="nothing of the kind") == []


def test_a_search_can_be_restricted(url):
    assert titles(url, q="vanished", restrictions="active-companies") == []
    assert titles(url, q="vanished") == ["VANISHED VALVES LIMITED"]
    both = "active-companies legally-equivalent-company-name"
    assert titles(url, q="Synthetic Turbines Limited", restrictions=both) == ["SYNTHETIC TURBINES LTD"]
    assert titles(url, q="Synthetic", restrictions=both) == []


def test_a_search_goes_page_by_page(url):
    first = get(url, "/search/companies", q="limited", items_per_page=3).json()
    second = get(url, "/search/companies", q="limited", items_per_page=3, start_index=3).json()
    assert (first["items_per_page"], second["start_index"]) == (3, 3)
    numbers = [hit["company_number"] for hit in first["items"] + second["items"]]
    assert len(set(numbers)) == 6


def test_a_search_for_nothing_is_refused(url):
    assert get(url, "/search/companies").status_code == 400


def test_members_that_nobody_described_appear(url):
    assert "added_since_the_description" in get(url, "/company/09999901").json()


def test_officers_name_who_resigned(url):
    body = get(url, "/company/09999906/officers").json()
    assert (body["active_count"], body["resigned_count"]) == (0, 1)
    assert get(url, "/company/09999901/officers").json()["items"][0]["name"] == "OKAFOR-DEMO, Amara"


def test_the_filing_history_is_newest_first(url):
    items = get(url, "/company/09999905/filing-history").json()["items"]
    dates = [row["date"] for row in items]
    assert dates == sorted(dates, reverse=True)
    assert {"change-of-name", "incorporation"} <= {row["category"] for row in items}


def test_every_answer_says_how_many_calls_are_left_of_600(url):
    first = get(url, "/company/09999901").headers
    assert (first["X-Ratelimit-Limit"], first["X-Ratelimit-Remain"]) == ("600", "599")
    assert get(url, "/company/09999901").headers["X-Ratelimit-Remain"] == "598"
    assert int(first["X-Ratelimit-Reset"]) > 1_600_000_000


def test_one_call_too_many_is_refused_until_the_window_ends(url):
    requests.post(f"{url}/__stub__/limit", json={"limit": 2})
    assert [get(url, "/company/09999901").status_code for _ in range(3)] == [200, 200, 429]
    assert get(url, "/company/09999901").text == ""
    requests.post(f"{url}/__stub__/clock", json={"offset_seconds": 300})
    assert get(url, "/company/09999901").status_code == 200


def test_the_personas_companies_are_here(url):
    people = json.loads((ROOT / "stubs" / "personas.json").read_text(encoding="utf-8"))["customers"]
    employers = [person["organisation"] for person in people if person["organisation"]]
    assert len(employers) == 3
    for employer in employers:
        body = get(url, f"/company/{employer['company_number']}").json()
        assert body["company_name"] == employer["name"].upper()


def test_it_can_be_down(url):
    requests.post(f"{url}/__stub__/faults", json={"path": "/company/*", "status": 502})
    assert get(url, "/company/09999901").status_code == 502
    assert get(url, "/company/09999901").status_code == 200
