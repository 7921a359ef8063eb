"""Signing in with GOV.UK One Login: the page before, the way out and back, again, and to prove an identity."""

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from accounts import actors, typed
from accounts.models import Organisation, User
from accounts.oidc.asking import BeginSignIn
from accounts.oidc.coming_back import ID_TOKEN, ComeBack
from accounts.oidc.tickets import Purpose, Ticket
from accounts.one_login.asking import authorisation_address
from accounts.one_login.backend import OneLoginBackend
from accounts.one_login.identity import sealed
from accounts.paths import own_path
from accounts.requests import SiteRequest, session_of
from core.actor import Applicant
from notifications.messages.accounts import AccountCreated
from notifications.recipients import Recipient
from notifications.services import tell
from portal.pages import HAS_TYPED, IDENTITY, signed_in

WHY_AGAIN = "why_again"


def asked_for(request: SiteRequest) -> str:
    """The page to which the person wants to go on, if it is one of ours."""
    return own_path(request.GET.get("next", ""), door=request.door)


@require_GET
def sign_in(request: SiteRequest) -> HttpResponse:
    """What signing in needs, and the button; somebody signed in goes on at once."""
    if isinstance(request.actor, Applicant):
        return HttpResponseRedirect(asked_for(request) or reverse("home"))
    return render(request, "accounts/sign_in.html", {"next_path": asked_for(request), "section": "sign-in"})


@require_GET
def sign_in_again(request: SiteRequest) -> HttpResponse:
    """Why this needs a fresh sign-in, and the button."""
    signed_in(request)
    reason = request.session.get(WHY_AGAIN, "")
    return render(request, "accounts/sign_in_again.html", {"next_path": asked_for(request), "reason": reason})


def welcome(user: User, organisation_id: UUID | None, *, at: datetime) -> None:
    """Tells somebody who came for the first time that they have an account."""
    to = Recipient(email=user.email, language=user.language, organisation_id=organisation_id, user_id=user.pk)
    tell(AccountCreated(email_address=user.email), to=to, key=f"account-created {user.pk}", about="", at=at)


class Begin(BeginSignIn):
    """The way out to One Login."""

    door: ClassVar[str] = User.Kind.CUSTOMER
    callback = "oidc-callback"
    scopes = "openid email"

    def address(self, asked: dict[str, Any], *, request: SiteRequest, at: datetime) -> str:
        """A signed request, in the language of the page."""
        id_token = request.session.get(ID_TOKEN, "")
        return authorisation_address(asked, purpose=self.purpose, language=self.language(), id_token=id_token, at=at)


class BeginAgain(Begin):
    """The way out for a fresh sign-in of the person who is signed in."""

    purpose = Purpose.AGAIN

    def get(self, request: SiteRequest) -> HttpResponse:
        """As for a sign-in, for somebody who is signed in."""
        signed_in(request)
        return super().get(request)


class BeginIdentity(BeginAgain):
    """The way out to prove an identity (P2): a request of its own, after the sign-in."""

    purpose = Purpose.IDENTITY


class Callback(ComeBack):
    """The way back from One Login."""

    door: ClassVar[str] = User.Kind.CUSTOMER
    backend = OneLoginBackend
    home = "home"

    def organisation_for(self, request: SiteRequest, user: User) -> Organisation | None:
        """The one for which the person acted in this browser before the time-out, else where they acted last.

        As far as they still may; else the first one that they joined.
        """
        left = request.left_session
        before = left.organisation_id if left is not None and left.user_id == user.pk else None
        return actors.organisation_to_begin_in(user, before)

    def signed_in(self, request: SiteRequest, response: HttpResponse, ticket: Ticket, user: User) -> None:
        """Offers back what was typed, keeps a proved identity for a while, and speaks the person's language."""
        if ticket.identity is not None:
            request.session[IDENTITY] = sealed(ticket.identity, at=ticket.at)
        if ticket.is_new:
            welcome(user, session_of(request).organisation_id, at=ticket.at)
        acting = Applicant(user.pk, session_of(request).organisation_id or user.pk)
        request.session[HAS_TYPED] = typed.has_typed(by=acting, at=ticket.at)
        if user.language != ticket.language and settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            response.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, samesite="Lax", path="/")
