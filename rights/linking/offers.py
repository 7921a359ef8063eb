"""The ways in which an account may prove what it asked for, each with all the requests that it would prove at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.actor import Acting, System
from core.days import legal_day
from rights.linking.asking import PROVABLE, demand_may_link
from rights.linking.limits import LOCKED_FOR
from rights.linking.problems import NoSuchProof
from rights.linking.proofs import ProofOption, holdings
from rights.models import LinkRequest, Proof, Right

SERVICE = System("linking")
State = LinkRequest.State


@dataclass(frozen=True)
class Offer:
    """One way to prove, and the requests of one relation that it would prove together."""

    option: ProofOption
    requests: tuple[LinkRequest, ...]

    @property
    def numbers(self) -> list[str]:
        """The rights that it is about."""
        return [request.right.number for request in self.requests]


def offers_for(request: LinkRequest, *, by: Acting, at: datetime) -> list[Offer]:
    """The ways open to a request, with every other open request of the same relation that shares the way.

    Requests for which another code is out are left to that code.
    """
    own = LinkRequest.objects.visible_to(by).filter(relation=request.relation, state__in=PROVABLE)
    every = list(own.select_related("right").order_by("right__number"))
    batches = {row.batch for row in every if row.pk == request.pk}
    rows = [row for row in every if row.pk == request.pk or row.batch in batches or not _has_code(row, at=at)]
    options = _options(rows, at=at)
    return [
        Offer(option, tuple(row for row in rows if _shared(option, options[row.pk])))
        for option in options.get(request.pk, {}).values()
    ]


def _shared(option: ProofOption, others: dict[str, ProofOption]) -> bool:
    """Whether another request has the same way."""
    return option.key in others and others[option.key].shared == option.shared


def _has_code(row: LinkRequest, *, at: datetime) -> bool:
    return row.state == State.CODE_SENT and row.expires_at is not None and row.expires_at > at


def locked_offer(request: LinkRequest, key: str, *, by: Acting, at: datetime) -> Offer:
    """The requests of one way, locked in the caller's transaction; what shares the way but is past it is left out.

    Raises:
        NoSuchProof: if the request itself cannot be proved so, or no longer.
        NotPermitted: for a member who may not prepare.
    """
    demand_may_link(by)
    chosen = next((offer for offer in offers_for(request, by=by, at=at) if offer.option.key == key), None)
    if chosen is None:
        raise NoSuchProof
    rows = lock([row.pk for row in chosen.requests], by=by)
    open_now = tuple(row for row in rows if row.state in PROVABLE)
    if request.pk not in {row.pk for row in open_now}:
        raise NoSuchProof
    return Offer(chosen.option, open_now)


def lock(pks: Sequence[int], *, by: Acting) -> list[LinkRequest]:
    """The account's own requests, locked in one order until the transaction ends."""
    own = LinkRequest.objects.visible_to(by).filter(pk__in=list(pks))
    rows = list(own.select_for_update(of=("self",)).select_related("right").order_by("pk"))
    return sorted(rows, key=lambda row: row.right.number)


def published_only(requests: Sequence[LinkRequest]) -> list[LinkRequest]:
    """Without those whose right has been withheld since it was asked for."""
    rights = Right.published(to=SERVICE).filter(pk__in=[request.right_id for request in requests])
    public = set(rights.values_list("pk", flat=True))
    return [request for request in requests if request.right_id in public]


def _options(rows: Sequence[LinkRequest], *, at: datetime) -> dict[int, dict[str, ProofOption]]:
    held = holdings({row.right_id for row in rows})
    return {
        row.pk: {
            option.key: option
            for option in held[row.right_id].options(row.relation, on=legal_day(at))
            if option.proof != Proof.CODE or may_get_code(row, at=at)
        }
        for row in rows
    }


def may_get_code(request: LinkRequest, *, at: datetime) -> bool:
    """Not within a day after a code for it was locked by five wrong tries."""
    locked_at = request.decided_at
    return request.state != State.LOCKED or locked_at is None or at - locked_at >= LOCKED_FOR
