"""Addresses of the start page, the account's home, the portfolio, and rights as their owners and as anyone see them."""

from django.urls import path

from portal.views import (
    documents,
    find,
    home,
    portfolio,
    public_right,
    references,
    right,
    roots,
    start,
    taking_away,
    then,
)

urlpatterns = [
    path("", start.start, name="start"),
    path("home/", home.home, name="home"),
    path("portfolio/", portfolio.portfolio, name="portfolio"),
    path("portfolio/export.csv", portfolio.export, name="portfolio-export"),
    path("portfolio/documents.zip", taking_away.of_view, name="portfolio-documents"),
    path("patents/<str:number>/", right.right, name="right"),
    path("patents/<str:number>/everything.zip", taking_away.of_right, name="right-everything"),
    path("patents/<str:number>/reference/", references.references, name="right-reference"),
    path("register/daily-roots.csv", roots.daily_roots, name="daily-roots"),
    path("register/<str:number>/", public_right.public_right, name="public-right"),
    path("register/<str:number>/on/", then.then, name="right-then"),
    path("register/<str:number>/title/", then.title, name="right-title"),
    path("register/<str:number>/title.pdf", then.title_file, name="right-title-file"),
    path("register/<str:number>/documents/", documents.documents, name="right-documents"),
    path("register/<str:number>/documents/<uuid:file>/", documents.document, name="right-document"),
    path("register/<str:number>/documents/<uuid:file>/page-<int:page>.png", documents.picture, name="right-picture"),
    path("find/", find.find, name="find"),
]
