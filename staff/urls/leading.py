"""The addresses of what leaders and auditors look at."""

from django.urls import path

from staff.views.leading import absences, audit, bank, board, fees, texts

urlpatterns = [
    path("boards/<slug:team>/", board.board, name="board"),
    path("boards/<slug:team>/share/", board.share, name="board-share"),
    path("boards/<slug:team>/place/", board.place_page, name="board-place"),
    path("boards/<slug:team>/leave/<uuid:user>/", board.leave, name="board-leave"),
    path("absences/", absences.absences_page, name="absences"),
    path("absences/<int:absence>/drop/", absences.drop, name="absence-drop"),
    path("texts/", texts.texts_page, name="texts"),
    path("texts/<slug:slug>/", texts.text_page, name="text"),
    path("fees/", fees.fees_page, name="fees"),
    path("fees/<int:proposal>/", fees.decide, name="fee-decide"),
    path("bank/", bank.bank_page, name="bank"),
    path("audit/", audit.audit_page, name="audit"),
]
