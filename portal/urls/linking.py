"""Addresses of linking: asking, proving, objecting, unlinking and disputing."""

from django.urls import path

from portal.views.linking import (
    authority,
    authority_form,
    cancel,
    code,
    dispute,
    found,
    identity,
    not_me,
    numbers,
    one_request,
    proof,
    requests,
    unlink,
)

urlpatterns = [
    path("link/", numbers.link, name="link"),
    path("link/found/", found.found, name="link-found"),
    path("link/authority-form/", authority_form.authority_form, name="link-authority-form"),
    path("link/requests/", requests.requests, name="link-requests"),
    path("link/requests/<slug:reference>/", one_request.one_request, name="link-request"),
    path("link/requests/<slug:reference>/proof/", proof.proof, name="link-prove"),
    path("link/requests/<slug:reference>/code/", code.code, name="link-enter-code"),
    path("link/requests/<slug:reference>/identity/", identity.identity, name="link-prove-identity"),
    path("link/requests/<slug:reference>/authority/", authority.authority, name="link-give-authority"),
    path("link/requests/<slug:reference>/cancel/", cancel.cancel, name="link-cancel"),
    path("not-me/<slug:token>/", not_me.not_me, name="not-me"),
    path("patents/<str:number>/unlink/", unlink.unlink, name="link-unlink"),
    path("patents/<str:number>/dispute/", dispute.dispute, name="link-dispute"),
]
