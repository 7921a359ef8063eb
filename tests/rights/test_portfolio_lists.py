"""Searching, filtering, sorting and taking away a portfolio."""

from datetime import UTC, date, datetime

import pytest
from builders.filings import an_account
from builders.register import a_link, a_patent
from django.http import QueryDict

from accounts.models import Organisation
from core.actor import Applicant, NotPermitted, Permission
from core.tables import harmless, pounds_and_pence
from rights.facts import Ceased
from rights.models import Link
from rights.portfolio import View, clients_of, counted, keep_own_words, needs_doing, page_and_count, page_of
from rights.portfolio.export import export_rows

pytestmark = pytest.mark.django_db
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
ON = date(2024, 6, 12)


@pytest.fixture
def by(db: None) -> Applicant:
    return an_account(AT)


@pytest.fixture
def links(by: Applicant) -> dict[str, Link]:
    own = Organisation.objects.get(pk=by.organisation_id)
    pump = a_patent(title="A pump", proprietors=["Okafor Ltd"], application_number="GB1910001.5")
    valve = a_patent(title="A valve", kind="EP", proprietors=["Jones"], filed_on=date(2018, 3, 1))
    secret = a_patent(title="A secret", published_on=None, granted_on=None)
    return {
        "pump": a_link(pump, own, own_reference="P-42", client="Okafor"),
        "valve": a_link(valve, own, relation="representative", client="Jones & Sons"),
        "secret": a_link(secret, own),
    }


def found(by: Applicant, **view: object) -> set[str]:
    return {link.title for link in page_of(by, View(**view), on=ON).links}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("search", "titles"),
    [
        ("pump", {"A pump"}),
        ("OKAFOR", {"A pump"}),
        ("p-4", {"A pump"}),
        ("gb 19 10001.5", {"A pump"}),
        ("19/10001.5", {"A pump"}),
        ("A ", {"A pump", "A valve", "A secret"}),
        ("jones", {"A valve"}),
        ("100%", set()),
        ("_", set()),
    ],
)
def test_words_numbers_owners_and_references_are_searched(
    by: Applicant, links: dict[str, Link], search: str, titles: set[str]
) -> None:
    assert found(by, search=search) == titles


def test_a_right_is_found_by_either_of_its_numbers(by: Applicant, links: dict[str, Link]) -> None:
    assert found(by, search=links["pump"].number) == {"A pump"}
    assert found(by, search=links["pump"].number[2:]) == {"A pump"}
    assert found(by, search="GB1910001.5") == {"A pump"}


@pytest.mark.parametrize(
    ("view", "titles"),
    [
        ({"kind": "EP"}, {"A valve"}),
        ({"relation": "owner"}, {"A pump", "A secret"}),
        ({"client": "Jones & Sons"}, {"A valve"}),
        ({"status": ("granted",)}, {"A pump", "A valve"}),
        ({"status": ("granted", "pending")}, {"A pump", "A valve", "A secret"}),
        ({"need": "restorable"}, {"A pump"}),
        ({"kind": "GB", "search": "secret"}, {"A secret"}),
    ],
)
def test_filters_narrow_the_list(
    by: Applicant, links: dict[str, Link], view: dict[str, object], titles: set[str]
) -> None:
    # On 12 June 2024 the pump's year 5 (due 31 May 2023) can only be restored; the valve's year 5 was due in March 2022
    # and could be restored until 31 October 2023.
    assert found(by, **view) == titles


def test_a_view_survives_its_address() -> None:
    view = View(
        search="a & b", status=("ceased", "granted"), need="late", client="Ö", sort="owner", descending=True, size=50
    )
    assert View.of(QueryDict(view.address()[1:])) == view


def test_what_makes_no_sense_in_an_address_falls_back() -> None:
    nonsense = "sort=password&size=7&need=everything&relation=king&kind=US&status=famous&status=%00&q=%00&client=%00"
    assert View.of(QueryDict(nonsense)) == View()


def test_counting_stops_one_beyond_the_cap(by: Applicant, links: dict[str, Link]) -> None:
    assert counted(by, View(), on=ON) == 3
    assert counted(by, View(), on=ON, at_most=1) == 2


def test_clients_are_listed_once_and_only_ones_own(by: Applicant, links: dict[str, Link]) -> None:
    other = an_account(AT, name="Other Ltd", email="other@example.com")
    assert clients_of(by) == ["Jones & Sons", "Okafor"]
    assert clients_of(other) == []


