"""Numbers are read as people type them, and every refusal says what to enter."""

import csv
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rights.numbers import NotANumber, Number, WrongCheckDigit, check_digit, parse

REFERENCE_DATA = Path(os.environ.get("REFERENCE_DATA_DIR") or Path(__file__).parents[3] / "shared" / "data")

# Check digits printed in judgments and on official pages, not worked out here.
PRINTED_APPLICATION_NUMBERS = [
    "GB1816909.4",
    "GB1818161.0",
    "GB1418215.8",
    "GB1904713.3",
    "GB0314464.9",
    "GB0325145.1",
    "GB2602157.6",
    "GB2606630.8",
    "GB2518804.6",
    "EP18275163.6",
    "EP18275174.3",
    "EP09007539.1",
    "EP05025792.2",
    "EP87301564.8",
]

READ_AS = [
    # applications, with and without what people leave out or add
    ("GB1418215.8", "gb-application", "GB1418215.8"),
    ("gb 1418215.8", "gb-application", "GB1418215.8"),
    ("1418215.8", "gb-application", "GB1418215.8"),
    ("14182158", "gb-application", "GB1418215.8"),
    ("GB1418215", "gb-application", "GB1418215.8"),
    ("1418215", "gb-application", "GB1418215.8"),
    ("GB 14 18215.8", "gb-application", "GB1418215.8"),
    ("GB-1418215-8", "gb-application", "GB1418215.8"),
    ("GB1418215·8", "gb-application", "GB1418215.8"),
    ("GB1418215.8A", "gb-application", "GB1418215.8"),
    ("GB1418215.8.", "gb-application", "GB1418215.8"),
    ("GB2606630.8", "gb-application", "GB2606630.8"),
    # as EPODOC, Google and Espacenet write them
    ("GB201418215", "gb-application", "GB1418215.8"),
    ("GB201418215A", "gb-application", "GB1418215.8"),
    ("GB201418215D0", "gb-application", "GB1418215.8"),
    ("GB201418215.8", "gb-application", "GB1418215.8"),
    ("GB20140018215", "gb-application", "GB1418215.8"),
    ("201418215", "gb-application", "GB1418215.8"),
    ("EP20180275163", "ep-application", "EP18275163.6"),
    # publications
    ("GB2470008", "gb-publication", "GB2470008"),
    ("GB2470008B", "gb-publication", "GB2470008"),
    ("2 470 008 A", "gb-publication", "GB2470008"),
    ("GB 2,470,008 (B)", "gb-publication", "GB2470008"),
    ("GB2.470.008", "gb-publication", "GB2470008"),
    ("uk2470008", "gb-publication", "GB2470008"),
    ("GB-A-2470008", "gb-publication", "GB2470008"),
    ("UK Patent No. 2470008", "gb-publication", "GB2470008"),
    ("\u200bGB\u00a02470008\ufeff\n", "gb-publication", "GB2470008"),
    ("ＧＢ２４７０００８", "gb-publication", "GB2470008"),
    ("٢٤٧٠٠٠٨", "gb-publication", "GB2470008"),
    ("https://patents.google.com/patent/GB2470008B/en", "gb-publication", "GB2470008"),
    ("GB2000001", "gb-publication", "GB2000001"),
    # European numbers
    ("EP3756048", "ep-publication", "EP3756048"),
    ("ep 3 756 048 b1", "ep-publication", "EP3756048"),
    ("EP(UK) 3756048", "ep-publication", "EP3756048"),
    ("EP3756048 (GB)", "ep-publication", "EP3756048"),
    ("GB EP3756048", "ep-publication", "EP3756048"),
    ("3756048", "ep-publication", "EP3756048"),
    ("3756048 B1", "ep-publication", "EP3756048"),
    ("2470008 B1", "ep-publication", "EP2470008"),
    ("European patent 3756048", "ep-publication", "EP3756048"),
    ("EP665079", "ep-publication", "EP0665079"),
    ("EP-B1-0665079", "ep-publication", "EP0665079"),
    ("EP18275163", "ep-application", "EP18275163.6"),
    ("EP 18 275 163.6", "ep-application", "EP18275163.6"),
    ("18275163.6", "ep-application", "EP18275163.6"),
    ("182751636", "ep-application", "EP18275163.6"),
    # certificates
    ("SPC/GB07/014", "spc", "SPC/GB07/014"),
    ("spc gb07 014", "spc", "SPC/GB07/014"),
    ("SPCGB07014", "spc", "SPC/GB07/014"),
    ("SPC/GB/07/14", "spc", "SPC/GB07/014"),
    ("SPC/GB2007/014", "spc", "SPC/GB07/014"),
    ("SPCGB19080", "spc", "SPC/GB19/080"),
]

ALTERNATIVES = [
    ("2606630", "GB2606630.8"),
    ("GB2606630", "GB2606630.8"),
    ("GB2606630B", None),
    ("GB2606630.8", None),
    ("1418215", "EP1418215"),
    ("GB1418215", None),
    ("EP3756048", None),
    ("SPC/GB07/014", None),
]

