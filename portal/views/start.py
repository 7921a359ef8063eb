"""The start page: what one can do here, what it costs, how long it takes, and what one needs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Answers anybody, at any time, without asking the database for anything of its own."""
    return render(request, "home/start.html", {"section": "start"})
