"""What became of each record of an import: counted for people, and line by line for machines."""

import json
from dataclasses import dataclass, field
from typing import TextIO

TOLD_AT_MOST = 20
LONGEST_REASON = 300


@dataclass
class Report:
    """Counts, and every refusal with its line and reason, written to ``out`` as they come so that memory stays flat."""

    source: str
    out: TextIO | None = None
    new: int = 0
    news: int = 0
    unchanged: int = 0
    refused: int = 0
    kept_ours: int = 0
    first_refusals: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """Opens the file of the report."""
        if self.out:
            self.out.write(f'{{"source": {json.dumps(self.source)}, "refusals": [')

    def refuse(self, line: int, number: str, reason: str) -> None:
        """Notes a record that was not taken; a reason that quotes half the record is cut short."""
        reason = reason if len(reason) <= LONGEST_REASON else f"{reason[:LONGEST_REASON]}…"
        if self.out:
            told = {"line": line, "number": number, "reason": reason}
            self.out.write((",\n" if self.refused else "\n") + json.dumps(told, ensure_ascii=False))
        self.refused += 1
        if len(self.first_refusals) < TOLD_AT_MOST:
            self.first_refusals.append(f"line {line}{f' ({number})' if number else ''}: {reason}")

    def end(self) -> None:
        """Closes the report with its counts."""
        if self.out:
            counts = json.dumps(self.counts())
            self.out.write(f"\n], {counts[1:]}\n")

    @property
    def rows(self) -> int:
        """How many records were read."""
        return self.taken + self.unchanged + self.refused

    @property
    def taken(self) -> int:
        """How many records brought something: a new right, or news of a known one."""
        return self.new + self.news

    def counts(self) -> dict[str, int]:
        """All counts by name."""
        return {
            "rows": self.rows,
            "taken": self.taken,
            "new": self.new,
            "news": self.news,
            "unchanged": self.unchanged,
            "refused": self.refused,
            "keptOurs": self.kept_ours,
        }
