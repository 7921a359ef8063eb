"""Changes of ownership: shares in exact fractions, who must agree, what is warned of, and who is told."""

from datetime import date
from fractions import Fraction

import pytest
from builders.filings import example_filer, example_right
from builders.journeys import journey

from core.actor import System
from notifications.models import Notice
from rights.details import PartyOnRecord
from rights.facts import Fact, InterestRegistered, ProprietorsChanged
from rights.standing import PartyFacts, Standing
from rights.title import tenures_of
from transactions.forms.instruments import late_costs
from transactions.ownership.example_parts import ADA, CARR, DEE
from transactions.ownership.shares import coming, owned, owners_after
from transactions.parts import Example
from transactions.registry import type_named
from transactions.standings import load
from transactions.types.transfer_ownership.examples import SIGNED, owned_by

TRANSFER = type_named("transfer_ownership")
ON = date(2026, 3, 20)
BOB = PartyOnRecord(name="Bob Dunn", person=True)
SHARE_OF_ADA = {"extent": "share", "party": ":Ada Bell"}


def owner(name: str, share: str = "") -> PartyFacts:
    return PartyFacts("proprietor", name, True, "", share, date(2019, 5, 10))


def item(name: str, share: str = "") -> dict:
    return {**DEE, "name": name, "share": share}


def after(owners: list[PartyFacts], items: list[dict], **how: object) -> dict[str, str]:
    return {party.name: party.share for party in owners_after(owners, items, **how)}


def test_owners_without_stated_shares_have_equal_ones() -> None:
    """Patents Act 1977 s.36(1): each is entitled to an equal undivided share."""
    assert owned([owner("A"), owner("B"), owner("C")]) == dict.fromkeys([":A", ":B", ":C"], Fraction(1, 3))
    assert owned([owner("A", "1/2"), owner("B"), owner("C")])[":B"] == Fraction(1, 4)


def test_the_whole_to_one_needs_no_share_and_to_two_equal_ones_neither() -> None:
    assert after([owner("A")], [item("X")]) == {"X": ""}
    assert after([owner("A")], [item("X"), item("Y")]) == {"X": "", "Y": ""}
    assert after([owner("A")], [item("X", "3/4"), item("Y", "1/4")]) == {"X": "3/4", "Y": "1/4"}


def test_a_share_leaves_the_rest_where_it_was() -> None:
    """A and B own a half each; A gives a quarter of the whole to X: A 1/4, B 1/2, X 1/4."""
    found = after([owner("A"), owner("B")], [item("X")], from_key=":A", passing=Fraction(1, 4))
    assert found == {"A": "1/4", "B": "1/2", "X": "1/4"}


def test_who_gives_everything_leaves_and_what_passes_is_shared_out() -> None:
    found = after([owner("A"), owner("B")], [item("X"), item("Y")], from_key=":A", passing=Fraction(1, 2))
    assert found == {"B": "1/2", "X": "1/4", "Y": "1/4"}


@pytest.mark.parametrize(
    ("shares", "passing", "fits"),
    [
        (["1/2", "1/2"], Fraction(1), True),
        (["1/2", "1/4"], Fraction(1), False),
        (["1/2", ""], Fraction(1), False),
        (["", ""], Fraction(1), True),
        (["1/4"], Fraction(1, 4), True),
        (["1/2"], Fraction(1, 4), False),
    ],
)
def test_shares_come_to_what_passes_or_are_all_left_empty(shares: list[str], passing: Fraction, fits: bool) -> None:
    assert (coming([item("N", share) for share in shares], passing) is not None) is fits


@pytest.mark.parametrize(
    ("on", "says"),
    [
        (date(2026, 7, 30), ""),
        (date(2026, 8, 1), "Send this by 1 September 2026"),
        (date(2026, 9, 1), "Send this by 1 September 2026"),
        (date(2026, 9, 2), "Six months from the document ended on 1 September 2026."),
    ],
)
def test_six_months_from_the_instrument_are_warned_of_and_never_in_the_way(on: date, says: str) -> None:
    """Patents Act 1977 s.68: within six months of the transaction. Signed 1 March 2026."""
    found = list(late_costs(date(2026, 3, 1), on))
    assert [one.blocking for one in found] == ([False] if says else [])
    assert all(says in str(one.text) for one in found)


def example(*owners: PartyOnRecord, what: dict, relation: str = "owner", **more: object) -> Example:
    answers = {**TRANSFER.examples[0].answers, "what": what, "licence-back": {"back": "no"}, **more}
    return Example(name="tried", on=ON, history=owned_by(*owners), answers=answers, relation=relation)


def standing_of(tried: Example) -> Standing:
    right = example_right(tried)
    return load([right.pk], by=example_filer(tried, right), on=tried.on)[right.pk]


def blocking(tried: Example | Standing, answers: dict) -> list[tuple[str, str | None]]:
    standing = standing_of(tried) if isinstance(tried, Example) else tried
    found = TRANSFER.objections(answers, standing, ON)
    return [(str(one.text), one.step_key) for one in found if one.blocking]


