"""Addresses of lists: beginning one, the dry run, corrections, and what became of it."""

from django.urls import path

from portal.views.lists import begin, one

urlpatterns = [
    path("lists/", begin.lists, name="lists"),
    path("lists/template.<slug:form>", begin.template, name="list-template"),
    path("lists/from-portfolio/", begin.from_portfolio, name="list-from-portfolio"),
    path("lists/new/<slug:slug>/", begin.new, name="list-new"),
    path("lists/<str:reference>/", one.page, name="list"),
    path("lists/<str:reference>/lines/<int:place>/", one.line, name="list-line"),
    path("lists/<str:reference>/begin/", one.begin, name="list-begin"),
    path("lists/<str:reference>/again/", one.again, name="list-again"),
    path("lists/<str:reference>/delete/", one.throw_away, name="list-delete"),
    path("lists/<str:reference>/outcome.csv", one.outcome, name="list-outcome"),
]
