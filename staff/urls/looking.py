"""The addresses of searching, and of rights and accounts as the office reads them."""

from django.urls import path

from staff.views.looking import account, find, link, payment, right

urlpatterns = [
    path("search/", find.search_page, name="search"),
    path("rights/<path:number>/", right.right_page, name="right"),
    path("accounts/<uuid:account>/", account.account_page, name="account"),
    path("accounts/<uuid:account>/link/", link.link_page, name="account-link"),
    path("payments/<str:reference>/", payment.payment_page, name="payment"),
]
