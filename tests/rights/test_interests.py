"""Licences, securities, proceedings, new names and authorities: what the register shows and what follows from it."""

from datetime import UTC, date, datetime

import pytest
from builders.register import BOOKS, a_patent, details
from django.db import transaction

from core.actor import Public, System
from rights.authorities import AuthorityState
from rights.facts import (
    AgentChanged,
    ApplicationFiled,
    AuthorityGiven,
    Ceased,
    Dated,
    Fact,
    InterestAmended,
    InterestEnded,
    InterestRegistered,
    LicenceOfRightEntered,
    Opening,
    PartyOnRecord,
    PartyRenamed,
    ProcedureMoved,
    Restored,
    Withheld,
)
from rights.interests import InterestState, Terms
from rights.models import Interest, Party, Right
from rights.procedures import ProcedureState
from rights.register import CannotShow, as_at, open_rights, rebuild, record, stored_state
from rights.standing import Standing, load_standings

pytestmark = pytest.mark.django_db

AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
SIGNED = date(2024, 5, 1)
TODAY = date(2024, 6, 12)


def enter(right: Right, *facts: Fact) -> None:
    with transaction.atomic():
        record(right.pk, facts, because="LIC-1", by=BOOKS, received_at=AT, at=AT)
    assert rebuild(right.pk) == stored_state(right.pk)


def licence(number: int = 1, **told: object) -> Fact:
    holder = PartyOnRecord(name="Licensee Ltd", company_number="01234567", details=details(email="l@example.org"))
    facts = {"exclusivity": "exclusive", "territory": "Scotland", "until_on": date(2030, 1, 31)} | told
    return InterestRegistered(effective_on=SIGNED, number=number, nature="licence", holders=(holder,), **facts)


def mortgage(number: int = 1) -> Fact:
    bank = PartyOnRecord(name="Bank plc")
    return InterestRegistered(effective_on=SIGNED, number=number, nature="mortgage", holders=(bank,), share="1/2")


def standing(right: Right, on: date = TODAY) -> Standing:
    return load_standings([right.pk], by=System("tests"), on=on)[right.pk]


def test_a_licence_stands_on_the_register_with_its_terms_and_its_licensee_among_the_parties() -> None:
    right = a_patent()
    enter(right, licence())
    terms = Terms("exclusive", "", "Scotland", "", None, date(2030, 1, 31))
    assert standing(right).interests == (InterestState(1, "licence", "Licensee Ltd", SIGNED, terms),)
    (licensee,) = standing(right).named("licensee")
    assert (licensee.name, licensee.interest, licensee.since_on) == ("Licensee Ltd", 1, SIGNED)
    assert licensee.email == "l@example.org"


def test_an_ended_licence_stays_in_the_history_and_its_licensee_leaves_the_parties() -> None:
    right = a_patent()
    enter(right, licence(1), mortgage(2), licence(3))
    enter(right, InterestEnded(effective_on=date(2024, 6, 1), number=1))
    assert [one.number for one in standing(right).live_interests] == [2, 3]
    assert [party.interest for party in standing(right).named("licensee")] == [3]
    (ended,) = [one for one in standing(right).interests if not one.is_live]
    assert (ended.holders, ended.ended_on, ended.ended_how) == ("Licensee Ltd", date(2024, 6, 1), "ended")
    assert standing(right).next_interest == 4


def test_a_release_ends_the_mortgage_once_only() -> None:
    right = a_patent()
    enter(right, mortgage())
    enter(right, InterestEnded(effective_on=date(2024, 6, 1), number=1, how="released"))
    with pytest.raises(CannotShow):
        enter(right, InterestEnded(effective_on=date(2024, 6, 2), number=1, how="released"))
    assert Interest.everything.get(right=right).ended_how == "released"
    assert not Party.everything.filter(right=right, role="mortgagee").exists()


def test_an_amendment_states_the_terms_anew_and_keeps_the_day_of_the_licence() -> None:
    right = a_patent()
    enter(right, licence())
    sub = PartyOnRecord(name="Sub Ltd")
    enter(
        right,
        InterestAmended(
            effective_on=date(2024, 6, 1),
            number=1,
            nature="licence",
            holders=(sub,),
            exclusivity="sole",
            sublicensing=True,
        ),
    )
    (found,) = standing(right).interests
    assert (found.since_on, found.holders, found.terms) == (SIGNED, "Sub Ltd", Terms("sole", sublicensing=True))


def test_a_number_is_not_used_twice() -> None:
    right = a_patent()
    enter(right, licence())
    with pytest.raises(CannotShow):
        enter(right, mortgage())


def test_the_register_says_what_was_licensed_on_an_earlier_day() -> None:
    right = a_patent()
    enter(right, licence())
    enter(right, InterestEnded(effective_on=date(2024, 6, 10), number=1))
    assert as_at(right.pk, effective=date(2024, 4, 30)).interests == ()
    assert as_at(right.pk, effective=date(2024, 6, 9)).interests[0].is_live
    assert not as_at(right.pk, effective=date(2024, 6, 10)).interests[0].is_live


def test_a_licensees_address_can_be_withheld() -> None:
    right = a_patent()
    enter(right, licence())
    (licensee,) = standing(right).named("licensee")
    enter(right, Withheld(effective_on=TODAY, references=(licensee.particulars,)))
    (hidden,) = standing(right).named("licensee")
    assert (hidden.name, hidden.email, hidden.is_withheld) == ("Licensee Ltd", "", True)


