"""The addresses of messages."""

from django.urls import path

from api.messages import views

urlpatterns = [
    path("messages", views.MessageList.as_view(), name="api-messages"),
    path("messages/<str:reference>", views.OneMessage.as_view(), name="api-message"),
    path("messages/<str:reference>/reading", views.Reading.as_view(), name="api-message-reading"),
]
