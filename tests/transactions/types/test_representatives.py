"""Representatives: who appoints, what they may do, who loses access at once, and who is told."""

from datetime import date

import pytest
from builders.filings import an_account, example_filer, example_right, filed, keep_ours, linked, morning_of
from builders.journeys import journey
from builders.register import a_link

from accounts.models import Organisation
from core.actor import System
from notifications.models import Notice
from rights.authorities import AuthorityState
from rights.models import Link, Right
from rights.standing import Standing
from transactions.forms.authority import ScopeForm
from transactions.parts import Example
from transactions.registry import type_named
from transactions.standings import load

pytestmark = pytest.mark.django_db

APPOINT, REMOVE = type_named("appoint_representative"), type_named("remove_representative")
ON = date(2026, 4, 8)


def standing_of(example: Example) -> Standing:
    right = example_right(example)
    return load([right.pk], by=example_filer(example, right), on=example.on)[right.pk]


def test_a_firm_that_takes_over_is_the_only_one_and_gets_official_letters() -> None:
    filing, right = journey(APPOINT.examples[0], "appoint_representative")
    now = load([right.pk], by=System("tests"), on=ON)[right.pk]
    assert [party.name for party in now.agents] == ["Quill IP LLP"]
    assert now.contacts["service"].email == "quill@example.com"
    assert now.authorities == (AuthorityState("Quill IP LLP", (), False, ON, None),)
    told = {
        one.address.get("email") for one in Notice.everything.filter(about=filing.reference, template="change-made")
    }
    assert told == {"ada@example.com", "penn@example.com", "quill@example.com"}


def test_a_second_firm_may_only_renew_until_its_last_day_and_with_approval() -> None:
    _, right = journey(APPOINT.examples[1], "appoint_representative")
    now = load([right.pk], by=System("tests"), on=ON)[right.pk]
    assert [party.name for party in now.agents] == ["Penn LLP", "Quill IP LLP"]
    (authority,) = now.authorities
    assert authority.covers("renew", date(2028, 3, 31))
    assert not authority.covers("renew", date(2028, 4, 1))
    assert not authority.covers("transfer_ownership", ON)
    assert authority.owner_approves


def test_the_owner_alone_gives_authority_and_is_asked_where_somebody_else_files() -> None:
    answers = APPOINT.examples[0].answers
    assert list(APPOINT.consents(answers, standing_of(APPOINT.examples[0]))) == []
    taken_over = Example("firm", ON, APPOINT.examples[0].history, answers, relation="party")
    standing = load_again(taken_over)
    assert [one.party for one in APPOINT.consents(answers, standing)] == ["Ada Bell"]


def load_again(example: Example) -> Standing:
    right = Right.everything.get(number="GB2590060")
    return load([right.pk], by=an_account(morning_of(example), email="x@example.com"), on=example.on)[right.pk]


def test_an_authority_does_not_end_yesterday() -> None:
    standing = standing_of(APPOINT.examples[0])
    found = APPOINT.objections({"scope": {"until_on": "2026-04-07"}}, standing, ON)
    assert [one.step_key for one in found] == ["scope"]


def test_some_requests_are_at_least_one() -> None:
    form = ScopeForm(data={"scope": "some", "approval": "alone"})
    assert not form.is_valid()
    assert "types" in form.errors


def test_who_leaves_the_register_loses_access_at_once_and_the_other_stays() -> None:
    example = REMOVE.examples[0]
    right = example_right(example)
    penn = an_account(morning_of(example), name="Penn LLP", email="penn@example.com")
    link = a_link(
        right, Organisation.objects.get(pk=penn.organisation_id), relation="representative", stands_for="Penn LLP"
    )
    owner = an_account(morning_of(example), name="Ada Bell", email="ada@example.com")
    linked(right, owner, relation="owner")
    filing = filed("remove_representative", [right], example.answers, by=owner, at=morning_of(example))
    keep_ours(morning_of(example))
    assert Link.everything.get(pk=link.pk).state == "ended"
    now = load([right.pk], by=System("tests"), on=ON)[right.pk]
    assert [party.name for party in now.agents] == ["Quill IP LLP"]
    assert now.contacts["service"].name == "Ada Bell"
    told = {
        one.address.get("email") for one in Notice.everything.filter(about=filing.reference, template="change-made")
    }
    assert told == {"ada@example.com", "penn@example.com"}


def test_nobody_leaves_who_is_not_there() -> None:
    example = REMOVE.examples[0]
    without = Example("none", ON, example.history[:4], example.answers, relation="owner")
    found = list(REMOVE.objections({}, standing_of(without), ON))
    assert [str(one.text) for one in found] == ["The register names no representative for GB2590070."]
