"""The site of the Django admin: for roles that keep reference data, behind the one door, without ways in of its own."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy

from accounts.roles import OfficePermission, allows, demand
from staff.pages import here

OPENS = (OfficePermission.MANAGE_RULES, OfficePermission.MANAGE_REFERENCE_DATA)
NO_PAGES = {"login", "logout", "password_change", "password_change_done", "autocomplete", "view_on_site"}


class ReferenceSite(AdminSite):
    """Whoever is not signed in at the office's door is sent there; a colleague without the permission gets 403."""

    site_header = gettext_lazy("Reference data")
    site_title = gettext_lazy("Reference data")
    index_title = gettext_lazy("What the office's rules rest on")
    enable_nav_sidebar = False
    final_catch_all_view = False

    def has_permission(self, request: HttpRequest) -> bool:
        """By the roles of the member of staff, never by flags of a user."""
        return any(allows(request.actor, one) for one in OPENS)  # type: ignore[attr-defined]

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """The page behind the office's door."""
        inner = super().admin_view(view, cacheable)

        def guarded(request: Any, *args: Any, **kwargs: Any) -> Any:
            if not self.has_permission(request):
                demand(here(request), OPENS[0])
            return inner(request, *args, **kwargs)

        return guarded

    def get_urls(self) -> list[Any]:
        """Without signing in, passwords and what nothing here uses."""
        return [one for one in super().get_urls() if not isinstance(one, URLPattern) or one.name not in NO_PAGES]

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """There is one way in: the office's door."""
        return HttpResponseRedirect(reverse("staff:sign-in"))


site = ReferenceSite(name="reference")
