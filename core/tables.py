"""Cells of spreadsheets: one line of text each, none that a spreadsheet would run."""

from datetime import date

BYTE_ORDER_MARK = "\ufeff"
RUNS = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠")
"""What begins a formula or a command in some spreadsheet, full-width forms included."""


class Echo:
    """Gives back what is written to it, so that a CSV writer makes lines for a stream."""

    def write(self, line: str) -> str:
        """The line itself."""
        return line


def pounds_and_pence(pence: int) -> str:
    """Pounds with two decimals, as spreadsheets read them."""
    return f"{pence / 100:.2f}"


def harmless(cell: object) -> str:
    """The cell as one line of text; one that a spreadsheet would run begins with an apostrophe."""
    if isinstance(cell, int | float):
        return str(cell)
    text = "" if cell is None else cell.isoformat() if isinstance(cell, date) else str(cell)
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return f"'{line}" if line.startswith(RUNS) else line
