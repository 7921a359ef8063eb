"""The base of every type that is a proceeding of which the register tells while it lasts and when it ends."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import ClassVar

from rights.facts import ProcedureMoved
from rights.procedures import ProcedureStage
from rights.standing import Standing
from transactions.kind import Answers, Fact, TransactionType


class Proceeding(TransactionType):
    """``procedure`` is the register's word for it; ``told`` says what it tells when each of the stages begins."""

    procedure: ClassVar[str]
    told: ClassVar[Mapping[str, str]]

    def stage_facts(self, stage: str, answers: Answers, standing: Standing, on: date) -> Iterator[Fact]:
        """What the register tells from the day on which the stage begins."""
        if stage in self.told:
            yield ProcedureMoved(effective_on=on, procedure=self.procedure, stage=self.told[stage])

    def ending_facts(self, ending: str, answers: Answers, standing: Standing, on: date) -> Iterator[Fact]:
        """That it was refused or withdrawn."""
        yield ProcedureMoved(effective_on=on, procedure=self.procedure, stage=ending)

    def completed(self, on: date) -> Fact:
        """That what was asked for has been done."""
        return ProcedureMoved(effective_on=on, procedure=self.procedure, stage=ProcedureStage.COMPLETED)
