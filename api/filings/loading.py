"""Finds what a call is about, and says the errors of requests."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from accounts.api_clients.scopes import Scope
from accounts.organising.two_people import SecondPersonNeeded
from api.filings.words import why_not_ready
from api.kernel.errors import ApiError, conflict, invalid, not_found
from api.kernel.views import ApiView, says
from api.transaction_types.questions import camel
from core.actor import Actor
from rights.lookup import bears
from rights.models import Right
from rights.numbers import meanings
from transactions.models import Filing
from transactions.registry import NoSuchType, type_named
from transactions.services import (
    AnswersInvalid,
    AnswersMissing,
    BeingPaid,
    CannotBegin,
    NotReady,
    PriceChanged,
    StaleAnswers,
    TooManyRights,
    WrongNumber,
)
from transactions.services.giving import NoSuchFile, UnknownEvidence
from transactions.workflow import CannotMove

READS = frozenset({Scope.FILINGS_READ, Scope.FILINGS_WRITE, Scope.RIGHTS_RENEW})
WRITES = frozenset({Scope.FILINGS_WRITE, Scope.RIGHTS_RENEW})
RENEWAL = "renew"


class FilingView(ApiView):
    """The base of everything about one request; a token for renewals alone is good for renewals alone."""

    scopes = {"GET": READS, "POST": WRITES, "PATCH": WRITES, "DELETE": WRITES}

    def filing(self, reference: str) -> Filing:
        """The caller's request.

        Raises:
            ApiError: 404 if it is not theirs, or the token is not for it.
        """
        found = Filing.objects.visible_to(self.acting).filter(reference=reference).first()
        if found is None or not self.is_for(found.type):
            raise not_found()
        return found

    def is_for(self, slug: str) -> bool:
        """Whether the token is for requests of the type."""
        has: frozenset[str] = self.request.user.scopes  # type: ignore[union-attr]
        demanded = READS if self.request.method in ("GET", "HEAD") else WRITES
        return bool(has & (demanded - {Scope.RIGHTS_RENEW})) or (slug == RENEWAL and Scope.RIGHTS_RENEW in has)


def rights_named(numbers: Sequence[str], *, by: Actor) -> list[int]:
    """The ids of the rights that the numbers mean, of those that the actor may see; one query.

    Raises:
        ApiError: naming every number that means none.
    """
    meant = {typed: meanings(typed) for typed in numbers}
    rows = Right.objects.visible_to(by).filter(bears(sorted({one for found in meant.values() for one in found})))
    columns = ("pk", "number", "application_number", "publication_number")
    known = {number: pk for pk, *borne in rows.values_list(*columns) for number in borne if number}
    found = {typed: next((known[one] for one in ways if one in known), None) for typed, ways in meant.items()}
    faults = [
        {
            "code": "noSuchRight",
            "message": _("We know no such right: %(number)s.") % {"number": typed},
            "target": f"/rights/{place}",
        }
        for place, typed in enumerate(numbers)
        if found[typed] is None
    ]
    if faults:
        raise invalid(_("Some numbers are not those of rights that we know."), faults, code="noSuchRight")
    return [pk for pk in found.values() if pk is not None]


def declared_named(slug: str) -> Any:
    """Raises:
    ApiError: if there is no such type.
    """
    try:
        return type_named(slug)
    except NoSuchType:
        fault = {"code": "noSuchType", "message": _("There is no such type of request."), "target": "/type"}
        raise invalid(_("The body has faults."), [fault]) from None


def faults_of(error: AnswersInvalid, step_key: str) -> list[dict[str, str]]:
    """What is wrong with the answer to one question, member by member."""
    path = f"/answers/{camel(step_key)}" + (f"/{error.item - 1}" if error.item else "")
    faults: Mapping[str, Any] = error.form.errors.get_json_data()
    return [
        {
            "code": camel(str(one["code"] or "invalid")),
            "message": str(one["message"]),
            "target": path if name == "__all__" else f"{path}/{camel(name)}",
        }
        for name, found in faults.items()
        for one in found
    ]


@says(NotReady)
def not_ready(error: NotReady) -> ApiError:
    """Something is missing or in the way."""
    return conflict("notReady", _("It cannot be sent yet."), why_not_ready(error.examination))


@says(CannotBegin)
def cannot_begin(error: CannotBegin) -> ApiError:
    """Nothing can be done for any of the rights."""
    return conflict("cannotBegin", _("Nothing can be done for these rights."), why_not_ready(error.examination))


@says(PriceChanged)
def price_changed(error: PriceChanged) -> ApiError:
    """Another price than was seen; the new one is among the details."""
    fault = {"code": "priceNow", "message": error.why, "target": "/agreedTotal", "total": error.now.total_pence}
    return conflict("priceChanged", error.why, [fault])


@says(TooManyRights)
def too_many_rights(error: TooManyRights) -> ApiError:
    """More than one request of the type may have."""
    return invalid(str(error), [{"code": "tooManyRights", "message": str(error), "target": "/rights"}])


@says(CannotMove)
def cannot_move(error: CannotMove) -> ApiError:
    """It is not where that can be done."""
    return conflict("notNow", _("That cannot be done with it as it stands. Read it again: its state has changed."))


@says(StaleAnswers)
def stale(error: StaleAnswers) -> ApiError:
    """Somebody else answered meanwhile."""
    return ApiError(412, "changedMeanwhile", _("Somebody changed this since you read it. Read it again."))


@says(BeingPaid)
def being_paid(error: BeingPaid) -> ApiError:
    """The money is being taken."""
    return conflict("beingPaid", _("Its payment is being taken at this moment: wait for the outcome."))


@says(WrongNumber, AnswersMissing)
def wrong_number(error: Exception) -> ApiError:
    """Too many answers, or not all."""
    return invalid(str(error))


@says(UnknownEvidence)
def unknown_document(error: UnknownEvidence) -> ApiError:
    """The type asks for no such document."""
    fault = {"code": "noSuchDocument", "message": _("The type asks for no such document."), "target": "/document"}
    return invalid(_("The body has faults."), [fault])


@says(NoSuchFile)
def no_such_file(error: NoSuchFile) -> ApiError:
    """The account has no such file."""
    fault = {"code": "noSuchFile", "message": _("The account has no such file."), "target": "/file"}
    return invalid(_("The body has faults."), [fault])


@says(SecondPersonNeeded)
def second_person(error: SecondPersonNeeded) -> ApiError:
    """A colleague has to do it, in the browser."""
    return ApiError(403, "secondPersonNeeded", str(error))
