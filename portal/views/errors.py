"""What stands where a page cannot: plain words, nothing lost, nothing given away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was not one of ours, or whose page was open for too long."""
    return render(request, "403_csrf.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same page for what is not there and for what is none of the reader's business."""
    return render(request, "404.html", status=404)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address or a form that cannot be read; drawn without the request, because nothing in it is sure."""
    return render(None, "400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without a database, because that may be what failed."""
    return render(None, "500.html", status=500)
