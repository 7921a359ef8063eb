"""The gateway to Companies House reads numbers as people write them, asks once a day, and waits when told to."""

from collections.abc import Iterator

import pytest
import requests
from django.core.cache import cache

from accounts.companies_house import UnknownCompany, company
from accounts.company_numbers import NotACompanyNumber, read_company_number
from core.outside import InsideTransaction, Unavailable

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def companies(stand_ins: dict[str, str], settings: object) -> str:
    settings.COMPANIES_HOUSE_URL = stand_ins["companies_house"]
    return stand_ins["companies_house"]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("9999905", "09999905"),
        (" 09 999 905 ", "09999905"),
        ("sc999903", "SC999903"),
        ("SC 1", "SC000001"),
        ("oc-999902", "OC999902"),
    ],
)
def test_a_number_is_read_however_it_is_typed(typed: str, number: str) -> None:
    assert read_company_number(typed) == number


@pytest.mark.parametrize("typed", ["", "ABC123", "123456789", "12-34x", "SC"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(NotACompanyNumber):
        read_company_number(typed)


def test_a_company_has_its_name_and_the_names_it_had_before(companies: str) -> None:
    found = company("9999905")
    assert (found.number, found.name, found.is_active) == ("09999905", "RENAMED ROBOTICS LIMITED", True)
    assert [one.name for one in found.former_names] == ["MIDDLE NAME AUTOMATA LIMITED", "FIRST NAME AUTOMATA LIMITED"]
    assert found.former_names[0].until_on is not None
    assert str(found.former_names[0].until_on) == "2021-11-15"


def test_a_dissolved_company_is_not_active(companies: str) -> None:
    assert not company("09999906").is_active


def test_an_unknown_company_is_said_to_be_unknown(companies: str) -> None:
    with pytest.raises(UnknownCompany):
        company("00000001")


def test_what_was_once_asked_is_kept_when_companies_house_goes_away(companies: str, settings: object) -> None:
    company("SC999903")
    settings.COMPANIES_HOUSE_URL = "http://127.0.0.1:9"
    assert company("sc999903").name == "CALEDONIAN PROTOTYPE WORKS LIMITED"
    with pytest.raises(Unavailable):
        company("09999901")


def test_when_told_to_wait_nobody_asks_again_for_a_while(companies: str) -> None:
    requests.post(f"{companies}/__stub__/limit", json={"limit": 0}, timeout=5)
    try:
        with pytest.raises(Unavailable, match="429"):
            company("09999901")
        with pytest.raises(Unavailable, match="asked us to wait"):
            company("09999908")
    finally:
        requests.post(f"{companies}/__stub__/limit", json={"limit": 600}, timeout=5)


def test_it_is_never_asked_inside_a_database_transaction(companies: str) -> None:
    from django.db import transaction

    with transaction.atomic(), pytest.raises(InsideTransaction):
        company("09999901")
