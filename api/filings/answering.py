"""Puts answers from a body into a draft: all of them, or none."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from api.filings.loading import faults_of
from api.kernel.errors import invalid
from api.transaction_types.questions import as_items, camel, typed
from core.actor import Acting
from core.days import legal_day
from transactions.items import is_repeated
from transactions.kind import Step
from transactions.models import Filing
from transactions.questions import Questions
from transactions.registry import type_named
from transactions.services import AnswersInvalid, answer
from transactions.services.answering import clear, demand_draft

Faults = list[dict[str, str]]


def put_answers(filing: Filing, given: Mapping[str, Any], *, by: Acting, at: datetime) -> Filing:
    """The draft with the answers, in the order of its questions.

    Raises:
        ApiError: naming every member that cannot be taken; nothing is stored then.
    """
    steps = {camel(step.key): step for step in type_named(filing.type).steps}
    faults: Faults = [_unknown(f"/answers/{name}") for name in sorted(set(given) - set(steps))]
    with transaction.atomic():
        for name, step in steps.items():
            if name in given and not (found := _put(filing, step, given[name], by=by, at=at)):
                filing = Filing.objects.visible_to(by).get(pk=filing.pk)
            elif name in given:
                faults += found
        if faults:
            raise invalid(_("Some answers cannot be taken."), faults)
    return filing


def _put(filing: Filing, step: Step, given: Any, *, by: Acting, at: datetime) -> Faults:
    if given is None:
        if step.key in filing.answers:
            clear(demand_draft(filing, by=by), step.key, by=by, at=at)
        return []
    data, faults = _as_typed(filing, step, given, by=by, at=at)
    if faults:
        return faults
    try:
        answer(filing, step.key, data, by=by, at=at)
    except AnswersInvalid as error:
        return faults_of(error, step.key)
    return []


def _as_typed(filing: Filing, step: Step, given: Any, *, by: Acting, at: datetime) -> tuple[dict[str, Any], Faults]:
    path = f"/answers/{camel(step.key)}"
    several = is_repeated(step)
    each = given if several else [given]
    if not isinstance(each, list) or not all(isinstance(one, dict) for one in each):
        words = _("Give a list of objects.") if several else _("Give an object.")
        return {}, [{"code": "wrongType", "message": words, "target": path}]
    form = Questions(filing, by=by, on=legal_day(at)).form(step)
    read = [typed(form, one) for one in each]
    places = [f"{path}/{place}" if several else path for place in range(len(read))]
    faults = [_unknown(f"{place}/{name}") for place, (_data, names) in zip(places, read, strict=True) for name in names]
    data = as_items([one for one, _names in read]) if several else read[0][0]
    return data, faults


def _unknown(target: str) -> dict[str, str]:
    return {"code": "unknownMember", "message": _("There is no such member"), "target": target}
