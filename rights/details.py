"""A person's particulars as facts carry them: outside hashed bodies, which hold a reference and a salted digest."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from os import urandom
from time import time_ns
from typing import Any, Self

canonical: Callable[[Any], str] = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
"""The one way to write a value as JSON for hashing: sorted keys, no spaces, characters as they are."""


def as_text(value: Any) -> str:
    """A value as canonical JSON, days as text; by hand for the common types, of which imports write many."""
    kind = type(value)
    if kind is str:
        return canonical(value)
    if kind is int:
        return str(value)
    if kind is date:
        return f'"{value}"'
    if kind is tuple:
        return f"[{','.join(map(as_text, value))}]"
    return canonical(value)


def joined(texts: Mapping[str, str]) -> str:
    """The canonical JSON of an object whose values are canonical JSON already, given in the order of their names."""
    return "{" + ",".join([f'"{name}":{text}' for name, text in texts.items()]) + "}"


def digest_of(salt: str, body: str) -> str:
    """The salted SHA-256 of canonical particulars, in hexadecimal."""
    return sha256(f"{salt}\n{body}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Details:
    """A name and address; ``reference``, ``salt`` and ``digest`` are set once sealed; withheld ones hold no more."""

    lines: tuple[str, ...] = ()
    postcode: str = ""
    country: str = "GB"
    email: str = ""
    name: str = ""
    reference: str = ""
    salt: str = field(default="", compare=False)
    digest: str = ""
    is_withheld: bool = False
    text: str = field(default="", compare=False, repr=False)

    def body(self) -> str:
        """The canonical JSON that is stored in the particulars' own row."""
        return self.text or self._named(self.name)

    def _named(self, name: str) -> str:
        where = f'"lines":{as_text(self.lines)},"name":{canonical(name)},"postcode":{canonical(self.postcode)}'
        return f'{{"country":{canonical(self.country)},"email":{canonical(self.email)},{where}}}'

    def sealed(self, name: str) -> Self:
        """The same under a name, with a fresh reference, salt and digest; unchanged if it has them."""
        if self.reference:
            return self
        chance = urandom(26).hex()
        salt, text = chance[:32], self._named(name)
        own = (self.lines, self.postcode, self.country, self.email, name)
        return type(self)(*own, new_id(chance[32:]), salt, digest_of(salt, text), text=text)

    def mention(self) -> str:
        """How a hashed body refers to it, in canonical JSON."""
        return f'{{"digest":"{self.digest}","reference":"{self.reference}"}}'

    @classmethod
    def from_row(cls, mention: dict[str, str], body: str | None) -> Self:
        """Reads a stored row; None stands for one that is withheld."""
        reference, digest = mention["reference"], mention["digest"]
        if body is None:
            return cls(country="", reference=reference, digest=digest, is_withheld=True)
        held = json.loads(body)
        return cls(**{**held, "lines": tuple(held["lines"])}, reference=reference, digest=digest)


def new_id(chance: str) -> str:
    """A UUID of version 7's layout: time first, so that an index grows at its end, then 20 digits of chance."""
    time, variant = f"{time_ns() // 1_000_000:012x}", "89ab"[int(chance[3], 16) & 3]
    return f"{time[:8]}-{time[8:]}-7{chance[:3]}-{variant}{chance[4:7]}-{chance[7:19]}"


@dataclass(frozen=True, slots=True)
class PartyOnRecord:
    """A proprietor, applicant, inventor, agent, licensee or mortgagee as a fact names it."""

    name: str
    person: bool = False
    company_number: str = ""
    share: str = ""
    since_on: date | None = None
    details: Details | None = None
