"""The addresses of what staff key in; the pages between are those that customers fill in themselves."""

from django.urls import path

from filling.views import evidence, item, items, step
from staff.pages import needs
from staff.views.keyed import KEY_IN, check, listing, new, paying, show

keyed = needs(KEY_IN)

urlpatterns = [
    path("keyed/", listing.keyed_list, name="keyed"),
    path("keyed/new/", new.new_page, name="keyed-new"),
    path("keyed/<slug:reference>/", show.keyed_page, name="filing"),
    path("keyed/<slug:reference>/check/", check.check_page, name="filing-check"),
    path("keyed/<slug:reference>/pay/", paying.pay_page, name="filing-pay"),
    path("keyed/<slug:reference>/delete/", show.delete_page, name="filing-withdraw"),
    path("keyed/<slug:reference>/answers/<slug:key>/", keyed(step.step_page), name="filing-step"),
    path("keyed/<slug:reference>/answers/<slug:key>/<int:number>/", keyed(item.item_page), name="filing-item"),
    path(
        "keyed/<slug:reference>/answers/<slug:key>/<int:number>/remove/",
        keyed(items.remove_item_action),
        name="filing-item-remove",
    ),
    path("keyed/<slug:reference>/documents/<slug:key>/", keyed(evidence.evidence_page), name="filing-evidence"),
    path("keyed/<slug:reference>/open/<uuid:file>/", keyed(evidence.open_document), name="filing-document"),
    path(
        "keyed/<slug:reference>/documents/<slug:key>/<uuid:file>/remove/",
        keyed(evidence.remove_document),
        name="filing-evidence-remove",
    ),
]
