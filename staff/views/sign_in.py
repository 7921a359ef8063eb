"""Staff's way in and out, by the office's own provider: its own cookie, its own kind of user, two factors."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST, require_safe

from accounts import idle, signing_out, typed
from accounts.actors import officer, officer_in
from accounts.models import Organisation, User
from accounts.oidc.asking import BeginSignIn
from accounts.oidc.coming_back import ComeBack
from accounts.oidc.keys import published
from accounts.oidc.provider import staff_provider
from accounts.oidc.tickets import Purpose, Ticket
from accounts.paths import own_path
from accounts.requests import SiteRequest, no_activity, open_to_ended
from accounts.staff_sign_in.asking import authorisation_address
from accounts.staff_sign_in.backend import StaffBackend
from core.actor import Officer
from core.clock import now


def asked_for(request: SiteRequest) -> str:
    """The page to which the person wants to go on, if it is one of the office's."""
    return own_path(request.GET.get("next", ""), door=request.door)


@require_GET
def sign_in(request: SiteRequest) -> HttpResponse:
    """What signing in needs, and the button; somebody signed in goes on at once."""
    if isinstance(request.actor, Officer):
        return HttpResponseRedirect(asked_for(request) or reverse("staff:home"))
    return render(request, "accounts/staff_sign_in.html", {"next_path": asked_for(request)})


@require_GET
def sign_in_again(request: SiteRequest) -> HttpResponse:
    """Why this needs a fresh sign-in, and the button."""
    officer_in(request.actor)
    context = {"next_path": asked_for(request), "reason": request.session.get("why_again", "")}
    return render(request, "accounts/sign_in_again.html", {**context, "start_name": "staff:sign-in-again-start"})


class Begin(BeginSignIn):
    """The way out to the office's provider."""

    door: ClassVar[str] = User.Kind.STAFF
    callback = "staff:oidc-callback"
    scopes = "openid profile email"

    def get_settings(self, name: str, *default: Any) -> Any:
        """The staff registration's own client id."""
        return settings.STAFF_OIDC_CLIENT_ID if name == "OIDC_RP_CLIENT_ID" else super().get_settings(name, *default)

    def address(self, asked: dict[str, Any], *, request: SiteRequest, at: datetime) -> str:
        """A request that demands a second factor."""
        return authorisation_address(asked, purpose=self.purpose, language=self.language(), at=at)


class BeginAgain(Begin):
    """The way out for a fresh sign-in of the officer who is signed in."""

    purpose = Purpose.AGAIN

    def get(self, request: SiteRequest) -> HttpResponse:
        """As for a sign-in, for somebody who is signed in."""
        officer_in(request.actor)
        return super().get(request)


class Callback(ComeBack):
    """The way back from the office's provider."""

    door: ClassVar[str] = User.Kind.STAFF
    backend = StaffBackend
    home = "staff:home"

    def organisation_for(self, request: SiteRequest, user: User) -> Organisation | None:
        """Officers act for no customer's organisation."""
        return None

    def signed_in(self, request: SiteRequest, response: HttpResponse, ticket: Ticket, user: User) -> None:
        """Offers back what was typed before a time-out."""
        request.session["typed"] = typed.has_typed(by=officer(user, signed_in_at=ticket.authenticated_at), at=ticket.at)


@open_to_ended
@require_http_methods(["GET", "POST"])
def sign_out(request: SiteRequest) -> HttpResponse:
    """Ends the session here and at the provider; only by POST."""
    if request.method == "GET":
        return HttpResponseRedirect(reverse("staff:home" if request.account_session else "staff:signed-out"))
    address = signing_out.sign_out(request, staff_provider(), at=now())
    return HttpResponseRedirect(address or reverse("staff:signed-out"))


@no_activity
@require_GET
def signed_out(request: SiteRequest) -> HttpResponse:
    """Says why the session ended and how to go on."""
    where = idle.page_left(request)
    if request.account_session is not None and not idle.just_ended(request, at=now()):
        return HttpResponseRedirect(where or reverse("staff:home"))
    left = request.left_session
    context = {"why": left.why_ended if left else "", "next_path": where, "session_ends_at": None}
    return render(request, "accounts/signed_out.html", {**context, "start_name": "staff:sign-in-start"})


@open_to_ended
@require_POST
def stay_signed_in(request: SiteRequest) -> HttpResponse:
    """Another ten minutes."""
    return idle.stay(request, signed_out="staff:signed-out", home="staff:home", at=now())


@no_activity
@open_to_ended
@require_POST
def keep_typed(request: SiteRequest) -> HttpResponse:
    """Called by the page's script when its time is up."""
    return idle.keep(request, signed_out="staff:signed-out", at=now())


@no_activity
@require_safe
def jwks(request: SiteRequest) -> HttpResponse:
    """The public keys of the staff registration."""
    response = JsonResponse(published(settings.STAFF_OIDC_PRIVATE_KEY))
    response["Cache-Control"] = "public, max-age=3600"
    return response