REFUSED = [
    ("", "Enter a patent or application number"),
    (" \t\u200b", "Enter a patent or application number"),
    ("hello", "Enter a UK or European number"),
    ("GB26O6630", "Enter a UK or European number"),
    ("665079", "start it with GB or EP"),
    ("GB12345", "Enter the 7 digits of the UK number"),
    ("GB1418215.80", "Enter the 7 digits of the UK number"),
    ("GB1400000", "Enter the 7 digits of the UK number"),
    ("GB193018215", "Enter the 7 digits of the UK number"),
    ("UK00003012345", "Enter the 7 digits of the UK number"),
    ("EP0", "Enter a European number"),
    ("EP1000000.5", "Enter a European number"),
    ("WO2014012345", "WO numbers are not numbers of UK rights"),
    ("PCT/GB2014/050123", "PCT numbers are not numbers of UK rights"),
    ("US 1,234,567", "US numbers are not numbers of UK rights"),
    ("SPC/GB07", "SPC/GB07/014"),
    ("SPC/GB07/000", "SPC/GB07/014"),
    ("SPCGB0714", "SPC/GB07/014"),
    ("GB2606630, GB2470008", "Enter one number at a time"),
    ("2606630 " * 100, "Enter one number at a time"),
]


@pytest.mark.parametrize("printed", PRINTED_APPLICATION_NUMBERS)
def test_check_digits_are_those_that_were_printed(printed: str) -> None:
    assert check_digit(printed[2:-2]) == printed[-1]


@pytest.mark.parametrize(("typed", "kind", "canonical"), READ_AS)
def test_a_number_is_read_as_typed(typed: str, kind: str, canonical: str) -> None:
    number = parse(typed)
    assert (number.kind, number.canonical, str(number)) == (kind, canonical, canonical)


@pytest.mark.parametrize(("typed", "alternative"), ALTERNATIVES)
def test_the_other_reading_is_offered_where_there_is_one(typed: str, alternative: str | None) -> None:
    other = parse(typed).alternative
    assert (other and other.canonical) == alternative


def test_bare_seven_digits_are_a_publication_that_might_be_an_application() -> None:
    number = parse("2606630")
    assert (number.kind, number.canonical) == ("gb-publication", "GB2606630")
    assert number.alternative == Number("gb-application", "GB2606630.8")


def test_the_alternative_does_not_count_in_comparisons() -> None:
    assert parse("2606630") == Number("gb-publication", "GB2606630")


@pytest.mark.parametrize("typed", ["GB1418215.7", "GB14182157", "1418215.7", "EP18275163.5", "GB20140018215.7"])
def test_a_wrong_check_digit_is_named_as_such_and_not_put_right(typed: str) -> None:
    with pytest.raises(WrongCheckDigit, match="does not fit the digits before it") as refusal:
        parse(typed)
    right_digits = {".8", ".6"}
    assert not any(digit in str(refusal.value) for digit in right_digits)


def test_a_bare_european_application_number_is_told_from_a_wrong_check_digit() -> None:
    with pytest.raises(WrongCheckDigit, match="start it with EP if it is European"):
        parse("18275163")


@pytest.mark.parametrize(("typed", "sentence"), REFUSED)
def test_what_is_no_number_is_refused_with_what_to_enter(typed: str, sentence: str) -> None:
    with pytest.raises(NotANumber) as refusal:
        parse(typed)
    assert sentence in str(refusal.value)


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_a_refusal(text: str) -> None:
    try:
        number = parse(text)
    except NotANumber:
        return
    assert parse(number.canonical) == number


@given(st.integers(1, 99_999), st.integers(0, 99), st.sampled_from(["GB{}.{}", "{}.{}", "gb {} {}", "GB{}-{}"]))
def test_every_application_number_survives_how_it_is_typed(serial: int, year: int, shape: str) -> None:
    body = f"{year:02}{serial:05}"
    assert parse(shape.format(body, check_digit(body))).canonical == f"GB{body}.{check_digit(body)}"


@given(st.integers(1, 99_999), st.integers(0, 99), st.integers(0, 6), st.integers(1, 9))
def test_every_single_wrong_digit_is_noticed(serial: int, year: int, place: int, shift: int) -> None:
    body = f"{year:02}{serial:05}"
    wrong = body[:place] + str((int(body[place]) + shift) % 10) + body[place + 1 :]
    with pytest.raises(NotANumber):
        parse(f"GB{wrong}.{check_digit(body)}")


def test_the_reference_vectors_are_read_as_they_say() -> None:
    vectors = REFERENCE_DATA / "number_vectors.csv"
    if not vectors.exists():
        pytest.skip(f"{vectors} is not there: set REFERENCE_DATA_DIR to read the reference vectors")
    for row in csv.DictReader(vectors.open(encoding="utf-8")):
        if row["kind"] == "invalid":
            with pytest.raises(ValueError, match="check digit"):
                parse(row["typed"])
        else:
            assert (parse(row["typed"]).kind, parse(row["typed"]).canonical) == (row["kind"], row["canonical"])
