"""Which parties must agree: those whom the type names, and owners who approve what their representative asks for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from rights.access import compared
from rights.standing import Standing
from rights.statuses import PartyRole
from transactions.authority import owner_approves
from transactions.examination import Examination
from transactions.kind import Answers, Consent, TransactionType

OWNERS = frozenset({PartyRole.PROPRIETOR, PartyRole.APPLICANT})


@dataclass(frozen=True)
class Wanted:
    """One party that must agree for one right; ``is_approval`` where it is the owner of the one who files."""

    consent: Consent
    standing: Standing
    is_approval: bool = False

    @property
    def key(self) -> tuple[str, int]:
        """The party as names are compared, and the right."""
        return compared(self.consent.party), self.standing.right.id

    def says(self) -> dict[str, str]:
        """To what, in each language."""
        found = {}
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                found[language] = str(self.consent.says)
        return found


def wanted(declared: TransactionType, answers: Answers, standings: Sequence[Standing]) -> list[Wanted]:
    """Everybody who must agree, once for each right, without those who agreed by filing."""
    found: dict[tuple[str, int], Wanted] = {}
    for standing in standings:
        for one in (*_declared(declared, answers, standing), *_approvals(declared, standing)):
            found.setdefault(one.key, one)
    return list(found.values())


def parties_to_ask(found: Examination) -> tuple[str, ...]:
    """The names of those who will be asked if it is submitted as it is; nobody as long as answers are missing."""
    if found.missing_steps or not found.payable:
        return ()
    standings = [line.standing for line in found.payable]
    return tuple(dict.fromkeys(one.consent.party for one in wanted(found.declared, found.answers, standings)))


def has_agreed_by_filing(declared: TransactionType, standing: Standing, party: str) -> bool:
    """Whether the filer's own link stands for the party.

    A representative has agreed for the only owner, and of several for the one that its link names, unless the owner
    has said that it approves itself.
    """
    if standing.relation is None or owner_approves(declared, standing):
        return False
    owners = [compared(owner.name) for owner in standing.proprietors]
    return compared(party) in (compared(standing.stands_for), *(owners if len(owners) == 1 else ()))


def _declared(declared: TransactionType, answers: Answers, standing: Standing) -> Iterator[Wanted]:
    for consent in declared.consents(answers, standing):
        if not has_agreed_by_filing(declared, standing, consent.party):
            yield Wanted(consent, standing)


def _approvals(declared: TransactionType, standing: Standing) -> Iterator[Wanted]:
    if not owner_approves(declared, standing):
        return
    says = _("Your representative asks for this on your behalf, and you have said that you approve it first.")
    for owner in standing.proprietors:
        yield Wanted(Consent(owner.name, owner.role, says), standing, is_approval=True)
