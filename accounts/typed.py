"""Keeps what somebody had typed when their session ended, sealed, and offers it back to the same person only."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.datastructures import MultiValueDict

from accounts.models import TypedAnswers
from core.actor import Actor
from core.sealing import Unreadable, seal, unseal

KEPT_FOR = timedelta(hours=24)
MOST_PAGES = 20
MOST_BYTES = 1_000_000
PURPOSE = "typed answers"
NEVER_KEPT = re.compile(
    r"csrfmiddlewaretoken|(.*[-_])?(password|passcode|passphrase|pin|otp|token|secret)"
    r"|((.*[-_])?(one[-_]time|link|linking|security|verification|sms|letter|access)[-_])?code",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Typed:
    """The fields of one page as they were sent; files are never kept, ``had_files`` says that there were some."""

    fields: Mapping[str, Sequence[str]]
    had_files: bool = False


def keep_typed(
    *,
    user_id: UUID,
    organisation_id: UUID | None,
    path: str,
    data: Mapping[str, Sequence[str]],
    had_files: bool = False,
    at: datetime,
) -> bool:
    """Seals what was typed on the page at ``path``, in place of anything kept for it before; True if it was kept.

    Passwords, codes and tokens are left out. The oldest pages go when there are too many.
    """
    fields = {name: list(values) for name, values in data.items() if not NEVER_KEPT.fullmatch(name)}
    content = json.dumps({"fields": fields, "had_files": had_files}).encode()
    if not (fields or had_files) or len(content) > MOST_BYTES or len(path) > 500:
        return False
    TypedAnswers.everything.update_or_create(
        user_id=user_id,
        organisation_id=organisation_id,
        path=path,
        defaults={"sealed": seal(content, purpose=PURPOSE, at=at), "kept_at": at, "expires_at": at + KEPT_FOR},
    )
    _drop_oldest(user_id)
    return True


def typed_for(*, by: Actor, path: str, at: datetime) -> Typed | None:
    """What the actor had typed on the page, if they are who typed it and act for the same organisation."""
    rows = TypedAnswers.objects.visible_to(by).filter(path=path, expires_at__gt=at)
    sealed = rows.values_list("sealed", flat=True).first()
    try:
        return None if sealed is None else Typed(**json.loads(unseal(bytes(sealed), purpose=PURPOSE)))
    except Unreadable:
        return None


def has_typed(*, by: Actor, at: datetime) -> bool:
    """Whether anything is kept for the actor."""
    return TypedAnswers.objects.visible_to(by).filter(expires_at__gt=at).exists()


def forget_typed(*, by: Actor, path: str) -> None:
    """The page was sent, so what was typed before is no longer needed."""
    TypedAnswers.objects.visible_to(by).filter(path=path).delete()


def forget_expired(*, at: datetime) -> int:
    """Deletes what nobody came back for; returns how many pages."""
    return TypedAnswers.everything.filter(expires_at__lte=at).delete()[0]


def initial_for(form: forms.BaseForm, typed: Typed) -> dict[str, Any]:
    """The typed values as initial values for the form's own fields, whatever their widgets make of them."""
    data: MultiValueDict[str, Any] = MultiValueDict({name: list(values) for name, values in typed.fields.items()})
    return {
        name: field.widget.value_from_datadict(data, MultiValueDict(), form.add_prefix(name))
        for name, field in form.fields.items()
        if not isinstance(field, forms.FileField)
        and not field.widget.value_omitted_from_data(data, MultiValueDict(), form.add_prefix(name))
    }


def _drop_oldest(user_id: UUID) -> None:
    kept = TypedAnswers.everything.filter(user_id=user_id).order_by("-kept_at").values_list("pk", flat=True)
    TypedAnswers.everything.filter(pk__in=list(kept[MOST_PAGES:])).delete()
