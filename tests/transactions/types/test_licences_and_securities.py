"""Licences and securities: who must agree, how many officers decide, what is told and what stays private."""

from dataclasses import replace
from datetime import date

import pytest
from builders.filings import example_filer, example_right
from builders.journeys import journey

from core.actor import System
from notifications.models import Notice
from rights.details import Details, PartyOnRecord
from rights.facts import Ended, Fact, InterestEnded, InterestRegistered, ProprietorsChanged
from rights.interests import Terms
from rights.models import Entry
from rights.shown.interests import interest_rows
from rights.standing import PartyFacts, Standing
from transactions.consents.asking import requests_of
from transactions.kind import Answers, Route, TransactionType
from transactions.parts import Example
from transactions.questions import fitted_form
from transactions.registry import type_named
from transactions.standings import load

pytestmark = pytest.mark.django_db

REGISTER, AMEND, END = (type_named(f"{verb}_licence") for verb in ("register", "amend", "end"))
CHARGE, RELEASE = type_named("register_mortgage"), type_named("release_mortgage")
ON = date(2026, 3, 20)
SIGNED = {"signed_on": "2026-03-01", "from_on": None, "until_on": None}
CARR = REGISTER.examples[0].answers["holders"]["items"][0]
LIMITS = {"field_of_use": "", "territory": "", "sublicensing": "unsaid"}
LICENCE = {
    "holders": {"items": [CARR]},
    "kind": {"exclusivity": "non-exclusive"},
    "limits": LIMITS,
    "instrument": SIGNED,
}
ADA, BOB = PartyOnRecord(name="Ada Bell", person=True), PartyOnRecord(name="Bob Dunn", person=True)


def with_facts(example: Example, *facts: Fact) -> Example:
    return replace(example, history=(*example.history, *facts))


def standing_of(example: Example) -> Standing:
    right = example_right(example)
    return load([right.pk], by=example_filer(example, right), on=example.on)[right.pk]


def passed_to(standing: Standing, *owners: PartyOnRecord) -> Standing:
    """The same right with these owners."""
    new = [PartyFacts("proprietor", one.name, one.person, "", "", date(2024, 1, 5)) for one in owners]
    return replace(standing, parties=(*new, *(one for one in standing.parties if one.role != "proprietor")))


def owned_by(declared: TransactionType, *owners: PartyOnRecord) -> Standing:
    """The right of the type's first example, passed to these owners."""
    return passed_to(standing_of(declared.examples[0]), *owners)


def licence(exclusivity: str = "exclusive", number: int = 1, until_on: date | None = None) -> InterestRegistered:
    return InterestRegistered(
        effective_on=date(2024, 2, 1),
        number=number,
        nature="licence",
        holders=(PartyOnRecord(name="Holder Ltd"),),
        exclusivity=exclusivity,
        until_on=until_on,
    )


def blocking(declared: TransactionType, answers: Answers, standing: Standing) -> list[tuple[str, str | None]]:
    return [(str(one.text), one.step_key) for one in declared.objections(answers, standing, ON) if one.blocking]


def warned(declared: TransactionType, answers: Answers, standing: Standing) -> str:
    return " ".join(str(one.text) for one in declared.objections(answers, standing, ON) if not one.blocking)


def agreeing(declared: TransactionType, answers: Answers, standing: Standing) -> list[tuple[str, str]]:
    return [(one.party, str(one.role)) for one in declared.consents(answers, standing)]


# --- registering a licence ---


def test_all_owners_agree_to_a_licence_and_a_sole_owner_needs_nobody() -> None:
    """Patents Act 1977 s.36(3): no licence without the consent of the other owners."""
    alone = owned_by(REGISTER, ADA)
    assert agreeing(REGISTER, LICENCE, alone) == []
    both = [("Ada Bell", "proprietor"), ("Bob Dunn", "proprietor")]
    assert agreeing(REGISTER, LICENCE, passed_to(alone, ADA, BOB)) == both


