"""Signing out: at the person's wish, after a time-out, and when One Login says so."""

from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import signing_out
from accounts.idle import just_ended, page_left
from accounts.oidc.errors import SignInRefused
from accounts.oidc.provider import one_login
from accounts.one_login.logout import obey
from accounts.requests import SiteRequest, no_activity, open_to_ended
from core.clock import now
from core.outside import Unavailable


@open_to_ended
@require_http_methods(["GET", "POST"])
def sign_out(request: SiteRequest) -> HttpResponse:
    """Ends the session here and at One Login; only by POST, so that no link of another site can do it."""
    if request.method == "GET":
        return HttpResponseRedirect(reverse("home" if request.account_session else "signed-out"))
    address = signing_out.sign_out(request, one_login(), at=now())
    return HttpResponseRedirect(address or reverse("signed-out"))


@no_activity
@require_GET
def signed_out(request: SiteRequest) -> HttpResponse:
    """Says why the session ended and how to go on."""
    where = page_left(request)
    if request.account_session is not None and not just_ended(request, at=now()):
        return HttpResponseRedirect(where or reverse("home"))
    left = request.left_session
    context = {"why": left.why_ended if left else "", "next_path": where, "session_ends_at": None}
    response = render(request, "accounts/signed_out.html", context)
    response["Cache-Control"] = "no-store"
    return response


@no_activity
@csrf_exempt
@require_POST
def back_channel_logout(request: SiteRequest) -> HttpResponse:
    """One Login says that somebody signed out: 200 when every session of theirs is closed, 400 for a bad token."""
    try:
        obey(request.POST.get("logout_token", ""), at=now())
    except SignInRefused as refusal:
        response: HttpResponse = JsonResponse(
            {"error": "invalid_request", "error_description": str(refusal)}, status=400
        )
    except Unavailable:
        response = JsonResponse({"error": "temporarily_unavailable"}, status=503)
    else:
        response = HttpResponse(status=200)
    response["Cache-Control"] = "no-store"
    return response
