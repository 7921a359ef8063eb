"""Test patents: made in a sandbox alone, linked, numbered from their own blocks, and there for their organisation only."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from builders.filings import an_account, an_officer
from builders.programs import a_client
from builders.register import a_patent
from django.db import transaction

from accounts.models import Organisation
from core.actor import Applicant, Machine, NotPermitted, Permission, Public, System
from core.days import legal_day
from core.models import OutboxMessage
from core.outbox.registry import keep
from rights.facts import ApplicationFiled, Ceased, Dated, Opening
from rights.journal.issues import notices_in, publish_journal
from rights.linking import ask_links
from rights.linking.finding import Outcome, find
from rights.lookup import find_published
from rights.models import Contact, Entry, Link, Particulars, Party, Right, TestMake
from rights.numbers import parse
from rights.register import open_rights, rebuild, record, stored_state, verify
from rights.sandbox import making, numbering
from rights.sandbox.conditions import Condition
from rights.sandbox.making import CannotMake, made_in, make_test_patents
from rights.sandbox.only import NotASandbox
from rights.searching import search_published
from rights.standing import load_standings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_a_sandbox(settings: Any) -> None:
    """These tests are about a sandbox, unless they say otherwise."""
    settings.SANDBOX = True


@pytest.fixture
def firm(at: datetime) -> Applicant:
    """Who makes test patents."""
    return an_account(at, name="Example Instruments Ltd", email="makers@example.com")


@pytest.fixture
def other(at: datetime) -> Applicant:
    """Another organisation of the same sandbox."""
    return an_account(at, name="Somebody Else plc", email="else@example.org")


def rights_of(made: TestMake) -> list[Right]:
    found = {right.number: right for right in Right.everything.filter(slice_of=made.organisation_id)}
    return [found[number] for number, _condition in made.rights]


def keep_the_rest(at: datetime) -> int:
    """Keeps the promises of makes, one after the other; how many there were."""
    kept = 0
    while row := OutboxMessage.objects.filter(kind=making.MAKE).order_by("pk").first():
        keep(row.kind, row.payload, at=at)
        OutboxMessage.objects.filter(pk=row.pk).delete()
        kept += 1
    return kept


@pytest.mark.parametrize("relation", ["owner", "representative"])
def test_one_of_each_is_linked_and_stands_as_it_was_asked_for(firm: Applicant, at: datetime, relation: str) -> None:
    made = make_test_patents(15, relation=relation, by=firm, at=at)
    assert [condition for _number, condition in made.rights] == list(Condition)
    links = Link.objects.visible_to(firm).active()
    assert {link.number for link in links} == {number for number, _condition in made.rights}
    assert {link.relation for link in links} == {relation}
    standings = load_standings([right.pk for right in rights_of(made)], by=firm, on=legal_day(at))
    by_condition = {made.rights[place][1]: standings[right.pk] for place, right in enumerate(rights_of(made))}
    assert len(by_condition[Condition.CO_OWNED].proprietors) == 2
    (mortgage,) = by_condition[Condition.MORTGAGED].interests
    assert mortgage.nature == "mortgage"
    late = by_condition[Condition.LATE].quote
    assert late is not None
    assert late.additional_fee_pence in {2400, 4800, 7200, 9600, 12000}
    assert by_condition[Condition.LATE].renewals_open
    in_time = by_condition[Condition.DUE].quote
    assert in_time is not None
    assert (in_time.additional_fee_pence, in_time.state) == (0, "renewable")
    assert by_condition[Condition.RESTORABLE].right.status == "ceased"
    assert not by_condition[Condition.APPLICATION].right.published_on


def test_everybody_on_them_is_reached_at_the_address_of_whoever_asked(firm: Applicant, at: datetime) -> None:
    make_test_patents(15, by=firm, at=at)
    contacts = Contact.everything.filter(right__slice_of=firm.organisation_id)
    assert {contact.purpose for contact in contacts} == {"proprietor", "service"}
    particulars = Particulars.everything.filter(right__slice_of=firm.organisation_id)
    assert particulars.filter(pk__in=contacts.values("particulars")).count() == 30
    told = [json.loads(one.body) for one in particulars]
    assert {one["email"] for one in told if one["lines"]} == {"makers@example.com"}


def test_a_system_is_written_to_at_its_own_address(firm: Applicant, at: datetime) -> None:
    client = a_client(firm)
    machine = Machine(client.client_id, firm.organisation_id, frozenset({Permission.VIEW, Permission.PREPARE}))
    made = make_test_patents(1, by=machine, at=at)
    assert made.email == "systems@firm.example"


def test_a_representative_acts_for_invented_owners(firm: Applicant, at: datetime) -> None:
    made = make_test_patents(10, relation="representative", by=firm, at=at)
    agents = Party.everything.filter(right__in=rights_of(made), role="agent")
    assert {agent.name for agent in agents} == {"Example Instruments Ltd"}
    owners = Party.everything.filter(right__in=rights_of(made), role__in=["proprietor", "applicant"])
    assert "Example Instruments Ltd" not in {owner.name for owner in owners}


def test_numbers_are_of_the_right_shape_from_their_blocks_and_never_given_twice(
    firm: Applicant, other: Applicant, at: datetime
) -> None:
    made = [make_test_patents(60, by=who, at=at) for who in (firm, other, firm)]
    rights = [right for each in made for right in rights_of(each)]
    assert len({right.number for right in rights}) == 180
    for right in rights:
        assert parse(right.application_number).canonical == right.application_number
        serial = int(right.application_number[4:].split(".")[0])
        assert serial in (range(90_100, 100_000) if right.kind == "GB" else range(990_100, 1_000_000))
        if right.publication_number:
            assert parse(right.publication_number).canonical == right.publication_number
            block = range(2_910_001, 3_000_000) if right.kind == "GB" else range(9_900_001, 10_000_000)
            assert int(right.publication_number[2:]) in block
    assert {right.kind for right in rights} == {"GB", "EP"}


def test_used_up_numbers_are_told_and_nothing_is_half_made(
    firm: Applicant, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(numbering.PUBLICATIONS, "GB", range(2_910_001, 2_910_002))
    with pytest.raises(CannotMake, match="used up"):
        make_test_patents(30, by=firm, at=at)
    assert not Right.everything.exists()
    assert not TestMake.everything.exists()


def test_the_chain_holds_and_the_register_can_be_rebuilt(firm: Applicant, at: datetime) -> None:
    made = make_test_patents(15, by=firm, at=at)
    ids = [right.pk for right in rights_of(made)]
    assert [fault for key in ids for fault in verify(key)] == []
    assert all(rebuild(key) == stored_state(key) for key in ids)
    assert set(Entry.everything.values_list("because", flat=True)) == {f"sandbox:{made.reference}"}


def test_a_large_make_goes_on_in_the_background_a_hundred_at_a_time(firm: Applicant, at: datetime) -> None:
    made = make_test_patents(250, conditions=[Condition.DUE], by=firm, at=at)
    assert (len(made.rights), made.made_at) == (100, None)
    with pytest.raises(CannotMake, match="being made"):
        make_test_patents(1, by=firm, at=at)
    assert keep_the_rest(at) == 2
    made.refresh_from_db()
    assert (len(made.rights), made.made_at) == (250, at)
    assert Link.objects.visible_to(firm).active().count() == 250
    making.go_on_making(made.reference, at=at)
    assert Right.everything.count() == 250


def test_beginning_again_takes_the_old_ones_out_of_the_account_and_stops_what_is_not_made(
    firm: Applicant, other: Applicant, at: datetime
) -> None:
    kept = make_test_patents(2, by=other, at=at)
    first = make_test_patents(150, by=firm, at=at)
    second = make_test_patents(3, afresh=True, by=firm, at=at + timedelta(minutes=1))
    keep_the_rest(at)
    active = Link.objects.visible_to(firm).active()
    assert {link.number for link in active} == {number for number, _condition in second.rights}
    first.refresh_from_db()
    assert (len(first.rights), first.ended_at) == (100, at + timedelta(minutes=1))
    assert Link.objects.visible_to(other).active().count() == len(kept.rights)
    assert OutboxMessage.objects.filter(kind="links-ended").count() == 1


def test_an_organisation_gets_so_many_and_no_more(
    firm: Applicant, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "MOST_IN_ALL", 3)
    make_test_patents(3, by=firm, at=at)
    with pytest.raises(CannotMake, match="up to"):
        make_test_patents(1, afresh=True, by=firm, at=at)
    assert Link.objects.visible_to(firm).active().count() == 3


@pytest.mark.parametrize("count", [0, -1, 1001])
def test_from_one_to_a_thousand_at_a_time(firm: Applicant, at: datetime, count: int) -> None:
    with pytest.raises(CannotMake, match="1 to 1,000"):
        make_test_patents(count, by=firm, at=at)


def test_whoever_may_not_prepare_makes_none(firm: Applicant, at: datetime) -> None:
    reader = Applicant(firm.user_id, firm.organisation_id, frozenset({Permission.VIEW}))
    with pytest.raises(NotPermitted):
        make_test_patents(1, by=reader, at=at)


def test_outside_a_sandbox_nothing_is_made_not_even_by_the_door(firm: Applicant, at: datetime, settings: Any) -> None:
    half = make_test_patents(150, by=firm, at=at)
    settings.SANDBOX = False
    with pytest.raises(NotASandbox):
        make_test_patents(1, by=firm, at=at)
    with pytest.raises(NotASandbox):
        making.go_on_making(half.reference, at=at)
    filed = ApplicationFiled(effective_on=at.date(), right_kind="GB", number="GB2490100.5", title="A lamp")
    opening = Opening(effective_on=at.date(), events=(Dated(filed),))
    with pytest.raises(NotASandbox), transaction.atomic():
        open_rights([opening], slice_of=firm.organisation_id, because="tests", by=System(), at=at)


def test_what_is_behind_a_wall_by_now_is_left_out_of_what_was_made(firm: Applicant, at: datetime) -> None:
    made = make_test_patents(3, by=firm, at=at)
    hidden = Link.objects.visible_to(firm).order_by("pk")[0]
    Link.everything.filter(pk=hidden.pk).update(wall_key="TEA-1")
    outside = replace(firm, shut_out=frozenset({"TEA-1"}))
    numbers = [number for number, _condition in made.rights]
    assert [number for number, _condition in made_in([made], by=firm)[made.reference]] == numbers
    seen = [number for number, _condition in made_in([made], by=outside)[made.reference]]
    assert seen == [number for number in numbers if number != hidden.number]


def test_another_organisation_finds_no_trace_of_them(firm: Applicant, other: Applicant, at: datetime) -> None:
    made = make_test_patents(15, by=firm, at=at)
    right = next(right for right in rights_of(made) if right.status == "granted")
    ids = [one.pk for one in rights_of(made)]
    for stranger in (other, Public()):
        assert not Right.objects.visible_to(stranger).filter(pk__in=ids).exists()
        assert not Entry.objects.visible_to(stranger).filter(right__in=ids).exists()
        assert not Party.objects.visible_to(stranger).filter(right__in=ids).exists()
        assert load_standings(ids, by=stranger, on=legal_day(at)) == {}
        assert find_published(right.number, to=stranger) == []
        assert not search_published("Example Instruments", to=stranger).exists()
        assert not search_published(right.number, to=stranger).exists()
        assert not search_published("", to=stranger).exists()
    (found,) = find([right.number], relation="owner", by=other)
    assert found.outcome == Outcome.UNKNOWN
    assert ask_links([right.number], relation="owner", by=other, at=at) == []
    assert not Right.published().exists()


def test_a_link_alone_does_not_show_a_test_patent_of_another_organisation(
    firm: Applicant, other: Applicant, at: datetime
) -> None:
    """However it came about, as by the owner's word."""
    (right,) = rights_of(make_test_patents(1, conditions=[Condition.DUE], by=firm, at=at))
    link = Link.objects.visible_to(firm).get()
    link.pk, link.organisation = None, Organisation.objects.get(pk=other.organisation_id)
    link.save()
    assert not Right.objects.visible_to(other).filter(pk=right.pk).exists()