def test_the_register_shows_kind_field_term_and_licensee_and_everybody_is_told() -> None:
    filing, right = journey(REGISTER.examples[0], "register_licence")
    standing = load([right.pk], by=System("tests"), on=ON)[right.pk]
    (row,) = interest_rows(standing)
    assert row.key == "Licence (exclusive)"
    assert row.lines == (
        "Carr Holdings Ltd",
        "Since 1 March 2026",
        "Field: Medical devices",
        "Sub-licences not allowed",
        "Until 28 February 2031",
    )
    (licensee,) = standing.named("licensee")
    assert (licensee.company_number, licensee.lines) == ("SC123456", ("3 Wynd", "Glasgow"))
    told = Notice.everything.filter(about=filing.reference, template="change-made")
    assert {one.address.get("email") for one in told} == {"ada@example.com", "carr@example.com"}


def test_the_reason_for_an_exclusive_licence_is_asked_and_leaves_the_account_in_no_way() -> None:
    example = REGISTER.examples[0]
    filing, right = journey(example, "register_licence")
    reason = example.answers["reason"]["reason"]
    assert filing.claims["reason"]["reason"] == reason
    entered = Entry.everything.filter(right=right).values_list("body", flat=True)
    sent = Notice.everything.filter(about=filing.reference)
    assert any("Medical devices" in str(body) for body in entered)
    assert not any(reason in str(body) for body in entered)
    assert not any(reason in f"{one.subject} {one.body}" for one in sent)
    keys = [step.key for step in REGISTER.steps_for({**LICENCE, "kind": {"exclusivity": "sole"}})]
    assert keys == ["holders", "kind", "limits", "instrument"]


def test_a_licence_may_begin_later_than_it_was_signed() -> None:
    dates = {"signed_on": "2026-03-01", "from_on": "2026-06-01", "until_on": "2027-05-31"}
    (fact,) = REGISTER.facts({**LICENCE, "instrument": dates}, standing_of(REGISTER.examples[0]), ON)
    assert (fact.effective_on, fact.from_on, fact.until_on) == (
        date(2026, 3, 1), date(2026, 6, 1), date(2027, 5, 31),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("signed", "first", "last", "fits"),
    [("1", "", "1", True), ("2", "", "1", False), ("1", "3", "2", False), ("1", "3", "3", True), ("1", "3", "", True)],
)
def test_a_licence_does_not_end_before_it_begins(signed: str, first: str, last: str, fits: bool) -> None:
    data = {}
    for name, day in (("signed_on", signed), ("from_on", first), ("until_on", last)):
        data |= {f"{name}-day": day, f"{name}-month": day and "4", f"{name}-year": day and "2025"}
    assert fitted_form(REGISTER.steps[4], {}, [], data=data).is_valid() is fits


@pytest.mark.parametrize(("signed_on", "steps"), [("2026-03-20", []), ("2026-03-21", ["instrument"])])
def test_the_document_is_of_a_day_that_is_past(signed_on: str, steps: list[str]) -> None:
    dates = {**SIGNED, "signed_on": signed_on}
    found = blocking(REGISTER, {**LICENCE, "instrument": dates}, standing_of(REGISTER.examples[0]))
    assert [step for _, step in found] == steps


def test_nobody_is_named_twice_and_a_sole_owner_licenses_nothing_to_itself() -> None:
    alone = owned_by(REGISTER, ADA)
    both = passed_to(alone, ADA, BOB)
    self_named = {**LICENCE, "holders": {"items": [{**CARR, "company_number": "", "name": "Ada Bell"}]}}
    assert blocking(REGISTER, self_named, alone) == [
        ("Ada Bell is the only owner of GB2590060. Name somebody else", "holders")
    ]
    assert blocking(REGISTER, self_named, both) == []
    twice = {**LICENCE, "holders": {"items": [CARR, CARR]}}
    assert [step for _, step in blocking(REGISTER, twice, alone)] == ["holders"]


def test_six_months_matter_to_an_exclusive_licensee_only() -> None:
    """Patents Act 1977 s.68: signed on 19 September 2025, six months ended on 19 March 2026."""
    standing = standing_of(REGISTER.examples[0])
    late = {**LICENCE, "instrument": {**SIGNED, "signed_on": "2025-09-19"}}
    assert warned(REGISTER, late, standing) == ""
    text = warned(REGISTER, {**late, "kind": {"exclusivity": "exclusive"}}, standing)
    assert "ended on 19 March 2026" in text


