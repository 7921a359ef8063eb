"""Addresses of the pages about the service, and of what machines ask for."""

from django.urls import path

from portal.views import content, enquiries

urlpatterns = [
    *(path(f"{page}/", content.content, {"page": page}, name=page) for page in content.CONTENT),
    path("help/write/", enquiries.enquiry_page, name="enquiry"),
    path("help/write/sent/", enquiries.enquiry_taken, name="enquiry-taken"),
    path("healthz", content.alive, name="alive"),
    path("readyz", content.ready, name="ready"),
    path("robots.txt", content.robots_txt, name="robots"),
    path(".well-known/security.txt", content.security_txt, name="security-txt"),
]
