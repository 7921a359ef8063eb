"""A form whose page is older than the sign-in: nothing is done with it, and nothing that was typed is lost."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.requests import SiteRequest
from core.actor import organisation_of, user_of
from oneipo.middleware.sign_in import keep_form, to_sign_in, view_of, where_they_were
from portal.pages import HAS_TYPED
from portal.views import errors
from portal.views.organisations.switching import ACTED_FOR


def csrf_failure(request: SiteRequest, reason: str = "") -> HttpResponse:
    """Back to the page with what was typed, if a page of ours sent it and the person is known; else the plain page.

    Signing in gives every page a new secret, so a tab that was open before fails the check although it is ours: the
    browser says where a form comes from, and no page of another site can make it say that it was ours.
    """
    if not _from_our_own_page(request):
        return errors.csrf_failure(request, reason)
    if request.left_session is not None:
        return to_sign_in(request, view_of(request))
    return _shown_again(request) or errors.csrf_failure(request, reason)


def _from_our_own_page(request: SiteRequest) -> bool:
    return request.headers.get("Origin", "") == f"{request.scheme}://{request.get_host()}"


def _switched(request: SiteRequest, person: UUID, acted_for: UUID, where: str) -> HttpResponse:
    """The page belongs to the organisation for which the person acted before: what was typed is kept for that one."""
    keep_form(request, person, acted_for, where)
    words = _(
        "You switched to another organisation after this page was opened, so nothing was sent. "
        "Switch back to go on with what you typed there."
    )
    messages.info(request, words)
    return HttpResponseRedirect(reverse("organisations") + "?" + urlencode({"next": where}))


def _shown_again(request: SiteRequest) -> HttpResponse | None:
    person, where = user_of(request.actor), where_they_were(request, view_of(request))
    if person is None or not where:
        return None
    if acted_for := request.session.get(ACTED_FOR):
        return _switched(request, person, UUID(acted_for), where)
    keep_form(request, person, organisation_of(request.actor), where)
    request.session[HAS_TYPED] = True
    if not request.typed_kept:  # else the page itself says that it was kept
        messages.info(request, _("You signed in after this page was opened, so nothing was sent. Send it again."))
    return HttpResponseRedirect(where)
