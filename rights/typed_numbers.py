"""Takes apart what people type or paste as the number of a right: office, digits, check digit and kind code."""

import re
import unicodedata
from dataclasses import dataclass
from typing import NoReturn, Self

from django.utils.translation import gettext as _

LONGEST_TEXT = 300

_ADDRESS = re.compile(r".*://|WWW\.")
_IN_ADDRESS = re.compile(r"(?:GB|EP)[0-9][0-9.]*(?:[A-DTUW][0-9]?)?")
_WORDS = re.compile(r"\b(?:PATENT|APPLICATION|PUBLICATION|NUMBER|NO|NR|UNITED KINGDOM)S?(?![A-Z])")
_KIND_CODE_FIRST = re.compile(r"(GB|UK|EP)[\s-]+([A-C][0-9]?)[\s-]+([0-9].*)")
_SEPARATORS = re.compile(r"[\s,;:()\[\]{}<>'\"`\u00b4\u2018\u2019\u201c\u201d/\\|_#=*°-]+")
_FULL_STOP_WITHOUT_CHECK_DIGIT = re.compile(r"\.(?![0-9](?![0-9]))")
_PARTS = re.compile(
    r"(?P<prefix>(?:GB|UK|EP)*)(?P<digits>[0-9]{1,13})(?:\.(?P<check>[0-9]))?"
    r"(?P<kind_code>[A-DTUW][0-9]?)?(?P<suffix>(?:GB|UK)?)"
)
_FOREIGN = re.compile(r"(?!GB|UK|EP)(?P<office>PCT|[A-Z]{2})[A-Z]*[0-9]")
_SEVERAL = re.compile(r"[0-9].*(?:GB|UK|EP).*[0-9]")


class NotANumber(ValueError):
    """The text is not the number of a UK right; the message tells the user what to enter."""


@dataclass(frozen=True, slots=True)
class Typed:
    """The parts of a typed number; ``office`` is GB, EP or empty where none was named."""

    office: str
    digits: str
    check: str
    kind_code: str

    @classmethod
    def taken_from(cls, plain: str) -> Self:
        """Takes plain characters apart. Raises NotANumber if they have another shape than a number."""
        parts = _PARTS.fullmatch(_without_ornament(plain))
        if parts is None:
            _refuse_shape(plain)
        kind_code = parts["kind_code"] or ""
        office = _office(parts["prefix"] + parts["suffix"], kind_code)
        return cls(office, parts["digits"], parts["check"] or "", kind_code)


def in_plain_characters(text: str) -> str:
    """Upper case, digits of any script as 0 to 9, any dash as a hyphen, nothing invisible.

    Raises NotANumber if there is nothing to read, or far too much.
    """
    if len(text) > LONGEST_TEXT:
        raise NotANumber(_("Enter one number at a time"))
    plain = "".join(map(_plain_character, unicodedata.normalize("NFKC", text))).upper().strip()
    if not plain:
        raise NotANumber(_("Enter a patent or application number"))
    return plain


def _plain_character(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    if character == "\N{MIDDLE DOT}":
        return "."
    return {"Cf": "", "Cc": " ", "Pd": "-"}.get(unicodedata.category(character), character)


def _without_ornament(plain: str) -> str:
    """What is left without web addresses, words, brackets, spaces, commas and full stops between thousands."""
    if _ADDRESS.match(plain):
        found = _IN_ADDRESS.search(plain)
        plain = found[0] if found else plain
    words_gone = _WORDS.sub(" ", plain.replace("EUROPEAN", "EP ")).strip()
    bare = _SEPARATORS.sub("", _KIND_CODE_FIRST.sub(r"\1\3\2", words_gone))
    return _FULL_STOP_WITHOUT_CHECK_DIGIT.sub("", bare)


def _office(prefix: str, kind_code: str) -> str:
    """EP for EP(UK), and for kind codes such as B1, which only the European Patent Office prints."""
    if "EP" in prefix or (not prefix and len(kind_code) == 2 and kind_code[0] in "AB"):
        return "EP"
    return "GB" if prefix else ""


def _refuse_shape(plain: str) -> NoReturn:
    squeezed = _SEPARATORS.sub("", plain)
    if foreign := _FOREIGN.match(squeezed):
        sentence = _("%(office)s numbers are not numbers of UK rights. Enter a number that starts with GB or EP")
        raise NotANumber(sentence % {"office": foreign["office"]})
    if _SEVERAL.search(squeezed):
        raise NotANumber(_("Enter one number at a time"))
    raise NotANumber(_("Enter a UK or European number, like GB2606630, GB1418215.8 or EP3756048"))
