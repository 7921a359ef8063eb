"""Words from which titles, names and places are made; none is meant to name anybody or anything real."""

import json
from pathlib import Path

_WORDS = json.loads((Path(__file__).parents[1] / "data" / "synthetic_words.json").read_text(encoding="utf-8"))

ACTS: list[str] = _WORDS["acts"]
ENDINGS: list[str] = _WORDS["endings"]
FORENAMES: list[str] = _WORDS["forenames"]
PURPOSES: list[str] = _WORDS["purposes"]
QUALITIES: list[str] = _WORDS["qualities"]
STEMS: list[str] = _WORDS["stems"]
STREETS: list[str] = _WORDS["streets"]
SURNAMES: list[str] = _WORDS["surnames"]
THINGS: list[str] = _WORDS["things"]
TRADES: list[str] = _WORDS["trades"]
WAYS: list[str] = _WORDS["ways"]
ABROAD: list[tuple[str, str]] = [(country, form) for country, form in _WORDS["abroad"]]
