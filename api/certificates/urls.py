"""The addresses of certificates."""

from django.urls import path

from api.certificates import views

ONE = "filings/<slug:reference>"
urlpatterns = [
    path("certificates/<slug:code>", views.OneCertificate.as_view(), name="api-certificate"),
    path(f"{ONE}/certificates", views.CertificatesOfFiling.as_view(), name="api-filing-certificates"),
    path(f"{ONE}/certificates-bundle", views.BundleOfFiling.as_view(), name="api-filing-certificates-bundle"),
    path(f"{ONE}/certificates.pdf", views.PdfOfFiling.as_view(), name="api-filing-certificates-pdf"),
    path(f"{ONE}/certificates.zip", views.ZipOfFiling.as_view(), name="api-filing-certificates-zip"),
]
