"""Shares in a right: who owns how much before and after, in exact fractions (Patents Act 1977 s.36)."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from rights.details import PartyOnRecord
from rights.standing import PartyFacts
from transactions.forms.parties import read_share
from transactions.parties import on_record, party_in, party_key

WHOLE = Fraction(1)


def owned(owners: Sequence[PartyFacts]) -> dict[str, Fraction]:
    """What each owner has, by the owner's key; equal undivided shares where the register gives none (s.36(1))."""
    stated = {party_key(party): read_share(party.share) if party.share else None for party in owners}
    left = WHOLE - sum((share for share in stated.values() if share), Fraction(0))
    silent = sum(share is None for share in stated.values())
    return {key: share if share is not None else left / silent for key, share in stated.items()}


def written(share: Fraction) -> str:
    """A share as the register has it; nothing for the whole."""
    return "" if share == WHOLE else f"{share.numerator}/{share.denominator}"


def coming(items: Sequence[Mapping[str, Any]], passing: Fraction) -> list[Fraction] | None:
    """What each new owner gets of what passes; equal parts where no shares are given.

    None where shares are given and do not come to what passes.
    """
    given = [read_share(str(item.get("share") or "")) for item in items]
    if not any(given):
        return [passing / len(items)] * len(items)
    if not all(given) or sum(share for share in given if share) != passing:
        return None
    return [share for share in given if share]


def owners_after(
    owners: Sequence[PartyFacts], items: Sequence[Mapping[str, Any]], *, from_key: str = "", passing: Fraction = WHOLE
) -> tuple[PartyOnRecord, ...]:
    """Who owns the right once ``passing`` of it went from one owner, or from all of them, to the new ones.

    Where all of it passes to new owners in equal parts, no shares are written, as the law has them equal.
    """
    shares = coming(items, passing) or []
    new = [party_in(item) for item in items]
    equal = passing == WHOLE and len(set(shares)) <= 1
    arriving = [_with_share(party, "" if equal else written(share)) for party, share in zip(new, shares, strict=False)]
    return (*_staying(owners, from_key, passing), *arriving)


def _staying(owners: Sequence[PartyFacts], from_key: str, passing: Fraction) -> list[PartyOnRecord]:
    """Those who keep something, with what they keep."""
    if not from_key:
        return []
    before = owned(owners)
    kept = {key: share - passing if key == from_key else share for key, share in before.items()}
    return [on_record(party, share=written(kept[party_key(party)])) for party in owners if kept[party_key(party)] > 0]


def _with_share(party: PartyOnRecord, share: str) -> PartyOnRecord:
    return PartyOnRecord(party.name, party.person, party.company_number, share, party.since_on, party.details)
