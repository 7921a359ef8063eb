"""Addresses of an account's client files."""

from django.urls import path

from portal.views.clients import keeping, listing

urlpatterns = [
    path("clients/", listing.clients, name="clients"),
    path("clients/new/", keeping.new, name="client-new"),
    path("clients/<str:reference>/", listing.client, name="client"),
    path("clients/<str:reference>/change/", keeping.change, name="client-change"),
    path("clients/<str:reference>/contacts/new/", keeping.contact, name="client-contact"),
    path("clients/<str:reference>/contacts/remove/", keeping.drop_contact, name="client-contact-remove"),
    path("clients/<str:reference>/patents/", keeping.rights, name="client-rights"),
    path("clients/<str:reference>/who-may-see/", keeping.wall, name="client-wall"),
    path("clients/<str:reference>/opened/", listing.who_opened, name="client-opened"),
    path("clients/<str:reference>/archive/", keeping.put_away, name="client-archive"),
]
