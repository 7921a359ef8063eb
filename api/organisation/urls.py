"""The addresses of the organisation."""

from django.urls import path

from api.organisation import clients, views

urlpatterns = [
    path("organisation", views.OrganisationView.as_view(), name="api-organisation"),
    path("organisation/members", views.MemberList.as_view(), name="api-organisation-members"),
    path("client-files", clients.ClientFileList.as_view(), name="api-client-files"),
    path("client-files/<str:reference>", clients.OneClientFile.as_view(), name="api-client-file"),
]
