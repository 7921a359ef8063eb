"""Where tokens are asked for, given back and looked at."""

from django.urls import path
from oauth2_provider import views

from api.oauth.authorising import Authorising
from api.oauth.telling import Introspection

app_name = "oauth"
urlpatterns = [
    path("authorize/", Authorising.as_view(), name="authorize"),
    path("token/", views.TokenView.as_view(), name="token"),
    path("revoke/", views.RevokeTokenView.as_view(), name="revoke"),
    path("introspect/", Introspection.as_view(), name="introspect"),
]
