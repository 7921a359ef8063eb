"""Standard texts: the list, the versions of one, a further version, and how it reads for a case."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission, allows
from casework.colleagues import names_of
from casework.models import Case, StandardText
from casework.texts import FIELDS, CannotWrite, Written, current, filled, versions_of, write_text
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown
from core.references import normalise
from staff.pages import here, needs

NEW = "new"


class TextForm(GovukForm):
    """One version, in both languages."""

    slug = shown(
        forms.SlugField(
            label=_("Name"),
            help_text=_("For us, like ask-signature: small letters and hyphens. It cannot be changed afterwards."),
            max_length=40,
            error_messages={"invalid": _("Enter a name of small letters, digits and hyphens")},
        ),
        noun=_("a name"),
        size="m",
        width="20",
    )
    use = shown(
        forms.ChoiceField(label=_("Where is it offered?"), choices=StandardText.Use.choices, widget=forms.RadioSelect),
        noun=_("where it is offered"),
        size="m",
    )
    title = shown(forms.CharField(label=_("Title in English"), max_length=120), noun=_("a title"), size="m")
    title_cy = shown(forms.CharField(label=_("Title in Welsh"), max_length=120), noun=_("a title in Welsh"), size="m")
    english = shown(
        forms.CharField(label=_("English text"), max_length=2000, required=False, widget=forms.Textarea),
        size="m",
        rows=6,
    )
    welsh = shown(
        forms.CharField(label=_("Welsh text"), max_length=2000, required=False, widget=forms.Textarea),
        size="m",
        rows=6,
    )
    is_retired = shown(forms.BooleanField(label=_("Do not offer it any more"), required=False), small=True)
    reference = shown(
        forms.CharField(
            label=_("Case to read it for (optional)"),
            help_text=_("Give the reference of a case and choose “See how it reads”."),
            max_length=24,
            required=False,
        ),
        width="20",
        size="m",
    )


@require_GET
@needs(OfficePermission.SEE_WORK)
def texts_page(request: SiteRequest) -> HttpResponse:
    """Every text in use."""
    by = here(request)
    context = {"texts": current(by=by), "may_write": allows(by, OfficePermission.MANAGE_TEXTS)}
    return TemplateResponse(request, "office/texts.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@needs(OfficePermission.MANAGE_TEXTS)
def text_page(request: SiteRequest, slug: str) -> HttpResponse:
    """The versions of one text, and a form for the next; ``new`` begins another text."""
    by = here(request)
    versions = [] if slug == NEW else versions_of(slug, by=by)
    if slug != NEW and not versions:
        raise Http404
    form = TextForm(request.POST or None, initial=_initial(versions))
    reads: dict[str, str] = {}
    if request.method == "POST" and form.is_valid():
        if "read" in request.POST:
            reads = _reads(request, form)
        elif _written(request, form, slug if versions else ""):
            return HttpResponseRedirect(reverse("staff:texts"))
    context = {
        "form": form,
        "versions": versions,
        "names": names_of([one.by for one in versions], by=by),
        "fields": ", ".join(f"(({name}))" for name in FIELDS),
        "reads": reads,
    }
    return TemplateResponse(request, "office/text.html", context)


def _initial(versions: list[StandardText]) -> dict[str, Any]:
    names = ("slug", "use", "title", "title_cy", "english", "welsh", "is_retired")
    return {name: getattr(versions[0], name) for name in names} if versions else {}


def _said(form: TextForm) -> Written:
    said = {name: value for name, value in form.cleaned_data.items() if name != "reference"}
    return Written(**said)


def _written(request: SiteRequest, form: TextForm, slug: str) -> bool:
    if slug and form.cleaned_data["slug"] != slug:
        form.add_error("slug", _("The name of a text cannot be changed"))
        return False
    try:
        write_text(_said(form), by=here(request), at=now())
    except CannotWrite as refusal:
        form.add_error(refusal.field, str(refusal))
        return False
    return True


def _reads(request: SiteRequest, form: TextForm) -> dict[str, str]:
    """The words in both languages for the case that was named."""
    reference = normalise(form.cleaned_data["reference"])[:24]
    case = Case.objects.visible_to(here(request)).filter(reference=reference).first()
    if case is None:
        form.add_error("reference", _("Enter the reference of a case"))
        return {}
    text = StandardText(**vars(_said(form)))
    return {"english": filled(text, case, language="en"), "welsh": filled(text, case, language="cy")}
