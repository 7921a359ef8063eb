"""Search over the public register."""

import csv
import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from builders.programs import Program
from builders.public_register import enter
from builders.register import OPENED_AT, a_patent
from django.core.cache import cache

from rights import searching
from rights.facts import Ceased, Withheld

pytestmark = pytest.mark.django_db
anybody = Program()


@pytest.fixture(autouse=True)
def _many_calls(settings: Any) -> Iterator[None]:
    settings.API_PUBLIC_REQUESTS_A_MINUTE = 10_000
    yield
    cache.clear()


def numbers(query: str) -> list[str]:
    return [one["number"] for one in anybody.get(f"register/rights?{query}")["items"]]


def three_rights() -> None:
    a_patent(number="GB2470002", title="Adjustable widget", proprietors=["Acme Ltd"])
    a_patent(number="GB2470001", title="Anti-glare window", proprietors=["Widgets of Wales Ltd"])
    a_patent(number="EP2470003", kind="EP", title="Pump for water", proprietors=["Brook plc"])


def test_words_are_looked_for_in_title_and_owner_together() -> None:
    three_rights()
    assert numbers("q=widget") == ["GB2470001", "GB2470002"]
    assert numbers("q=WIDGETS") == ["GB2470001"]
    assert numbers("q=acme+adjust") == ["GB2470002"]
    assert numbers("q=acme+window") == []
    assert numbers("q=glare") == ["GB2470001"]
    assert numbers("q=w") == []
    assert numbers("q=%26+%7C+%21") == []


def test_a_number_is_read_however_it_is_typed() -> None:
    three_rights()
    assert numbers("q=gb+2,470,002") == ["GB2470002"]
    assert numbers("q=EP(UK)2470003") == ["EP2470003"]
    assert numbers("q=GB2470009") == []


def test_status_and_kind_narrow_what_was_found_and_need_words() -> None:
    three_rights()
    right = a_patent(number="GB2470004", title="Widget that ceased")
    enter(right, Ceased(effective_on=date(2024, 1, 1)), at=OPENED_AT)
    assert numbers("q=widget&status=ceased") == ["GB2470004"]
    assert numbers("q=widget&status=ceased,granted&kind=GB") == ["GB2470001", "GB2470002", "GB2470004"]
    assert numbers("q=widget&kind=EP") == []
    for query, target in [("status=ceased", "q"), ("q=a&status=lost", "status"), (f"q={'a' * 201}", "q")]:
        answer = anybody.call("GET", f"register/rights?{query}")
        assert (answer.status_code, answer.json()["error"]["target"]) == (400, target)


def test_what_is_unpublished_or_withheld_is_not_found_nor_counted() -> None:
    a_patent(number="GB2470001", title="Secret widget", published_on=None, granted_on=None)
    hidden = a_patent(number="GB2470002", title="Hidden widget")
    enter(hidden, Withheld(effective_on=date(2024, 1, 3), whole_right=True), at=OPENED_AT)
    for query in ("", "q=widget", "q=GB2470002"):
        said = anybody.get(f"register/rights?count=true&{query}")
        assert (said["items"], said["totalCount"]) == ([], 0)


def test_everything_is_listed_page_by_page_in_the_order_of_numbers() -> None:
    three_rights()
    first = anybody.get("register/rights?limit=2&count=true")
    assert [one["number"] for one in first["items"]] == ["EP2470003", "GB2470001"]
    assert first["totalCount"] == 3
    rest = anybody.get(first["next"].split("testserver")[-1])
    assert [one["number"] for one in rest["items"]] == ["GB2470002"]
    assert "next" not in rest


def test_common_words_are_paged_the_same_way(monkeypatch: Any) -> None:
    monkeypatch.setattr(searching, "FEW", 1)
    three_rights()
    assert numbers("q=widget") == ["GB2470001", "GB2470002"]
    assert numbers("q=widget&sort=number:desc&limit=1") == ["GB2470002"]


def test_an_item_says_what_a_list_needs() -> None:
    three_rights()
    (item,) = anybody.get("register/rights?q=pump")["items"]
    application = item.pop("applicationNumber")
    assert application.startswith("GB19")
    assert item == {
        "number": "EP2470003",
        "kind": "EP",
        "status": "granted",
        "inventionTitle": "Pump for water",
        "owner": "Brook plc",
        "filingDate": "2019-05-10",
        "publicationDate": "2020-11-11",
        "grantDate": "2021-06-02",
    }
    assert anybody.get("register/rights?q=pump&fields=number")["items"] == [{"number": "EP2470003"}]


def test_the_list_as_a_table() -> None:
    three_rights()
    a_patent(number="GB2470005", title="=HYPERLINK(0)")
    answer = anybody.call("GET", "register/rights", Accept="text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert [row["number"] for row in rows] == ["EP2470003", "GB2470001", "GB2470002", "GB2470005"]
    assert rows[3]["inventionTitle"] == "'=HYPERLINK(0)"


@pytest.mark.parametrize("rights", [1, 3])
@pytest.mark.parametrize(("query", "most"), [("", 2), ("q=widget", 6), ("q=GB2470010", 2)])
def test_longer_lists_cost_no_more_queries(
    query: str, most: int, rights: int, django_assert_max_num_queries: Any
) -> None:
    for place in range(rights):
        a_patent(number=f"GB24700{10 + place}", title="Widget")
    with django_assert_max_num_queries(most):
        anybody.get(f"register/rights?{query}")
