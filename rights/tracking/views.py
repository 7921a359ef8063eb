"""Saved views of the portfolio: one's own, or shared with the account."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from core.actor import Applicant, Permission, may
from rights.models import SavedView


class NameNeeded(ValueError):
    """A view has a name."""


def save_view(name: str, query: str, *, is_shared: bool, by: Applicant, at: datetime) -> SavedView:
    """Keeps the address of a view under a name; only who may prepare shares one.

    Raises:
        NameNeeded.
    """
    if not name.strip():
        raise NameNeeded(_("Enter a name for this view"))
    return SavedView.everything.create(
        organisation_id=by.organisation_id,
        user_id=by.user_id,
        name=name.strip()[:60],
        query=query[:600],
        is_shared=is_shared and may(by, Permission.PREPARE),
        created_at=at,
    )


def views_of(by: Applicant) -> Sequence[SavedView]:
    """The views that the person may use, by name."""
    return list(SavedView.objects.visible_to(by).order_by("name", "pk")[:100])


def drop_view(reference: str, *, by: Applicant) -> bool:
    """Forgets a view of one's own; False if it is somebody else's."""
    mine = SavedView.objects.visible_to(by).filter(reference=reference, user_id=by.user_id)
    return bool(SavedView.everything.filter(pk__in=mine.values("pk")).delete()[0])
