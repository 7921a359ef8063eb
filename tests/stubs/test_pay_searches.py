"""The stand-in for Pay searches payments with the filters, pages and refusals of the real one."""

from collections.abc import Iterator

import pytest

from tests.stubs.pay_service import Service, running_pay


@pytest.fixture(scope="module")
def running_service() -> Iterator[Service]:
    with running_pay() as service:
        yield service


@pytest.fixture
def pay(running_service: Service) -> Service:
    running_service.control("reset")
    return running_service


def test_search_finds_by_reference_whatever_its_case_and_by_part_of_the_email(pay: Service) -> None:
    first = pay.create(reference="Ren-1", email="ann@example.com")["payment_id"]
    second = pay.create(reference="Ren-10", email="bob@example.org")["payment_id"]

    def found(**parameters: str) -> list[str]:
        return [one["payment_id"] for one in pay.get("/v1/payments", params=parameters).json()["results"]]

    assert found() == [second, first]
    assert found(reference="REN-1") == [first]
    assert found(email="EXAMPLE.ORG") == [second]
    pay.control("pay", payment_id=first)
    assert found(state="success") == [first]
    assert found(last_digits_card_number="1111", card_brand="visa") == [first]
    assert found(cardholder_name="avery") == [first]


def test_search_goes_by_pages(pay: Service) -> None:
    made = [pay.create(reference=f"R{number}")["payment_id"] for number in range(5)]
    page = pay.get("/v1/payments", params={"page": "2", "display_size": "2"}).json()
    assert (page["total"], page["count"], page["page"]) == (5, 2, 2)
    assert [one["payment_id"] for one in page["results"]] == [made[2], made[1]]
    assert set(page["_links"]) == {"self", "first_page", "last_page", "prev_page", "next_page"}
    assert "page=3" in page["_links"]["last_page"]["href"]
    beyond = pay.get("/v1/payments", params={"page": "4", "display_size": "2"})
    assert (beyond.status_code, beyond.json()["code"]) == (404, "P0402")


def test_search_refuses_what_it_cannot_read_naming_all_of_it(pay: Service) -> None:
    answer = pay.get("/v1/payments", params={"page": "0", "display_size": "501"})
    assert (answer.status_code, answer.json()) == (
        422,
        {
            "code": "P0401",
            "description": "Invalid parameters: page, display_size. "
            "See Public API documentation for the correct data formats",
        },
    )
    for wrong in ({"state": "capturable"}, {"from_date": "yesterday"}, {"last_digits_card_number": "111"}):
        assert pay.get("/v1/payments", params=wrong).json()["code"] == "P0401"
    assert pay.get("/v1/refunds", params={"page": "-1"}).json()["code"] == "P1101"


def test_search_between_dates(pay: Service) -> None:
    pay.create()
    assert pay.get("/v1/payments", params={"from_date": "2020-01-01T00:00:00Z"}).json()["total"] == 1
    assert pay.get("/v1/payments", params={"to_date": "2020-01-01T00:00:00Z"}).json()["total"] == 0
