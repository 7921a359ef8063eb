"""Finding the rights that incoming records speak of, by any of their numbers."""

from collections.abc import Sequence

from rights.imports.building import IMPORTER
from rights.imports.incoming import Unacceptable
from rights.imports.rows import Record
from rights.queries import rights_bearing


class Matches:
    """The rights that a chunk of records may mean; one query for all."""

    def __init__(self, records: Sequence[Record]) -> None:
        applications = [record.application_number for record in records if record.application_number]
        publications = [record.publication_number for record in records if record.publication_number]
        found = rights_bearing(applications, publications, by=IMPORTER)
        self._by_number: dict[str, tuple[int, str]] = {}
        for right_id, application, publication, kind in found:
            self._by_number |= {number: (right_id, kind) for number in (application, publication) if number}

    def __bool__(self) -> bool:
        return bool(self._by_number)

    def right_of(self, record: Record) -> int | None:
        """The right's id, or None for one that the register does not hold.

        Raises:
            Unacceptable: if the record's numbers belong to two rights, or to one of another kind.
        """
        numbers = (record.application_number, record.publication_number)
        found = {self._by_number[number] for number in numbers if number in self._by_number}
        if len(found) > 1:
            raise Unacceptable(f"{numbers[0]} and {numbers[1]} belong to two different rights of the register")
        for right_id, kind in found:
            if kind != record.kind:
                raise Unacceptable(f"{record.number} is on the register as {kind}, not as {record.kind}")
            return right_id
        return None


def speak_twice(records: Sequence[Record]) -> bool:
    """Whether two of the records may mean the same right."""
    numbers = [number for record in records for number in {record.application_number, record.publication_number} - {""}]
    return len(set(numbers)) < len(numbers)
