"""The invented companies, and how one is found by number or by the words of a search."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

Company = dict[str, Any]
ENDINGS = {"limited": "ltd", "company": "co", "and": "&"}


@cache
def every_company() -> tuple[Company, ...]:
    """Return all companies, in the order of the file."""
    return tuple(json.loads((Path(__file__).parent / "companies.json").read_text(encoding="utf-8")))


def company(number: str) -> Company | None:
    """Return the company of this number (eight characters, upper case), or None."""
    return next((each for each in every_company() if each["company_number"] == number), None)


def legal_name(name: str) -> str:
    """Return a name without what makes no legal difference: case, punctuation, and how its ending is written."""
    words = re.findall(r"[\w&]+", name.lower())
    return " ".join(ENDINGS.get(word, word) for word in words)


def former_names(each: Company) -> list[str]:
    """Return the names that the company had before."""
    return [former["name"] for former in each.get("previous_company_names", [])]


def found(query: str, restrictions: set[str]) -> list[Company]:
    """Return the companies that a search finds, those whose present name matches before those that had it once."""
    words = re.findall(r"\w+", query.lower())
    rows = [(_rank(each, query, words), each) for each in every_company()]
    hits = [(rank, each) for rank, each in rows if rank is not None and _is_allowed(each, query, restrictions)]
    return [each for rank, each in sorted(hits, key=lambda hit: (hit[0], hit[1]["company_name"]))]


def _rank(each: Company, query: str, words: list[str]) -> int | None:
    names = [each["company_name"], *former_names(each)]
    if query.strip().upper() == each["company_number"] or legal_name(query) == legal_name(names[0]):
        return 0
    for rank, name in enumerate(names, 1):
        if words and all(any(part.startswith(word) for part in re.findall(r"\w+", name.lower())) for word in words):
            return rank
    return None


def _is_allowed(each: Company, query: str, restrictions: set[str]) -> bool:
    if "active-companies" in restrictions and each["company_status"] == "dissolved":
        return False
    same = legal_name(query) == legal_name(each["company_name"])
    return same or "legally-equivalent-company-name" not in restrictions
