"""Addresses of signing in and out, of time-outs, and of one's own account."""

from django.urls import path

from portal.views import account, handing_over, idle, keys, language, reminder_copies, reminders, sign_in, signing_out

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-in/start/", sign_in.Begin.as_view(), name="sign-in-start"),
    path("sign-in/again/", sign_in.sign_in_again, name="sign-in-again"),
    path("sign-in/again/start/", sign_in.BeginAgain.as_view(), name="sign-in-again-start"),
    path("sign-in/identity/", sign_in.BeginIdentity.as_view(), name="prove-identity"),
    path("oidc/callback/", sign_in.Callback.as_view(), name="oidc-callback"),
    path("oidc/back-channel-logout/", signing_out.back_channel_logout, name="back-channel-logout"),
    path("sign-out/", signing_out.sign_out, name="sign-out"),
    path("signed-out/", signing_out.signed_out, name="signed-out"),
    path("stay-signed-in/", idle.stay_signed_in, name="stay-signed-in"),
    path("keep-typed/", idle.keep_typed, name="keep-typed"),
    path("language/", language.language, name="language"),
    path(".well-known/jwks.json", keys.jwks, name="jwks"),
    path("account/", account.account, name="account"),
    path("account/name/", account.name, name="account-name"),
    path("account/your-name/", account.own_name, name="account-own-name"),
    path("account/drafts/", handing_over.handing_over, name="account-drafts"),
    path("account/reminders/", reminders.reminders, name="account-reminders"),
    path("account/reminders/add/", reminder_copies.adding, name="reminder-copy-add"),
    path("account/reminders/<str:reference>/stop/", reminder_copies.stopping, name="reminder-copy-stop"),
    path("reminders/confirm/<str:token>/", reminder_copies.confirming, name="reminder-copy-confirm"),
    path("reminders/stop/<str:token>/", reminder_copies.stopping_at, name="reminder-copy-stop-at"),
    path("account/tools/<str:reference>/stop/", account.stop_tool, name="tool-stop"),
    path("account/sessions/<uuid:session_id>/end/", account.end_session, name="end-session"),
    path("account/sessions/end-others/", account.end_other_sessions, name="end-other-sessions"),
]
