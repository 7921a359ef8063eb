"""Loading the bank's statements, so that transfers find what they pay."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.requests import SiteRequest
from accounts.roles import OfficePermission
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown
from payments.bank.credits import UnreadableStatement
from payments.bank.matching import LoadedBefore, load_statement
from payments.models import BankLine, BankLineState
from staff.pages import here, needs

LARGEST = 20 * 1024 * 1024
SHOWN = 50


class StatementForm(GovukForm):
    """One file of the bank."""

    file = shown(
        forms.FileField(
            label=gettext_lazy("Statement file"),
            help_text=gettext_lazy("camt.053 (XML) or CSV with a heading, up to 20 MB. A file may be loaded twice."),
            error_messages={"required": gettext_lazy("Select a statement file")},
        ),
        size="m",
        accept=".xml,.csv,text/csv,application/xml",
    )

    def clean_file(self) -> object:
        """Raises:
        ValidationError: for a file that no bank makes so large.
        """
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file must be smaller than 20 MB"))
        return file


@require_http_methods(["GET", "POST"])
@needs(OfficePermission.LOAD_STATEMENTS)
def bank_page(request: SiteRequest) -> HttpResponse:
    """A form for a file, and what nobody knows yet."""
    by = here(request)
    form = StatementForm(request.POST, request.FILES) if request.method == "POST" else StatementForm()
    if form.is_bound and form.is_valid() and _loaded(request, form):
        return HttpResponseRedirect(reverse("staff:bank"))
    lines = BankLine.objects.visible_to(by).filter(state=BankLineState.UNMATCHED).order_by("credited_on", "pk")
    context = {"form": form, "lines": lines[:SHOWN], "waiting": lines.count()}
    return TemplateResponse(request, "office/bank.html", context)


def _loaded(request: SiteRequest, form: StatementForm) -> bool:
    file = form.cleaned_data["file"]
    try:
        loaded = load_statement(file.name, file.read(), by=here(request), at=now())
    except UnreadableStatement as problem:
        form.add_error("file", str(problem))
        return False
    except LoadedBefore as known:
        messages.info(request, str(known))
        return True
    words = _("%(new)s new credits, %(matched)s of them matched. %(known)s were known before.")
    messages.success(request, words % {"new": loaded.new, "matched": loaded.matched, "known": loaded.known})
    return True
