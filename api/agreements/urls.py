"""The addresses of agreements."""

from django.urls import path

from api.agreements import views

urlpatterns = [
    path("agreements", views.AgreementList.as_view(), name="api-agreements"),
    path("agreements/<slug:reference>", views.OneAgreement.as_view(), name="api-agreement"),
]
