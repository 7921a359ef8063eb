"""Cells of spreadsheets: one line of text each, none that a spreadsheet would run."""

from datetime import date
from decimal import Decimal

BYTE_ORDER_MARK = "\ufeff"
RUNS = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠")
"""What begins a formula or a command in some spreadsheet, full-width forms included."""


class Echo:
    """Gives back what is written to it, so that a CSV writer makes lines for a stream."""

    def write(self, line: str) -> str:
        """The line itself."""
        return line


def pounds_and_pence(pence: int) -> Decimal:
    """Pounds with two decimals: a number to spreadsheets, below nothing too."""
    return Decimal(pence).scaleb(-2)


def harmless(cell: object) -> str:
    """The cell as one line of text; one that a spreadsheet would run begins with an apostrophe.

    A number stays one, whatever its sign: it is what came as a number, never text that looks like one.
    """
    if isinstance(cell, int | float | Decimal):
        return str(cell)
    text = "" if cell is None else cell.isoformat() if isinstance(cell, date) else str(cell)
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return f"'{line}" if line.startswith(RUNS) else line
