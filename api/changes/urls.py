"""The address of the feed of changes."""

from django.urls import path

from api.changes import views

urlpatterns = [path("portfolio/changes", views.ChangeList.as_view(), name="api-portfolio-changes")]
