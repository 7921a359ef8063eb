"""The addresses of payments."""

from django.urls import path

from api.payments import views

urlpatterns = [
    path("basket", views.BasketOfAccount.as_view(), name="api-basket"),
    path("payments", views.PaymentList.as_view(), name="api-payments"),
    path("payments/<slug:reference>", views.OnePayment.as_view(), name="api-payment"),
    path("payments/<slug:reference>/receipt", views.ReceiptOfOne.as_view(), name="api-payment-receipt"),
]
