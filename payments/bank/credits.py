"""What a statement file says came in, whatever the file's form."""

from dataclasses import dataclass
from datetime import date

KEYLESS = "row:"
"""How the key of a credit begins for which the file has no reference of the bank's."""


class UnreadableStatement(ValueError):
    """The file is no statement that we can read; the message says what is wrong with it."""


@dataclass(frozen=True)
class Credit:
    """One credit in sterling: ``key`` is the bank's reference, or begins with ``KEYLESS``; ``says`` is the payer's."""

    key: str
    amount_pence: int
    credited_on: date
    payer: str
    says: str
