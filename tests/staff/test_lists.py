"""The office's lists: a page costs the same at any length, nothing is shown twice or lost, and empty ones say so."""

import re
from datetime import UTC, datetime

import pytest
from builders import signed_in
from builders.cases import a_request, an_office, in_team, many_cases
from builders.filings import an_officer
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from casework.models import Case, CaseEvent
from casework.taking import take
from core.actor import Officer
from core.clock import now

pytestmark = pytest.mark.django_db
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
LISTS = ["/staff/", "/staff/queues/available/", "/staff/queues/all/", "/staff/queues/teams/money/"]


@pytest.fixture
def by() -> Officer:
    return an_officer(now())


@pytest.fixture
def browser(by: Officer) -> Client:
    return signed_in.officer(User.objects.get(pk=by.user_id))


@pytest.mark.parametrize("address", [*LISTS, "/staff/queues/teams/"])
def test_a_list_costs_no_more_for_sixty_cases_than_for_one(
    address: str, by: Officer, browser: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    teams = an_office()
    in_team(teams["money"], by, at=AT)
    counted = []
    for number in (1, 60):
        Case.everything.all().delete()
        many_cases(number, at=AT, team=teams["money"])
        if address == "/staff/":
            Case.everything.update(allocated_to=by.user_id)
        with django_assert_max_num_queries(20) as queries:
            assert browser.get(address).status_code == 200
        counted.append(len(queries))
    assert counted[1] <= counted[0]


def test_paging_shows_every_case_once_and_the_oldest_first(by: Officer, browser: Client) -> None:
    many_cases(60, at=AT)
    shown, address = [], "/staff/queues/all/"
    while address:
        page = browser.get(address).content.decode()
        shown += re.findall(r"/staff/cases/(CSE-[\w-]+)/", page)
        following = re.search(r'rel="next"[^>]*|href="([^"]*)"[^>]*rel="next"', page)
        found = re.search(r'href="([^"]+)"[^>]*rel="next"', page)
        address = "/staff/queues/all/" + found[1].replace("&amp;", "&") if following and found else ""
    assert len(shown) == len(set(shown)) == 60
    assert shown == sorted(shown)


@pytest.mark.parametrize("address", LISTS[:3])
def test_an_empty_list_says_so(address: str, browser: Client) -> None:
    assert 'class="oneipo-empty"' in browser.get(address).content.decode()


@pytest.mark.usefixtures("throwaway")
def test_an_officer_takes_a_case_from_its_page_and_finds_it_in_my_work(browser: Client, by: Officer) -> None:
    case, filing = a_request(now())
    page = browser.get(f"/staff/cases/{case.reference}/").content.decode()
    assert "Take this case" in page
    assert "New Name Ltd" in page
    browser.post(f"/staff/cases/{case.reference}/take/")
    assert filing.reference in browser.get("/staff/").content.decode()


@pytest.mark.usefixtures("throwaway")
def test_who_comes_second_is_told_who_has_the_case(browser: Client) -> None:
    case, _filing = a_request(now())
    take(case, by=an_officer(now(), email="first@office.example", name="Fiona First"), at=now())
    answer = browser.post(f"/staff/cases/{case.reference}/take/", follow=True)
    assert "Fiona First has this case." in answer.content.decode()


def test_a_case_of_another_team_is_opened_with_a_reason_only(by: Officer, browser: Client) -> None:
    teams = an_office()
    in_team(teams["links"], by, at=AT)
    (case,) = many_cases(1, at=AT, team=teams["money"], kind="filing")
    address = f"/staff/cases/{case.reference}/"
    assert browser.get(address)["Location"] == f"{address}open/"
    assert "Enter why you open this case" in browser.post(f"{address}open/", {"why": ""}).content.decode()
    assert browser.post(f"{address}open/", {"why": "The leader asked"})["Location"] == address
    assert CaseEvent.everything.get(case=case).why == "The leader asked"


def test_a_leader_gives_ticked_cases_and_the_front_of_a_queue_away() -> None:
    teams, to = an_office(), an_officer(now(), name="Sunil Second")
    lead = an_officer(now(), email="lead@office.example", roles=["team_leader"])
    leader = signed_in.officer(User.objects.get(pk=lead.user_id))
    first, *_others = many_cases(5, at=AT, team=teams["money"])
    assert "Tick to give away" in leader.get("/staff/queues/all/").content.decode()
    answer = leader.post("/staff/queues/allocate/", {"case": [first.reference], "to": to.user_id}, follow=True)
    assert "1 case was given away." in answer.content.decode()
    answer = leader.post("/staff/queues/teams/money/allocate/", {"number": "3", "to": to.user_id}, follow=True)
    assert "3 cases were given away." in answer.content.decode()
    assert Case.everything.filter(allocated_to=to.user_id).count() == 4
    answer = leader.post("/staff/queues/teams/money/allocate/", {"number": "0", "to": to.user_id}, follow=True)
    assert "Enter how many cases, from 1 to 200" in answer.content.decode()
    answer = leader.post("/staff/queues/allocate/", {"to": to.user_id}, follow=True)
    assert "Tick the cases that you want to give away" in answer.content.decode()


def test_a_list_is_narrowed_and_says_when_nothing_matches(browser: Client) -> None:
    late, _other = many_cases(2, at=AT)
    Case.everything.filter(pk=late.pk).update(due_on=AT.date())
    page = browser.get("/staff/queues/all/?only=overdue").content.decode()
    assert re.findall(r"/staff/cases/(CSE-[\w-]+)/", page) == [late.reference]
    assert "No case matches" in browser.get("/staff/queues/all/?stands=second-check").content.decode()
    assert browser.get("/staff/queues/all/?only=nonsense&stands=done&at=zzz").status_code == 200
