"""The addresses of automatic renewals."""

from django.urls import path

from api.automatic_renewals import views

urlpatterns = [
    path("automatic-renewals", views.AgreementList.as_view(), name="api-automatic-renewals"),
    path("automatic-renewals/<str:reference>/stop", views.Stopping.as_view(), name="api-automatic-stop"),
    path("planned-renewals", views.PlanList.as_view(), name="api-planned-renewals"),
    path("planned-renewals/<str:reference>/stop", views.StoppingOne.as_view(), name="api-planned-stop"),
]
