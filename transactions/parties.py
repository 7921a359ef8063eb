"""Turns answers about people and addresses into what the register's facts hold."""

from collections.abc import Mapping
from typing import Any

from rights.details import Details, PartyOnRecord
from transactions.forms.parties import PERSON

POSTAL = ("line_1", "line_2", "town", "county")


def details_in(answers: Mapping[str, Any], *, email: str = "") -> Details:
    """The name and address of one page of answers."""
    lines = tuple(answers[key] for key in POSTAL if answers.get(key))
    where = (answers.get("postcode") or "", answers["country"], answers.get("email") or email)
    return Details(lines, *where, name=answers["name"])


def party_in(answers: Mapping[str, Any]) -> PartyOnRecord:
    """The person or company of one page of answers."""
    return PartyOnRecord(
        name=answers["name"],
        person=answers["kind"] == PERSON,
        company_number=answers.get("company_number") or "",
        share=answers.get("share") or "",
        details=details_in(answers),
    )
