"""Finding the rights that incoming records speak of, by any of their numbers."""

from collections.abc import Sequence
from typing import NamedTuple

from rights.imports.building import IMPORTER
from rights.imports.incoming import Unacceptable
from rights.imports.rows import Record
from rights.queries import rights_bearing


class Known(NamedTuple):
    """A right of the register that bears one of the numbers."""

    right_id: int
    application_number: str
    publication_number: str
    kind: str


class Matches:
    """The rights that a chunk of records may mean; one query for all."""

    def __init__(self, records: Sequence[Record]) -> None:
        applications = [record.application_number for record in records if record.application_number]
        publications = [record.publication_number for record in records if record.publication_number]
        found = [Known(*row) for row in rights_bearing(applications, publications, by=IMPORTER)]
        self._by_number: dict[str, Known] = {}
        for known in found:
            numbers = (known.application_number, known.publication_number)
            self._by_number |= {number: known for number in numbers if number}

    def __bool__(self) -> bool:
        return bool(self._by_number)

    def right_of(self, record: Record) -> int | None:
        """The right's id, or None for one that the register does not hold.

        Raises:
            Unacceptable: if the numbers belong to two rights, or to one of another kind or with other numbers.
        """
        numbers = (record.application_number, record.publication_number)
        found = {self._by_number[number] for number in numbers if number in self._by_number}
        if len(found) > 1:
            raise Unacceptable(f"{numbers[0]} and {numbers[1]} belong to two different rights of the register")
        for known in found:
            _demand_same(known, record)
            return known.right_id
        return None


def _demand_same(known: Known, record: Record) -> None:
    """A number is given once: who bears one of the record's numbers may not bear another of the same sort."""
    if known.kind != record.kind:
        raise Unacceptable(f"{record.number} is on the register as {known.kind}, not as {record.kind}")
    pairs = (
        (known.application_number, record.application_number, known.publication_number),
        (known.publication_number, record.publication_number, known.application_number),
    )
    for has, says, bears in pairs:
        if has and says and has != says:
            raise Unacceptable(f"{bears} is on the register with the number {has}, not {says}")


def speak_twice(records: Sequence[Record]) -> bool:
    """Whether two of the records may mean the same right."""
    numbers = [number for record in records for number in {record.application_number, record.publication_number} - {""}]
    return len(set(numbers)) < len(numbers)
