"""The questions of a transaction type as JSON Schema, and answers between the API's words and the pages' forms.

What a page has in boxes is one member here: a date is one ISO date, a choice one word, several choices a list. The
names of questions and fields are those of the declaration in lowerCamelCase.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from core.design.fields import DateInputField
from core.design.forms import GovukForm
from transactions.items import ITEMS, is_repeated, items_of
from transactions.kind import Step, TransactionType
from transactions.parts import always

MOST_CHOICES_SAID = 300
SIMPLE: tuple[tuple[type[forms.Field], dict[str, Any]], ...] = (
    (DateInputField, {"type": "string", "format": "date"}),
    (forms.BooleanField, {"type": "boolean"}),
    (forms.IntegerField, {"type": "integer"}),
    (forms.EmailField, {"type": "string", "format": "email", "maxLength": 254}),
)


def camel(name: str) -> str:
    """``line_1`` as ``line1``, ``since_on`` as ``sinceOn``."""
    first, *rest = name.replace("-", "_").split("_")
    return first + "".join(word[:1].upper() + word[1:] for word in rest)


def schema_of(declared: TransactionType, forms_by_step: Mapping[str, GovukForm]) -> dict[str, Any]:
    """The schema of all answers: a member for each question, none of which is demanded before submission."""
    members = {camel(step.key): _schema_of_step(step, forms_by_step[step.key]) for step in declared.steps}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": members,
        "additionalProperties": False,
    }


def unfitted(declared: TransactionType) -> dict[str, GovukForm]:
    """The forms as declared, before they are fitted to any right."""
    return {step.key: step.form() for step in declared.steps}


def _schema_of_step(step: Step, form: GovukForm) -> dict[str, Any]:
    covered = set(form.revealed())
    one = {
        "type": "object",
        "properties": {camel(name): _schema_of_field(field) for name, field in form.fields.items()},
        "required": [camel(name) for name, field in form.fields.items() if field.required and name not in covered],
        "additionalProperties": False,
    }
    said = {"title": str(step.title), **({"description": str(step.guidance)} if step.guidance else {})}
    if step.applies is not always:
        said["$comment"] = "Asked only where earlier answers lead to it."
    return (
        {**said, "type": "array", "minItems": 1, "maxItems": step.most, "items": one}
        if is_repeated(step)
        else said | one
    )


def _schema_of_field(field: forms.Field) -> dict[str, Any]:
    said = {"title": str(field.label or ""), **({"description": str(field.help_text)} if field.help_text else {})}
    return {**said, **_kind_of(field)}


def _kind_of(field: forms.Field) -> dict[str, Any]:
    if isinstance(field, forms.MultipleChoiceField):
        return {"type": "array", "items": _choice_of(field), "uniqueItems": True}
    if isinstance(field, forms.ChoiceField):
        return _choice_of(field)
    for kind, schema in SIMPLE:
        if isinstance(field, kind):
            return dict(schema)
    most = getattr(field, "max_length", None)
    return {"type": "string", "maxLength": most} if most else {"type": "string"}


def _choice_of(field: Any) -> dict[str, Any]:
    words = {str(value): str(label) for value, label in field.choices if value != ""}
    if not words or len(words) > MOST_CHOICES_SAID:
        return {"type": "string"}
    return {"type": "string", "enum": sorted(words), "x-labels": words}


def typed(form: GovukForm, given: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """One answer as the page would send it, and the members that no field has."""
    names = {camel(name): name for name in form.fields}
    data: dict[str, Any] = {}
    for member, value in given.items():
        if member in names:
            data |= _typed_field(names[member], form.fields[names[member]], value)
    return data, sorted(set(given) - set(names))


def _typed_field(name: str, field: forms.Field, value: Any) -> dict[str, Any]:
    if value is None:
        return {}
    if isinstance(field, DateInputField):
        year, month, day = [*str(value).split("-"), "", "", ""][:3]
        return {f"{name}-day": day, f"{name}-month": month, f"{name}-year": year}
    if isinstance(field, forms.MultipleChoiceField):
        return {name: [str(one) for one in value] if isinstance(value, list) else [str(value)]}
    if isinstance(field, forms.BooleanField):
        return {name: value} if value is True else {}
    return {name: str(value)}


def said(step: Step, stored: Mapping[str, Any]) -> Any:
    """Stored answers of a question in the API's words."""
    return [_said_once(one) for one in items_of(stored)] if is_repeated(step) else _said_once(stored)


def _said_once(stored: Mapping[str, Any]) -> dict[str, Any]:
    return {camel(name): value for name, value in stored.items()}


def as_items(given: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Several answers as the service takes them."""
    return {ITEMS: list(given)}
