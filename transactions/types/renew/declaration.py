"""Renewing: anyone may pay the fees of a granted patent, on time or up to six months late."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.addresses import letter_lines
from rights.details import Details
from rights.facts import AddressChanged, RenewalPaid
from rights.models.instructions import Answer
from rights.statuses import ENDED, Status
from transactions.kind import (
    Answers,
    CertificateKind,
    Charge,
    Concern,
    Example,
    Fact,
    Objection,
    Route,
    Standing,
    Step,
    Topic,
    TransactionType,
    Who,
    Words,
)
from transactions.types.renew.examples import EXAMPLES
from transactions.types.renew.forms import ReceiptForm
from transactions.types.renew.words import reason_against, reason_for_price

REMINDERS = "renewal-reminder"


class Renew(TransactionType):
    """Pays the renewal fees that are open (Patents Act 1977 s.25(3) and (4)); consent of the owner is not needed."""

    slug: ClassVar[str] = "renew"
    prefix: ClassVar[str] = "REN"
    title: ClassVar[Words] = gettext_lazy("Renew a patent")
    summary: ClassVar[Words] = gettext_lazy("Pay the renewal fee to keep a patent in force for another year.")
    topic: ClassVar[Topic] = Topic.FORCE
    situations: ClassVar[tuple[Words, ...]] = (
        gettext_lazy("The renewal fee is due, or late"),
        gettext_lazy("I want to keep a patent in force"),
    )
    takes: ClassVar[Words] = gettext_lazy("At once, when your payment is confirmed.")
    who: ClassVar[frozenset[Who]] = frozenset({Who.ANYONE})
    steps: ClassVar[tuple[Step, ...]] = (
        Step("receipt", gettext_lazy("Where should we send the receipt?"), ReceiptForm),
    )
    route: ClassVar[Route] = Route.AUTOMATIC
    changes: ClassVar[frozenset[str]] = frozenset({"renewals"})
    by_list: ClassVar[bool] = True
    stopped_by_hold: ClassVar[bool] = False
    own_page: ClassVar[str] = "renew"
    examples: ClassVar[tuple[Example, ...]] = EXAMPLES
    declaration: ClassVar[Words] = gettext_lazy("Check that these are the patents you want to renew.")
    submit_words: ClassVar[Words] = gettext_lazy("Continue to payment")
    next_words: ClassVar[Words] = gettext_lazy("We renew the patents as soon as your payment is confirmed.")
    done_words: ClassVar[Words] = gettext_lazy("The renewal is complete.")

    def objections(self, answers: Answers, standing: Standing, on: date) -> Iterable[Objection]:
        """Only a granted patent within its renewal or late period can be renewed (rr.37 to 38, s.25(4))."""
        status = standing.right.status
        if status in ENDED:
            words = {"status": str(Status(status).label).lower()}
            return [Objection(_("This patent is not in force (%(status)s) and cannot be renewed.") % words)]
        reason = reason_against(standing)
        if not reason and not standing.renewals_open:
            reason = _("The register does not say that this patent is in force. Contact us before you pay.")
        return [Objection(reason)] if reason else list(_instructed(standing))

    def charges(self, answers: Answers, standing: Standing, on: date) -> Iterator[Charge]:
        """One line for each year, and one for the additional fee of late payment."""
        quote, number = standing.quote, standing.right.number
        if quote is None or not quote.is_payable or quote.total_pence is None:
            return
        for year, pence in zip(quote.years, quote.fees_by_year_pence, strict=True):
            what = _("half renewal fee for year %(year)s") if quote.halved else _("renewal fee for year %(year)s")
            yield Charge(number, what % {"year": year}, pence, (year,), quote.certain)
        if quote.additional_fee_pence:
            what = _("additional fee for late payment")
            yield Charge(number, what, quote.additional_fee_pence, quote.years, quote.certain, is_additional=True)

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterator[Fact]:
        """Each year is entered as paid on the day of payment; the additional fee stands with the first of them."""
        quote = standing.quote
        if quote is None:
            return
        additional = quote.additional_fee_pence or 0
        for year, pence in zip(quote.years, quote.fees_by_year_pence, strict=True):
            yield RenewalPaid(effective_on=on, year=year, amount_pence=pence, additional_pence=additional, paid_on=on)
            additional = 0
        if _new_reminder_address(answers, standing):
            receipt = answers["receipt"]
            details = Details(email=receipt["email"])
            yield AddressChanged(effective_on=on, purpose=REMINDERS, name=receipt["reminder_name"], particulars=details)

    def concerned(self, answers: Answers, standing: Standing) -> Iterator[Concern]:
        """Whoever had the reminders before learns that they now go elsewhere (r.39(3)(a))."""
        before = standing.contacts.get(REMINDERS)
        if before and _new_reminder_address(answers, standing):
            yield Concern(
                before.name,
                gettext_lazy("The renewal was paid, and reminders about the next one will go to another address."),
                email=before.email,
                address_lines=letter_lines(before),
                may_object=True,
            )

    def certificate(self, answers: Answers) -> CertificateKind:
        """The certificate of payment (Patents Rules 2007 r.36(5))."""
        return CertificateKind.RENEWAL

    def price_reason(self, was: Standing, now: Standing) -> Words:
        """What changed between the two days."""
        return reason_for_price(was.quote, now.quote)

    def receipt_email(self, answers: Answers) -> str:
        """Where the payer wants to be told."""
        return str(answers.get("receipt", {}).get("email", ""))


def _instructed(standing: Standing) -> Iterator[Objection]:
    """What the owner told the account that looks after the patent: anyone may still pay, but it is said."""
    if standing.client_approves and standing.instruction != Answer.RENEW:
        yield Objection(_("Your client has to say first that it wants this patent renewed. Ask for instructions."))
    elif standing.instruction == Answer.LAPSE:
        yield Objection(_("The owner’s instruction is not to renew this patent."), blocking=False)


def _new_reminder_address(answers: Answers, standing: Standing) -> bool:
    receipt = answers.get("receipt", {})
    before = standing.contacts.get(REMINDERS)
    wanted = receipt.get("email") if receipt.get("reminders") == "yes" else None
    return bool(wanted) and (before is None or before.email != wanted)
