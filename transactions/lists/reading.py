"""Reads rows of rights from what people have: typed or pasted text, CSV with any separator and encoding, XLSX."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from rights.numbers import NotANumber, parse
from transactions.kind import MOST_BY_LIST

MOST = MOST_BY_LIST
LARGEST = 10 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
LOOKED_AT = 200
SEPARATORS = ",;\t|"
NUMBER_NAMES = (
    "number", "patent number", "patent", "publication number", "application number", "right", "patent no", "patent no.",
    "publication", "application", "rhif", "rhif patent",
)  # fmt: skip
REFERENCE_NAMES = (
    "reference", "your reference", "own reference", "our reference", "case", "case reference", "file", "our ref",
    "ref", "docket", "cyfeirnod",
)  # fmt: skip


class UnreadableList(ValueError):
    """Nothing can be made of it; the message says why and what to do, for the person."""


@dataclass(frozen=True)
class Row:
    """One line: the number and the own reference as they were typed."""

    number: str
    reference: str = ""


def read_text(text: str) -> list[Row]:
    """Numbers that were typed or pasted: one on a line, or set apart by commas; or cells of a spreadsheet.

    Raises:
        UnreadableList.
    """
    if "\t" in text:
        return read_rows([line.split("\t") for line in text.splitlines()])
    parts = (part.strip() for part in re.split(r"[\n\r,;]+", text))
    return _demand([Row(part[:60]) for part in parts if part])


def read_file(name: str, content: bytes) -> list[Row]:
    """A CSV or XLSX file; which it is shows in its first bytes, not in its name.

    Raises:
        UnreadableList.
    """
    if len(content) > LARGEST:
        raise UnreadableList(_("The file must be smaller than 10 MB"))
    if content[:2] == b"PK":
        return read_rows(_cells_of_workbook(content))
    return read_rows(_cells_of_text(content))


def read_rows(rows: Iterable[Sequence[object]]) -> list[Row]:
    """Rows of cells, in whichever order their columns stand, with a heading or without.

    Raises:
        UnreadableList.
    """
    table = [[_plain(cell) for cell in row] for row in rows]
    table = [row for row in table if any(row)]
    if not table:
        raise UnreadableList(_("It is empty"))
    heading, number, reference = _columns(table)
    return _demand([_row(cells, number, reference) for cells in (table[1:] if heading else table)])


def _row(cells: Sequence[str], number: int, reference: int | None) -> Row:
    """A line without a number stays one, so that it is said what is wrong with it."""
    own = _at(cells, reference) if reference is not None else ""
    own = "" if isinstance(own, _Formula) else own[:60]
    return Row((_at(cells, number) or ("" if own else " ".join(cells).strip()))[:60], own)


def _demand(rows: list[Row]) -> list[Row]:
    if not any(row.number for row in rows):
        raise UnreadableList(_("It has no numbers of patents"))
    if len(rows) > MOST:
        text = _("It has %(rows)s lines. Up to %(most)s can be done at once: divide it.")
        raise UnreadableList(text % {"rows": f"{len(rows):,}", "most": f"{MOST:,}"})
    return rows


def _columns(table: list[list[str]]) -> tuple[bool, int, int | None]:
    """Whether there is a heading, and where numbers and references stand: by their names, else by what is there.

    A first line with a digit in it is no heading: a number that was mistyped must not vanish as one.
    """
    names = [cell.casefold() for cell in table[0]]
    number = next((names.index(name) for name in NUMBER_NAMES if name in names), None)
    reference = next((names.index(name) for name in REFERENCE_NAMES if name in names), None)
    if number is not None:
        return True, number, reference if reference != number else None
    width = max(map(len, table[:LOOKED_AT]))
    scores = [sum(_is_number(_at(row, place)) for row in table[:LOOKED_AT]) for place in range(width)]
    number = max(range(width), key=lambda place: (scores[place], -place))
    others = [place for place in range(width) if place != number]
    has_heading = len(table) > 1 and scores[number] > 0 and not any(map(str.isdigit, "".join(table[0])))
    return has_heading, number, reference if reference is not None else next(iter(others), None)


def _is_number(text: str) -> bool:
    try:
        parse(text)
    except NotANumber:
        return False
    return any(letter.isdigit() for letter in text)


def _at(row: Sequence[str], place: int) -> str:
    return row[place] if place < len(row) else ""


def _plain(cell: object) -> str:
    """The text of a cell; the apostrophe that keeps spreadsheets from running it is not part of it."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, _Formula):
        return cell
    text = "" if cell is None else str(cell)
    return " ".join(text.replace("\0", "").split()).removeprefix("'")


def _cells_of_text(content: bytes) -> Iterator[list[str]]:
    text = _decoded(content)
    lines = [line for line in text.splitlines() if line.strip()]
    if not lines:
        raise UnreadableList(_("It is empty"))
    if lines[0].casefold().startswith("sep=") and len(lines[0].strip()) == 5:
        return csv.reader(lines[1:], delimiter=lines[0].strip()[-1])
    counted = {mark: sum(line.count(mark) for line in lines[:20]) for mark in SEPARATORS}
    return csv.reader(io.StringIO(text), delimiter=max(SEPARATORS, key=lambda mark: counted[mark]))


def _decoded(content: bytes) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if content.startswith(mark):
            return _try(content, encoding)
    for encoding in ("utf-8", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableList(_("It is not a CSV or XLSX file. Save it as one of these and try again."))


def _try(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableList(_("Its characters cannot be read. Save it as CSV (UTF-8) and try again.")) from None


def _cells_of_workbook(content: bytes) -> Iterator[list[object]]:
    """The first sheet's values as they were last worked out, or else the formula; nothing in it is run."""
    _demand_sound_archive(content)
    try:
        rows = list(_rows_of_sheet(content, values=True))
        if any(None in row for row in rows):
            formulas = _rows_of_sheet(content, values=False)
            rows = [[_known(*both) for both in zip(*pair, strict=False)] for pair in zip(rows, formulas, strict=False)]
    except (InvalidFileException, KeyError, ValueError, IndexError, OSError, zipfile.BadZipFile, SyntaxError):
        raise UnreadableList(_("The workbook cannot be read. Save it as XLSX or CSV again and try again.")) from None
    return iter(rows)


def _rows_of_sheet(content: bytes, *, values: bool) -> Iterator[list[object]]:
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=values, keep_links=False)
    return (list(row[:20]) for row in book.worksheets[0].iter_rows(values_only=True))


def _known(value: object, formula: object) -> object:
    """A formula that was never worked out is its text; one that is only text in quotes is that text."""
    if value is not None or not isinstance(formula, str):
        return value
    quoted = re.fullmatch(r'="([^"]*)"', formula)
    return quoted[1] if quoted else _Formula(formula)


class _Formula(str):
    """The text of a formula that was never worked out: shown where a number should be, no reference."""

    __slots__ = ()


def _demand_sound_archive(content: bytes) -> None:
    """A small file that unpacks to a giant is refused before it is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile:
        raise UnreadableList(_("The workbook cannot be read. Save it as XLSX or CSV again and try again.")) from None
    if size > LARGEST_UNPACKED:
        raise UnreadableList(_("The workbook is too large. Save only the list as CSV and try again."))
