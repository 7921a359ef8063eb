"""Writes error messages as GOV.UK has them: an instruction for what is empty, a description for what is wrong."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.design.fields import DateInputField
from core.design.look import look_of

CHOSEN = (forms.ChoiceField, forms.FileField, forms.BooleanField, forms.ModelChoiceField)


def noun_of(field: forms.Field, label: str) -> str:
    """What the field is called within a sentence: "your full name". Empty where the label is a question."""
    noun = str(look_of(field).noun)
    if noun or label.endswith("?"):
        return noun
    is_acronym = len(label) > 1 and label[1].isupper()
    return label if is_acronym else label[:1].lower() + label[1:]


def say_as_govuk(field: forms.Field, label: str) -> None:
    """Gives the field GOV.UK's messages; those that its author wrote stay."""
    noun = noun_of(field, label)
    if isinstance(field, DateInputField):
        field.noun = noun
        return
    for code, text in _messages(field, noun).items():
        if field.error_messages.get(code) is _default(field, code):
            field.error_messages[code] = text


def _default(field: forms.Field, code: str) -> Any:
    for cls in type(field).__mro__:
        found = getattr(cls, "default_error_messages", {}).get(code)
        if found is not None:
            return found
    return None


def _messages(field: forms.Field, noun: str) -> Mapping[str, str]:
    if isinstance(field, forms.FileField):
        return {"required": _required(field, noun), **_file_messages()}
    name = noun or _("answer")
    says = {
        "required": _required(field, noun),
        "invalid_choice": _("Select one of the options"),
        "invalid_list": _("Select one or more of the options"),
        "max_length": _("%(noun)s must be %(limit)s characters or less") % _limit(name),
        "min_length": _("%(noun)s must be %(limit)s characters or more") % _limit(name),
        "max_value": _("%(noun)s must be %(limit)s or less") % _limit(name),
        "min_value": _("%(noun)s must be %(limit)s or more") % _limit(name),
        "null_characters_not_allowed": _("%(noun)s must only include characters that you can type") % {"noun": name},
        "invalid": _invalid(field, name),
    }
    return {code: capfirst(text) for code, text in says.items()}


def _limit(name: str) -> dict[str, str]:
    # Django fills in the limit when it raises the error; a per cent sign in the name must survive that.
    return {"noun": name.replace("%", "%%"), "limit": "%(limit_value)s"}


def _required(field: forms.Field, noun: str) -> str:
    if isinstance(field, CHOSEN):
        return _("Select %(noun)s") % {"noun": noun or _("an answer")}
    return _("Enter %(noun)s") % {"noun": noun or _("an answer")}


def _invalid(field: forms.Field, name: str) -> str:
    if isinstance(field, forms.EmailField):
        return _("Enter an email address in the correct format, like name@example.com")
    if isinstance(field, forms.DecimalField | forms.FloatField):
        return _("%(noun)s must be a number") % {"noun": name}
    if isinstance(field, forms.IntegerField):
        return _("%(noun)s must be a whole number") % {"noun": name}
    return _("%(noun)s must be in the correct format") % {"noun": name}


def _file_messages() -> dict[str, str]:
    failed = _("The selected file could not be uploaded – try again")
    return {
        "invalid": failed,
        "missing": failed,
        "empty": _("The selected file is empty"),
        "max_length": _("The name of the selected file must be %(limit)s characters or less") % {"limit": "%(max)d"},
        "contradiction": _("Select a file or tick the box to remove it, not both"),
    }
