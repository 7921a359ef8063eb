"""The addresses that only a sandbox has."""

from django.urls import path

from api.sandbox import deciding, views

urlpatterns = [
    path("sandbox/rights", views.AllTestPatents.as_view(), name="api-sandbox-rights"),
    path("sandbox/rights/<slug:reference>", views.OneMake.as_view(), name="api-sandbox-rights-made"),
    path("sandbox/cards", views.Cards.as_view(), name="api-sandbox-cards"),
    path(
        "sandbox/filings/<slug:reference>/decision",
        deciding.DecisionOnFiling.as_view(),
        name="api-sandbox-filing-decision",
    ),
    path(
        "sandbox/link-requests/<slug:reference>/decision",
        deciding.DecisionOnLinkRequest.as_view(),
        name="api-sandbox-link-request-decision",
    ),
]
