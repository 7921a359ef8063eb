"""Forms that several types ask with: parties, shares, addresses for service and the day of an instrument."""

from datetime import date

import pytest

from rights.details import PartyOnRecord
from transactions.forms.addresses import ServiceAddressForm
from transactions.forms.instruments import not_yet
from transactions.forms.parties import SharedPartyForm
from transactions.parties import party_in

HOME = {"line_1": "1 Road", "town": "Cardiff", "postcode": "cf10 1aa", "country": "GB"}
COMPANY = {"kind": "company", "company_number": "9999905", "name": "Robotics Ltd", **HOME}


def test_a_company_is_read_with_its_number_and_its_share() -> None:
    form = SharedPartyForm(data={**COMPANY, "share": "50%", "email": "a@example.org"})
    assert form.is_valid(), form.errors
    party = party_in(form.cleaned_data)
    assert (party.name, party.person, party.company_number, party.share) == ("Robotics Ltd", False, "09999905", "1/2")
    assert party.details is not None
    assert (party.details.lines, party.details.postcode, party.details.email) == (
        ("1 Road", "Cardiff"),
        "CF10 1AA",
        "a@example.org",
    )


def test_a_person_has_no_company_number_even_if_one_was_typed_before() -> None:
    form = SharedPartyForm(data={**COMPANY, "kind": "person", "name": "Ada Bell"})
    assert form.is_valid(), form.errors
    assert party_in(form.cleaned_data).company_number == ""
    assert party_in(form.cleaned_data).person
    assert isinstance(party_in(form.cleaned_data), PartyOnRecord)


@pytest.mark.parametrize("share", ["0", "3/2", "half", "1/0", "120%", "-1/2"])
def test_a_share_is_more_than_nothing_and_at_most_the_whole(share: str) -> None:
    form = SharedPartyForm(data={**COMPANY, "share": share})
    assert form.errors["share"] == ["Enter a share as a fraction or a percentage, like 1/2 or 50%"]


@pytest.mark.parametrize(("share", "kept"), [("2/4", "1/2"), ("33.3%", "333/1000"), ("100%", "1/1"), ("", "")])
def test_a_share_is_kept_in_lowest_terms(share: str, kept: str) -> None:
    form = SharedPartyForm(data={**COMPANY, "share": share})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["share"] == kept


def test_a_wrong_company_number_is_named() -> None:
    form = SharedPartyForm(data={**COMPANY, "company_number": "12"})
    assert form.is_valid()
    form = SharedPartyForm(data={**COMPANY, "company_number": "hello"})
    assert form.errors["company_number"] == ["Enter a company number, like 01234567 or SC123456"]


@pytest.mark.parametrize(
    ("country", "allowed"),
    [("GB", True), ("IM", True), ("JE", True), ("GG", True), ("GI", True), ("IE", False), ("FR", False)],
)
def test_an_address_for_service_is_in_the_united_kingdom_or_beside_it(country: str, allowed: bool) -> None:
    """Patents Rules 2007 r.103: the UK, the Isle of Man, the Channel Islands and Gibraltar."""
    postcode = "" if country in {"GI", "IE", "FR"} else "IM1 1AA"
    form = ServiceAddressForm(
        data={"name": "A", "line_1": "1 Road", "town": "B", "postcode": postcode, "country": country}
    )
    assert form.is_valid() is allowed


def test_an_instrument_cannot_be_signed_tomorrow() -> None:
    answers = {"instrument": {"signed_on": "2026-04-09"}}
    assert [one.step_key for one in not_yet(answers, "instrument", "signed_on", date(2026, 4, 8))] == ["instrument"]
    assert list(not_yet(answers, "instrument", "signed_on", date(2026, 4, 9))) == []
    assert list(not_yet({}, "instrument", "signed_on", date(2026, 4, 9))) == []
