"""Every address of the site, door by door."""

from django.urls import include, path

from api.oauth.telling import Metadata
from staff.reference import admins  # noqa: F401  registers its tables
from staff.reference.site import site as reference

urlpatterns = [
    path("", include("portal.urls")),
    path("api/v1/", include("api.urls")),
    path("oauth/", include("api.oauth.urls")),
    path("developers/", include("api.developers.urls")),
    path(".well-known/oauth-authorization-server", Metadata.as_view(), name="oauth-metadata"),
    path("staff/reference/", reference.urls),
    path("staff/", include("staff.urls")),
]

handler400 = "oneipo.errors.bad_request"
handler404 = "oneipo.errors.missing"
handler500 = "oneipo.errors.crashed"
