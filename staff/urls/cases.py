"""The addresses of one case and of what is done with it."""

from django.urls import path

from staff.views.cases import (
    asking,
    authority,
    checking,
    deciding,
    documents,
    identity,
    keying_in,
    messages,
    moving,
    noting,
    opening,
    reopening,
    settling,
    show,
    suspending,
    taking,
    waits,
)

urlpatterns = [
    path("cases/<str:reference>/", show.case_page, name="case"),
    path("cases/<str:reference>/open/", opening.open_page, name="case-open"),
    path("cases/<str:reference>/take/", taking.take_case, name="case-take"),
    path("cases/<str:reference>/release/", taking.release_case, name="case-release"),
    path("cases/<str:reference>/hand-over/", taking.hand_over_page, name="case-hand-over"),
    path("cases/<str:reference>/settle/", settling.settle_page, name="case-settle"),
    path("cases/<str:reference>/decide/", deciding.decide_page, name="case-decide"),
    path("cases/<str:reference>/ask/", asking.ask_page, name="case-ask"),
    path("cases/<str:reference>/longer/", asking.extend_page, name="case-extend"),
    path("cases/<str:reference>/answer/", keying_in.key_in_page, name="case-key-in"),
    path("cases/<str:reference>/checks/", checking.keep_checks, name="case-checks"),
    path("cases/<str:reference>/suspend/", suspending.suspend_page, name="case-suspend"),
    path("cases/<str:reference>/resume/", suspending.resume_case, name="case-resume"),
    path("cases/<str:reference>/open-again/", reopening.open_again_page, name="case-open-again"),
    path("cases/<str:reference>/wait/", waits.wait_page, name="case-wait"),
    path("cases/<str:reference>/move/", moving.move_page, name="case-move"),
    path("cases/<str:reference>/messages/<str:message>/", messages.message_page, name="case-message"),
    path("cases/<str:reference>/messages/<str:message>/print.pdf", messages.print_file, name="case-message-file"),
    path("cases/<str:reference>/note/", noting.note_page, name="case-note"),
    path("cases/<str:reference>/documents/<uuid:file>/", documents.document, name="case-document"),
    path("cases/<str:reference>/documents/<uuid:file>/page-<int:page>.png", documents.picture, name="case-picture"),
    path("cases/<str:reference>/authority/", authority.authority_file, name="case-authority"),
    path("cases/<str:reference>/identity/", identity.identity_page, name="case-identity"),
]
