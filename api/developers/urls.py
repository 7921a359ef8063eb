"""The addresses of the pages for developers."""

from django.urls import path

from api.developers import views

app_name = "developers"
urlpatterns = [
    path("", views.start, name="start"),
    path("quickstart/", views.document, {"name": "api-quickstart"}, name="quickstart"),
    path("standard/", views.document, {"name": "api-standard"}, name="standard"),
    path("errors/", views.errors, name="errors"),
    path("operations/<slug:operation>/", views.operation, name="operation"),
]
