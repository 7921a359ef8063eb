"""Addresses of the mailbox and of Notify's receipts."""

from django.urls import path

from portal.views import messages

urlpatterns = [
    path("messages/", messages.messages, name="messages"),
    path("messages/<slug:reference>/", messages.message, name="message"),
    path("webhooks/notify/", messages.notify_receipt, name="notify-receipt"),
]
