"""Sends people to sign in and back to where they were with what they typed, and says why something is refused."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import typed
from accounts.actors import SignInNeeded
from accounts.paths import own_path, path_of_referrer
from accounts.requests import SiteRequest, had_files
from core.actor import Applicant, NotPermitted, Officer, SignInTooOld, organisation_of, user_of
from core.clock import now
from oneipo.middleware.sessions import STAFF
from portal.pages import HAS_TYPED, initial_from_typed

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
WHY_AGAIN = "why_again"
SENT = frozenset({302, 303})
View = Callable[..., HttpResponse]


class SignInMiddleware:
    """A view with ``open_to_ended = True`` is shown although the session has ended, whatever the method."""

    def __init__(self, get_response: Callable[[SiteRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: SiteRequest) -> HttpResponse:
        """The answer; what was typed before is forgotten once the page was sent for good."""
        request.typed_shown = None
        request.typed_kept = False
        response = self.get_response(request)
        if request.method == "POST" and response.status_code in SENT and not request.typed_kept:
            _forget(request)
        return response

    def process_view(self, request: SiteRequest, view: View, *_args: Any) -> HttpResponse | None:
        """Nothing is done in the name of somebody whose session has ended: it is kept, and they sign in first."""
        if request.ended_session is None or request.method in SAFE or said_of(view, "open_to_ended", False):
            return None
        return to_sign_in(request, view)

    def process_exception(self, request: SiteRequest, error: Exception) -> HttpResponse | None:
        """Turns what a page or the domain raised about the person into the page that helps them."""
        match error:
            case SignInNeeded():
                return to_sign_in(request, view_of(request))
            case SignInTooOld():
                return self._to_sign_in_again(request, str(error))
            case NotPermitted():
                return render(request, "403.html", {"exception": str(error), "reason": str(error)}, status=403)
        return None

    def process_template_response(self, request: SiteRequest, response: Any) -> Any:
        """Fills the unbound forms of a page with what was typed on it before the session ended."""
        if request.method == "GET" and request.session.get(HAS_TYPED):
            for value in (response.context_data or {}).values():
                if isinstance(value, forms.BaseForm):
                    initial_from_typed(request, value)
            say_what_was_kept(request)
        return response

    def _to_sign_in_again(self, request: SiteRequest, reason: str) -> HttpResponse:
        where = where_they_were(request, view_of(request))
        person = user_of(request.actor)
        if person is not None:
            keep_form(request, person, organisation_of(request.actor), where)
            request.session[HAS_TYPED] = True
        request.session[WHY_AGAIN] = reason
        return sent_to(request, "sign-in-again", where)


def to_sign_in(request: SiteRequest, view: View) -> HttpResponse:
    """To sign in and back; for somebody whose session has ended what they sent is kept until then."""
    left, where = request.left_session, where_they_were(request, view)
    if left is None:
        return sent_to(request, "sign-in", where)
    keep_form(request, left.user_id, left.organisation_id, where)
    return sent_to(request, "signed-out", where)


def said_of(view: View, name: str, default: Any) -> Any:
    """What a view, or the class behind it, says about itself."""
    return getattr(view, name, getattr(getattr(view, "view_class", None), name, default))


def view_of(request: SiteRequest) -> View:
    """The view that the address leads to."""
    assert request.resolver_match is not None  # a view was running
    return request.resolver_match.func


def where_they_were(request: SiteRequest, view: View) -> str:
    """The address of the page that the person was on: this one, or for a mere action the page with its button."""
    view_class = getattr(view, "view_class", None)
    is_page = view_class is None or hasattr(view_class, "get")
    here = own_path(request.get_full_path(), door=request.door)
    if request.method in SAFE:
        return here
    return page_before(request) or (here if is_page else "")


def page_before(request: SiteRequest) -> str:
    """The page of ours on which the form stood, as far as the browser says."""
    site = f"{request.scheme}://{request.get_host()}"
    return path_of_referrer(request.headers.get("Referer", ""), site=site, door=request.door)


def say_what_was_kept(request: SiteRequest) -> None:
    """Tells the person that their answers are back, and that files must be chosen again."""
    if request.typed_shown is None:
        return
    text = _("We kept what you typed. Check it before you continue.")
    if request.typed_shown.had_files:
        text += " " + _("Choose your files again: we do not keep files that were not uploaded.")
    messages.info(request, text)


def _forget(request: SiteRequest) -> None:
    if request.session.get(HAS_TYPED) and isinstance(request.actor, Applicant | Officer):
        for path in {request.path, page_before(request).partition("?")[0]} - {""}:
            typed.forget_typed(by=request.actor, path=path)


def keep_form(request: SiteRequest, user_id: Any, organisation_id: Any, where: str) -> None:
    """Seals what was sent, for the page at ``where`` and that person in that organisation."""
    if request.method != "POST" or not where:
        return
    request.typed_kept = typed.keep_typed(
        user_id=user_id,
        organisation_id=organisation_id,
        path=where.partition("?")[0],
        data=dict(request.POST.lists()),
        had_files=had_files(request),
        at=now(),
    )


def sent_to(request: SiteRequest, name: str, where: str) -> HttpResponse:
    """To a page of signing in, which leads back to ``where``."""
    address = reverse(f"staff:{name}" if request.door == STAFF else name)
    return HttpResponseRedirect(f"{address}?{urlencode({'next': where})}" if where else address)
