"""Working on a filing with colleagues: remarks that only the account reads, and handing a draft over."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.contact import Person, people_of
from accounts.requests import SiteRequest
from core.actor import Applicant
from core.clock import now
from core.design.forms import GovukForm
from core.design.look import shown
from filling.loading import filing_for
from portal.pages import signed_in
from transactions.models import Filing, FilingComment
from transactions.registry import type_named
from transactions.services import comment, hand_over
from transactions.services.sharing import colleagues_of
from transactions.states import State
from transactions.workflow import CannotMove


class CommentForm(GovukForm):
    """One remark."""

    text = shown(
        forms.CharField(
            label=_("Add a comment"),
            help_text=_("Everybody in your account can read it, the office cannot."),
            max_length=2000,
            widget=forms.Textarea,
            error_messages={"required": _("Enter your comment")},
        ),
        noun=_("your comment"),
        rows=3,
        count=True,
        threshold=75,
    )


class HandOverForm(GovukForm):
    """Who goes on with it, and a note."""

    colleague = shown(
        forms.ChoiceField(
            label=_("Who should go on with this draft?"),
            widget=forms.RadioSelect,
            error_messages={"required": _("Select who should go on with this draft")},
        ),
        size="s",
    )
    note = shown(
        forms.CharField(label=_("A note for them (optional)"), max_length=2000, required=False, widget=forms.Textarea),
        noun=_("your note"),
        rows=3,
    )

    def __init__(self, *args: Any, colleagues: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(person.user_id), person.name or person.email) for person in colleagues]
        self.fields["colleague"].choices = named  # type: ignore[attr-defined]


@never_cache
@require_http_methods(["GET", "POST"])
def together_page(request: SiteRequest, reference: str) -> HttpResponse:
    """What colleagues said; a POST says more, or hands the draft over."""
    filing, actor = filing_for(request, reference), signed_in(request)
    said = CommentForm(request.POST if _sent(request, "comment") else None)
    handed = HandOverForm(request.POST if _sent(request, "hand") else None, colleagues=colleagues_of(actor, filing))
    if said.is_valid():
        comment(filing, said.cleaned_data["text"], by=actor, at=now())
        return _back_here(filing)
    if handed.is_valid() and _handed(filing, handed, actor):
        return _back_here(filing)
    return _page(request, filing, said, handed)


def _sent(request: SiteRequest, what: str) -> bool:
    return request.method == "POST" and request.POST.get("do") == what


def _back_here(filing: Filing) -> HttpResponse:
    return HttpResponseRedirect(reverse("filing-together", args=[filing.reference]))


def _handed(filing: Filing, form: HandOverForm, actor: Applicant) -> bool:
    to, note = UUID(form.cleaned_data["colleague"]), form.cleaned_data["note"]
    try:
        hand_over(filing, to, note, by=actor, at=now())
    except CannotMove:
        form.add_error(None, _("This has been sent meanwhile, so it cannot be handed over."))
        return False
    return True


def _page(request: SiteRequest, filing: Filing, said: CommentForm, handed: HandOverForm) -> HttpResponse:
    comments = FilingComment.objects.visible_to(request.actor).filter(filing=filing).order_by("at", "pk")
    names = names_in(signed_in(request))
    context = {
        "filing": filing,
        "declared": type_named(filing.type),
        "comments": [_line(one, names) for one in comments],
        "assigned": names.get(filing.assigned_to) if filing.assigned_to else "",
        "said": said,
        "handed": handed if filing.state == State.DRAFT and handed.fields["colleague"].choices else None,  # type: ignore[attr-defined]
        "forms": [said, handed],
        "section": "filings",
    }
    return TemplateResponse(request, "filings/together.html", context)


def names_in(actor: Applicant) -> dict[UUID, str]:
    """What everybody of the account is called."""
    return {person.user_id: person.name or person.email for person in people_of(actor.organisation_id)}


def _line(one: FilingComment, names: dict[UUID, str]) -> dict[str, Any]:
    author, to = names.get(one.author_id, _("Somebody who left")), one.handed_to_id
    return {"author": author, "to": names.get(to, "") if to else "", "text": one.text, "at": one.at}
