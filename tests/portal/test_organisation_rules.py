"""The page of the rules: what waits for a second administrator, and who may answer it."""

import pytest
from builders import signed_in
from builders.people import a_member, an_organisation
from django.test import Client
from django.urls import reverse

from accounts.models import Organisation, RulesProposal
from accounts.organising.two_people import Rules, rules_of

pytestmark = pytest.mark.django_db
PAGE = "/organisation/rules/"


@pytest.fixture
def organisation() -> Organisation:
    made = an_organisation(people=2)
    Organisation.objects.filter(pk=made.pk).update(needs_two_people=True, spending_limit_pence=100_000)
    return made


def browser(organisation: Organisation, place: int) -> Client:
    member = organisation.memberships.select_related("user").order_by("pk")[place]
    return signed_in.customer(organisation, user=member.user)


def text(client: Client, path: str = PAGE) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def proposed(client: Client) -> str:
    answer = client.post(PAGE, {"two_people": "no", "limit": ""}, follow=True)
    assert "waits until another administrator confirms it" in answer.content.decode()
    return RulesProposal.objects.latest("pk").reference


def test_one_proposes_and_another_confirms(organisation: Organisation) -> None:
    first, second = browser(organisation, 0), browser(organisation, 1)
    assert "Looser rules wait" not in text(second)
    reference = proposed(first)
    assert rules_of(organisation.pk) == Rules(needs_two_people=True, limit_pence=100_000)
    mine, theirs = text(first), text(second)
    assert "Withdraw the proposal" in mine
    assert "Confirm the looser rules" not in mine
    assert "Confirm the looser rules" in theirs
    assert "Withdraw" not in theirs
    assert "Looser rules wait for a second administrator" in text(second, reverse("home"))
    assert "Looser rules wait for a second administrator" not in text(first, reverse("home"))
    answer = second.post(f"{PAGE}answer/", {"reference": reference, "do": "confirm"}, follow=True)
    assert "You confirmed the rules. They hold now." in answer.content.decode()
    assert rules_of(organisation.pk) == Rules()
    late = first.post(f"{PAGE}answer/", {"reference": reference, "do": "withdraw"}, follow=True)
    assert "answered or replaced meanwhile" in late.content.decode()


@pytest.mark.parametrize(("do", "place", "words"), [("reject", 1, "You rejected"), ("withdraw", 0, "You withdrew")])
def test_it_is_rejected_or_withdrawn(organisation: Organisation, do: str, place: int, words: str) -> None:
    reference = proposed(browser(organisation, 0))
    answer = browser(organisation, place).post(f"{PAGE}answer/", {"reference": reference, "do": do}, follow=True)
    assert words in answer.content.decode()
    assert "Looser rules wait" not in text(browser(organisation, 1))
    assert rules_of(organisation.pk).needs_two_people


def test_whoever_proposed_it_cannot_confirm_it_by_hand(organisation: Organisation) -> None:
    first = browser(organisation, 0)
    reference = proposed(first)
    for do in ("confirm", "reject", ""):
        assert first.post(f"{PAGE}answer/", {"reference": reference, "do": do}).status_code == 403
    assert rules_of(organisation.pk).needs_two_people


def test_who_manages_nobody_sees_and_answers_nothing(organisation: Organisation) -> None:
    reference = proposed(browser(organisation, 0))
    plain = a_member(organisation, email="plain@firm.example", permissions=["view", "approve"])
    client = signed_in.customer(organisation, user=plain)
    assert client.get(PAGE).status_code == 403
    assert client.post(f"{PAGE}answer/", {"reference": reference, "do": "confirm"}).status_code == 403
    assert "Looser rules" not in text(client, reverse("home"))


def test_the_only_administrator_is_told_that_it_holds_at_once() -> None:
    alone = an_organisation(people=1)
    Organisation.objects.filter(pk=alone.pk).update(spending_limit_pence=100)
    client = browser(alone, 0)
    assert "You are the only administrator" in text(client)
    client.post(PAGE, {"two_people": "no", "limit": ""})
    assert rules_of(alone.pk) == Rules()
    assert "as the only administrator" in text(client, "/organisation/log/")


def test_what_is_stricter_is_stored_at_once(organisation: Organisation) -> None:
    client = browser(organisation, 0)
    answer = client.post(PAGE, {"two_people": "yes", "limit": "10.50"}, follow=True)
    assert "Your choice is stored." in answer.content.decode()
    assert rules_of(organisation.pk).limit_pence == 1050
