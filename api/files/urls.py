"""The addresses of files."""

from django.urls import path

from api.files import views

urlpatterns = [
    path("files", views.FileList.as_view(), name="api-files"),
    path("files/<uuid:id>", views.OneFile.as_view(), name="api-file"),
]