def test_their_own_organisation_finds_them_as_it_finds_real_ones(firm: Applicant, at: datetime) -> None:
    made = make_test_patents(15, by=firm, at=at)
    right = next(right for right in rights_of(made) if right.status == "granted")
    unpublished = next(right for right in rights_of(made) if right.status == "pending")
    assert find_published(right.number, to=firm) == [right]
    assert find_published(unpublished.number, to=firm) == []
    assert right in search_published("Example Instruments", to=firm)
    assert Right.objects.visible_to(firm).filter(pk=unpublished.pk).exists()
    assert Right.objects.visible_to(an_officer(at)).filter(pk=right.pk).exists()


def test_those_left_behind_can_be_linked_again_with_a_code(firm: Applicant, at: datetime) -> None:
    made = make_test_patents(1, conditions=[Condition.DUE], by=firm, at=at)
    make_test_patents(1, afresh=True, by=firm, at=at)
    (number, _condition) = made.rights[0]
    (found,) = find([number], relation="owner", by=firm)
    assert found.outcome == Outcome.FOUND


def test_the_journal_says_nothing_of_them(firm: Applicant, at: datetime) -> None:
    real = a_patent()
    (test,) = rights_of(make_test_patents(1, conditions=[Condition.DUE], by=firm, at=at))
    for right in (real, test):
        record(right.pk, [Ceased(effective_on=at.date())], because="tests", by=System(), received_at=at, at=at)
    issue = publish_journal(at.date(), by=System(), at=at)
    assert issue is not None
    assert {notice.number for notice in notices_in(issue)} == {real.number}
