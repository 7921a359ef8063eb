"""The small form with which lists of cases are narrowed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.requests import SiteRequest
from casework.models import Stands
from casework.queues import OPEN_STANDS, Wanted
from casework.registry import all_kinds
from core.design.forms import GovukForm
from core.design.look import shown

ANY = ("", _("All"))
ONLY = [
    ANY,
    ("overdue", _("Overdue")),
    ("today", _("Due today")),
    ("free", _("With nobody")),
    ("flagged", _("Urgent or flagged")),
]


class Filters(GovukForm):
    """What is wanted of a list."""

    kind = shown(forms.ChoiceField(label=_("Kind of case"), required=False), size="s")
    stands = shown(forms.ChoiceField(label=_("Stands"), required=False), size="s")
    only = shown(forms.ChoiceField(label=_("Only"), required=False, choices=ONLY), size="s")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(slug, kind.title) for slug, kind in all_kinds().items()]
        self.fields["kind"].choices = [ANY, *kinds]  # type: ignore[attr-defined]
        self.fields["stands"].choices = [ANY, *((one.value, Stands(one).label) for one in OPEN_STANDS)]  # type: ignore[attr-defined]


def wanted_of(request: SiteRequest) -> Wanted:
    """What the address asks for."""
    asked = request.GET
    return Wanted(
        kind=asked.get("kind", ""),
        stands=asked.get("stands", ""),
        only=asked.get("only", ""),
        topic=asked.get("topic", ""),
        stage=asked.get("stage", ""),
    )


def filter_context(request: SiteRequest) -> dict[str, Any]:
    """What the filter of a list reads."""
    return {"filters": Filters(initial=request.GET.dict()), "is_filtered": any(request.GET.get(f) for f in NAMES)}


NAMES = ("kind", "stands", "only", "topic", "stage")