@pytest.mark.django_db
def test_nobody_transfers_more_than_he_has() -> None:
    tried = example(ADA, BOB, what={**SHARE_OF_ADA, "share": "3/4"})
    answers = {"what": {**SHARE_OF_ADA, "share": "3/4"}}
    assert blocking(tried, answers) == [("Ada Bell owns 1/2 of GB2590040 and cannot transfer more", "what")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("signed_on", "signed_by", "refused"),
    [
        ("2004-12-31", "assignor", True),
        ("2004-12-31", "both", False),
        ("2005-01-01", "assignor", False),
        ("2026-03-21", "both", True),
    ],
)
def test_the_document_is_past_and_signed_by_whom_the_law_wanted_then(
    signed_on: str, signed_by: str, refused: bool
) -> None:
    answers = {"instrument": {"signed_on": signed_on, "signed_by": signed_by}}
    assert bool(blocking(example(ADA, what={"extent": "whole"}), answers)) is refused


@pytest.mark.django_db
def test_new_owners_are_new_and_named_once() -> None:
    tried = standing_of(example(ADA, what={"extent": "whole"}))
    twice = {"what": {"extent": "whole"}, "owners": {"items": [DEE, DEE]}}
    same = {"what": {"extent": "whole"}, "owners": {"items": [{**DEE, "name": "Ada Bell"}]}}
    assert [step for _, step in blocking(tried, twice)] == ["owners"]
    assert blocking(tried, same) == [("These are the owners that the register already has", "owners")]


@pytest.mark.django_db
def test_an_owner_who_is_an_inventor_is_warned_about_employers() -> None:
    found = TRANSFER.objections({"what": {"extent": "whole"}}, standing_of(example(ADA, what={"extent": "whole"})), ON)
    assert [one.blocking for one in found] == [False]


@pytest.mark.django_db
def test_every_other_owner_must_agree_to_a_share_and_all_of_several_to_the_whole() -> None:
    """Patents Act 1977 s.36(3): no share without the consent of the others."""
    share = {"what": {**SHARE_OF_ADA, "share": "1/4"}}
    standing = standing_of(example(ADA, BOB, what=share["what"]))
    assert [one.party for one in TRANSFER.consents(share, standing)] == ["Bob Dunn"]
    assert [one.party for one in TRANSFER.consents({"what": {"extent": "whole"}}, standing)] == ["Ada Bell", "Bob Dunn"]


@pytest.mark.django_db
def test_a_sole_owner_needs_nobodys_agreement() -> None:
    alone = standing_of(example(ADA, what={"extent": "whole"}))
    assert list(TRANSFER.consents({"what": {"extent": "whole"}}, alone)) == []


@pytest.mark.django_db
def test_a_transfer_licensed_back_names_the_new_owner_and_the_old_one_as_licensee() -> None:
    filing, right = journey(TRANSFER.examples[0], "transfer_ownership")
    standing = load([right.pk], by=System("tests"), on=ON)[right.pk]
    assert [party.name for party in standing.proprietors] == ["Carr Holdings Ltd"]
    assert [party.name for party in standing.named("licensee")] == ["Ada Bell"]
    assert standing.interests[0].terms.field_of_use == "Research"
    assert standing.agents == ()
    assert standing.contacts["proprietor"].name == "Carr Holdings Ltd"
    assert [one.how for one in tenures_of(right.pk)] == ["", "assignment"]
    assert tenures_of(right.pk)[-1].from_on == date(2026, 3, 1)
    told = {
        one.address.get("email") for one in Notice.everything.filter(about=filing.reference, template="change-made")
    }
    assert told == {"ada@example.com", "carr@example.com"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("slug", "place", "owners", "how"),
    [
        ("register_merger", 0, {"Carr Holdings Ltd": ""}, "merger"),
        ("register_merger", 1, {"Ada Bell": "1/2", "Carr Holdings Ltd": "1/2"}, "succession"),
        ("register_death", 0, {"Dee Evans": ""}, "death"),
        ("register_death", 1, {"Beta Ltd": "1/2", "Dee Evans": "1/4", "Carr Holdings Ltd": "1/4"}, "death"),
        ("register_court_order", 1, {"Ada Bell": "3/4", "Dee Evans": "1/4"}, "court-order"),
    ],
)
def test_what_one_owner_had_passes_and_the_others_keep_theirs(
    slug: str, place: int, owners: dict[str, str], how: str
) -> None:
    _, right = journey(type_named(slug).examples[place], slug)
    standing = load([right.pk], by=System("tests"), on=ON)[right.pk]
    assert {party.name: party.share for party in standing.proprietors} == owners
    assert tenures_of(right.pk)[-1].how == how


@pytest.mark.django_db
def test_a_company_does_not_die() -> None:
    death = type_named("register_death")
    standing = standing_of(death.examples[1])
    answers = {"who": {"party": "01234567:Beta Ltd", "to": "executors"}}
    assert [one.step_key for one in death.objections(answers, standing, ON)] == ["who"]


@pytest.mark.django_db
def test_the_transfer_is_from_the_day_of_the_document() -> None:
    standing = standing_of(TRANSFER.examples[0])
    facts: list[Fact] = list(
        TRANSFER.facts({**TRANSFER.examples[0].answers, "instrument": {"signed_on": "2026-03-01"}}, standing, ON)
    )
    changed = next(one for one in facts if isinstance(one, ProprietorsChanged))
    licence = next(one for one in facts if isinstance(one, InterestRegistered))
    assert changed.effective_on == licence.effective_on == date(2026, 3, 1)
    assert SIGNED["signed_by"] == "assignor"
    assert CARR["share"] == ""
