"""Addresses of saved views, forecasts, reviews, the calendar and exports."""

from django.urls import path

from portal.views.tracking import deciding, saved, tools

urlpatterns = [
    path("portfolio/more/", tools.tools, name="portfolio-tools"),
    path("portfolio/views/", saved.views, name="views"),
    path("portfolio/views/save/", saved.save, name="view-save"),
    path("portfolio/views/<str:reference>/delete/", saved.drop, name="view-drop"),
    path("portfolio/export.<slug:form>", saved.export, name="portfolio-file"),
    path("forecast/", saved.costs, name="forecast"),
    path("calendar/", saved.calendar_address, name="calendar"),
    path("calendar/<str:secret>.ics", saved.calendar_feed, name="calendar-feed"),
    path("reviews/", deciding.reviews, name="reviews"),
    path("reviews/<str:reference>/", deciding.review, name="review"),
    path("reviews/<str:reference>/close/", deciding.closing, name="review-close"),
]
