"""The one table of moves: what may happen to a filing, from where to where, and who may do it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from core.actor import Permission
from transactions.parts import Acts, Route, Words
from transactions.states import IN_THE_OFFICE, State

ANY_ROUTE = frozenset(Route)
ONE_OFFICER = frozenset({Route.AUTOMATIC, Route.SINGLE})
TWO_OFFICERS = frozenset({Route.TWO_PERSON})
BY_OFFICERS = frozenset({Route.SINGLE, Route.TWO_PERSON})


@dataclass(frozen=True)
class Move:
    """One row of the table; one with a ``title`` is a button for those who may make it."""

    name: str
    from_states: frozenset[State]
    to_state: State
    by: Acts
    says: str
    title: Words = ""
    permission: Permission | None = None
    routes: frozenset[Route] = ANY_ROUTE


def _states(*states: State) -> frozenset[State]:
    return frozenset(states)


S = State
MOVES: tuple[Move, ...] = (
    Move("submit", _states(S.DRAFT), S.RECEIVED, Acts.FILER, "Nothing is to be paid", _("Submit"), Permission.SUBMIT),
    Move(
        "ask-payment",
        _states(S.DRAFT),
        S.AWAITING_PAYMENT,
        Acts.FILER,
        "A fee is to be paid first",
        _("Pay"),
        Permission.SUBMIT,
    ),
    Move(
        "change",
        _states(S.AWAITING_PAYMENT),
        S.DRAFT,
        Acts.FILER,
        "The filer goes back to the answers",
        _("Change your answers"),
        Permission.PREPARE,
    ),
    Move(
        "take-payment",
        _states(S.AWAITING_PAYMENT),
        S.TAKING_PAYMENT,
        Acts.SERVICE,
        "The card was authorised and the filing can use the money",
    ),
    Move(
        "lose-payment", _states(S.TAKING_PAYMENT), S.AWAITING_PAYMENT, Acts.SERVICE, "The money did not come after all"
    ),
    Move("settle", _states(S.TAKING_PAYMENT), S.RECEIVED, Acts.SERVICE, "The money is there"),
    Move(
        "ask-agreement",
        _states(S.RECEIVED, S.IN_QUEUE, S.RECOMMENDED),
        S.AWAITING_AGREEMENT,
        Acts.SERVICE,
        "Others must agree first",
    ),
    Move(
        "agree",
        _states(S.AWAITING_AGREEMENT, S.IN_QUEUE),
        S.RECEIVED,
        Acts.SERVICE,
        "Everybody who must agree has agreed",
    ),
    Move(
        "stop-waiting",
        _states(S.AWAITING_AGREEMENT),
        S.IN_QUEUE,
        Acts.SERVICE,
        "Somebody does not agree or does not answer, or an officer refuses it",
    ),
    Move(
        "queue",
        _states(S.RECEIVED, S.WAITING),
        S.IN_QUEUE,
        Acts.SERVICE,
        "Officers decide, or an earlier filing comes first",
    ),
    Move(
        "begin-stage", _states(S.RECEIVED, S.ACCEPTED, S.WAITING), S.WAITING, Acts.SERVICE, "The type declares a wait"
    ),
    Move(
        "accept-itself",
        _states(S.RECEIVED, S.IN_QUEUE),
        S.ACCEPTED,
        Acts.SERVICE,
        "An automatic type, and nothing earlier is open",
        routes=frozenset({Route.AUTOMATIC}),
    ),
    Move(
        "accept", _states(S.IN_QUEUE), S.ACCEPTED, Acts.OFFICER, "One officer decides", _("Accept"), routes=ONE_OFFICER
    ),
    Move(
        "refuse", _states(S.IN_QUEUE), S.REFUSED, Acts.OFFICER, "One officer decides", _("Refuse"), routes=ONE_OFFICER
    ),
    Move(
        "mind-to-refuse",
        _states(S.IN_QUEUE),
        S.WAITING,
        Acts.OFFICER,
        "One officer decides, and the type lets the filer be heard first",
        _("Refuse"),
        routes=ONE_OFFICER,
    ),
    Move(
        "ask",
        _states(S.IN_QUEUE),
        S.AWAITING_ANSWER,
        Acts.OFFICER,
        "An officer has a question",
        _("Ask a question"),
    ),
    Move(
        "answer",
        _states(S.AWAITING_ANSWER),
        S.IN_QUEUE,
        Acts.FILER,
        "The filer answers every question",
        _("Answer the office's question"),
        Permission.SUBMIT,
    ),
    Move(
        "key-in-answer",
        _states(S.AWAITING_ANSWER),
        S.IN_QUEUE,
        Acts.OFFICER,
        "An officer keys in the answer that came by post or phone",
        _("Key in the answer"),
    ),
    Move("stop-asking", _states(S.AWAITING_ANSWER), S.IN_QUEUE, Acts.SERVICE, "The time to answer is over"),
    Move(
        "recommend",
        _states(S.IN_QUEUE),
        S.RECOMMENDED,
        Acts.OFFICER,
        "The first of two officers recommends to accept or to refuse",
        _("Recommend"),
        routes=TWO_OFFICERS,
    ),
    Move(
        "send-back",
        _states(S.RECOMMENDED),
        S.IN_QUEUE,
        Acts.SECOND_OFFICER,
        "The second officer does not agree",
        _("Send back"),
        routes=TWO_OFFICERS,
    ),
    Move(
        "void-recommendation",
        _states(S.RECOMMENDED),
        S.IN_QUEUE,
        Acts.SERVICE,
        "Something was added after the first officer looked",
        routes=TWO_OFFICERS,
    ),
    Move(
        "approve",
        _states(S.RECOMMENDED),
        S.ACCEPTED,
        Acts.SECOND_OFFICER,
        "The second officer agrees to accept",
        _("Approve"),
        routes=TWO_OFFICERS,
    ),
    Move(
        "confirm-refusal",
        _states(S.RECOMMENDED),
        S.REFUSED,
        Acts.SECOND_OFFICER,
        "The second officer agrees to refuse",
        _("Confirm the refusal"),
        routes=TWO_OFFICERS,
    ),
    Move(
        "confirm-mind-to-refuse",
        _states(S.RECOMMENDED),
        S.WAITING,
        Acts.SECOND_OFFICER,
        "The second officer agrees, and the type lets the filer be heard first",
        _("Confirm the refusal"),
        routes=TWO_OFFICERS,
    ),
    Move(
        "end-stage-accepting",
        _states(S.WAITING),
        S.ACCEPTED,
        Acts.SERVICE,
        "The last wait before the register changes is over",
    ),
    Move("end-stage-refusing", _states(S.WAITING), S.REFUSED, Acts.SERVICE, "The time to be heard or to pay is over"),
    Move(
        "take-stage-payment",
        _states(S.WAITING),
        S.TAKING_PAYMENT,
        Acts.SERVICE,
        "The card was authorised in a wait that is to be paid, in time",
    ),
    Move(
        "lose-stage-payment",
        _states(S.TAKING_PAYMENT),
        S.WAITING,
        Acts.SERVICE,
        "The money of a wait did not come after all",
    ),
    Move("settle-stage", _states(S.TAKING_PAYMENT), S.WAITING, Acts.SERVICE, "The money of a wait is there"),
    Move("record", _states(S.ACCEPTED), S.RECORDED, Acts.SERVICE, "Every right has its outcome"),
    Move(
        "give-up",
        _states(S.AWAITING_PAYMENT, S.ACCEPTED),
        S.REFUSED,
        Acts.SERVICE,
        "Not one right could be recorded",
    ),
    Move(
        "open-again",
        _states(S.REFUSED),
        S.IN_QUEUE,
        Acts.OFFICER,
        "The refusal was a mistake of the office",
        _("Open again"),
        routes=BY_OFFICERS,
    ),
    Move(
        "undo",
        _states(S.RECORDED),
        S.IN_QUEUE,
        Acts.OFFICER,
        "On the day of the decision: the entries are corrected by later ones",
        _("Undo the decision"),
        routes=BY_OFFICERS,
    ),
    Move(
        "withdraw",
        _states(S.DRAFT, S.AWAITING_PAYMENT) | IN_THE_OFFICE,
        S.WITHDRAWN,
        Acts.FILER,
        "The filer takes it back",
        _("Withdraw"),
        Permission.SUBMIT,
    ),
    Move(
        "close",
        _states(S.DRAFT, S.AWAITING_PAYMENT),
        S.WITHDRAWN,
        Acts.SERVICE,
        "The account is no longer linked to the right",
    ),
    Move(
        "hand-over",
        _states(S.DRAFT, S.AWAITING_PAYMENT),
        S.DRAFT,
        Acts.SERVICE,
        "The representative left and lets the owner go on with it",
    ),
    Move("lapse", _states(S.DRAFT), S.WITHDRAWN, Acts.SERVICE, "Nobody changed the draft for 56 days"),
)


OPENS_AGAIN = ("open-again", "undo")
"""Moves by which what had ended goes on."""


def move_named(name: str) -> Move:
    """Raises:
    KeyError: if the table has no such move.
    """
    return {move.name: move for move in MOVES}[name]
