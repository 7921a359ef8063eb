"""Addresses of the systems and tools that use the API."""

from django.urls import path

from portal.views.systems import keeping, once, sandbox, showing, webhooks

ONE = "organisation/systems/<str:reference>/"
urlpatterns = [
    path("organisation/systems/", showing.listing, name="systems"),
    path("organisation/systems/new-system/", keeping.new_system, name="system-new"),
    path("organisation/systems/new-tool/", keeping.new_tool, name="tool-new"),
    path("organisation/systems/sandbox/", sandbox.sandbox, name="sandbox"),
    path("organisation/systems/sandbox/make/", sandbox.make, name="sandbox-make"),
    path(ONE, showing.one, name="system"),
    path(f"{ONE}change/", keeping.change, name="system-change"),
    path(f"{ONE}secret/", keeping.new_secret, name="system-secret"),
    path(f"{ONE}secret/once/", once.shown_once, name="system-secret-once"),
    path(f"{ONE}keys/", keeping.keys, name="system-keys"),
    path(f"{ONE}end/", keeping.end, name="system-end"),
    path(f"{ONE}log/", showing.log, name="system-log"),
    path(f"{ONE}webhooks/", webhooks.listing, name="system-webhooks"),
    path(f"{ONE}webhooks/<str:webhook>/", webhooks.one, name="webhook"),
    path(f"{ONE}webhooks/<str:webhook>/end/", webhooks.end, name="webhook-end"),
    path(f"{ONE}webhooks/<str:webhook>/<slug:what>/", webhooks.act, name="webhook-act"),
]
