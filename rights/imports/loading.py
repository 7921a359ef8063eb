"""Loading: chunks of records go into the register, new rights by COPY, known ones event by event."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from itertools import islice

from django.conf import settings
from django.db import transaction

from core.days import legal_day
from rights.imports.building import IMPORTER, TABLES, Built, Task
from rights.imports.crew import built_in_order
from rights.imports.incoming import Format, Incoming, Raw, Unacceptable
from rights.imports.matching import Matches, speak_twice
from rights.imports.news import news_of
from rights.imports.report import Report
from rights.imports.rows import Record
from rights.queries import (
    commit_without_waiting,
    copy_rows,
    copy_text,
    records_seen,
    remember_records,
    reserve_ids,
)
from rights.register import Recording, open_rights, record_many
from rights.shelf import read_histories

CHUNK = 4000


def with_digests(raws: Iterable[Raw]) -> list[Raw]:
    """The records with keyed digests, so that nobody can guess particulars from them."""
    begun = blake2b(digest_size=16, key=settings.SECRET_KEY.encode()[:64])
    return [Raw(line, content, _digest(begun, content)) for line, content, _ in raws]


def _digest(begun: blake2b, content: bytes) -> bytes:
    digest = begun.copy()
    digest.update(content)
    return digest.digest()


@dataclass(frozen=True)
class Loader:
    """One import of one format from one source."""

    format: Format
    source: str
    report: Report
    at: datetime

    def load(self, raws: Iterable[Raw], *, progress: Callable[[int], None]) -> None:
        """Loads all records, each chunk in a database transaction of its own; calls ``progress`` with the rows done."""
        for task, built in built_in_order(self._tasks(raws)):
            with transaction.atomic():
                commit_without_waiting(by=IMPORTER)
                self._load(task, built)
            progress(self.report.rows)

    def _tasks(self, raws: Iterable[Raw]) -> Iterator[Task]:
        """Chunks of what is not unchanged, with ids set aside in case they are new rights."""
        stream = iter(raws)
        while chunk := list(islice(stream, CHUNK)):
            fresh = self._fresh(chunk)
            self.report.unchanged += len(chunk) - len(fresh)
            if fresh:
                ids = reserve_ids("rights_right", len(fresh), by=IMPORTER)
                yield Task(fresh, ids, self.format, self.source, self.at, legal_day(self.at))

    def _fresh(self, chunk: Sequence[Raw]) -> list[Raw]:
        digested = with_digests(chunk)
        seen = records_seen(self.source, [raw.digest for raw in digested], by=IMPORTER)
        return [raw for raw in digested if raw.digest not in seen]

    def _load(self, task: Task, built: Built) -> None:
        for place, reason in built.refusals:
            self.report.refuse(task.raws[place].line, "", reason)
        matches = Matches(built.records)
        if matches or speak_twice(built.records):
            self._load_apart(task, built.records)
        else:
            self._copy(task, built)

    def _copy(self, task: Task, built: Built) -> None:
        """The usual first import: nothing of the chunk is known, so what was built goes in as it is."""
        for table, columns in TABLES.items():
            copy_text(table, columns, built.texts[table], by=IMPORTER)
        rows = ((self.source, task.ids[place], task.raws[place].digest) for place, *_ in built.records)
        copy_rows("rights_sourcerecord", ("source", "right_id", "digest"), rows, by=IMPORTER)
        self.report.new += len(built.records)

    def _load_apart(self, task: Task, records: Sequence[Record]) -> None:
        """A chunk that speaks of known rights, or of one right twice: new ones first, then news, as often as needed."""
        rest = list(records)
        while rest:
            once, rest = _first_of_each(rest)
            matches = Matches(once)
            new: list[Record] = []
            known: dict[int, Record] = {}
            for record in once:
                right_id = self._match(matches, record, task)
                if right_id == NEW:
                    new.append(record)
                elif right_id is not None and right_id in known:
                    rest.append(record)
                elif right_id is not None:
                    known[right_id] = record
            self._open(task, new)
            self._update(task, known)

    def _match(self, matches: Matches, record: Record, task: Task) -> int | None:
        """The right's id, ``NEW``, or None where the record was refused."""
        try:
            return matches.right_of(record) or NEW
        except Unacceptable as reason:
            self.report.refuse(task.raws[record.place].line, record.number, str(reason))
            return None

    def _incoming(self, task: Task, record: Record) -> Incoming:
        return self.format.read(task.raws[record.place].content, task.on)

    def _open(self, task: Task, records: Sequence[Record]) -> None:
        if not records:
            return
        openings = [self._incoming(task, record).opening() for record in records]
        keys = [f"{record.number}/opening" for record in records]
        because = f"import:{self.source}"
        ids = open_rights(openings, source=self.source, keys=keys, because=because, by=IMPORTER, at=self.at)
        self._remember(task, dict(zip(ids, records, strict=True)))
        self.report.new += len(records)

    def _update(self, task: Task, known: dict[int, Record]) -> None:
        if not known:
            return
        histories = read_histories(list(known))
        news = {key: news_of(self._incoming(task, record), histories[key], task.on) for key, record in known.items()}
        told = {key: item for key, item in news.items() if item.facts}
        recordings = [Recording(key, item.facts, self.source, item.keys) for key, item in told.items()]
        because = f"import:{self.source}"
        record_many(recordings, because=because, by=IMPORTER, received_at=self.at, at=self.at)
        self._remember(task, known)
        self.report.news += len(told)
        self.report.unchanged += len(known) - len(told)
        self.report.kept_ours += sum(item.kept_ours for item in told.values())

    def _remember(self, task: Task, records: dict[int, Record]) -> None:
        digests = {key: task.raws[record.place].digest for key, record in records.items()}
        remember_records(self.source, digests, by=IMPORTER)


NEW = 0


def _first_of_each(records: Sequence[Record]) -> tuple[list[Record], list[Record]]:
    """The first record of each right, and those that speak again of one that came before."""
    seen: set[str] = set()
    once: list[Record] = []
    again: list[Record] = []
    for record in records:
        numbers = {record.application_number, record.publication_number} - {""}
        (again if numbers & seen else once).append(record)
        seen |= numbers
    return once, again
