"""New fees: for days to come only, proposed by one member of staff and approved by another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.roles import OfficePermission, demand
from core import audit
from core.actor import Officer
from core.days import legal_day
from rights.models import FeeProposal, FeeTable
from rights.patents.fees import FEES_FILE, FormFee
from rights.reference_data import enter_fee, load_fees
from rights.rulebook import forget_rulebook, rulebook

MAY = OfficePermission.MANAGE_REFERENCE_DATA


class CannotPropose(ValueError):
    """The fee cannot be so; the message says why, ``name`` the part of the form."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(text)
        self.name = name


@dataclass(frozen=True)
class NewFee:
    """Which fee, how many pence, from which London day on, and where that is laid down."""

    form: str
    use: str
    channel: str
    pence: int
    from_on: date
    source: str


def known_fees(*, on: date) -> list[FormFee]:
    """Every fee of a form as it is on a day, by form and use."""
    forms = sorted({fee.form for fee in rulebook().fees.forms})
    return [fee for form in forms for fee in rulebook().fees.form_fees(form, on)]


def proposals(*, by: Officer) -> list[FeeProposal]:
    """Those that wait for a second person, the first day at the front.

    Raises:
        NotPermitted.
    """
    demand(by, MAY)
    return list(FeeProposal.objects.filter(decided_at=None).order_by("from_on", "pk"))


def propose_fee(new: NewFee, *, by: Officer, at: datetime) -> FeeProposal:
    """Raises:
    CannotPropose, NotPermitted.
    """
    demand(by, MAY)
    if new.from_on <= legal_day(at):
        raise CannotPropose("from_on", _("The first day must be in the future"))
    if not new.source.strip():
        raise CannotPropose("source", _("Enter where the fee is laid down"))
    try:
        with transaction.atomic():
            made = FeeProposal.objects.create(**vars(new), proposed_at=at, proposed_by=by.user_id)
            audit.note("fee-proposed", by=by, at=at, subject=new.form, details={"from": new.from_on.isoformat()})
    except IntegrityError:
        raise CannotPropose("from_on", _("A fee for this day is proposed already")) from None
    return made


def decide_fee(proposal_id: int, *, approve: bool, by: Officer, at: datetime) -> FeeProposal:
    """A second person approves, and the fee counts from its day on; or either takes it back.

    Raises:
        CannotPropose, NotPermitted.
    """
    demand(by, MAY)
    with transaction.atomic():
        proposal = FeeProposal.objects.select_for_update().filter(pk=proposal_id, decided_at=None).first()
        if proposal is None:
            raise CannotPropose("", _("Somebody has decided this already."))
        if approve and proposal.proposed_by == by.user_id:
            raise CannotPropose("", _("You proposed this fee: another colleague approves it."))
        if approve and proposal.from_on <= legal_day(at):
            raise CannotPropose("", _("Its first day has come. Propose it again for a day to come."))
        if approve:
            if not FeeTable.objects.filter(field=proposal.field).exists():
                load_fees(FEES_FILE, at=at)
            enter_fee(proposal, at=at)
        proposal.decided_at, proposal.decided_by, proposal.is_approved = at, by.user_id, approve
        proposal.save()
        verb = "fee-approved" if approve else "fee-proposal-dropped"
        audit.note(verb, by=by, at=at, subject=proposal.form, details={"proposal": proposal.pk})
        transaction.on_commit(forget_rulebook)
    return proposal


def names_in(rows: Sequence[FeeProposal]) -> list[str]:
    """Whose names a page needs, as history rows name officers."""
    return [f"officer:{row.proposed_by}" for row in rows]
