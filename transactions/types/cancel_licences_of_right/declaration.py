"""Cancelling licences of right: the balance of the fees is paid, the request advertised, and anyone may oppose it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.design.formats import day_words
from rights.facts import LicenceOfRightCancelled
from rights.journal.days import next_journal_on
from rights.patents.half_fees import Saved, balance
from rights.patents.shown import renewal_facts
from rights.procedures import Procedure, ProcedureStage
from rights.statuses import PartyRole, Status
from transactions.kind import (
    Acts,
    Answers,
    Begins,
    Charge,
    Concern,
    Consent,
    Evidence,
    Example,
    Exit,
    Fact,
    Objection,
    OfficeForm,
    Route,
    Stage,
    Standing,
    Step,
    Then,
    Topic,
    Who,
    Words,
)
from transactions.parties import all_owners_agree, everybody, owner_roles
from transactions.periods import four_weeks_to_oppose, no_end, until_next_journal
from transactions.proceedings import Proceeding
from transactions.types.cancel_licences_of_right.examples import EXAMPLES
from transactions.types.cancel_licences_of_right.forms import NOBODY, OTHERS, REGISTERED, LicencesForm

STAGES = (
    Stage(
        "applied",
        gettext_lazy("Request received"),
        gettext_lazy("We advertise the request in the next journal. Until it is decided, renewals cost the full fee."),
        Begins.SUBMITTED,
        until_next_journal,
        "advertised",
    ),
    Stage(
        "advertised",
        gettext_lazy("Advertised"),
        gettext_lazy("Anyone may oppose it within four weeks of the journal. Meanwhile renewals cost the full fee."),
        Begins.BY_EXIT,
        four_weeks_to_oppose,
        Then.DECIDE,
        (Exit("opposed", gettext_lazy("Somebody opposes it"), "hearing", Acts.OFFICER),),
    ),
    Stage(
        "hearing",
        gettext_lazy("Opposed"),
        gettext_lazy("Somebody opposes it. Both sides are heard before we decide."),
        Begins.BY_EXIT,
        no_end,
        Then.DECIDE,
        (Exit("heard", gettext_lazy("Both sides have been heard"), Then.DECIDE, Acts.OFFICER),),
    ),
)


def needs_agreements(answers: Answers) -> bool:
    """Whether some have a licence whom the register does not know."""
    return answers.get("licences", {}).get("licences") == OTHERS


class CancelLicencesOfRight(Proceeding):
    """Cancelled if nobody has a licence or all agree, and the balance of all fees is paid (s.47(1), (2); Form 30)."""

    slug: ClassVar[str] = "cancel_licences_of_right"
    prefix: ClassVar[str] = "LRC"
    title: ClassVar[Words] = gettext_lazy("Cancel licences of right")
    summary: ClassVar[Words] = gettext_lazy("The owner decides about licences again, and renewal fees are whole again.")
    topic: ClassVar[Topic] = Topic.LICENCES
    situations: ClassVar[tuple[Words, ...]] = (
        gettext_lazy("We no longer want everybody to be able to have a licence"),
    )
    takes: ClassVar[Words] = gettext_lazy("About 7 weeks, because anyone may oppose it for four of them.")
    who: ClassVar[frozenset[Who]] = frozenset({Who.OWNER, Who.REPRESENTATIVE})
    steps: ClassVar[tuple[Step, ...]] = (
        Step("licences", gettext_lazy("Does anybody have a licence under the patent?"), LicencesForm),
    )
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(
            "agreements",
            gettext_lazy("The agreement of each licensee who is not on the register"),
            gettext_lazy("Signed, with the number of the patent and the name and address of the licensee."),
            needed=needs_agreements,
        ),
    )
    stages: ClassVar[tuple[Stage, ...]] = STAGES
    route: ClassVar[Route] = Route.SINGLE
    changes: ClassVar[frozenset[str]] = frozenset({"licences-of-right"})
    office_form: ClassVar[OfficeForm | None] = OfficeForm("30", "cancel licences of right")
    examples: ClassVar[tuple[Example, ...]] = EXAMPLES
    procedure: ClassVar[str] = Procedure.LICENCES_OF_RIGHT_CANCELLATION
    told: ClassVar[Mapping[str, str]] = {
        "applied": ProcedureStage.APPLIED,
        "advertised": ProcedureStage.ADVERTISED,
        "hearing": ProcedureStage.OPPOSED,
    }
    before_you_start: ClassVar[Words] = gettext_lazy(
        "You pay the other half of every renewal fee since the entry. From now until we decide, renewals cost the full "
        "fee. If the request is refused, the balance is paid back."
    )
    declaration: ClassVar[Words] = gettext_lazy(
        "By submitting this you confirm, for all owners, that what you told us about licences is true and complete."
    )
    next_words: ClassVar[Words] = gettext_lazy(
        "We advertise your request in the journal and tell everybody who has a licence. After four weeks an officer "
        "decides."
    )
    done_words: ClassVar[Words] = gettext_lazy("Licences are no longer available as of right.")

    def objections(self, answers: Answers, standing: Standing, on: date) -> Iterator[Objection]:
        """There is an entry, its balance can be worked out, and the answer agrees with the register."""
        right = standing.right
        if right.status != Status.GRANTED or right.licences_of_right_since is None:
            yield Objection(_("The register has no entry that licences are available as of right."))
        elif balance_of(standing) is None:
            text = _("We cannot work out what is due for %(number)s from the register alone. Contact us.")
            yield Objection(text % {"number": right.number})
        names = "; ".join(one.name for one in standing.named(PartyRole.LICENSEE) if one.name)
        said = answers.get("licences", {}).get("licences")
        if names and said == NOBODY:
            text = _("The register says that these have a licence: %(names)s. Select another answer")
            yield Objection(text % {"names": names}, step_key="licences")
        if not names and said == REGISTERED:
            yield Objection(
                _("The register names nobody who has a licence. Select another answer"), step_key="licences"
            )

    def charges(self, answers: Answers, standing: Standing, on: date) -> Iterator[Charge]:
        """The balance of all fees, as if the entry had never been made (s.47(2)); nothing where none was halved."""
        for saved in balance_of(standing) or ():
            what = _("balance of the renewal fee for year %(year)s") % {"year": saved.year}
            yield Charge(standing.right.number, what, saved.pence, certain=saved.certain)

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterator[Fact]:
        """From then on it is as if the entry had never been made (s.47(4): general knowledge)."""
        yield LicenceOfRightCancelled(effective_on=on)
        yield self.completed(on)

    def concerned(self, answers: Answers, standing: Standing) -> Iterator[Concern]:
        """The owners, their representatives, and all who have a right in the patent."""
        says = gettext_lazy("Licences are no longer available as of right.")
        return everybody(standing, says, *everyone(standing))

    def stage_concerned(self, stage: str, answers: Answers, standing: Standing, on: date) -> Iterator[Concern]:
        """The same people, when it is asked for, as they may oppose it (s.47(6))."""
        if stage == "applied":
            last = four_weeks_to_oppose(answers, next_journal_on(on))
            text = _(
                "The owner has asked to cancel the entry that licences are available as of right. You can oppose this "
                "until %(day)s."
            )
            says = text % {"day": day_words(last)}
            yield from everybody(standing, says, *everyone(standing), message="change-asked", may_object=False)

    def consents(self, answers: Answers, standing: Standing) -> Iterator[Consent]:
        """All the owners, and everybody who has a licence (s.47(2))."""
        says = gettext_lazy("cancelling the entry that licences are available as of right")
        yield from all_owners_agree(standing, says)
        for licensee in standing.named(PartyRole.LICENSEE):
            yield Consent(licensee.name, licensee.role, says)


def everyone(standing: Standing) -> tuple[str, ...]:
    """The roles of all whom it touches."""
    return (*owner_roles(standing), PartyRole.AGENT, PartyRole.LICENSEE, PartyRole.MORTGAGEE)


def balance_of(standing: Standing) -> list[Saved] | None:
    """What was saved since the entry, year by year; None where the register does not tell."""
    facts, right = renewal_facts(standing.right), standing.right
    if facts is None:
        return None
    before = standing.procedures.get(Procedure.LICENCES_OF_RIGHT_CANCELLATION)
    closed = (before.began_on, before.moved_on) if before and not before.is_open else None
    return balance(facts, right.last_renewed_on, standing.calendar, standing.fees, at_full_fees=closed)
