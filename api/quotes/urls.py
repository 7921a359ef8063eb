"""The addresses of quotes."""

from django.urls import path

from api.quotes import views

urlpatterns = [path("renewal-quotes", views.RenewalQuotes.as_view(), name="api-renewal-quotes")]