def test_an_exclusive_licence_beside_another_and_one_beside_licences_of_right_are_warned_of() -> None:
    exclusive = {**LICENCE, "kind": {"exclusivity": "exclusive"}}
    beside = standing_of(with_facts(REGISTER.examples[0], licence("non-exclusive")))
    (open_one,) = beside.interests
    under = replace(beside, interests=(replace(open_one, terms=Terms("exclusive")),))
    opened = replace(beside, right=replace(beside.right, licences_of_right_since=date(2024, 3, 1)), interests=())
    assert "has another licence already" in warned(REGISTER, exclusive, beside)
    assert warned(REGISTER, LICENCE, beside) == ""
    assert "has another licence already" in warned(REGISTER, LICENCE, under)
    assert "open to licences of right" in warned(REGISTER, exclusive, opened)


def test_nothing_is_licensed_or_charged_of_a_right_that_is_no_longer_on_foot() -> None:
    ended = Ended(effective_on=date(2025, 1, 1), how="surrendered")
    assert [step for _, step in blocking(REGISTER, {}, standing_of(with_facts(REGISTER.examples[0], ended)))] == [None]
    assert [step for _, step in blocking(CHARGE, {}, standing_of(with_facts(CHARGE.examples[0], ended)))] == [None]
    assert blocking(RELEASE, {}, standing_of(with_facts(RELEASE.examples[0], ended))) == []


# --- changing and ending one ---


def test_a_change_of_limits_keeps_licensee_number_and_day() -> None:
    _, right = journey(AMEND.examples[0], "amend_licence")
    standing = load([right.pk], by=System("tests"), on=ON)[right.pk]
    (one,) = standing.live_interests
    assert (one.number, one.holders, one.since_on, one.terms.field_of_use) == (
        1, "Carr Holdings Ltd", date(2024, 2, 1), "Toys",
    )  # fmt: skip
    (licensee,) = standing.named("licensee")
    assert (licensee.email, licensee.since_on) == ("carr@example.com", date(2024, 2, 1))


def test_a_licence_that_passed_on_tells_the_old_and_the_new_licensee() -> None:
    filing, right = journey(AMEND.examples[1], "amend_licence")
    standing = load([right.pk], by=System("tests"), on=ON)[right.pk]
    assert [party.name for party in standing.named("licensee")] == ["Dee Evans"]
    told = Notice.everything.filter(about=filing.reference, template="change-made")
    assert {one.address.get("email") for one in told} == {"ada@example.com", "carr@example.com", "dee@example.com"}


def test_the_pages_of_a_change_begin_with_what_the_register_says() -> None:
    standing = standing_of(AMEND.examples[1])
    answers = {"which": {"interest": "1"}}
    which, kind = (fitted_form(AMEND.steps[place], answers, [standing]) for place in (0, 3))
    assert which.fields["interest"].choices == [("1", "Carr Holdings Ltd, exclusive, since 1 February 2024")]
    assert kind.initial["exclusivity"] == "exclusive"
    assert fitted_form(AMEND.steps[5], answers, [standing]).initial["sublicensing"] == "unsaid"


def test_a_change_that_changes_nothing_or_is_older_than_the_licence_is_sent_back() -> None:
    standing = standing_of(AMEND.examples[0])
    same = {
        "which": {"interest": "1"},
        "who": {"holders": "same"},
        **{k: v for k, v in LICENCE.items() if k != "holders"},
    }
    assert [step for _, step in blocking(AMEND, same, standing)] == ["limits"]
    older = {**same, "limits": {**LIMITS, "territory": "Wales"}, "instrument": {**SIGNED, "signed_on": "2024-01-31"}}
    assert [step for _, step in blocking(AMEND, older, standing)] == ["instrument"]


@pytest.mark.parametrize(
    ("example", "kind", "holders", "route"),
    [
        (0, "non-exclusive", "new", Route.SINGLE),
        (1, "exclusive", "same", Route.SINGLE),
        (1, "exclusive", "new", Route.TWO_PERSON),
        (1, "sole", "same", Route.TWO_PERSON),
    ],
)
def test_two_officers_look_where_an_exclusive_licensee_loses_it(
    example: int, kind: str, holders: str, route: Route
) -> None:
    answers = {"which": {"interest": "1"}, "who": {"holders": holders}, "kind": {"exclusivity": kind}}
    assert AMEND.route_for(answers, [standing_of(AMEND.examples[example])]) == route


