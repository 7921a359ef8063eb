"""Addresses of instructions."""

from django.urls import path

from portal.views import instructions

urlpatterns = [
    path("instructions/", instructions.instructions, name="instructions"),
    path("instructions/ask/", instructions.asking, name="instructions-ask"),
    path("instructions/give/", instructions.giving, name="instructions-give"),
    path("instructions/<str:reference>/withdraw/", instructions.withdrawing, name="instruction-withdraw"),
]
