"""Addresses of agreeing to what somebody else asks for."""

from django.urls import path

from portal.views import agreements

urlpatterns = [
    path("agreements/", agreements.agreements, name="agreements"),
    path("agreements/<slug:reference>/", agreements.agreement, name="agreement"),
    path("agree/<str:secret>/", agreements.agree_at_address, name="agree-at-address"),
]
