"""Answers requests for quotes that come as JSON Lines, one line for each, without stopping at a bad one."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NoReturn, TypeGuard

import orjson
from django.utils.translation import gettext as _

from rights.calendar import OfficeCalendar
from rights.patents.fees import FeeBook
from rights.patents.quote import Quote, RenewalFacts, quote
from rights.patents.terms import Kind

KINDS: dict[str, Kind] = {"GB": "GB", "EP": "EP"}
PAID_THROUGH = range(4, 21)
CALENDAR_YEARS = range(1900, 2200)
DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class BadRequest(ValueError):
    """The line asks for no quote; the message says what to change."""


@dataclass(frozen=True, slots=True)
class QuoteRequest:
    """The renewal facts of one patent, the day to quote for, and the sender's own id."""

    id: str | int
    facts: RenewalFacts
    on: date


def answer(lines: Iterable[bytes], calendar: OfficeCalendar, fees: FeeBook, *, start: int = 1) -> Iterator[str]:
    """One line of JSON for each line that is not blank: a quote, or an error with the line's number and its id."""
    for number, line in enumerate(lines, start=start):
        if line.strip():
            yield orjson.dumps(_answer_line(number, line, calendar, fees)).decode()


def read_request(data: object) -> QuoteRequest:
    """Checks one decoded line. Raises BadRequest with a sentence that names the field."""
    if not isinstance(data, dict):
        raise BadRequest(_("Write each request as an object: {...}"))
    if "grantedOn" not in data:
        raise BadRequest(_("grantedOn must be there: a date, or null before grant"))
    filed_on, granted_on = _day(data, "filedOn"), _day_or_none(data, "grantedOn")
    if granted_on and granted_on < filed_on:
        raise BadRequest(_("grantedOn must not be before filedOn"))
    facts = RenewalFacts(
        kind=_kind(data),
        filed_on=filed_on,
        granted_on=granted_on,
        paid_through_year=_paid_through_year(data),
        licences_of_right_since=_day_or_none(data, "licencesOfRightSince"),
    )
    return QuoteRequest(_id(data), facts, _day(data, "on"))


def as_fields(request_id: str | int, quoted: Quote) -> dict[str, Any]:
    """A quote under the field names of the answer, with nominal dates and money in pence."""
    return {
        "id": request_id,
        "state": quoted.state,
        "years": quoted.years,
        "renewalOn": quoted.renewal_on,
        "opensOn": quoted.opens_on,
        "dueOn": quoted.due_on,
        "freeLateUntil": quoted.free_late_until,
        "lateUntil": quoted.late_until,
        "restoreBy": quoted.restore_by,
        "expiresOn": quoted.expires_on,
        "renewalFeePence": quoted.renewal_fee_pence,
        "additionalFeePence": quoted.additional_fee_pence,
    }


def _answer_line(number: int, line: bytes, calendar: OfficeCalendar, fees: FeeBook) -> dict[str, Any]:
    data: object = None
    try:
        data = _decode(line)
        request = read_request(data)
    except BadRequest as error:
        return {"line": number, **_readable_id(data), "error": str(error)}
    return as_fields(request.id, quote(request.facts, request.on, calendar, fees))


def _decode(line: bytes) -> object:
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        return _decode_slowly(line)


def _decode_slowly(line: bytes) -> object:
    """For the odd line that the quick reader refuses: a byte order mark, a number of many digits, or what is wrong."""
    try:
        return _DECODER.decode(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadRequest(_("Write the line in UTF-8")) from error
    except BadRequest:
        raise
    except (ValueError, RecursionError) as error:
        raise BadRequest(_("Write the line as JSON")) from error


def _refuse_constant(constant: str) -> NoReturn:
    raise BadRequest(_("%(constant)s is not JSON") % {"constant": constant})


_DECODER = json.JSONDecoder(parse_constant=_refuse_constant)


def _readable_id(data: object) -> dict[str, str | int]:
    request_id = data.get("id") if isinstance(data, dict) else None
    return {"id": request_id} if _is_id(request_id) else {}


def _is_id(value: object) -> TypeGuard[str | int]:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _id(data: dict[str, Any]) -> str | int:
    value = data.get("id")
    if not _is_id(value):
        raise BadRequest(_("id must be a text or a whole number"))
    return value


def _kind(data: dict[str, Any]) -> Kind:
    kind: Kind | None = KINDS.get(str(data.get("kind")))
    if kind is None:
        raise BadRequest(_("kind must be GB or EP"))
    return kind


def _paid_through_year(data: dict[str, Any]) -> int:
    year = data.get("paidThroughYear")
    if type(year) is not int or year not in PAID_THROUGH:
        raise BadRequest(_("paidThroughYear must be a whole number from 4 (no fee was paid yet) to 20"))
    return year


def _day_or_none(data: dict[str, Any], field: str) -> date | None:
    return None if data.get(field) is None else _day(data, field)


def _day(data: dict[str, Any], field: str) -> date:
    value = data.get(field)
    day = _real_day(value) if isinstance(value, str) else None
    if day is None:
        raise BadRequest(_("%(field)s must be a real date like 2019-05-10") % {"field": field})
    return day


@lru_cache(maxsize=32_768)
def _real_day(text: str) -> date | None:
    """A date as YYYY-MM-DD, in no other form of ISO 8601, and of a time with which the rules can reckon."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if DATE.fullmatch(text) and day.year in CALENDAR_YEARS else None
