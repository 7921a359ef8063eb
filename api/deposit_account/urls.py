"""The addresses of the deposit account."""

from django.urls import path

from api.deposit_account import statements, top_ups, views

urlpatterns = [
    path("deposit-account", views.TheAccount.as_view(), name="api-deposit-account"),
    path("deposit-account/movements", views.MovementsOfAccount.as_view(), name="api-deposit-movements"),
    path("deposit-account/top-ups", top_ups.TopUps.as_view(), name="api-deposit-top-ups"),
    path("deposit-account/statement", statements.StatementOfAccount.as_view(), name="api-deposit-statement"),
    path("deposit-account/months", statements.MonthsOfAccount.as_view(), name="api-deposit-months"),
]
