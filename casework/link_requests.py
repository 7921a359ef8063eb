"""Link requests as the office reads them: what the account says beside what the register holds."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.contact import people_of
from accounts.roles import OfficePermission, demand
from casework.models import Case
from core.actor import Officer, System
from core.models import StoredFile
from rights.linking.proofs import Holding, holdings
from rights.models import LinkRequest, Party, Proof, Relation

READER = System("casework")


@dataclass(frozen=True)
class Compared:
    """One thing of which both the account and the register say something; ``same`` is None where they cannot differ."""

    what: str
    account: str
    register: str
    same: bool | None


@dataclass(frozen=True)
class Asked:
    """A request with its proof: what is compared, the signed authority if there is one, and what was asked with it."""

    request: LinkRequest
    compared: list[Compared]
    authority: StoredFile | None
    together: list[LinkRequest]


def request_for(case: Case, *, by: Officer) -> Asked:
    """The request that a case is about.

    Raises:
        NotPermitted.
    """
    demand(by, OfficePermission.SEE_WORK)
    rows = LinkRequest.everything.select_related("right", "organisation")
    request = rows.get(reference=case.about)
    batch = rows.filter(batch=request.batch).exclude(pk=request.pk) if request.batch else rows.none()
    return Asked(
        request=request,
        compared=_compared(request, holdings([request.right_id])[request.right_id]),
        authority=authority_of(request),
        together=list(batch.order_by("right__number")[:50]),
    )


def authority_of(request: LinkRequest) -> StoredFile | None:
    """The signed authority that came with the request."""
    if request.proof != Proof.AUTHORITY or request.file_reference is None:
        return None
    return StoredFile.objects.visible_to(READER).filter(reference=request.file_reference).first()


def _compared(request: LinkRequest, held: Holding) -> list[Compared]:
    parties = held.owners if request.relation == Relation.OWNER else held.agents
    account, emails = request.organisation, [person.email for person in people_of(request.organisation_id)]
    contacts = [contact.email for contact in held.contacts if contact.email]
    return [
        Compared(_("Name"), account.name, _listed(party.name for party in parties), _is_among(account.name, parties)),
        Compared(
            _("Company number"),
            account.company_number or "–",
            _listed(party.company_number for party in parties),
            account.company_number in {party.company_number for party in parties} if account.company_number else None,
        ),
        Compared(_("Email"), _listed(emails), _listed(contacts), bool(_plain(emails) & _plain(contacts)) or None),
    ]


def _is_among(name: str, parties: list[Party]) -> bool:
    return " ".join(name.casefold().split()) in _plain(party.name for party in parties)


def _plain(texts: Iterable[str]) -> set[str]:
    return {" ".join(text.casefold().split()) for text in texts}


def _listed(texts: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(text for text in texts if text)) or "–"