def test_a_party_with_a_new_name_keeps_its_share_its_address_and_the_day_since_when() -> None:
    owners = (
        PartyOnRecord(name="Acme", company_number="01234567", share="1/2", details=details(email="a@example.org")),
    )
    right = a_patent(proprietors=(*owners, "Beta"))
    before = standing(right).proprietors[0]
    enter(
        right,
        PartyRenamed(
            effective_on=TODAY, role="proprietor", was_name="Acme", company_number="01234567", name="Acme Group plc"
        ),
    )
    after = standing(right).proprietors[0]
    assert (after.name, after.share, after.email, after.since_on) == (
        "Acme Group plc",
        "1/2",
        "a@example.org",
        before.since_on,
    )
    right.refresh_from_db()
    assert right.owner == "Acme Group plc; Beta"


@pytest.mark.parametrize(("role", "was"), [("proprietor", "Nobody"), ("inventor", "Ada Bell")])
def test_who_is_not_there_or_whose_name_is_private_cannot_be_renamed(role: str, was: str) -> None:
    right = a_patent(inventors=("Ada Bell",))
    with pytest.raises(CannotShow):
        enter(right, PartyRenamed(effective_on=TODAY, role=role, was_name=was, name="New"))


def moved(stage: str, procedure: str = "restoration", on: date = TODAY, **told: date) -> Fact:
    return ProcedureMoved(effective_on=on, procedure=procedure, stage=stage, **told)


def test_a_restoration_shows_in_the_status_while_it_lasts_and_leaves_the_patent_ceased_when_refused() -> None:
    right = a_patent(facts=(Ceased(effective_on=date(2023, 5, 10)),))
    for stage, status in [
        ("applied", "restoration-applied"),
        ("minded-to-refuse", "restoration-applied"),
        ("refused", "ceased"),
    ]:
        enter(right, moved(stage))
        right.refresh_from_db()
        assert right.status == status
    assert not standing(right).procedures["restoration"].is_open


def test_a_restored_patent_is_in_force_and_names_the_time_in_which_others_could_begin() -> None:
    right = a_patent(facts=(Ceased(effective_on=date(2023, 5, 10)),))
    enter(right, moved("applied", on=date(2024, 3, 1)))
    protects = {"protects_from": date(2023, 12, 1), "protects_until": date(2024, 3, 6)}
    enter(right, Restored(effective_on=TODAY), moved("completed", **protects))
    right.refresh_from_db()
    assert (right.status, right.ceased_on) == ("granted", None)
    assert standing(right).procedures["restoration"] == ProcedureState(
        "restoration", "completed", date(2024, 3, 1), TODAY, date(2023, 12, 1), date(2024, 3, 6)
    )


def test_while_cancelling_licences_of_right_is_asked_for_a_renewal_costs_the_full_fee() -> None:
    """Year 5 costs 70 pounds, and half of it under licences of right (s.46(3)(d), s.47)."""
    right = a_patent(facts=(LicenceOfRightEntered(effective_on=date(2022, 1, 5)),))
    on = date(2023, 5, 15)
    assert standing(right, on).quote.total_pence == 3500
    enter(right, moved("applied", "licences-of-right-cancellation"))
    assert standing(right, on).quote.total_pence == 7000
    enter(right, moved("withdrawn", "licences-of-right-cancellation"))
    assert standing(right, on).quote.total_pence == 3500


def test_an_authority_covers_what_it_names_until_its_last_day_and_goes_with_the_agent() -> None:
    right = a_patent(agents=("Penn IP",))
    given = AuthorityGiven(
        effective_on=date(2024, 6, 1),
        agent="Penn IP",
        types=("renew",),
        owner_approves=True,
        until_on=date(2024, 12, 31),
    )
    enter(right, given)
    (authority,) = standing(right).authorities
    assert authority == AuthorityState("Penn IP", ("renew",), True, date(2024, 6, 1), date(2024, 12, 31))
    assert authority.covers("renew", date(2024, 12, 31))
    assert not authority.covers("renew", date(2025, 1, 1))
    assert not authority.covers("surrender_right", date(2024, 6, 12))
    enter(right, AgentChanged(effective_on=TODAY, parties=(PartyOnRecord(name="Quill"),)))
    assert standing(right).authorities == ()


def test_anyone_sees_the_licences_of_a_published_patent_and_nobody_those_of_a_secret_one() -> None:
    published, secret = a_patent(), a_patent(published_on=None, granted_on=None)
    enter(published, licence())
    enter(secret, licence())
    assert [row.right_id for row in Interest.objects.visible_to(Public())] == [published.pk]


def test_a_licence_told_in_an_opening_is_read_back_with_all_its_days() -> None:
    filed = ApplicationFiled(effective_on=date(2019, 5, 10), right_kind="GB", number="GB1907009.2", title="Robot")
    told = (Dated(filed), Dated(licence(from_on=date(2024, 7, 1))))
    with transaction.atomic():
        (right_id,) = open_rights([Opening(effective_on=SIGNED, events=told)], because="tests", by=BOOKS, at=AT)
    assert rebuild(right_id) == stored_state(right_id)
    assert standing(Right.everything.get(pk=right_id)).interests[0].terms.from_on == date(2024, 7, 1)
