"""Reads the number of a patent or certificate as people type it, and says which kind of number it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, NoReturn

from django.utils.translation import gettext as _

from rights.typed_numbers import NotANumber, Typed, in_plain_characters

__all__ = ["Kind", "NotANumber", "Number", "WrongCheckDigit", "check_digit", "meanings", "parse"]

Kind = Literal["gb-application", "gb-publication", "ep-application", "ep-publication", "spc"]

GB_PUBLICATIONS = range(2_000_001, 3_000_000)
"""Publication numbers under the Patents Act 1977; the patents with earlier numbers have long expired."""
YEARS_TO_COME = range(30, 78)
"""Two-digit years of applications that are still far off: numbers under the Act begin with 78."""

_GB_APPLICATION = re.compile(
    r"(?:(?P<century>19|20)(?P<year>\d\d)(?:00)?|(?P<short_year>\d\d))(?P<serial>\d{5})(?P<check>\d?)"
)
_EP_APPLICATION = re.compile(
    r"(?:(?P<century>19|20)(?P<year>\d\d)0?|(?P<short_year>\d\d))(?P<serial>\d{6})(?P<check>\d?)"
)
_CERTIFICATE = re.compile(r"SPC/?(?:GB|UK)/?(?:19|20)?(?P<year>\d\d)(?:/(?P<serial>\d{1,3})|(?P<whole_serial>\d{3}))")


class WrongCheckDigit(NotANumber):
    """The last digit of an application number does not fit the digits before it."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number in the form in which the register writes it.

    ``alternative`` is another number that the same text may mean. It does not count when numbers are compared.
    """

    kind: Kind
    canonical: str
    alternative: "Number | None" = field(default=None, compare=False)

    def __str__(self) -> str:
        return self.canonical


def parse(text: str) -> Number:
    """Reads a number as typed or pasted, the likeliest reading first.

    Raises NotANumber, or WrongCheckDigit, with a sentence for the user.
    """
    plain = in_plain_characters(text)
    if plain.startswith("SPC"):
        return _certificate(plain)
    typed = Typed.taken_from(plain)
    likeliest, *others = _readings(typed)
    if not likeliest.check_digit_fits:
        _refuse_check_digit(typed, likeliest)
    alternative = next((other.number for other in others if other.check_digit_fits), None)
    return replace(likeliest.number, alternative=alternative)


def meanings(text: str) -> list[str]:
    """The canonical numbers that a text may mean, the likeliest first; none if it is no number."""
    try:
        number: Number | None = parse(text)
    except NotANumber:
        return []
    found = []
    while number is not None:
        found.append(number.canonical)
        number = number.alternative
    return found


def check_digit(body: str) -> str:
    """The digit after the full stop of an application number: modulus 10, doubling from the right (Luhn)."""
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in body[::-2])
    return str(-(doubled + sum(map(int, body[-2::-2]))) % 10)


@dataclass(frozen=True, slots=True)
class _Reading:
    """A number that the text may mean, how likely it is (lower is likelier) and the check digit that was typed."""

    number: Number
    rank: int = 1
    check: str = ""

    @property
    def check_digit_fits(self) -> bool:
        return self.check in {"", self.number.canonical[-1]}


def _readings(typed: Typed) -> list[_Reading]:
    """All readings, likeliest first; a check digit that fits outweighs everything, a year far off comes last."""
    gb = () if typed.office == "EP" else _read_gb(typed)
    ep = () if typed.office == "GB" else _read_ep(typed)
    found = sorted([*gb, *ep], key=lambda reading: reading.rank)
    return found or _refuse_length(typed)


def _read_gb(typed: Typed) -> Iterator[_Reading]:
    """Seven digits of a publication are those of an application as well, unless a kind code was typed."""
    digits = typed.digits
    if len(digits) == 7 and not typed.check and int(digits) in GB_PUBLICATIONS:
        yield _Reading(Number("gb-publication", f"GB{digits}"))
        if typed.kind_code:
            return
    yield from _read_application("gb-application", _GB_APPLICATION, typed)


def _read_ep(typed: Typed) -> Iterator[_Reading]:
    """Up to seven digits are a publication; without EP before them it must be all seven."""
    digits = typed.digits
    is_whole = len(digits) <= 7 if typed.office else len(digits) == 7 and int(digits[:2]) < YEARS_TO_COME.stop
    if is_whole and not typed.check and int(digits):
        yield _Reading(Number("ep-publication", f"EP{digits:0>7}"))
    yield from _read_application("ep-application", _EP_APPLICATION, typed)


def _read_application(kind: Kind, shape: re.Pattern[str], typed: Typed) -> Iterator[_Reading]:
    """Year and serial number, also with the century and zeros of the EPODOC form (GB20140018215)."""
    parts = shape.fullmatch(typed.digits)
    if parts is None or not int(parts["serial"]) or (parts["check"] and typed.check):
        return
    year = parts["year"] or parts["short_year"]
    if parts["century"] not in {None, "19" if int(year) >= YEARS_TO_COME.stop else "20"}:
        return
    body = year + parts["serial"]
    number = Number(kind, f"{kind[:2].upper()}{body}.{check_digit(body)}")
    reading = _Reading(number, check=typed.check or parts["check"])
    if reading.check and reading.check_digit_fits:
        yield replace(reading, rank=0)
    else:
        yield replace(reading, rank=2 if int(year) in YEARS_TO_COME else 1)


def _certificate(plain: str) -> Number:
    """A supplementary protection certificate; a short serial number needs the slash before it."""
    parts = _CERTIFICATE.fullmatch(re.sub(r"[\s/.,()-]+", "/", plain).strip("/"))
    serial = int(parts["serial"] or parts["whole_serial"]) if parts else 0
    if parts is None or not serial:
        raise NotANumber(_("Enter the number of the certificate like this: SPC/GB07/014"))
    return Number("spc", f"SPC/GB{parts['year']}/{serial:03}")


def _refuse_check_digit(typed: Typed, reading: _Reading) -> NoReturn:
    number = {"number": reading.number.canonical[:-1] + reading.check}
    if typed.office or typed.check:
        sentence = _("The check digit of %(number)s does not fit the digits before it. Check the number")
    else:
        sentence = _(
            "The check digit of %(number)s does not fit the digits before it. "
            "Check the number, and start it with EP if it is European"
        )
    raise WrongCheckDigit(sentence % number)


def _refuse_length(typed: Typed) -> NoReturn:
    if typed.office == "GB":
        raise NotANumber(_("Enter the 7 digits of the UK number, like GB2606630, or GB1418215.8 for an application"))
    if typed.office == "EP":
        raise NotANumber(_("Enter a European number like EP3756048, or EP18275163.6 for an application"))
    raise NotANumber(_("Enter the whole number and start it with GB or EP, like GB2606630 or EP3756048"))
