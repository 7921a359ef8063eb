"""The addresses of the types of requests."""

from django.urls import path

from api.transaction_types import views

urlpatterns = [
    path("transaction-types", views.TypeList.as_view(), name="api-transaction-types"),
    path("transaction-types/<slug:type>", views.OneType.as_view(), name="api-transaction-type"),
]
