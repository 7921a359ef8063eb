"""The audit log: who looked or did, narrowed by person, thing, act and days."""

from django import forms
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission
from casework.audit_log import Asked, look, verbs
from casework.colleagues import names_of
from core.clock import now
from core.design.fields import DateInputField
from core.design.forms import GovukForm
from core.design.listing import paging_of
from core.design.look import shown
from core.keyset import read_cursor
from staff.pages import here, needs


class Filters(GovukForm):
    """What is looked for."""

    who = shown(forms.CharField(label=_("Email address or name of a person"), required=False, max_length=254), size="s")
    subject = shown(
        forms.CharField(label=_("Reference or number"), required=False, max_length=80), size="s", width="20"
    )
    verb = shown(forms.ChoiceField(label=_("What was done"), required=False), size="s")
    from_on = shown(DateInputField(label=_("From"), required=False), noun=_("the first day"), size="s")
    until_on = shown(DateInputField(label=_("Until"), required=False), noun=_("the last day"), size="s")


@never_cache
@require_GET
@needs(OfficePermission.READ_AUDIT)
def audit_page(request: SiteRequest) -> HttpResponse:
    """One page of events."""
    by = here(request)
    form = Filters(request.GET or None)
    choices = [("", _("Anything")), *((verb, verb) for verb in verbs(by=by))]
    form.fields["verb"].choices = choices  # type: ignore[attr-defined]
    asked = Asked(**form.cleaned_data) if form.is_bound and form.is_valid() else Asked()
    page = look(asked, read_cursor(request.GET.get("at", "")), by=by, at=now())
    names = names_of([row.actor for row in page.rows], by=by)
    rows = [{"event": row, "who": names.get(row.actor, row.actor)} for row in page.rows]
    context = {"form": form, "rows": rows, "paging": paging_of(request.GET, page, column="id"), "section": "audit"}
    return TemplateResponse(request, "office/audit.html", context)
