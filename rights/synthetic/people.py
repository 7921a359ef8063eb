"""Owners, inventors and firms of the synthetic register, each always the same for the same seed."""

from functools import lru_cache
from random import Random
from typing import Any

from rights.synthetic import words

Party = dict[str, Any]

LARGEST_FIRM = 50_000
SMALLEST_FIRM = 10
FIRMS_PER_MILLION = 120
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


def town(random: Random) -> str:
    """A place that is on no map."""
    return random.choice(words.STEMS) + random.choice(words.ENDINGS)


def postcode(random: Random) -> str:
    """A postcode of the area ZZ, which is no real area."""
    inward = f"{random.randrange(10)}{random.choice(LETTERS)}{random.choice(LETTERS)}"
    return f"ZZ{random.randrange(1, 100)} {inward}"


def address(random: Random, country: str = "GB") -> dict[str, Any]:
    """An address on a street that exists nowhere."""
    street = f"{random.randrange(1, 300)} {random.choice(words.STREETS)} {random.choice(words.WAYS)}"
    if country != "GB":
        return {"lines": [street, town(random)], "country": country}
    return {"lines": [street, town(random)], "postcode": postcode(random)}


def email(name: str) -> str:
    """An address in a domain that is reserved for examples."""
    letters = "".join(letter for letter in name.lower() if letter.isascii() and letter.isalnum())
    return f"patents@{letters[:40]}.example"


def _company(random: Random) -> Party:
    name = f"{town(random)} {random.choice(words.TRADES)} {random.choice(('Ltd', 'Limited', 'plc', 'LLP'))}"
    number = f"{random.randrange(1, 100_000_000):08d}"
    return {"name": name, "companyNumber": number, "address": address(random)}


def _foreign_company(random: Random) -> Party:
    country, form = random.choice(words.ABROAD)
    return {"name": f"{town(random)} {random.choice(words.TRADES)} {form}", "address": address(random, country)}


def _person(random: Random) -> Party:
    initial = random.choice("ABCDEFGHJKLMNPRSTW")
    name = f"{random.choice(words.FORENAMES)} {initial} {random.choice(words.SURNAMES)}"
    return {"name": name, "person": True, "address": address(random)}


def _university(random: Random) -> Party:
    return {"name": f"University of {town(random)}", "address": address(random)}


def _trust(random: Random) -> Party:
    return {"name": f"{town(random)} Hospitals NHS Foundation Trust", "address": address(random)}


KINDS = (_company, _foreign_company, _person, _university, _trust)
WEIGHTS = (52, 26, 14, 6, 2)
LARGE_WEIGHTS = (56, 32, 0, 10, 2)


@lru_cache(maxsize=50_000)
def owner(seed: int, place: int, *, large: bool = False) -> Party:
    """The owner in a place of the pool; a ``large`` one is no natural person."""
    random = Random(f"{seed}:owner:{place}")  # noqa: S311  synthetic data, nothing secret
    return random.choices(KINDS, LARGE_WEIGHTS if large else WEIGHTS)[0](random)


def inventor(random: Random) -> Party:
    """A person without an address."""
    return {"name": f"{random.choice(words.FORENAMES)} {random.choice(words.SURNAMES)}", "person": True}


@lru_cache(maxsize=1000)
def firm(seed: int, place: int) -> Party:
    """The firm of attorneys in a place of the table of sizes."""
    random = Random(f"{seed}:firm:{place}")  # noqa: S311  synthetic data, nothing secret
    partners = random.sample(words.SURNAMES, 2)
    name = f"{partners[0]} {partners[1]} {town(random)} IP LLP"
    return {"name": name, "address": address(random)}


def firm_sizes(rights: int) -> list[int]:
    """How many rights each firm represents: from 50,000 in a million down to 10, most firms small."""
    steps = FIRMS_PER_MILLION - 1
    ratio = (SMALLEST_FIRM / LARGEST_FIRM) ** (1 / steps)
    sizes = (int(LARGEST_FIRM * ratio**place * min(1.0, rights / 1_000_000)) for place in range(FIRMS_PER_MILLION))
    return [size for size in sizes if size >= SMALLEST_FIRM]
