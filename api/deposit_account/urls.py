"""The addresses of the deposit account."""

from django.urls import path

from api.deposit_account import views

urlpatterns = [
    path("deposit-account", views.TheAccount.as_view(), name="api-deposit-account"),
    path("deposit-account/movements", views.MovementsOfAccount.as_view(), name="api-deposit-movements"),
]
