"""The pages: where to begin, one operation, the documents, and every error."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.api_clients.scopes import WORDS
from api.developers import errors as known
from api.developers.markdown import as_html, outline_of
from api.developers.operations import by_part, operations


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What there is, part by part."""
    scopes = [(str(scope), words) for scope, words in WORDS.items()]
    return render(request, "developers/start.html", {"parts": by_part(), "scopes": scopes})


@require_safe
def operation(request: HttpRequest, operation: str) -> HttpResponse:
    """Everything about one operation."""
    found = operations().get(operation)
    if found is None:
        raise Http404
    return render(
        request, "developers/operation.html", {"one": found, "here": f"{settings.PUBLIC_URL}{found.example_path}"}
    )


@require_safe
def document(request: HttpRequest, name: str) -> HttpResponse:
    """One of the documents about the API, as it stands beside the code."""
    text = (settings.API_DOCUMENTS_DIR / f"{name}.md").read_text()
    title, headings = outline_of(text)
    context = {"title": title, "headings": headings, "content": as_html(text)}
    return render(request, "developers/document.html", context)


@require_safe
def errors(request: HttpRequest) -> HttpResponse:
    """Every code, with what to do."""
    return render(request, "developers/errors.html", {"errors": sorted(known.ERRORS.items())})
