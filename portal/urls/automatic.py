"""Addresses of automatic renewals."""

from django.urls import path

from portal.views import automatic

urlpatterns = [
    path("automatic/", automatic.automatic, name="automatic"),
    path("automatic/agree/", automatic.agreeing, name="automatic-agree"),
    path("automatic/<str:reference>/stop/", automatic.stopping, name="automatic-stop"),
    path("automatic/plans/<str:reference>/stop/", automatic.stopping_one, name="automatic-plan-stop"),
]
