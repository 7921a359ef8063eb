"""The addresses of links and requests for them."""

from django.urls import path

from api.links import links, proving, requests

urlpatterns = [
    path("links", links.LinkList.as_view(), name="api-links"),
    path("links/<str:number>", links.OneLink.as_view(), name="api-link"),
    path("link-requests", requests.RequestList.as_view(), name="api-link-requests"),
    path("link-requests/<str:reference>", requests.OneRequest.as_view(), name="api-link-request"),
    path("link-requests/<str:reference>/proof", proving.Proving.as_view(), name="api-link-proof"),
    path("link-requests/<str:reference>/code", proving.Code.as_view(), name="api-link-code"),
    path("link-requests/<str:reference>/cancellation", proving.Cancellation.as_view(), name="api-link-cancellation"),
]
