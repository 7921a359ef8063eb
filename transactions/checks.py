"""Refuses to start with a half-written transaction type."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.db.models import Model
from django.utils.functional import Promise

from core.design.forms import GovukForm
from rights.facts import FACTS
from rights.models import Right
from rights.patents.fees import fee_book
from transactions.items import is_repeated
from transactions.kind import TransactionType
from transactions.lookups import SOURCES
from transactions.models import Filing, FilingRight
from transactions.parts import Begins, Example, Route, Then
from transactions.registry import all_types
from transactions.states import State

DECLARED = ("slug", "prefix", "title", "summary", "topic", "situations", "takes", "who", "steps", "changes", "examples")
NOTHING = (None, "", ())
WORDS = ("title", "summary", "takes", "declaration", "next_words", "done_words", "submit_words")


@register("transactions")
def types_are_whole(**options: Any) -> list[CheckMessage]:
    """Every declared type says everything that pages, checks and tests are made from."""
    problems = [f"{declared.slug}: {fault}" for declared in all_types() for fault in faults(declared)]
    return [Error(problem, id="transactions.E001") for problem in [*problems, *_clashes()]]


def faults(declared: TransactionType) -> Iterator[str]:
    """What is missing or wrong in one declaration, in words."""
    missing = [name for name in DECLARED if getattr(declared, name, None) in NOTHING]
    if missing:
        yield f"declares no {', '.join(missing)}"
        return
    yield from _name_faults(declared)
    yield from _step_faults(declared)
    yield from _stage_faults(declared)
    yield from _paid_faults(declared)
    yield from _route_faults(declared)
    yield from _fee_faults(declared)


def _name_faults(declared: TransactionType) -> Iterator[str]:
    folder = type(declared).__module__.split(".")[-2]
    if declared.slug != folder:
        yield f"is in the folder {folder}"
    if not re.fullmatch(r"[a-z]+(_[a-z]+)*", declared.slug) or declared.slug in _columns(Right, Filing, FilingRight):
        yield "its name must be a verb phrase in lower case that is no column"
    if not all(isinstance(one, Promise) for one in declared.situations):
        yield "a situation cannot be translated: wrap it in gettext_lazy"
    if not re.fullmatch(r"[A-Z]{3}", declared.prefix):
        yield "its prefix must be three capitals"
    for name in WORDS:
        if not isinstance(getattr(declared, name), Promise):
            yield f"{name} cannot be translated: wrap it in gettext_lazy"


def _columns(*models: type[Model]) -> set[str]:
    return {field.name for model in models for field in model._meta.get_fields()}


def _step_faults(declared: TransactionType) -> Iterator[str]:
    keys = [step.key for step in declared.steps] + [piece.key for piece in declared.evidence]
    keys += [lookup.key for lookup in declared.lookups]
    if len(set(keys)) != len(keys):
        yield "two of its steps, evidence or look-ups have the same key"
    if any(not re.fullmatch(r"[a-z]+(-[a-z]+)*", key) for key in keys):
        yield "keys are words in lower case with hyphens"
    unknown = {lookup.source for lookup in declared.lookups} - set(SOURCES)
    if unknown:
        yield f"it looks up at {', '.join(sorted(unknown))}, which nobody can ask"
    for step in declared.steps:
        if not issubclass(step.form, GovukForm):
            yield f"the form of {step.key} is no GovukForm"
        if not isinstance(step.title, Promise):
            yield f"the title of {step.key} cannot be translated"
        if is_repeated(step) and not isinstance(step.one_more, Promise):
            yield f"{step.key} may be answered {step.most} times and does not ask whether there is one more"


def _stage_faults(declared: TransactionType) -> Iterator[str]:
    known = {stage.key for stage in declared.stages} | set(Then)
    for stage in declared.stages:
        for to in (stage.then, *([stage.paid_to] if stage.paid_to else ()), *(way.to for way in stage.exits)):
            if to not in known:
                yield f"the stage {stage.key} leads to {to}, which is nowhere"
    for begins in set(Begins) - {Begins.BY_EXIT}:
        if sum(stage.begins == begins for stage in declared.stages) > 1:
            yield f"two stages begin when it is {begins}"
    if _says(declared, "stage_facts") and not _says(declared, "ending_facts"):
        yield "it tells the register of its stages, and without ending_facts never that they are over"


def _paid_faults(declared: TransactionType) -> Iterator[str]:
    paid = [stage.key for stage in declared.stages if stage.paid_to]
    if bool(paid) != _says(declared, "stage_charges"):
        yield "stage_charges and a stage with paid_to belong together"
    charges = declared.office_form is not None or _says(declared, "charges")
    if paid and charges and not declared.keeps_fee_when_refused:
        yield f"what is paid at first is used up before {paid[0]} is paid: it keeps_fee_when_refused"
    if unknown := set().union(*(stage.watches for stage in declared.stages)) - set(FACTS):
        yield f"it watches for facts that nobody enters: {', '.join(sorted(unknown))}"


def _says(declared: TransactionType, method: str) -> bool:
    """Whether the type has a word of its own."""
    return getattr(type(declared), method) is not getattr(TransactionType, method)


def _route_faults(declared: TransactionType) -> Iterator[str]:
    if declared.route == Route.AUTOMATIC and declared.evidence:
        yield "it accepts itself although somebody would have to read its evidence"
    for example in declared.examples:
        unknown = set(example.answers) - {step.key for step in declared.steps}
        if unknown:
            yield f"the example {example.name} answers steps that do not exist: {', '.join(sorted(unknown))}"
        yield from (f"the example {example.name} {fault}" for fault in _journey_faults(declared, example))


def _journey_faults(declared: TransactionType, example: Example) -> Iterator[str]:
    exits = {stage.key: {way.key for way in stage.exits} for stage in declared.stages}
    if unknown := set(example.evidence) - {piece.key for piece in declared.evidence}:
        yield f"gives documents that nobody asks for: {', '.join(sorted(unknown))}"
    if any(way not in exits.get(stage, ()) for stage, way in example.stage_exits.items()):
        yield "takes an exit that its stages do not have"
    if unknown := set(example.unpaid) - {stage.key for stage in declared.stages if stage.paid_to}:
        yield f"does not pay in what is not to be paid: {', '.join(sorted(unknown))}"
    if unknown := set(example.days) - {*exits, "decide", "agree"}:
        yield f"has days for what does not happen: {', '.join(sorted(unknown))}"
    if example.agree not in {"yes", "no", "silent"}:
        yield f"has those who must agree say {example.agree}"
    if example.ends not in State.values:
        yield f"ends in {example.ends}, which is no state"


def _fee_faults(declared: TransactionType) -> Iterator[str]:
    form = declared.office_form
    if form and all((fee.form, fee.use) != (form.number, form.use) for fee in fee_book().forms):
        yield f"no fee is held for its form {form.number} ({form.use}): see rights/data/fees.json"


def _clashes() -> Iterator[str]:
    prefixes = [declared.prefix for declared in all_types()]
    for prefix in sorted({one for one in prefixes if prefixes.count(one) > 1}):
        yield f"Two types have the prefix {prefix}"
