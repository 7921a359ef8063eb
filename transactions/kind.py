"""What a transaction type is: a declaration from which pages, checks, fees, moves, letters and tests are made."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from rights.facts import Fact
from rights.standing import Standing
from transactions.parts import (
    Acts,
    Answers,
    Begins,
    CertificateKind,
    Charge,
    Check,
    Concern,
    Consent,
    Evidence,
    Example,
    Exit,
    Lookup,
    Objection,
    OfficeForm,
    Route,
    Stage,
    Step,
    Then,
    Topic,
    Visibility,
    Who,
    Words,
)

__all__ = [
    "Acts",
    "Answers",
    "Begins",
    "CertificateKind",
    "Charge",
    "Check",
    "Concern",
    "Consent",
    "Evidence",
    "Example",
    "Exit",
    "Fact",
    "Lookup",
    "Objection",
    "OfficeForm",
    "Route",
    "Stage",
    "Standing",
    "Step",
    "Then",
    "Topic",
    "TransactionType",
    "Visibility",
    "Who",
    "Words",
]


ENTITLED = Check("entitled", _("Whoever asks is entitled to ask for this"))
AGREES = Check("agrees", _("Names and numbers agree with the register, and the change reads as it should"))


def document_check(piece: Evidence) -> Check:
    """That a document is what it should be."""
    says = _("It is whole and legible, signed where it must be, and about the rights of this request.")
    return Check(f"document-{piece.key}", piece.title, says)


MOST_BY_LIST = 10_000
"""How many rights one request may be about that came of a list."""


class TransactionType(ABC):
    """One way to change the register, declared in one folder.

    The methods are pure: no writes, no clock, no queries, at most 1 ms a right. ``standing`` is one right as the
    register has it, loaded beforehand; ``on`` is the London day for which the question is asked.

    ``slug`` is the folder's name, a verb phrase. ``prefix`` begins the references of its filings. ``changes`` names
    the parts of a right that it touches: of two filings that share one, the one received first is decided first;
    none for a type that only reads.
    ``stopped_by_hold`` is False only where nobody can lose by it. ``gives_away`` demands a link and a contact that
    have stood for 14 days and a fresh sign-in. ``own_page`` names the page at which it is begun, if not the common one.

    A type that ``reads_history`` finds what each entry says in ``standing.told``, one that ``reads_documents`` what the
    filer's account has filed on the right in ``standing.documents``.
    One that ``corrects`` the register itself is decided by register administrators, apart from changes (s.117, s.32).
    ``withdraw_words`` say what else follows if it is taken back.

    ``checks`` are what officers look at beside what they look at in every request: see ``checklist_for``.

    One that can be asked for ``by_list`` is about up to 10,000 rights there.

    ``situations`` are plain sentences by which people find it under its ``topic`` ("The owner has a new name");
    ``takes`` says how long it takes. ``office_form`` is the form that it takes the place of, whose fee is charged once
    for each filing.
    """

    slug: ClassVar[str]
    prefix: ClassVar[str]
    title: ClassVar[Words]
    summary: ClassVar[Words]
    who: ClassVar[frozenset[Who]]
    steps: ClassVar[tuple[Step, ...]]
    changes: ClassVar[frozenset[str]]
    examples: ClassVar[tuple[Example, ...]]
    route: ClassVar[Route] = Route.SINGLE
    evidence: ClassVar[tuple[Evidence, ...]] = ()
    checks: ClassVar[tuple[Check, ...]] = ()
    lookups: ClassVar[tuple[Lookup, ...]] = ()
    stages: ClassVar[tuple[Stage, ...]] = ()
    stopped_by_hold: ClassVar[bool] = True
    gives_away: ClassVar[bool] = False
    keeps_fee_when_refused: ClassVar[bool] = False
    most_rights: ClassVar[int] = 50
    by_list: ClassVar[bool] = False
    corrects: ClassVar[bool] = False
    own_page: ClassVar[str] = ""
    reads_history: ClassVar[bool] = False
    reads_documents: ClassVar[bool] = False
    topic: ClassVar[Topic]
    situations: ClassVar[tuple[Words, ...]]
    takes: ClassVar[Words]
    office_form: ClassVar[OfficeForm | None] = None
    before_you_start: ClassVar[Words] = ""
    withdraw_words: ClassVar[Words] = ""
    declaration: ClassVar[Words] = _("By submitting this you confirm that what you have told us is true.")
    submit_words: ClassVar[Words] = _("Submit")
    next_words: ClassVar[Words] = _("We will look at what you sent and tell you what we decide.")
    done_words: ClassVar[Words] = _("The register has been changed.")

    @abstractmethod
    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterable[Fact]:
        """What the register will say of the right if the filing is accepted."""

    def objections(self, answers: Answers, standing: Standing, on: date) -> Iterable[Objection]:
        """Rules across answers and register; with no answers yet, only what is wrong with the right itself."""
        return ()

    def charges(self, answers: Answers, standing: Standing, on: date) -> Iterable[Charge]:
        """What it costs for this right if paid on the day."""
        return ()

    def concerned(self, answers: Answers, standing: Standing) -> Iterable[Concern]:
        """Who must be told."""
        return ()

    def stage_concerned(self, stage: str, answers: Answers, standing: Standing, on: date) -> Iterable[Concern]:
        """Who must be told when the stage begins: those who can oppose what is asked for."""
        return ()

    def consents(self, answers: Answers, standing: Standing) -> Iterable[Consent]:
        """Who must agree before it can be accepted."""
        return ()

    def stage_facts(self, stage: str, answers: Answers, standing: Standing, on: date) -> Iterable[Fact]:
        """What the register says of the right when the stage begins: applied for, advertised, opposed, offered."""
        return ()

    def stage_charges(self, stage: str, answers: Answers, standing: Standing, on: date) -> Iterable[Charge]:
        """What is to be paid in a stage with ``paid_to``, if paid on the day."""
        return ()

    def ending_facts(self, ending: str, answers: Answers, standing: Standing, on: date) -> Iterable[Fact]:
        """What the register says when it ends without being accepted: ``ending`` is refused or withdrawn."""
        return ()

    def hides(self, answers: Answers) -> frozenset[str]:
        """References of stored files that nobody else may open while the filing is open, and once it is accepted."""
        return frozenset()

    def route_for(self, answers: Answers, standings: Sequence[Standing]) -> Route:
        """How many officers decide this filing; never fewer than ``route`` says."""
        return self.route

    def certificate(self, answers: Answers) -> CertificateKind | None:
        """What is certified of each right once it is recorded, with a code by which anyone can have it confirmed."""
        return None

    def watched(self, stage: Stage, answers: Answers) -> frozenset[str]:
        """Of which kinds of facts the filer wants to hear, of those that the stage can watch."""
        return stage.watches

    def price_reason(self, was: Standing, now: Standing) -> Words:
        """Why the right costs something else than on the earlier day; empty where nothing can be said."""
        return ""

    def receipt_email(self, answers: Answers) -> str:
        """Where a filer without an account wants to be told; empty where the answers have none."""
        return ""

    def steps_for(self, answers: Answers) -> tuple[Step, ...]:
        """The steps that these answers lead through, in order."""
        return tuple(step for step in self.steps if step.applies(answers))

    def checklist_for(self, answers: Answers) -> tuple[Check, ...]:
        """What officers make sure of: who asks, each document, what is the type’s own, what the register would say."""
        documents = (document_check(piece) for piece in self.evidence_for(answers))
        return (ENTITLED, *documents, *self.checks, AGREES)

    def evidence_for(self, answers: Answers) -> tuple[Evidence, ...]:
        """The documents that these answers ask for."""
        return tuple(evidence for evidence in self.evidence if evidence.needed(answers))
