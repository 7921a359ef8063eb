"""Addresses of the pages about the service, and of what machines ask for."""

from django.urls import path

from portal.views import content

urlpatterns = [
    *(path(f"{page}/", content.content, {"page": page}, name=page) for page in content.CONTENT),
    path("healthz", content.alive, name="alive"),
    path("readyz", content.ready, name="ready"),
    path("robots.txt", content.robots_txt, name="robots"),
    path(".well-known/security.txt", content.security_txt, name="security-txt"),
]
