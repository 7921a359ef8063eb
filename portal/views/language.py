"""Choosing English or Welsh: kept in a cookie, and for somebody signed in also for their messages."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from accounts import services
from accounts.models import User
from accounts.paths import own_path
from accounts.requests import SiteRequest, open_to_ended


@open_to_ended
@require_POST
def language(request: SiteRequest) -> HttpResponse:
    """Back to the page, in the language chosen."""
    chosen = request.POST.get("language", "")
    doors = (User.Kind.CUSTOMER, User.Kind.STAFF)  # one switch for the pages of both
    paths = [own_path(request.POST.get("next", ""), door=door) for door in doors]
    response = HttpResponseRedirect(next(filter(None, paths), "/"))
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            path="/",
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        if request.account_session is not None:
            services.change_language(request.account_session.user, chosen)
    return response
