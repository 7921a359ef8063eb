"""References: unguessable, typed by people, and one slip of the finger is noticed."""

from itertools import pairwise

import pytest

from core.references import ALPHABET, is_reference, new_reference, normalise

PREFIXES = ["REN", "PAY", "CAD", "FIL", "LINK"]


def slips(reference: str) -> set[str]:
    """Every reference with one character of its body wrong, or two neighbours swapped."""
    prefix, _, rest = reference.partition("-")
    body = rest.replace("-", "")
    wrong = {body[:n] + letter + body[n + 1 :] for n in range(len(body)) for letter in ALPHABET}
    swapped = {body[:n] + b + a + body[n + 2 :] for n, (a, b) in enumerate(pairwise(body))}
    return {normalise(prefix + one) for one in (wrong | swapped) - {body}}


@pytest.mark.parametrize("prefix", PREFIXES)
def test_a_fresh_reference_is_a_reference(prefix: str) -> None:
    for _ in range(200):
        reference = new_reference(prefix)
        assert is_reference(reference)
        assert normalise(reference) == reference


def test_references_are_never_the_same() -> None:
    assert len({new_reference("REN") for _ in range(5000)}) == 5000


@pytest.mark.parametrize("prefix", PREFIXES)
def test_one_wrong_or_two_swapped_characters_are_noticed(prefix: str) -> None:
    for _ in range(5):
        reference = new_reference(prefix)
        assert [slip for slip in slips(reference) if is_reference(slip)] == []


def test_a_reference_is_understood_however_it_is_typed() -> None:
    reference = new_reference("REN")
    for typed in (reference.lower(), reference.replace("-", " "), reference.replace("-", ""), f"  {reference} "):
        assert normalise(typed) == reference


@pytest.mark.parametrize("text", ["", "REN", "REN-", "REN-1111-1111-1111", "REN-0000-0000-000O", "GB1234567"])
def test_other_texts_are_no_references(text: str) -> None:
    assert not is_reference(text)


def test_no_character_is_one_that_people_misread() -> None:
    assert not set("01ILOU") & set(ALPHABET)
