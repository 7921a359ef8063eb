"""The way in and out of the office pages."""

from django.urls import path

from staff.views import sign_in

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/start/", sign_in.Begin.as_view(), name="sign-in-start"),
    path("sign-in/again/", sign_in.sign_in_again, name="sign-in-again"),
    path("sign-in/again/start/", sign_in.BeginAgain.as_view(), name="sign-in-again-start"),
    path("oidc/callback/", sign_in.Callback.as_view(), name="oidc-callback"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("signed-out/", sign_in.signed_out, name="signed-out"),
    path("stay-signed-in/", sign_in.stay_signed_in, name="stay-signed-in"),
    path("keep-typed/", sign_in.keep_typed, name="keep-typed"),
    path(".well-known/jwks.json", sign_in.jwks, name="jwks"),
]
