"""Addresses of the journeys: filings, renewing by number, certificates, and saying that a change is wrong."""

from django.urls import path

from filling.views import evidence, item, items, step
from portal.views import renew
from portal.views.filings import (
    begin,
    bundle,
    certificates,
    check,
    choose,
    feedback,
    letter,
    listing,
    more,
    paying,
    questions,
    several,
    show,
    together,
    wrong,
)

urlpatterns = [
    path("renew/", renew.renew, name="renew"),
    path("change/", choose.choose, name="change"),
    path("change/several/", several.several, name="change-several"),
    path("change/several/<slug:reference>/", several.set_page, name="set"),
    path("filings/", listing.filings, name="filings"),
    path("filings/new/<slug:slug>/", begin.begin_filing, name="filing-begin"),
    path("filings/<slug:reference>/", show.filing_page, name="filing"),
    path("filings/<slug:reference>/letter.pdf", letter.letter_file, name="filing-letter"),
    path("filings/<slug:reference>/check/", check.check_page, name="filing-check"),
    path("filings/<slug:reference>/pay/", paying.pay_page, name="filing-pay"),
    path("filings/<slug:reference>/withdraw/", show.withdraw_page, name="filing-withdraw"),
    path("filings/<slug:reference>/reopen/", show.reopen_action, name="filing-reopen"),
    path("filings/<slug:reference>/wait/<slug:key>/", show.exit_action, name="filing-exit"),
    path("filings/<slug:reference>/questions/", questions.questions_page, name="filing-questions"),
    path("filings/<slug:reference>/more/", more.more_page, name="filing-more"),
    path("filings/<slug:reference>/together/", together.together_page, name="filing-together"),
    path("filings/<slug:reference>/answers/<slug:key>/", step.step_page, name="filing-step"),
    path("filings/<slug:reference>/answers/<slug:key>/<int:number>/", item.item_page, name="filing-item"),
    path(
        "filings/<slug:reference>/answers/<slug:key>/<int:number>/remove/",
        items.remove_item_action,
        name="filing-item-remove",
    ),
    path("filings/<slug:reference>/documents/<slug:key>/", evidence.evidence_page, name="filing-evidence"),
    path("filings/<slug:reference>/open/<uuid:file>/", evidence.open_document, name="filing-document"),
    path("filings/<slug:reference>/open/<uuid:file>/page-<int:page>.png", evidence.picture, name="filing-picture"),
    path(
        "filings/<slug:reference>/documents/<slug:key>/<uuid:file>/remove/",
        evidence.remove_document,
        name="filing-evidence-remove",
    ),
    path("feedback/", feedback.feedback_page, name="feedback-page"),
    path("feedback/thanks/", feedback.feedback_page_thanks, name="feedback-page-thanks"),
    path("feedback/<slug:reference>/", feedback.feedback, name="feedback"),
    path("feedback/<slug:reference>/thanks/", feedback.feedback_thanks, name="feedback-thanks"),
    path("certificates/", certificates.confirm_code, name="certificate-code"),
    path("certificates/<slug:code>.pdf", certificates.certificate_file, name="certificate-file"),
    path("certificates/<slug:code>/", certificates.certificate, name="certificate"),
    path("filings/<str:reference>/certificates/", bundle.ask_for_all, name="filing-certificates"),
    path("filings/<str:reference>/certificates.<slug:form>", bundle.all_of_them, name="filing-certificates-file"),
    path("pay/<slug:reference>/receipt.pdf", certificates.receipt_file, name="payment-receipt-file"),
    path("this-is-wrong/<str:secret>/", wrong.this_is_wrong, name="this-is-wrong"),
]
