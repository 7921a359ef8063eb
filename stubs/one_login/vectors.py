"""Vectors of trust (vtr): which ones One Login accepts, and what a list of them asks for."""

import json
from dataclasses import dataclass


class BadVector(ValueError):
    """One Login would say "Request vtr not valid"."""


@dataclass(frozen=True)
class Trust:
    """What is asked for: a credential level ("Cl" or "Cl.Cm") and whether an identity (P2)."""

    credential: str
    identity: bool


def read_vectors(text: str | None) -> Trust:
    """Return what ``vtr``, a JSON array as text, asks for; none asks for two factors. Raises BadVector."""
    if not text:
        return Trust("Cl.Cm", identity=False)
    try:
        vectors = json.loads(text)
    except ValueError as error:
        raise BadVector("vtr is no JSON") from error
    if not isinstance(vectors, list) or not vectors or not all(isinstance(vector, str) for vector in vectors):
        raise BadVector("vtr is no array of vectors")
    asked = [_read_one(vector) for vector in vectors]
    if len({trust.identity for trust in asked}) > 1:
        raise BadVector("identity and non-identity vectors are mixed")
    return min(asked, key=lambda trust: len(trust.credential))


def _read_one(vector: str) -> Trust:
    parts = vector.split(".")
    credential = ".".join(sorted(part for part in parts if part.startswith("C")))
    levels = [part for part in parts if part.startswith("P")]
    if len(levels) > 1 or len(levels) + len([p for p in parts if p.startswith("C")]) != len(parts):
        raise BadVector(f"{vector} has parts that do not go together")
    if credential not in ("Cl", "Cl.Cm", "") or (not credential and not levels) or set(levels) - {"P0", "P2"}:
        raise BadVector(f"{vector} is not known")
    identity = levels == ["P2"]
    if identity and credential == "Cl":
        raise BadVector("an identity needs two factors")
    return Trust(credential or "Cl.Cm", identity)
