"""Addresses of an organisation's deposit account."""

from django.urls import path

from portal.views.money import account, statement

urlpatterns = [
    path("money/", account.money, name="money"),
    path("money/open/", account.open_it, name="money-open"),
    path("money/top-up/", account.top_up, name="money-top-up"),
    path("money/people/", account.users, name="money-people"),
    path("money/warning/", account.warn, name="money-warning"),
    path("money/statement/", statement.page, name="money-statement"),
    path("money/statement.csv", statement.as_csv, name="money-statement-csv"),
    path("money/statement.pdf", statement.as_pdf, name="money-statement-pdf"),
]
