"""What all types have in common that correct the register: which entry is meant, and who must agree (r.50)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.design.formats import day_words
from rights.correcting import Told
from rights.facts import Fact
from rights.happenings import detail, what_happened
from rights.statuses import PartyRole
from transactions.kind import (
    Answers,
    Concern,
    Consent,
    Evidence,
    Objection,
    Route,
    Standing,
    Topic,
    TransactionType,
    Words,
)
from transactions.parties import everybody, owner_roles

PROOF = Evidence(
    "proof",
    gettext_lazy("What shows that it is wrong"),
    gettext_lazy("For example the document from which the entry was made, or an extract of the companies register."),
)


class CorrectsRegister(TransactionType):
    """An error is corrected by a later entry that names the one it corrects; the proprietor agrees (r.50)."""

    topic: ClassVar[Topic] = Topic.RECORDS
    takes: ClassVar[Words] = gettext_lazy("About 15 working days.")
    evidence: ClassVar[tuple[Evidence, ...]] = (PROOF,)
    route: ClassVar[Route] = Route.TWO_PERSON
    most_rights: ClassVar[int] = 1
    reads_history: ClassVar[bool] = True
    next_words: ClassVar[Words] = gettext_lazy(
        "If the owner did not send this, we ask the owner. Then two officers compare the entry with what you sent."
    )
    done_words: ClassVar[Words] = gettext_lazy("The register is corrected.")

    def concerned(self, answers: Answers, standing: Standing) -> Iterable[Concern]:
        """The owners, their representatives, licensees and lenders."""
        roles = (*owner_roles(standing), PartyRole.AGENT, PartyRole.LICENSEE, PartyRole.MORTGAGEE)
        return everybody(standing, gettext_lazy("An error in the register was corrected."), *roles)

    def consents(self, answers: Answers, standing: Standing) -> Iterator[Consent]:
        """The office agrees a correction with the proprietor (r.50)."""
        return (
            Consent(one.name, one.role, gettext_lazy("the correction of the register")) for one in standing.proprietors
        )


def chosen_entry(standing: Standing, key: str) -> Told | None:
    """What an answer names; None once the register does not tell it any more."""
    return next((one for one in standing.told if one.key == key), None)


def entry_choices(standings: Sequence[Standing], kinds: tuple[type[Fact], ...]) -> list[tuple[str, str]]:
    """The entries of the kinds on the right, the newest first, to choose from."""
    found = [one for standing in standings for one in standing.told if isinstance(one.fact, kinds)]
    return [(one.key, entry_words(one)) for one in reversed(found)]


def entry_words(told: Told) -> str:
    """One entry in a line: what, of which day."""
    more = detail(told.fact)
    what = f"{what_happened(told.fact)}: {more}" if more else what_happened(told.fact)
    return _("%(what)s (%(day)s)") % {"what": what, "day": day_words(told.fact.effective_on)}


def gone(answers: Answers, step_key: str, name: str, standing: Standing) -> Iterator[Objection]:
    """Objects to an entry that the register does not tell any more."""
    key = str(answers.get(step_key, {}).get(name, "")).split("|", 1)[0]
    if key and chosen_entry(standing, key) is None:
        yield Objection(_("The entry that you chose has been corrected already. Start again."))
