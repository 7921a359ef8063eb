"""The addresses of webhooks."""

from django.urls import path

from api.webhooks import log, views

ONE = "webhooks/<str:reference>"
urlpatterns = [
    path("webhooks", views.WebhookList.as_view(), name="api-webhooks"),
    path(ONE, views.OneWebhook.as_view(), name="api-webhook"),
    path(f"{ONE}/secret", views.SecretOfWebhook.as_view(), name="api-webhook-secret"),
    path(f"{ONE}/test", log.TestOfWebhook.as_view(), name="api-webhook-test"),
    path(f"{ONE}/deliveries", log.DeliveryList.as_view(), name="api-webhook-deliveries"),
    path(f"{ONE}/deliveries/<str:delivery>/replay", log.Replay.as_view(), name="api-webhook-replay"),
    path(f"{ONE}/replays", log.Replays.as_view(), name="api-webhook-replays"),
]
