"""The addresses of requests."""

from django.urls import path

from api.filings import following, parts, views

ONE = "filings/<slug:reference>"
urlpatterns = [
    path("filings", views.FilingList.as_view(), name="api-filings"),
    path(ONE, views.OneFiling.as_view(), name="api-filing"),
    path(f"{ONE}/answers", views.AnswersOfFiling.as_view(), name="api-filing-answers"),
    path(f"{ONE}/answers-schema", views.AnswersSchema.as_view(), name="api-filing-answers-schema"),
    path(f"{ONE}/validation", views.Validation.as_view(), name="api-filing-validation"),
    path(f"{ONE}/submission", views.SubmissionOfFiling.as_view(), name="api-filing-submission"),
    path(f"{ONE}/withdrawal", views.WithdrawalOfFiling.as_view(), name="api-filing-withdrawal"),
    path(f"{ONE}/reopening", views.ReopeningOfFiling.as_view(), name="api-filing-reopening"),
    path(f"{ONE}/rights", parts.RightsOfFiling.as_view(), name="api-filing-rights"),
    path(f"{ONE}/movements", parts.MovementsOfFiling.as_view(), name="api-filing-movements"),
    path(f"{ONE}/questions", parts.QuestionsOfFiling.as_view(), name="api-filing-questions"),
    path(f"{ONE}/answers-to-questions", parts.AnswersToQuestions.as_view(), name="api-filing-answers-to-questions"),
    path(f"{ONE}/documents", parts.DocumentsOfFiling.as_view(), name="api-filing-documents"),
    path(f"{ONE}/documents/<uuid:id>", parts.OneDocumentOfFiling.as_view(), name="api-filing-document"),
    path(f"{ONE}/notes", following.NotesOfFiling.as_view(), name="api-filing-notes"),
    path(f"{ONE}/exits", following.ExitsOfFiling.as_view(), name="api-filing-exits"),
    path(f"{ONE}/letter", following.LetterAboutFiling.as_view(), name="api-filing-letter"),
]