@pytest.mark.parametrize(
    ("kind", "route"),
    [
        ("exclusive", Route.TWO_PERSON),
        ("", Route.TWO_PERSON),
        ("sole", Route.SINGLE),
        ("non-exclusive", Route.SINGLE),
    ],
)
def test_two_officers_end_an_exclusive_licence(kind: str, route: Route) -> None:
    only = replace(END.examples[0], history=(*END.examples[0].history[:-1], licence(kind)))
    assert END.route_for({"which": {"interest": "1"}}, [standing_of(only)]) == route


def test_a_licence_that_ran_out_ends_on_its_last_day_without_a_document() -> None:
    _, right = journey(END.examples[1], "end_licence")
    standing = load([right.pk], by=System("tests"), on=ON)[right.pk]
    (one,) = standing.interests
    assert (one.ended_on, one.ended_how, standing.named("licensee")) == (date(2026, 1, 31), "expired", ())
    assert interest_rows(standing)[0].lines[-1] == "Ended with its term on 31 January 2026"
    assert END.evidence_for(END.examples[1].answers) == ()


@pytest.mark.parametrize(("until_on", "over"), [(None, False), (ON, False), (date(2026, 3, 19), True)])
def test_a_licence_has_run_out_the_day_after_its_last(until_on: date | None, over: bool) -> None:
    only = replace(END.examples[1], history=(*END.examples[1].history[:-1], licence("sole", 1, until_on)))
    answers = {"which": {"interest": "1"}, "how": {"how": "expired", "ended_on": None}}
    assert (blocking(END, answers, standing_of(only)) == []) is over


def test_what_has_ended_meanwhile_is_not_recorded_again() -> None:
    for declared in (AMEND, END, RELEASE):
        example = declared.examples[0]
        ended = standing_of(with_facts(example, InterestEnded(effective_on=date(2026, 3, 2), number=1)))
        (found,) = blocking(declared, {}, ended)
        assert found[1] is None
        assert "has not ended" in found[0]
        answers = {"which": {"interest": "1"}, "how": {"how": "ended", "ended_on": "2026-03-01"}}
        assert list(declared.facts(answers, ended, ON)) == []


def test_another_licence_that_lasts_is_no_substitute_for_the_chosen_one() -> None:
    gone = InterestEnded(effective_on=date(2026, 3, 2), number=1)
    standing = standing_of(with_facts(END.examples[0], licence("sole", 2), gone))
    answers = {"which": {"interest": "1"}}
    assert [step for _, step in blocking(END, answers, standing)] == ["which"]
    later = {**answers, "how": {"how": "ended", "ended_on": "2026-03-01"}}
    assert [step for _, step in blocking(END, later, standing)] == [None]


def test_of_several_rights_only_what_all_of_them_have_is_offered() -> None:
    standing = standing_of(END.examples[0])
    other = replace(standing, interests=(replace(standing.interests[0], holders="Somebody Else Ltd"),))
    assert len(fitted_form(END.steps[0], {}, [standing, standing]).fields["interest"].choices) == 1
    form = fitted_form(END.steps[0], {}, [standing, other])
    assert (form.fields["interest"].choices, "Make a request for each" in form.fields["interest"].help_text) == (
        [],
        True,
    )


# --- securities ---


def test_to_a_security_over_a_share_the_other_owners_agree_and_to_the_whole_all() -> None:
    """Patents Act 1977 s.36(3): no share is charged without the consent of the others."""
    standing = owned_by(CHARGE, ADA, BOB)
    share = {"what": {"extent": "share", "party": ":Ada Bell", "share": "1/2"}}
    assert agreeing(CHARGE, share, standing) == [("Bob Dunn", "proprietor")]
    assert [name for name, _ in agreeing(CHARGE, {"what": {"extent": "whole"}}, standing)] == ["Ada Bell", "Bob Dunn"]
    assert agreeing(CHARGE, {"what": {"extent": "whole"}}, passed_to(standing, ADA)) == []


def test_nobody_charges_more_than_he_has_or_what_is_no_longer_his() -> None:
    standing = owned_by(CHARGE, ADA, BOB)
    more = {"what": {"extent": "share", "party": ":Ada Bell", "share": "3/4"}}
    text = "Ada Bell owns 1/2 of GB2590090 and cannot give more as security"
    assert blocking(CHARGE, more, standing) == [(text, "what")]
    left = {"what": {"extent": "share", "party": ":Cy Fox", "share": "1/4"}}
    assert blocking(CHARGE, left, standing) == [("Cy Fox is no longer an owner of GB2590090.", None)]


