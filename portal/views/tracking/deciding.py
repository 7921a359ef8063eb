"""Decisions about patents, and reviews of the portfolio in rounds."""

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import SiteRequest
from core.clock import now
from core.design.fields import DateInputField
from core.design.formats import counted
from core.design.forms import GovukForm
from core.design.look import shown
from portal.pages import signed_in
from portal.views.organisations.asking import stored
from rights.models import Link, Review
from rights.models.tracking import Choice
from rights.portfolio import clients_of
from rights.tracking.deciding import begin_review, close_review, decide, left_of, progress

ON_A_PAGE = 50


class ReviewForm(GovukForm):
    """What the round is about, and by when."""

    name = shown(
        forms.CharField(label=gettext_lazy("Name of the review"), max_length=60),
        noun=gettext_lazy("a name for the review"),
        width="20",
        size="s",
    )
    client = shown(forms.ChoiceField(label=gettext_lazy("Which client? (optional)"), required=False), size="s")
    due_on = shown(
        DateInputField(label=gettext_lazy("By when?")), noun=gettext_lazy("the day by which it is done"), size="s"
    )


@require_http_methods(["GET", "POST"])
def reviews(request: SiteRequest) -> HttpResponse:
    """The rounds, and a form for another one."""
    actor = signed_in(request)
    form = ReviewForm(request.POST if request.method == "POST" else None)
    choices = [("", _("All")), *((name, name) for name in clients_of(actor))]
    form.fields["client"].choices = choices  # type: ignore[attr-defined]
    if form.is_bound and form.is_valid():
        made = begin_review(**form.cleaned_data, by=actor, at=now())
        return HttpResponseRedirect(reverse("review", args=[made.reference]))
    rows = Review.objects.visible_to(actor).order_by("closed_at", "due_on", "pk")[:ON_A_PAGE]
    context = {"form": form, "rows": [(one, progress(one, by=actor)) for one in rows], "section": "portfolio"}
    return render(request, "tracking/reviews.html", context)


@require_http_methods(["GET", "POST"])
def review(request: SiteRequest, reference: str) -> HttpResponse:
    """What is left of a round; a POST decides about what is ticked."""
    actor, one = signed_in(request), _own(request, reference)
    trouble = _decided(request, one) if request.method == "POST" else ""
    if request.method == "POST" and not trouble:
        return HttpResponseRedirect(reverse("review", args=[reference]))
    context = {
        "review": one,
        "progress": progress(one, by=actor),
        "links": left_of(one, by=actor)[:ON_A_PAGE],
        "choices": Choice.choices,
        "trouble": trouble,
        "section": "portfolio",
    }
    return render(request, "tracking/review.html", context)


def _decided(request: SiteRequest, one: Review) -> str:
    actor, choice = signed_in(request), request.POST.get("choice", "")
    wanted = [int(pk) for pk in request.POST.getlist("link") if pk.isascii() and pk.isdecimal() and len(pk) < 19]
    rights = Link.objects.visible_to(actor).filter(pk__in=wanted).values_list("right_id", flat=True)
    if choice not in Choice.values:
        return _("Select what you decided")
    if not rights:
        return _("Select at least one patent")
    number = decide(
        list(rights), Choice(choice), request.POST.get("reason", ""), next_review_on=None, by=actor, at=now()
    )
    words = ngettext("You decided about %(number)s patent", "You decided about %(number)s patents", number)
    stored(request, words % {"number": counted(number)}, "")
    return ""


@require_POST
def closing(request: SiteRequest, reference: str) -> HttpResponse:
    """Ends a round."""
    close_review(_own(request, reference), by=signed_in(request), at=now())
    return stored(request, _("The review is over"), reverse("reviews"))


def _own(request: SiteRequest, reference: str) -> Review:
    found = Review.objects.visible_to(signed_in(request)).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found
