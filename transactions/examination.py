"""What the rules say to a filing as it stands: charges, objections and what is still missing, right by right."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from core.actor import Actor, Officer, Public, System
from core.days import legal_day
from core.design.formats import counted, day_words, pounds
from rights.standing import Standing
from transactions.authority import is_covered
from transactions.form_fees import form_charge, is_unheld
from transactions.kind import Answers, Charge, Evidence, Objection, Step, TransactionType, Who
from transactions.standings import in_the_way

YOUNG_DAYS = 14


NAMED_ON_A_PAGE = 100


@dataclass(frozen=True)
class RightLine:
    """One right of a filing with what it costs, and why it cannot be dealt with."""

    standing: Standing
    charges: tuple[Charge, ...]
    objections: tuple[Objection, ...]

    @property
    def is_blocked(self) -> bool:
        """Whether something is wrong with the right itself, so that no other answer would help."""
        return any(objection.blocking and objection.step_key is None for objection in self.objections)

    @property
    def total_pence(self) -> int:
        """What this right costs; nothing where it is blocked."""
        return 0 if self.is_blocked else sum(charge.amount_pence for charge in self.charges)


@dataclass(frozen=True)
class Examination:
    """Everything that the check page shows and that submission demands; made of plain data."""

    declared: TransactionType
    answers: Answers
    on: date
    lines: tuple[RightLine, ...]
    missing_steps: tuple[Step, ...]
    missing_evidence: tuple[Evidence, ...]
    objections: tuple[Objection, ...]

    @property
    def payable(self) -> tuple[RightLine, ...]:
        """The rights that would be dealt with."""
        return tuple(line for line in self.lines if not line.is_blocked)

    @property
    def left_out(self) -> tuple[RightLine, ...]:
        """The rights that would be left out, each with its reasons."""
        return tuple(line for line in self.lines if line.is_blocked)

    @property
    def total_pence(self) -> int:
        """The whole amount in pence."""
        return sum(line.total_pence for line in self.lines)

    @property
    def is_long(self) -> bool:
        """Whether there are too many rights to name each on a page."""
        return len(self.lines) > NAMED_ON_A_PAGE

    @property
    def is_certain(self) -> bool:
        """Whether every fee is known for sure, or the deployer has confirmed them all."""
        return settings.FEES_CONFIRMED or all(charge.certain for charge in self.charges)

    @property
    def charges(self) -> tuple[Charge, ...]:
        """Every fee line, free ones included."""
        return tuple(charge for line in self.payable for charge in line.charges)

    @property
    def form_charge(self) -> Charge | None:
        """The fee of the office's form."""
        return next((charge for charge in self.charges if charge.is_form), None)

    @property
    def blocking(self) -> list[Objection]:
        """What must be mended first, each said once."""
        of_rights = [objection for line in self.payable for objection in line.objections]
        said = {str(objection.text): objection for objection in (*self.objections, *of_rights) if objection.blocking}
        return list(said.values())

    @property
    def is_ready(self) -> bool:
        """Whether it can be submitted as it is."""
        return bool(self.payable) and not (self.missing_steps or self.missing_evidence or self.blocking)


def examine(
    declared: TransactionType,
    answers: Answers,
    standings: Sequence[Standing],
    *,
    on: date,
    by: Actor,
    given: Iterable[str] = (),
    asked: bool = True,
    most: int = 0,
) -> Examination:
    """Asks the type's pure methods of every right; ``given`` names the evidence at hand.

    ``most`` is how many rights there may be, if not as many as the type says.
    With ``asked`` False, missing answers are no fault: nobody was asked yet.
    """
    lines = _with_form(declared, [_line(declared, answers, standing, on=on, by=by) for standing in standings], on)
    steps = tuple(step for step in declared.steps_for(answers) if asked and step.key not in answers)
    at_hand = set(given)
    evidence = tuple(piece for piece in declared.evidence_for(answers) if asked and piece.key not in at_hand)
    most = most or declared.most_rights
    whole = tuple(_about_the_whole(declared, lines, on=on, by_card=isinstance(by, Public), most=most))
    return Examination(declared, answers, on, lines, steps, evidence, whole)


def _line(declared: TransactionType, answers: Answers, standing: Standing, *, on: date, by: Actor) -> RightLine:
    objections = (*_general(declared, standing, on=on, by=by), *declared.objections(answers, standing, on))
    blocked = any(objection.blocking and objection.step_key is None for objection in objections)
    charges = () if blocked else tuple(declared.charges(answers, standing, on))
    return RightLine(standing, charges, objections)


