"""The addresses of instructions."""

from django.urls import path

from api.instructions import acts, views

urlpatterns = [
    path("instructions", views.InstructionList.as_view(), name="api-instructions"),
    path("instructions/<str:reference>", views.OneInstruction.as_view(), name="api-instruction"),
    path("instructions/<str:reference>/answer", acts.Answering.as_view(), name="api-instruction-answer"),
    path("instructions/<str:reference>/withdrawal", acts.Withdrawal.as_view(), name="api-instruction-withdrawal"),
    path("instruction-questions", acts.Questions.as_view(), name="api-instruction-questions"),
]
