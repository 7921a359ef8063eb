"""What a request needs, said before it is begun: who, cost, time, documents, what happens next."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.clock import now
from core.days import legal_day
from core.design.formats import pounds
from rights.rulebook import rulebook
from transactions.form_fees import is_example
from transactions.kind import Route, TransactionType, Who


@dataclass(frozen=True)
class About:
    """Everything in words; ``is_example`` where the fee is not confirmed."""

    who: tuple[str, ...]
    cost: str
    is_example: bool
    takes: str
    evidence: tuple[str, ...]
    decided: str


def about(declared: TransactionType) -> About:
    """What people are told of a type in advance."""
    cost, is_example = _cost(declared)
    evidence = tuple(str(piece.title) for piece in declared.evidence)
    return About(_who(declared.who), cost, is_example, str(declared.takes), evidence, _decided(declared.route))


def _who(who: frozenset[Who]) -> tuple[str, ...]:
    words: Mapping[Who, str] = {
        Who.OWNER: _("The owner"),
        Who.REPRESENTATIVE: _("The representative of the owner"),
        Who.PARTY: _("A party to the document, such as the new owner, the licensee or the lender"),
        Who.ANYONE: _("Anyone"),
    }
    return tuple(text for kind, text in words.items() if kind in who)


def _cost(declared: TransactionType) -> tuple[str, bool]:
    form = declared.office_form
    if form is None:
        return (_("The fee is worked out before you pay.") if _charges(declared) else _("It is free.")), False
    fee = rulebook().fees.form_fee(form.number, form.use, legal_day(now()))
    if fee is None or fee.pence is None:
        return _("The fee is worked out before you pay."), False
    if fee.pence == 0:
        return _("It is free."), False
    return _("It costs %(amount)s.") % {"amount": pounds(fee.pence)}, is_example(fee)


def _charges(declared: TransactionType) -> bool:
    """Whether the type works out charges of its own."""
    return type(declared).charges is not TransactionType.charges


def _decided(route: Route) -> str:
    words: Mapping[Route, str] = {
        Route.AUTOMATIC: _("It takes effect at once, without an officer."),
        Route.SINGLE: _("An officer looks at it."),
        Route.TWO_PERSON: _("Two officers look at it."),
    }
    return words[route]
