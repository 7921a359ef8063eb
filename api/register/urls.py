"""The addresses of the public register."""

from django.urls import path

from api.register import search, status, views

urlpatterns = [
    path("register/rights", search.RightSearch.as_view(), name="api-register"),
    path("register/rights/<str:number>", views.OneRight.as_view(), name="api-register-right"),
    path("register/rights/<str:number>/history", status.RightHistory.as_view(), name="api-register-history"),
    path("register/rights/<str:number>/legal-status", status.LegalStatus.as_view(), name="api-register-legal-status"),
]
