"""Quotes through the API: what a renewal costs, when it can be paid, and why not."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from builders.filings import an_account
from builders.programs import Program, a_client, a_program, a_token
from builders.register import a_link, a_patent
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Organisation
from core.actor import Applicant

POUND = 100


def in_time() -> str:
    """Filed on 18 July 2019, years 5 paid: year 6 falls due on 31 July 2024."""
    right = a_patent(number="GB2400501", filed_on=date(2019, 7, 18), granted_on=date(2021, 8, 2), paid_through=5)
    return right.number


def test_a_quote_tells_fee_years_and_days(program: Program, own: Organisation) -> None:
    """Year 6 costs 90 pounds by the table in force since 6 April 2018."""
    in_time()
    (item,) = program.get("renewal-quotes?rights=gb2400501")["items"]
    quote = item["quote"]
    assert (item["right"], item["number"], item["message"]) == ("gb2400501", "GB2400501", "")
    assert (quote["state"], quote["isRenewable"], quote["isCertain"]) == ("renewable", True, True)
    assert quote["years"] == [6]
    assert quote["fee"] == {"amount": 90 * POUND, "currency": "GBP"}
    assert quote["lateFee"]["amount"] == 0
    assert quote["total"]["amount"] == 90 * POUND
    assert (quote["opensDate"], quote["dueDate"]) == ("2024-05-01", "2024-07-31")
    assert (quote["lateUntilDate"], quote["paidToDate"]) == ("2025-01-31", "2025-07-18")


def test_a_late_one_tells_the_additional_fee(program: Program, own: Organisation) -> None:
    """Due on 31 March 2024; in June the third month after it runs, so 48 pounds are added (s.25(4), fee sheet)."""
    a_patent(number="GB2400502", filed_on=date(2019, 3, 12), granted_on=date(2021, 6, 2), paid_through=5)
    quote = program.get("renewal-quotes?rights=GB2400502")["items"][0]["quote"]
    assert (quote["state"], quote["monthsLate"]) == ("late", 3)
    assert (quote["fee"]["amount"], quote["lateFee"]["amount"]) == (90 * POUND, 48 * POUND)
    assert quote["total"]["amount"] == 138 * POUND


def test_what_cannot_be_renewed_says_why(program: Program, own: Organisation) -> None:
    a_patent(number="GB2400503", granted_on=None)
    items = program.get("renewal-quotes?rights=GB2400503,GB2400599,nonsense")["items"]
    pending, unknown, nonsense = items
    assert pending["quote"]["isRenewable"] is False
    assert pending["quote"]["reasons"]
    assert pending["quote"]["fee"] is None
    for item in (unknown, nonsense):
        assert (item["number"], item["quote"]) == (None, None)
        assert item["message"]


def test_a_later_day_is_quoted_by_its_own_fees(program: Program, own: Organisation) -> None:
    """The first month late ends on Saturday 31 August 2024, so 3 September is in the second one: 24 pounds."""
    in_time()
    body = program.post("renewal-quotes", {"rights": ["GB2400501"], "date": "2024-09-03"}, status=200)
    quote = body["items"][0]["quote"]
    assert (body["date"], quote["monthsLate"], quote["lateFee"]["amount"]) == ("2024-09-03", 2, 24 * POUND)


def test_quotes_cost_the_same_for_one_right_and_for_three(
    program: Program, own: Organisation, count_queries: Callable[[Program, str], int]
) -> None:
    numbers = [a_patent(number=f"GB240051{place}").number for place in range(3)]
    one = count_queries(program, f"renewal-quotes?rights={numbers[0]}")
    assert one == count_queries(program, f"renewal-quotes?rights={','.join(numbers)}")


def test_an_unpublished_right_is_quoted_to_its_account_alone(
    program: Program, own: Organisation, account: Applicant, at: datetime
) -> None:
    right = a_patent(published_on=None, granted_on=None)
    stranger = a_program(an_account(at, email="stranger@example.com"))
    address = f"renewal-quotes?rights={right.number}"
    assert program.get(address)["items"][0]["number"] is None
    a_link(right, own)
    assert program.get(address)["items"][0]["number"] == right.number
    assert stranger.get(address)["items"][0]["number"] is None


@pytest.mark.parametrize(
    ("query", "target"),
    [
        ("", "rights"),
        ("rights=,", "rights"),
        ("rights=" + ",".join(["GB2400501"] * 101), "rights"),
        ("rights=" + "1" * 61, "rights"),
        ("rights=GB2400501&date=yesterday", "date"),
        ("rights=GB2400501&date=2024-06-11", "date"),
        ("rights=GB2400501&date=2090-06-11", "date"),
    ],
)
def test_a_parameter_that_cannot_be_read_is_named(program: Program, query: str, target: str) -> None:
    answer = program.call("GET", f"renewal-quotes?{query}")
    assert (answer.status_code, answer.json()["error"]["target"]) == (400, target)


@pytest.mark.parametrize(
    ("body", "target"),
    [
        ({}, "/rights"),
        ({"rights": []}, "/rights"),
        ({"rights": ["GB1"] * 501}, "/rights"),
        ({"rights": ["GB1"], "date": "2020-01-01"}, "/date"),
        ({"rights": ["GB1"], "day": "2025-01-01"}, "/day"),
    ],
)
def test_a_body_with_a_fault_names_the_member(program: Program, body: object, target: str) -> None:
    answer = program.call("POST", "renewal-quotes", body)
    assert (answer.status_code, answer.json()["error"]["details"][0]["target"]) == (422, target)


def test_either_scope_is_enough_and_none_is_not(account: Applicant) -> None:
    in_time()
    for scope in ("rights:read", "rights:renew"):
        Program(a_token(a_client(account, scopes=(scope,)))).get("renewal-quotes?rights=GB2400501")
    other = Program(a_token(a_client(account, scopes=("messages:read",))))
    assert other.call("GET", "renewal-quotes?rights=GB2400501").status_code == 403
    assert Program().call("GET", "renewal-quotes?rights=GB2400501").status_code == 401


def test_hundreds_are_quoted_in_few_queries(program: Program, own: Organisation) -> None:
    numbers = [a_patent(number=f"GB24006{place:02d}").number for place in range(20)]
    with CaptureQueriesContext(connection) as asked:
        body = program.post("renewal-quotes", {"rights": numbers}, status=200)
    assert [item["number"] for item in body["items"]] == numbers
    assert len(asked) < 30
