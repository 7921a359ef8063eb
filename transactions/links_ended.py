"""What becomes of drafts when a link ends: they are closed, or handed to the owner if the one who leaves agreed.

Submitted filings stay what they are: the past of whoever filed them.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.actor import System
from core.files.copying import copy_to
from notifications.messages import DraftClosed, DraftPassedOn, Message
from rights.models import Link, Relation
from transactions.kind import TransactionType, Who
from transactions.models import Filing, FilingDocument, FilingRight
from transactions.recording import conclude
from transactions.registry import NoSuchType, type_named
from transactions.services.withdrawing import BeingPaid, let_money_go
from transactions.states import UNFINISHED
from transactions.telling import address_of, numbers_of
from transactions.telling_accounts import tell_people
from transactions.walls import wall_filing
from transactions.workflow import lock, move

CLOSER = System("links")
LINKED = {Who.OWNER: Relation.OWNER, Who.REPRESENTATIVE: Relation.REPRESENTATIVE}


def follow_ended_links(link_ids: Collection[int], *, at: datetime) -> int:
    """Closes or hands over the drafts that hung on the links; returns how many. Harmless to repeat."""
    links = list(Link.everything.filter(pk__in=link_ids, state=Link.State.ENDED))
    rows = FilingRight.everything.filter(
        filing__state__in=UNFINISHED,
        filing__organisation_id__in={link.organisation_id for link in links},
        right_id__in={link.right_id for link in links},
    )
    drafts = Filing.everything.filter(pk__in=rows.values("filing_id")).order_by("pk")
    return sum(_follow(draft, links, at=at) for draft in drafts)


def _follow(draft: Filing, links: Iterable[Link], *, at: datetime) -> bool:
    """One draft; one whose money is being taken at this moment is let be, as is one that needs no link."""
    own = [link for link in links if link.organisation_id == draft.organisation_id]
    with transaction.atomic():
        filing = lock(draft)
        declared = _declared(filing)
        if declared is None or filing.state not in UNFINISHED or _may_go_on(filing, declared):
            return False
        try:
            let_money_go(filing, at=at)
        except BeingPaid:
            return False
        owner = _heir(filing, declared, own)
        _hand_over(filing, owner, at=at) if owner else _close(filing, at=at)
    return True


def _declared(filing: Filing) -> TransactionType | None:
    try:
        return type_named(filing.type)
    except NoSuchType:
        return None


def _may_go_on(filing: Filing, declared: TransactionType) -> bool:
    """Whether the account may still file it, for one of its rights at least; the others are then left out by rule."""
    if declared.who & {Who.ANYONE, Who.PARTY}:
        return True
    relations = [relation for who, relation in LINKED.items() if who in declared.who]
    rights = FilingRight.everything.filter(filing=filing).values("right_id")
    links = Link.everything.filter(right_id__in=rights, organisation=filing.organisation, relation__in=relations)
    return links.exclude(state=Link.State.ENDED).exists()


def _heir(filing: Filing, declared: TransactionType, ended: Collection[Link]) -> UUID | None:
    """The one owner's account that is linked to all of the rights, if a representative who agreed has left."""
    left = any(link.relation == Relation.REPRESENTATIVE for link in ended)
    agreed = filing.organisation is not None and filing.organisation.hands_over_drafts
    if not (left and agreed and Who.OWNER in declared.who):
        return None
    rights = set(FilingRight.everything.filter(filing=filing).values_list("right_id", flat=True))
    owners = Link.everything.filter(right_id__in=rights, relation=Relation.OWNER, state=Link.State.ACTIVE)
    linked: dict[UUID, set[int]] = {}
    for organisation_id, right_id in owners.values_list("organisation_id", "right_id"):
        linked.setdefault(organisation_id, set()).add(right_id)
    heirs = [organisation_id for organisation_id, theirs in linked.items() if theirs == rights]
    return heirs[0] if len(heirs) == 1 and len(linked) == 1 else None


def _close(filing: Filing, *, at: datetime) -> None:
    why = _("Your account is no longer linked to the patent.")
    conclude(move(filing, "close", by=CLOSER, at=at, why=why, changes={"payment_reference": ""}), at=at)
    _tell_left(filing, _("We closed it. Nothing was sent and nothing was charged."), at=at)


def _hand_over(filing: Filing, owner: UUID, *, at: datetime) -> None:
    left = filing.organisation
    _tell_left(filing, _("We handed it to the owner, as your account has agreed. Nothing was charged."), at=at)
    _hand_over_documents(filing, owner, at=at)
    changes = {"organisation_id": owner, "email": "", "payment_reference": ""}
    handed = move(filing, "hand-over", by=CLOSER, at=at, changes=changes)
    wall_filing(handed, CLOSER)
    audit.note("draft-handed-over", by=CLOSER, at=at, subject=filing.reference, details={"to": str(owner)})

    def message() -> Message:
        return DraftPassedOn(
            what=str(type_named(handed.type).title),
            reference=handed.reference,
            right_numbers=numbers_of(handed),
            handed_by=left.name if left else "",
            filing_url=address_of(handed),
        )

    tell_people(owner, message, key=f"{handed.reference}:passed-on", about=handed.reference, at=at)


def _hand_over_documents(filing: Filing, owner: UUID, *, at: datetime) -> None:
    """The new account gets files of its own; what nobody knows to be clean stays behind."""
    for document in FilingDocument.everything.filter(filing=filing, removed_at=None).select_related("file"):
        twin = copy_to(owner, document.file, at=at)
        FilingDocument.everything.filter(pk=document.pk).update(removed_at=at)
        if twin is not None:
            document.pk, document.file = None, twin
            document.save(force_insert=True)


def _tell_left(filing: Filing, outcome: str, *, at: datetime) -> None:
    """Tells the account that has left."""
    if filing.organisation_id is None:
        return

    def message() -> Message:
        return DraftClosed(
            what=str(type_named(filing.type).title),
            reference=filing.reference,
            right_numbers=numbers_of(filing),
            outcome=outcome,
        )

    tell_people(filing.organisation_id, message, key=f"{filing.reference}:closed", about=filing.reference, at=at)
