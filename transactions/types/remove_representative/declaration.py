"""Taking a representative off the register: by the owner, or by the representative who resigns."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rights.facts import AddressChanged, AgentChanged
from rights.statuses import PartyRole, Purpose
from transactions.kind import (
    Answers,
    Concern,
    Example,
    Fact,
    Objection,
    OfficeForm,
    Route,
    Standing,
    Step,
    Topic,
    TransactionType,
    Who,
    Words,
)
from transactions.parties import chosen_party, details_in, everybody, on_record, owner_roles, party_key
from transactions.types.remove_representative.examples import EXAMPLES
from transactions.types.remove_representative.forms import ServiceForm, WhoForm, offer_agents


class RemoveRepresentative(TransactionType):
    """An agent ends to act (r.101); an address for service must remain (r.103)."""

    slug: ClassVar[str] = "remove_representative"
    prefix: ClassVar[str] = "RMA"
    title: ClassVar[Words] = gettext_lazy("Remove a representative")
    summary: ClassVar[Words] = gettext_lazy("The representative no longer acts, and sees nothing newer.")
    topic: ClassVar[Topic] = Topic.PEOPLE
    situations: ClassVar[tuple[Words, ...]] = (gettext_lazy("A representative no longer acts for the owner"),)
    takes: ClassVar[Words] = gettext_lazy("At once.")
    who: ClassVar[frozenset[Who]] = frozenset({Who.OWNER, Who.REPRESENTATIVE})
    steps: ClassVar[tuple[Step, ...]] = (
        Step("who", gettext_lazy("Which representative leaves?"), WhoForm, prepare=offer_agents),
        Step("service", gettext_lazy("Where should official letters go?"), ServiceForm),
    )
    office_form: ClassVar[OfficeForm | None] = OfficeForm("51", "appoint or change a representative")
    route: ClassVar[Route] = Route.AUTOMATIC
    changes: ClassVar[frozenset[str]] = frozenset({"agents", "contact:service"})
    gives_away: ClassVar[bool] = True
    examples: ClassVar[tuple[Example, ...]] = EXAMPLES
    next_words: ClassVar[Words] = gettext_lazy(
        "The register is changed at once. We tell the owner and the representative."
    )
    done_words: ClassVar[Words] = gettext_lazy("The representative is no longer on the register.")

    def objections(self, answers: Answers, standing: Standing, on: date) -> Iterator[Objection]:
        """Somebody has to be there to leave."""
        if not standing.agents:
            yield Objection(
                _("The register names no representative for %(number)s.") % {"number": standing.right.number}
            )
        elif "who" in answers and chosen_party(standing, answers["who"]["party"], PartyRole.AGENT) is None:
            words = {"party": answers["who"]["party"].split(":", 1)[1], "number": standing.right.number}
            yield Objection(_("%(party)s is no longer the representative for %(number)s.") % words)

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterable[Fact]:
        """The agents who stay, and where official letters go."""
        staying = tuple(on_record(one) for one in standing.agents if party_key(one) != answers["who"]["party"])
        details = details_in(answers["service"])
        return [
            AgentChanged(effective_on=on, parties=staying),
            AddressChanged(effective_on=on, purpose=Purpose.SERVICE, name=details.name, particulars=details),
        ]

    def concerned(self, answers: Answers, standing: Standing) -> Iterable[Concern]:
        """The owners and the outgoing representative."""
        says = gettext_lazy("A representative was taken off the register.")
        return everybody(standing, says, *owner_roles(standing), PartyRole.AGENT)
