"""Addresses of paying: a payment, the way back from the card pages, the receipt, and Pay's webhooks."""

from django.urls import path

from portal.views import basket, payments

urlpatterns = [
    path("basket/", basket.basket, name="basket"),
    path("pay/<slug:reference>/", payments.payment, name="payment"),
    path("pay/<slug:reference>/return/<slug:token>/", payments.payment_return, name="payment-return"),
    path("pay/<slug:reference>/receipt/", payments.receipt, name="payment-receipt"),
    path("pay/<slug:reference>/take-back/", payments.wait_no_more, name="payment-take-back"),
    path("webhooks/pay/", payments.pay_webhook, name="pay-webhook"),
]
