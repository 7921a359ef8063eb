"""What happened to a right, in words and in the codes of WIPO ST.27."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from builders.programs import Program
from builders.public_register import XML, a_right_that_was_sold, enter, valid
from builders.register import a_patent
from django.core.cache import cache

from rights.facts import AuthorityGiven, Ceased, RenewalPaid

pytestmark = pytest.mark.django_db
anybody = Program()


@pytest.fixture(autouse=True)
def _many_calls(settings: Any) -> Iterator[None]:
    settings.API_PUBLIC_REQUESTS_A_MINUTE = 10_000
    yield
    cache.clear()


def test_history_is_told_newest_first_with_both_days() -> None:
    a_right_that_was_sold()
    newest, *others = anybody.get("register/rights/GB2470008/history")["items"]
    assert newest == {
        "kind": "proprietors-changed",
        "title": "Proprietor entered: Assignment",
        "text": "New Ltd",
        "effectiveDate": "2024-03-01",
        "eventDate": "2024-06-10",
        "isCorrected": False,
        "detailedEventCode": "R14",
    }
    assert [one["kind"] for one in others] == ["granted", "published", "proprietors-changed", "application-filed"]


def test_history_as_a_table() -> None:
    a_right_that_was_sold()
    answer = anybody.call("GET", "register/rights/GB2470008/history", Accept="text/csv")
    heading, first, *_others = answer.content.decode().splitlines()
    assert answer["Content-Type"].startswith("text/csv")
    assert heading.startswith("kind,title,effectiveDate,eventDate,isCorrected,text")
    assert first.startswith("proprietors-changed,Proprietor entered: Assignment,2024-03-01,2024-06-10,False,New Ltd")


def test_history_is_told_in_welsh_under_another_version() -> None:
    a_patent(number="GB2470008")
    english = anybody.call("GET", "register/rights/GB2470008/history")
    welsh = anybody.call("GET", "register/rights/GB2470008/history", **{"Accept-Language": "cy"})
    assert (english["Content-Language"], welsh["Content-Language"]) == ("en", "cy")
    assert english["ETag"] != welsh["ETag"]


def test_legal_status_says_the_events_of_the_standard_oldest_first() -> None:
    paid = RenewalPaid(effective_on=date(2023, 5, 2), year=5)
    right = a_patent(number="GB2470008", facts=[paid])
    at = datetime(2024, 6, 4, 9, tzinfo=UTC)
    enter(
        right, Ceased(effective_on=date(2024, 5, 10)), AuthorityGiven(effective_on=date(2024, 5, 10), agent="A"), at=at
    )
    said = anybody.get("register/rights/GB2470008/legal-status")
    events = said["statusEventDataBag"]
    assert said["ipRightKindCategory"] == "Patent for invention"
    codes = [one["statusEventCode"]["detailedEventCode"] for one in events]
    assert codes == ["A12", "R14", "Q12", "F11", "U11", "H13"]
    assert events[4]["paymentEventData"] == {"feePaymentYearNumber": 5}
    assert (events[5]["effectiveDate"], events[5]["eventDate"]) == ("2024-05-10", "2024-06-04")
    assert events[5]["statusEventCode"] == {
        "stateCode": "N",
        "previousStageCode": "4",
        "currentStageCode": "4",
        "keyEventCode": "H10",
        "detailedEventCode": "H13",
        "nationalEventCode": "Ceased, because the renewal fee was not paid",
    }


def test_legal_status_as_xml_is_valid_and_says_the_same_events() -> None:
    right = a_patent(number="GB2470008", facts=[RenewalPaid(effective_on=date(2023, 5, 2), year=5)])
    enter(right, Ceased(effective_on=date(2024, 5, 10)), at=datetime(2024, 6, 4, 9, tzinfo=UTC))
    answer = anybody.call("GET", "register/rights/GB2470008/legal-status", **XML)
    assert answer.status_code == 200
    assert valid(answer.content, "PatentLegalStatusData")
    assert answer.content.count(b"<pat:StatusEventData>") == 6


def queries_of(path: str, assert_max: Any) -> None:
    with assert_max(8):
        anybody.get(path)


@pytest.mark.parametrize("renewals", [1, 3])
@pytest.mark.parametrize("path", ["history", "legal-status"])
def test_longer_histories_cost_no_more_queries(path: str, renewals: int, django_assert_max_num_queries: Any) -> None:
    a_patent(number="GB2470008", paid_through=4 + renewals)
    queries_of(f"register/rights/GB2470008/{path}", django_assert_max_num_queries)