def test_own_words_are_kept_on_each_of_the_accounts_links_and_nobody_elses(by: Applicant) -> None:
    right = a_patent()
    other = an_account(AT, name="Other Ltd", email="other@example.com")
    own = Organisation.objects.get(pk=by.organisation_id)
    mine = [a_link(right, own), a_link(right, own, relation="representative")]
    theirs = a_link(right, Organisation.objects.get(pk=other.organisation_id), own_reference="THEIRS")
    keep_own_words(mine[0], own_reference=" P-1 ", client="C", by=by, at=AT)
    assert {Link.everything.get(pk=link.pk).own_reference for link in mine} == {"P-1"}
    assert Link.everything.get(pk=theirs.pk).own_reference == "THEIRS"


def test_somebody_who_may_only_look_changes_no_reference(by: Applicant, links: dict[str, Link]) -> None:
    reader = Applicant(by.user_id, by.organisation_id, permissions=frozenset({Permission.VIEW}))
    with pytest.raises(NotPermitted):
        keep_own_words(links["pump"], own_reference="X", client="", by=reader, at=AT)


def test_the_export_has_a_heading_and_a_row_for_each_right_of_the_view(by: Applicant, links: dict[str, Link]) -> None:
    heading, *rows = export_rows(by, View(client="Okafor"), on=ON)
    assert heading[0] == "Number"
    assert rows == [
        [
            links["pump"].number, "P-42", "Okafor", "A pump", "Okafor Ltd", "GB", "Granted", "Owner", "2023-05-10",
            "2023-05-31", "2023-11-30", "2024-12-31",
        ]
    ]  # fmt: skip


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\t=1+1", "\r\n=1+1", "\u00a0=1+1", "\u200b=1+1", "\ufeff=1+1",
        "|calc", "%x", "＝1+1", "\x00=1", "\x1b=1",
    ],
)  # fmt: skip
def test_no_cell_can_be_run_by_a_spreadsheet(cell: str) -> None:
    assert harmless(cell).startswith("'")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("A = B", "A = B"), (None, ""), (date(2024, 1, 2), "2024-01-02"), ("a\nb", "a b"),
        (-70, "-70"), (-0.5, "-0.5"), (pounds_and_pence(-7_000), "-70.00"), (pounds_and_pence(123_456_705), "1234567.05"),
        (pounds_and_pence(-1), "-0.01"), (pounds_and_pence(0), "0.00"),
    ],
)  # fmt: skip
def test_harmless_cells_stay_as_they_are(cell: object, text: str) -> None:
    assert harmless(cell) == text


def test_a_right_both_owned_and_represented_stands_in_the_list_once(by: Applicant) -> None:
    right, own = a_patent(title="Both"), Organisation.objects.get(pk=by.organisation_id)
    owner = a_link(right, own)
    representative = a_link(right, own, relation="representative")
    assert [link.pk for link in page_of(by, View(), on=ON).links] == [owner.pk]
    assert counted(by, View(), on=ON) == 1
    assert needs_doing(by, on=ON).restorable == 1  # year 5 was due on 31 May 2023
    assert len(list(export_rows(by, View(), on=ON))) == 2  # the heading and the right
    as_representative = page_of(by, View(relation="representative"), on=ON)
    assert [link.pk for link in as_representative.links] == [representative.pk]


def test_what_is_still_renewed_comes_before_what_ended_long_ago(by: Applicant) -> None:
    own = Organisation.objects.get(pk=by.organisation_id)
    gone = a_patent(title="Gone", filed_on=date(2001, 5, 10), facts=[Ceased(effective_on=date(2006, 5, 10))])
    for right in (gone, a_patent(title="Application", granted_on=None), a_patent(title="In force", paid_through=6)):
        a_link(right, own)
    for descending in (False, True):
        view = View(descending=descending)
        titles = [link.title for link in page_of(by, view, on=ON).links]
        assert titles[0] == "In force"
        assert [row[3] for row in export_rows(by, view, on=ON)][1:] == titles


@pytest.mark.parametrize("view", [View(), View(search="a "), View(search="pump"), View(search="nothing")])
def test_a_page_and_its_count_are_those_of_the_list(by: Applicant, links: dict[str, Link], view: View) -> None:
    page, count = page_and_count(by, view, on=ON)
    assert [link.pk for link in page.links] == [link.pk for link in page_of(by, view, on=ON).links]
    assert count == len(page.links)


def test_clients_are_searched_too(by: Applicant, links: dict[str, Link]) -> None:
    assert found(by, search="jones & s") == {"A valve"}
    assert found(by, search="Ltd\nP-42") == set()  # a search does not run from one column into the next
