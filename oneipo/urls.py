"""Every address of the site, door by door."""

from django.urls import include, path

from staff.reference import admins  # noqa: F401  registers its tables
from staff.reference.site import site as reference

urlpatterns = [
    path("", include("portal.urls")),
    path("staff/reference/", reference.urls),
    path("staff/", include("staff.urls")),
]

handler400 = "portal.views.errors.unreadable"
handler404 = "portal.views.errors.not_found"
handler500 = "portal.views.errors.server_error"
