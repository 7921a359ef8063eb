"""References that people read aloud and type: random, unguessable, with a check letter, never a primary key."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # without 0, 1, I, L, O and U, which are misread
LENGTH = 11
PRIME = 31  # above the number of letters, so that every single slip changes the sum


def new_reference(prefix: str) -> str:
    """A fresh reference such as ``REN-7F3K-92QX-M4TB``; about 53 bits, so it cannot be guessed or counted."""
    letter = ""
    while not letter:
        body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        letter = check_letter(prefix + body)
    whole = body + letter
    return "-".join([prefix, whole[:4], whole[4:8], whole[8:]])


def check_letter(text: str) -> str:
    """The letter that catches one wrong or two swapped characters; empty for the few texts that have none."""
    total = sum((place + 2) * _value(letter) for place, letter in enumerate(reversed(text)))
    return ALPHABET[total % PRIME : total % PRIME + 1]


def normalise(typed: str) -> str:
    """What somebody typed, as a reference is stored: upper case, letters and digits in groups."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    prefix, body = letters[: -LENGTH - 1], letters[-LENGTH - 1 :]
    return "-".join([prefix, body[:4], body[4:8], body[8:]])


def is_reference(text: str) -> bool:
    """Whether the text is a reference with a right check letter."""
    letters = text.replace("-", "")
    body = letters[-LENGTH - 1 :]
    return len(letters) > LENGTH + 1 and set(body) <= set(ALPHABET) and check_letter(letters[:-1]) == letters[-1]


def _value(letter: str) -> int:
    return ALPHABET.find(letter) if letter in ALPHABET else 30 + "01ILOU".find(letter)
