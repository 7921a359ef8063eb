"""The office's first page: who is here and with which roles."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.actors import officer_in
from accounts.requests import SiteRequest, session_of
from accounts.roles import TITLES


@require_GET
def home(request: SiteRequest) -> HttpResponse:
    """For officers only."""
    officer = officer_in(request.actor)
    roles = [TITLES[role] for role in sorted(officer.roles) if role in TITLES]
    return render(request, "accounts/staff_home.html", {"roles": roles, "user": session_of(request).user})