def test_the_register_shows_the_security_and_the_lender_is_told() -> None:
    filing, right = journey(CHARGE.examples[0], "register_mortgage")
    standing = load([right.pk], by=System("tests"), on=ON)[right.pk]
    (row,) = interest_rows(standing)
    assert (row.key, row.lines) == ("Mortgage or other security", ("Example Lending plc", "Since 1 March 2026"))
    told = Notice.everything.filter(about=filing.reference, template="change-made")
    assert {one.address.get("email") for one in told} == {"ada@example.com", "lender@example.com"}
    what = {"extent": "share", "party": ":Ada Bell", "share": "1/2"}
    (fact,) = CHARGE.facts({**CHARGE.examples[0].answers, "what": what}, passed_to(standing, ADA, BOB), ON)
    assert fact.share == "1/2"


def test_a_release_needs_a_document_or_the_consent_of_the_holder() -> None:
    standing = standing_of(RELEASE.examples[0])
    asked = {**RELEASE.examples[0].answers, "proof": {"proof": "ask"}}
    assert agreeing(RELEASE, asked, standing) == [("Example Lending plc", "mortgagee")]
    assert RELEASE.evidence_for(asked) == ()
    shown = RELEASE.examples[0].answers
    assert agreeing(RELEASE, shown, standing) == []
    assert [piece.key for piece in RELEASE.evidence_for(shown)] == ["release"]


def test_a_release_is_for_two_officers_and_long_standing_links_and_the_lender_is_told() -> None:
    assert (RELEASE.route, RELEASE.gives_away) == (Route.TWO_PERSON, True)
    filing, right = journey(RELEASE.examples[0], "release_mortgage")
    standing = load([right.pk], by=System("tests"), on=ON)[right.pk]
    assert (standing.named("mortgagee"), standing.interests[0].ended_how) == ((), "released")
    told = Notice.everything.filter(about=filing.reference, template="change-made")
    assert "lender@example.com" in {one.address.get("email") for one in told}


def test_a_release_is_not_older_than_the_security() -> None:
    standing = standing_of(RELEASE.examples[0])
    answers = {"which": {"interest": "1"}, "how": {"ended_on": "2024-01-31"}}
    assert [step for _, step in blocking(RELEASE, answers, standing)] == ["how"]
    assert blocking(RELEASE, {**answers, "how": {"ended_on": "2024-02-01"}}, standing) == []


def test_the_holder_of_a_security_is_asked_at_its_address_on_record_and_nothing_is_released_before() -> None:
    answers = {**RELEASE.examples[0].answers, "proof": {"proof": "ask"}}
    example = replace(RELEASE.examples[0], answers=answers, evidence=(), agree="silent")
    filing, right = journey(example, "release_mortgage")
    (asked,) = requests_of(filing)
    assert (filing.state, asked.party, asked.role, asked.way) == (
        "awaiting-agreement", "Example Lending plc", "mortgagee", "email",
    )  # fmt: skip
    written = Notice.everything.filter(about=filing.reference, template="agreement-asked-by-address")
    assert [one.address.get("email") for one in written] == ["lender@example.com"]
    assert load([right.pk], by=System("tests"), on=ON)[right.pk].live_interests[0].holders == "Example Lending plc"


def test_a_co_owner_is_asked_about_a_licence_and_reads_nothing_of_the_reason() -> None:
    bob_at = Details(("7 Mill", "Leeds"), "LS1 1AA", "GB", "bob@example.com", name="Bob Dunn")
    owners = (ADA, replace(BOB, details=bob_at))
    both = ProprietorsChanged(effective_on=date(2024, 1, 5), parties=owners)
    example = replace(with_facts(REGISTER.examples[0], both), agree="silent")
    filing, _ = journey(example, "register_licence")
    asked = {one.party: one for one in requests_of(filing)}
    assert filing.state == "awaiting-agreement"
    assert asked["Bob Dunn"].way == "email"
    sent = Notice.everything.filter(about=filing.reference)
    assert "bob@example.com" in {one.address.get("email") for one in sent}
    assert not any("factory" in f"{one.subject} {one.body} {one.personalisation}" for one in sent)