def _with_form(declared: TransactionType, lines: Sequence[RightLine], on: date) -> tuple[RightLine, ...]:
    """The lines, with the fee of the office's form before the others of the first right that is not left out."""
    place = next((place for place, line in enumerate(lines) if not line.is_blocked), None)
    charge = None if place is None else form_charge(declared, lines[place].standing, on)
    if place is None or charge is None:
        return tuple(lines)
    charged = replace(lines[place], charges=(charge, *lines[place].charges))
    return (*lines[:place], charged, *lines[place + 1 :])


def _general(declared: TransactionType, standing: Standing, *, on: date, by: Actor) -> Iterator[Objection]:
    """What the mechanism itself asks of every right."""
    if not may_file(declared, standing, by):
        yield Objection(_("Only %(who)s can ask for this.") % {"who": _who_words(declared.who)})
    elif not is_covered(declared, standing, on) and not files_as_party(declared, standing, on):
        yield Objection(_("Your authority from the owner does not cover this. Ask the owner to do it or to extend it."))
    if declared.stopped_by_hold and standing.on_hold:
        yield Objection(_("Changes are on hold, because somebody told us that a change or a link was not theirs."))
    if declared.gives_away and not isinstance(by, Officer | System):
        yield from _too_young(standing, on)
    for other in in_the_way(declared.changes, standing.open_filings):
        text = _("We have another request (%(reference)s) that changes the same thing. It will be decided first.")
        yield Objection(text % {"reference": other.reference}, blocking=False)


def may_file(declared: TransactionType, standing: Standing, by: Actor) -> bool:
    """Whether the actor is one of those who may ask this for the right; the office keys in for anybody."""
    if isinstance(by, Officer | System) or Who.ANYONE in declared.who:
        return True
    if standing.relation in {Who.OWNER, Who.REPRESENTATIVE} & declared.who:
        return True
    return Who.PARTY in declared.who and not isinstance(by, Public)


def files_as_party(declared: TransactionType, standing: Standing, on: date) -> bool:
    """Whether the one who asks is only a party to the document: no linked owner, and no representative for this."""
    if Who.PARTY not in declared.who:
        return False
    linked_as = {Who.OWNER, Who.REPRESENTATIVE} & declared.who
    return standing.relation not in linked_as or not is_covered(declared, standing, on)


def _too_young(standing: Standing, on: date) -> Iterator[Objection]:
    """A link or contact younger than 14 days cannot start what gives a right away."""
    linked = standing.link_active_from
    if linked is not None and (ready := legal_day(linked) + timedelta(days=YOUNG_DAYS)) > on:
        text = _("This right was linked to your account less than 14 days ago. You can ask for this from %(day)s.")
        yield Objection(text % {"day": day_words(ready)})
    contact = standing.contacts.get("proprietor")
    since = contact.stands_since if contact else None
    if since is not None and (ready := since + timedelta(days=YOUNG_DAYS)) > on:
        text = _("The contact address was changed less than 14 days ago. You can ask for this from %(day)s.")
        yield Objection(text % {"day": day_words(ready)})


def _about_the_whole(
    declared: TransactionType, lines: Sequence[RightLine], *, on: date, by_card: bool, most: int
) -> Iterator[Objection]:
    if len(lines) > most:
        yield Objection(_("You can do this for up to %(most)s rights at a time.") % {"most": counted(most)})
    yield from about_the_money(lines, by_card=by_card)
    payable = [line for line in lines if not line.is_blocked]
    if payable and is_unheld(declared, payable[0].standing, on):
        yield Objection(_("We do not hold the fee for this day. Contact us."))


def about_the_money(lines: Sequence[RightLine], *, by_card: bool = True) -> Iterator[Objection]:
    """Why the sum of the lines cannot be taken: too much for a card, or not confirmed. What is free needs neither."""
    total = sum(line.total_pence for line in lines)
    if by_card and total > settings.PAY_MAX_PENCE:
        text = _("The total is %(total)s. A card payment can be up to %(most)s: do it in several parts.")
        yield Objection(text % {"total": pounds(total), "most": pounds(settings.PAY_MAX_PENCE)})
    charges = [charge for line in lines if not line.is_blocked for charge in line.charges if charge.amount_pence]
    certain = all(charge.certain for charge in charges)
    if settings.PAY_TAKES_REAL_MONEY and not settings.FEES_CONFIRMED and not certain:
        yield Objection(
            _("We cannot take payment, because the fee for this day has not been confirmed. Contact us to pay.")
        )


def _who_words(who: frozenset[Who]) -> str:
    words: Mapping[Who, str] = {
        Who.OWNER: _("the owner"),
        Who.REPRESENTATIVE: _("the representative"),
        Who.PARTY: _("a party to the document"),
    }
    return _(" or ").join(text for kind, text in words.items() if kind in who)
