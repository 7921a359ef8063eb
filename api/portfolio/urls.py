"""The addresses of the portfolio."""

from django.urls import path

from api.portfolio import export, one, views

urlpatterns = [
    path("portfolio/rights", views.RightList.as_view(), name="api-portfolio"),
    path("portfolio/rights/<str:number>", one.OneRight.as_view(), name="api-portfolio-right"),
    path("portfolio/rights/<str:number>/entries", one.Entries.as_view(), name="api-portfolio-entries"),
    path("portfolio/summary", views.Summary.as_view(), name="api-portfolio-summary"),
    path("portfolio/forecast", views.Forecast.as_view(), name="api-portfolio-forecast"),
    path("portfolio/export", export.Export.as_view(), name="api-portfolio-export"),
]
