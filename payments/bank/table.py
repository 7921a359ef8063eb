"""Reads a statement as CSV, with a heading that names date, amount, reference and, if it can, the payer."""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from hashlib import sha256

from payments.bank.credits import KEYLESS, Credit, UnreadableStatement

NAMES: Mapping[str, tuple[str, ...]] = {
    "date": ("date", "value date", "credited on", "transaction date", "posting date"),
    "amount": ("amount", "credit", "credit amount", "paid in", "value"),
    "says": ("reference", "description", "details", "narrative", "transaction description", "memo"),
    "payer": ("payer", "name", "counterparty", "from", "remitter"),
    "key": ("transaction id", "bank reference", "id", "transaction reference", "unique id"),
}
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d %b %Y", "%d %B %Y", "%d/%m/%y")


def read_table(content: bytes) -> list[Credit]:
    """The credits of the file; debits are passed over. Rows that say the same are told apart by their place.

    Raises:
        UnreadableStatement.
    """
    rows = list(csv.reader(io.StringIO(_decoded(content)), delimiter=_separator(content)))
    if not rows:
        raise UnreadableStatement("The file is empty")
    places = _places(rows[0])
    seen: dict[str, int] = {}
    return [credit for number, row in enumerate(rows[1:], start=2) for credit in _credit(row, places, number, seen)]


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableStatement("The file is not text")


def _separator(content: bytes) -> str:
    first = _decoded(content).partition("\n")[0]
    return max(",;\t|", key=first.count)


def _places(heading: list[str]) -> dict[str, int]:
    known = {name.strip().casefold(): place for place, name in enumerate(heading)}
    found = {what: known[name] for what, names in NAMES.items() for name in reversed(names) if name in known}
    missing = {"date", "amount", "says"} - set(found)
    if missing:
        wanted = {"date": "date", "amount": "amount", "says": "reference"}
        raise UnreadableStatement(f"The heading has no column for: {', '.join(sorted(wanted[one] for one in missing))}")
    return found


def _credit(row: list[str], places: dict[str, int], number: int, seen: dict[str, int]) -> Iterator[Credit]:
    cell = {what: row[place].strip() if place < len(row) else "" for what, place in places.items()}
    if not any(cell.values()) or not cell["amount"]:
        return
    pence = _pence(cell["amount"], number)
    if pence <= 0:
        return
    day, own = _day(cell["date"], number), cell.get("key", "")
    if not own:
        told = f"{day.isoformat()}|{pence}|{' '.join(cell['says'].split())}|{cell.get('payer', '')}".casefold()
        seen[told] = seen.get(told, 0) + 1
        own = KEYLESS + sha256(f"{told}|{seen[told]}".encode()).hexdigest()[:40]
    yield Credit(own, pence, day, cell.get("payer", ""), cell["says"])


def _pence(text: str, number: int) -> int:
    plain = text.replace("£", "").replace(",", "").replace(" ", "").removeprefix("+")
    try:
        return int((Decimal(plain) * 100).to_integral_exact())
    except InvalidOperation:
        raise UnreadableStatement(f"Row {number}: the amount “{text}” cannot be read") from None


def _day(text: str, number: int) -> date:
    for form in DAYS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    raise UnreadableStatement(f"Row {number}: the date “{text}” cannot be read")
