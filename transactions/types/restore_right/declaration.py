"""Restoring a right: only in time, only if the fee was not paid by mistake, and against what is then due."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rights.facts import ProcedureMoved, RenewalPaid, Restored
from rights.journal.days import next_journal_on
from rights.patents.restoration import Arrear, arrears, too_late_from
from rights.patents.shown import renewal_facts
from rights.procedures import Procedure, ProcedureStage
from rights.statuses import PartyRole
from transactions.kind import (
    Answers,
    Charge,
    Check,
    Concern,
    Consent,
    Evidence,
    Example,
    Fact,
    Objection,
    OfficeForm,
    Route,
    Stage,
    Standing,
    Step,
    Topic,
    Who,
    Words,
)
from transactions.parties import everybody, owner_roles
from transactions.proceedings import Proceeding
from transactions.types.restore_right.examples import EXAMPLES
from transactions.types.restore_right.forms import ALL, ALONE, ENTITLED, NOW, ReasonsForm, WhoForm
from transactions.types.restore_right.stages import STAGES
from transactions.types.restore_right.words import reason_against


def sends_evidence(answers: Answers) -> bool:
    """Whether the evidence comes with the request; it may follow (the office’s practice, RAPS 1.04)."""
    return answers.get("reasons", {}).get("evidence") == NOW


def is_entitled(answers: Answers) -> bool:
    """Whether somebody else than the owner on the register asks (s.28(2))."""
    return answers.get("who", {}).get("applicant") == ENTITLED


class RestoreRight(Proceeding):
    """A patent is restored if the failure to renew it was unintentional (s.28(3)); one request for each (Form 16)."""

    slug: ClassVar[str] = "restore_right"
    prefix: ClassVar[str] = "RST"
    title: ClassVar[Words] = gettext_lazy("Restore a patent")
    summary: ClassVar[Words] = gettext_lazy("For a patent that ceased because a renewal fee was not paid by mistake.")
    topic: ClassVar[Topic] = Topic.FORCE
    situations: ClassVar[tuple[Words, ...]] = (gettext_lazy("The patent has ceased and we did not mean it to"),)
    takes: ClassVar[Words] = gettext_lazy("About 3 months.")
    who: ClassVar[frozenset[Who]] = frozenset({Who.OWNER, Who.REPRESENTATIVE, Who.PARTY})
    steps: ClassVar[tuple[Step, ...]] = (
        Step("who", gettext_lazy("Your part in this"), WhoForm),
        Step("reasons", gettext_lazy("What happened?"), ReasonsForm),
    )
    checks: ClassVar[tuple[Check, ...]] = (
        Check(
            "in-time",
            gettext_lazy("It was asked for in time"),
            gettext_lazy("By the end of the 13th month after the period for late payment (rule 40)."),
        ),
        Check(
            "unintentional",
            gettext_lazy("The failure to pay was unintentional"),
            gettext_lazy("The statement and the evidence explain the whole time (section 28(3))."),
        ),
    )
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(
            "proof",
            gettext_lazy("Evidence of what happened"),
            gettext_lazy("In any written form; it need not be sworn. It stays private."),
            needed=sends_evidence,
        ),
        Evidence(
            "title",
            gettext_lazy("Proof that you would own the patent"),
            gettext_lazy("For example the assignment, the probate, or the certificate of a merger."),
            needed=is_entitled,
        ),
    )
    stages: ClassVar[tuple[Stage, ...]] = STAGES
    route: ClassVar[Route] = Route.SINGLE
    changes: ClassVar[frozenset[str]] = frozenset({"status", "renewals"})
    most_rights: ClassVar[int] = 1
    keeps_fee_when_refused: ClassVar[bool] = True
    office_form: ClassVar[OfficeForm | None] = OfficeForm("16", "restore a patent")
    examples: ClassVar[tuple[Example, ...]] = EXAMPLES
    procedure: ClassVar[str] = Procedure.RESTORATION
    told: ClassVar[Mapping[str, str]] = {
        "applied": ProcedureStage.APPLIED,
        "advertised": ProcedureStage.ADVERTISED,
        "minded": ProcedureStage.MINDED_TO_REFUSE,
        "hearing": ProcedureStage.HEARING,
        "offered": ProcedureStage.OFFERED,
    }
    before_you_start: ClassVar[Words] = gettext_lazy(
        "The fee for asking is kept whatever is decided. If we offer to restore the patent, the unpaid renewal fees "
        "and additional fees are due as well. People who began to use the invention in good faith meanwhile may go on."
    )
    declaration: ClassVar[Words] = gettext_lazy(
        "By submitting this you confirm that the failure to pay the renewal fee was unintentional, and that what you "
        "told us is true."
    )
    next_words: ClassVar[Words] = gettext_lazy(
        "We advertise your request in the journal, and an officer looks at your reasons and evidence. Either we offer "
        "to restore the patent and tell you what is due, or we tell you why not, and you can ask to be heard."
    )
    done_words: ClassVar[Words] = gettext_lazy("The patent has been restored.")

    def objections(self, answers: Answers, standing: Standing, on: date) -> Iterator[Objection]:
        """Only a patent that ceased unpaid, to the end of the 13th month after the late period (s.28(1), r.40)."""
        reason = reason_against(standing)
        if reason:
            yield Objection(reason)
        applicant = answers.get("who", {}).get("applicant")
        if applicant == ALONE and len(standing.proprietors) < 2:
            yield Objection(_("The register has one owner only. Select another answer"), step_key="who")

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterator[Fact]:
        """Restored with its fees paid, and the time in which others could begin in good faith (s.28A(4))."""
        yield Restored(effective_on=on)
        for due in arrears_of(standing, on):
            pence = (due.fee_pence, due.additional_pence)
            yield RenewalPaid(
                effective_on=on, year=due.year, amount_pence=pence[0], additional_pence=pence[1], paid_on=on
            )
        asked = standing.open_procedure(Procedure.RESTORATION)
        facts = renewal_facts(standing.right)
        yield ProcedureMoved(
            effective_on=on,
            procedure=self.procedure,
            stage=ProcedureStage.COMPLETED,
            protects_from=too_late_from(facts, standing.calendar) if facts else None,
            protects_until=next_journal_on(asked.began_on if asked else on),
        )

    def stage_charges(self, stage: str, answers: Answers, standing: Standing, on: date) -> Iterator[Charge]:
        """What is unpaid by the day of payment: renewal fees and additional fees (s.28(3))."""
        number = standing.right.number
        for due in arrears_of(standing, on):
            what = _("renewal fee for year %(year)s") % {"year": due.year}
            yield Charge(number, what, due.fee_pence, (due.year,), due.certain)
            if due.additional_pence:
                late = _("additional fee for late payment of year %(year)s") % {"year": due.year}
                yield Charge(number, late, due.additional_pence, (due.year,), due.certain, is_additional=True)

    def concerned(self, answers: Answers, standing: Standing) -> Iterator[Concern]:
        """The owners, their representatives, licensees and lenders."""
        return everybody(standing, gettext_lazy("The patent was restored."), *everyone(standing))

    def stage_concerned(self, stage: str, answers: Answers, standing: Standing, on: date) -> Iterator[Concern]:
        """The same people, when it is asked for: the one who asks need not be on the register."""
        if stage == "applied":
            says = gettext_lazy("Somebody has asked for the patent to be restored.")
            yield from everybody(standing, says, *everyone(standing), message="change-asked", may_object=False)

    def consents(self, answers: Answers, standing: Standing) -> Iterator[Consent]:
        """Joint owners apply together, or one with the comptroller's leave (s.28(2)).

        Even a sole owner is asked where somebody else files in its name.
        """
        if answers.get("who", {}).get("applicant") == ALL:
            says = gettext_lazy("asking for the patent to be restored")
            yield from (Consent(owner.name, owner.role, says) for owner in standing.proprietors)


def everyone(standing: Standing) -> tuple[str, ...]:
    """The roles of all whom a restoration touches."""
    return (*owner_roles(standing), PartyRole.AGENT, PartyRole.LICENSEE, PartyRole.MORTGAGEE)


def arrears_of(standing: Standing, on: date) -> list[Arrear]:
    """The unpaid years as priced on the day; nothing where the right is not renewed yearly or no fee is held."""
    facts = renewal_facts(standing.right)
    return (arrears(facts, on, standing.calendar, standing.fees) if facts else None) or []
