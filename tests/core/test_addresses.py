"""Postal addresses: postcodes however they are typed, and what stands at the end of a letter's address."""

import pytest

from core.addresses import NotAPostcode, countries, letter_lines, read_postcode
from rights.details import Details


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("cf10 1aa", "CF10 1AA"),
        ("SW1A2AA", "SW1A 2AA"),
        (" n1 9gu ", "N1 9GU"),
        ("m1  1ae", "M1 1AE"),
        ("CF10 IAA", "CF10 1AA"),
    ],
)
def test_a_postcode_is_read_however_it_is_typed(typed: str, read: str) -> None:
    assert read_postcode(typed) == read


@pytest.mark.parametrize("typed", ["", "12345", "CF10", "CF10 1A", "CF10 11A", "ABCDE 1AA"])
def test_half_a_postcode_is_none(typed: str) -> None:
    with pytest.raises(NotAPostcode):
        read_postcode(typed)


def test_a_letter_has_postcode_and_foreign_country_at_its_end() -> None:
    assert letter_lines(Details(("1 Street", "Cardiff"), "CF10 1AA", "GB")) == ("1 Street", "Cardiff", "CF10 1AA")
    assert letter_lines(Details(("3 Quay", "Dublin"), "", "IE")) == ("3 Quay", "Dublin", "Ireland")
    assert letter_lines(Details(())) == ()


def test_there_are_249_countries_and_ours_is_first() -> None:
    assert len(countries()) == 249
    assert countries()[0] == ("GB", "United Kingdom")
