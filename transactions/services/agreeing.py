"""Takes the answers of those who must agree: in an account, at a secret address, or on signed paper by an officer."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import OfficePermission, demand
from core import audit
from core.actor import Actor, Applicant, Officer, Permission, label, require, require_fresh_sign_in
from core.models import StoredFile
from transactions.apart import demand_disinterested
from transactions.consents.asking import must_agree_first, names_waited_for, requests_of, stop_waiting
from transactions.consents.telling import digest_of, tell_answered
from transactions.kind import Route
from transactions.models import ConsentAnswer, ConsentRequest, ConsentToken, Filing
from transactions.registry import type_named
from transactions.services.deciding import ReasonMissing
from transactions.services.taking_in import INTAKE, take_in
from transactions.states import ENDED, State
from transactions.workflow import lock, move

Asked = ConsentRequest.State
WAITS = frozenset({State.AWAITING_AGREEMENT, State.IN_QUEUE})


class NotAsked(LookupError):
    """Nobody is asked this: the address is wrong or over, the answer was given, or the filing has ended."""


def answer_in_account(request: ConsentRequest, *, agrees: bool, note: str, by: Applicant, at: datetime) -> Filing:
    """The party's answer through the account that is linked for it; once.

    Raises:
        NotAsked, NotPermitted, SignInTooOld.
    """
    if not ConsentRequest.objects.visible_to(by).filter(pk=request.pk).exists():
        raise NotAsked
    require(by, [Permission.APPROVE], reason=_("Ask the administrator of your account to let you approve requests"))
    if type_named(request.filing.type).gives_away:
        require_fresh_sign_in(by, at=at, reason=_("Sign in again before you answer this"))
    with transaction.atomic():
        return _answer(request, agrees, note, ConsentRequest.Way.ACCOUNT, by=by, at=at)


def asked_at_address(secret: str, *, at: datetime) -> ConsentRequest:
    """What is asked at a secret address; looking changes nothing.

    Raises:
        NotAsked.
    """
    return _token(secret, at=at).request


def answer_at_address(secret: str, *, agrees: bool, note: str, by: Actor, at: datetime) -> Filing:
    """The party's answer at the address that was sent to its address on record; once.

    Raises:
        NotAsked.
    """
    with transaction.atomic():
        token = _token(secret, at=at, lock=True)
        token.used_at = at
        token.save(update_fields=["used_at"])
        way = ConsentRequest.Way(token.request.way)
        return _answer(token.request, agrees, note, way, by=by, at=at)


def record_on_paper(
    request: ConsentRequest, *, agrees: bool, note: str, document: StoredFile | None = None, by: Officer, at: datetime
) -> Filing:
    """What a party answered on signed paper, as an officer saw it; from then on two officers decide the filing.

    Raises:
        NotAsked, ReasonMissing, LinkedToRight, NotPermitted.
    """
    demand(by, OfficePermission.DECIDE)
    if not note.strip():
        raise ReasonMissing("Say what was signed, by whom and when")
    with transaction.atomic():
        filing = lock(request.filing)
        demand_disinterested(filing, by)
        if filing.state not in WAITS:
            raise NotAsked(f"{filing.reference} is {filing.state}")
        Filing.everything.filter(pk=filing.pk).update(route=Route.TWO_PERSON)
        paper = ConsentRequest.Way.PAPER
        return _answer(request, agrees, note, paper, document=document, by=by, at=at)


def _answer(
    request: ConsentRequest,
    agrees: bool,
    note: str,
    way: ConsentRequest.Way,
    *,
    document: StoredFile | None = None,
    by: Actor,
    at: datetime,
) -> Filing:
    filing = lock(request.filing)
    locked = ConsentRequest.everything.select_for_update().get(pk=request.pk)
    _demand_open(filing, locked, way)
    answer = ConsentAnswer.everything.create(
        request=locked,
        number=ConsentAnswer.everything.filter(request=locked).count() + 1,
        agrees=agrees,
        note=note.strip()[:2000],
        way=way,
        document=document,
        at=at,
        by=label(by),
    )
    locked.state, locked.ended_at = Asked.AGREED if agrees else Asked.REFUSED, at
    locked.save(update_fields=["state", "ended_at"])
    audit.note("agreement-given" if agrees else "agreement-refused", by=by, at=at, subject=filing.reference,
               details={"request": locked.reference, "way": str(way)})  # fmt: skip
    tell_answered(answer, at=at)
    return _follow(filing, at=at)


def _demand_open(filing: Filing, request: ConsentRequest, way: ConsentRequest.Way) -> None:
    """Once answered, only an officer may enter that a party which did not agree has come to agree."""
    still = {Asked.WAITING, Asked.REFUSED} if way == ConsentRequest.Way.PAPER else {Asked.WAITING}
    if filing.state in ENDED or request.state not in still:
        raise NotAsked(f"{request.reference} is {request.state}")


def _follow(filing: Filing, *, at: datetime) -> Filing:
    """Where the answers lead: on once all have agreed, to the officers once somebody has not."""
    is_waiting = filing.state in WAITS and must_agree_first(filing, at=at)
    requests = list(requests_of(filing))
    Filing.everything.filter(pk=filing.pk).update(waits_for=names_waited_for(requests))
    if filing.state == State.AWAITING_AGREEMENT and any(one.state == Asked.REFUSED for one in requests):
        return stop_waiting(filing, at=at, why="Somebody does not agree.")
    if is_waiting or filing.state not in WAITS:
        return lock(filing)
    left = {"stage_began_on": None, "stage_ends_on": None, "waits_for": ""}
    return take_in(move(filing, "agree", by=INTAKE, at=at, changes=left), at=at)


def _token(secret: str, *, at: datetime, lock: bool = False) -> ConsentToken:
    rows = ConsentToken.objects.filter(
        digest=digest_of(secret), used_at=None, expires_at__gt=at, request__state=Asked.WAITING
    )
    found = (rows.select_for_update(of=("self",)) if lock else rows).select_related("request__filing").first()
    if found is None:
        raise NotAsked
    return found
