"""Ordering copies: an extract of the register as a file at once, anything on paper through the office."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rights.patents.fees import FormFee
from transactions.kind import (
    Answers,
    CertificateKind,
    Charge,
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
from transactions.types.order_copies.examples import EXAMPLES
from transactions.types.order_copies.forms import (
    CERTIFIED_COPY,
    CERTIFIED_EXTRACT,
    COPY,
    EXTRACT,
    FORM,
    POST,
    USES,
    DocumentForm,
    HowForm,
    PostForm,
    ReceiptForm,
    WhatForm,
    say_prices,
)

SEALED = {EXTRACT: CertificateKind.EXTRACT, CERTIFIED_EXTRACT: CertificateKind.CERTIFIED_EXTRACT}


def wanted(answers: Answers) -> str:
    """What was asked for."""
    return str(answers.get("what", {}).get("what", ""))


def is_document(answers: Answers) -> bool:
    """Whether a document of the file is wanted, which only the office can copy."""
    return wanted(answers) in {COPY, CERTIFIED_COPY}


def is_extract(answers: Answers) -> bool:
    """Whether it is what the register says, which the service itself can make."""
    return wanted(answers) in SEALED


def by_post(answers: Answers) -> bool:
    """Whether paper goes out."""
    return is_document(answers) or answers.get("how", {}).get("how") == POST


def copies(answers: Answers) -> int:
    """How many of each."""
    return int(answers.get("post", {}).get("copies") or 1) if by_post(answers) else 1


class OrderCopies(TransactionType):
    """Certified and uncertified copies and extracts, each copy at its fee (Form 23)."""

    slug: ClassVar[str] = "order_copies"
    prefix: ClassVar[str] = "CPY"
    title: ClassVar[Words] = gettext_lazy("Order a copy or an extract of the register")
    summary: ClassVar[Words] = gettext_lazy("Certified or not, as a PDF at once or on paper by post.")
    topic: ClassVar[Topic] = Topic.RECORDS
    situations: ClassVar[tuple[Words, ...]] = (
        gettext_lazy("I need a certified extract of the register"),
        gettext_lazy("I need a copy of a document"),
    )
    takes: ClassVar[Words] = gettext_lazy("Extracts at once as a PDF. Paper about 10 working days.")
    who: ClassVar[frozenset[Who]] = frozenset({Who.ANYONE})
    steps: ClassVar[tuple[Step, ...]] = (
        Step("what", gettext_lazy("What do you want?"), WhatForm, prepare=say_prices),
        Step("document", gettext_lazy("Which document?"), DocumentForm, applies=is_document),
        Step("how", gettext_lazy("How do you want to have it?"), HowForm, applies=is_extract),
        Step("post", gettext_lazy("Where should we post it?"), PostForm, applies=by_post),
        Step("receipt", gettext_lazy("Where should we send the receipt?"), ReceiptForm),
    )
    route: ClassVar[Route] = Route.AUTOMATIC
    changes: ClassVar[frozenset[str]] = frozenset()
    stopped_by_hold: ClassVar[bool] = False
    examples: ClassVar[tuple[Example, ...]] = EXAMPLES
    declaration: ClassVar[Words] = gettext_lazy("Check that this is what you want to order.")
    submit_words: ClassVar[Words] = gettext_lazy("Continue to payment")
    next_words: ClassVar[Words] = gettext_lazy("What you ordered on paper is printed and posted by an officer.")
    done_words: ClassVar[Words] = gettext_lazy("Your order is done. Anything that you ordered on paper is on its way.")

    def objections(self, answers: Answers, standing: Standing, on: date) -> Iterator[Objection]:
        """Nothing of an unpublished application is open (s.118(2)); a fee that nobody knows is not guessed."""
        if standing.right.published_on is None or standing.right.is_withheld:
            yield Objection(_("Nothing of this right is open to the public yet, so there is nothing to copy (s.118)."))
        if wanted(answers) and self._fee(answers, standing, on) is None:
            yield Objection(_("We do not hold the fee for this day. Contact us."), step_key="what")

    def charges(self, answers: Answers, standing: Standing, on: date) -> Iterator[Charge]:
        """The fee of Form 23 for each copy."""
        fee = self._fee(answers, standing, on) if wanted(answers) else None
        if fee is not None and fee.pence is not None:
            count = copies(answers)
            yield Charge(standing.right.number, _what(answers, count), fee.pence * count, certain=fee.is_certain)

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterable[Fact]:
        """The register says nothing of copies."""
        return ()

    def certificate(self, answers: Answers) -> CertificateKind | None:
        """Extracts are made by the service; copies of documents by the office alone."""
        return SEALED.get(wanted(answers))

    def route_for(self, answers: Answers, standings: Sequence[Standing]) -> Route:
        """Paper needs an officer who posts it and closes the order by accepting it."""
        return Route.SINGLE if by_post(answers) else Route.AUTOMATIC

    def receipt_email(self, answers: Answers) -> str:
        """Where the receipt and the address of the file go."""
        return str(answers.get("receipt", {}).get("email", ""))

    def _fee(self, answers: Answers, standing: Standing, on: date) -> FormFee | None:
        return standing.fees.form_fee(FORM, USES[wanted(answers)], on)


def _what(answers: Answers, count: int) -> str:
    if wanted(answers) in {CERTIFIED_COPY, CERTIFIED_EXTRACT}:
        words = ngettext("certified copy", "%(count)s certified copies", count)
    else:
        words = ngettext("uncertified copy", "%(count)s uncertified copies", count)
    return words % {"count": count}
