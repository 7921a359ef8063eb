"""A person lets a tool act for them (RFC 6749 section 4.1 with PKCE, RFC 7636): the page that asks, and its answer."""

from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.response import TemplateResponse
from oauth2_provider.exceptions import FatalClientError, OAuthToolkitError
from oauth2_provider.http import OAuth2ResponseRedirect
from oauth2_provider.views import AuthorizationView
from oauthlib.oauth2.rfc6749 import errors

from accounts.actors import applicant_in
from accounts.api_clients.allowing import NoSuchTool, note_allowed, tool_for
from accounts.models import ApiClient
from core.actor import Applicant
from core.clock import now

BACK_TO = ("https", "http")
"""``http`` is the person's own machine alone: no other address of it can be registered."""
NOT_OURS = ("approval_prompt", "prompt")
"""Parameters of the library with which a tool would decide whether the person is asked."""


class Authorising(AuthorizationView):  # type: ignore[misc]
    """Asks a signed-in member, each time; a tool of an organisation that is not theirs is not there."""

    template_name = "oauth/authorise.html"

    @property
    def by(self) -> Applicant:
        """The person.

        Raises:
            SignInNeeded: for nobody; the middleware sends them to sign in and back.
        """
        return applicant_in(self.request.actor)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Nobody but a signed-in customer sees anything of it; no cache keeps it."""
        applicant_in(request.actor)  # type: ignore[attr-defined]
        request.GET = request.GET.copy()  # type: ignore[assignment]
        for name in NOT_OURS:
            request.GET.pop(name, None)  # type: ignore[misc]
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    def validate_authorization_request(self, request: HttpRequest) -> Any:
        """What the library demands, and then that the tool is theirs and proves itself by S256.

        Raises:
            OAuthToolkitError.
        """
        scopes, credentials = super().validate_authorization_request(request)
        self._tool(credentials["client_id"])
        if credentials.get("code_challenge_method") != "S256":
            said = 'Use the code_challenge_method "S256".'
            refusal = errors.InvalidRequestError(description=said, state=credentials.get("state"))
            raise OAuthToolkitError(error=refusal, redirect_uri=credentials["redirect_uri"])
        return scopes, credentials

    def form_valid(self, form: Any) -> HttpResponse:
        """The person's answer; what stands in the hidden fields is looked at once more."""
        said = form.cleaned_data
        try:
            tool = self._tool(said["client_id"])
        except FatalClientError as error:
            return self.error_response(error, None)
        if said["code_challenge_method"] != "S256" or not tool.redirect_uri_allowed(said["redirect_uri"]):
            return self.form_invalid(form)
        answer: HttpResponse = super().form_valid(form)
        if said["allow"] and "code" in parse_qs(answer.get("Location", "").partition("?")[2]):
            note_allowed(tool, by=self.by, at=now())
        return answer

    def render_to_response(self, context: dict[str, Any], **response_kwargs: Any) -> HttpResponse:
        """The page with its question; the form of this page alone may lead to the tool.

        No form is passed on: what was typed for another tool before a time-out would be filled into its hidden fields.
        """
        tool = self._tool(context["client_id"])
        context["hidden"] = [(one.html_name, one.value() or "") for one in context.pop("form").hidden_fields()]
        context |= {"tool": tool, "section": "account", "is_other": tool.organisation_id != self.by.organisation_id}
        page = TemplateResponse(self.request, self.template_name, context, **response_kwargs)
        back = urlsplit(context["redirect_uri"])
        page._csp_update = {"form-action": [f"{back.scheme}://{back.netloc}"]}  # type: ignore[attr-defined]
        return page

    def form_invalid(self, form: Any) -> HttpResponse:
        """The hidden fields were changed."""
        return self._problem("")

    def error_response(self, error: Any, application: Any, **kwargs: Any) -> HttpResponse:
        """Back to the tool with the error where its address is a registered one; else a page that says so."""
        if isinstance(error, FatalClientError) or not error.oauthlib_error.redirect_uri:
            return self._problem(error.oauthlib_error.description or "")
        sent: HttpResponse = super().error_response(error, application, **kwargs)
        return sent

    def redirect(self, redirect_to: str, application: Any) -> HttpResponse:
        """To an address that the library compared with those registered; errors too say who answers (RFC 9207)."""
        place, _mark, said = redirect_to.partition("?")
        if "iss" not in parse_qs(said):
            redirect_to = f"{place}?{said}{'&' if said else ''}{urlencode({'iss': settings.PUBLIC_URL})}"
        sent: HttpResponse = OAuth2ResponseRedirect(redirect_to, BACK_TO)
        return sent

    def _problem(self, description: str) -> HttpResponse:
        context = {"description": description, "section": "account"}
        return render(self.request, "oauth/problem.html", context, status=400)

    def _tool(self, client_id: str) -> ApiClient:
        try:
            return tool_for(client_id, by=self.by)
        except NoSuchTool:
            unknown = errors.InvalidClientIdError(description="Invalid client_id parameter value.")
            raise FatalClientError(error=unknown) from None
