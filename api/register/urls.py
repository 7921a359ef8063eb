"""The addresses of the public register."""

from django.urls import path

from api.register import documents, search, status, title, views

urlpatterns = [
    path("register/rights", search.RightSearch.as_view(), name="api-register"),
    path("register/rights/<str:number>", views.OneRight.as_view(), name="api-register-right"),
    path("register/rights/<str:number>/history", status.RightHistory.as_view(), name="api-register-history"),
    path("register/rights/<str:number>/legal-status", status.LegalStatus.as_view(), name="api-register-legal-status"),
    path("register/rights/<str:number>/title", title.RightTitle.as_view(), name="api-register-title"),
    path(
        "register/rights/<str:number>/documents",
        documents.RightDocuments.as_view(),
        name="api-register-documents",
    ),
    path(
        "register/rights/<str:number>/documents/<uuid:id>",
        documents.RightDocument.as_view(),
        name="api-register-document",
    ),
]
