"""Anybody can complain or ask for their data; the office gets a case and the writer a reference."""

import pytest
from builders.cases import told_office
from django.test import Client

from casework.models import Case, Enquiry
from core.clock import now
from notifications.models import Notice

pytestmark = pytest.mark.django_db
SAID = {"kind": "complaint", "text": "It took a month.", "about": "", "name": "Ann Other", "email": "ann@example.com"}


def test_a_complaint_is_taken_in_and_its_reference_said(client: Client) -> None:
    answer = client.post("/help/write/", SAID, follow=True)
    enquiry = Enquiry.everything.get()
    assert enquiry.reference in answer.content.decode()
    assert Notice.everything.get(template="enquiry-received").address["email"] == "ann@example.com"
    told_office(at=now())
    assert Case.everything.get().about == enquiry.reference


def test_nothing_typed_is_lost_when_something_is_missing(client: Client) -> None:
    page = client.post("/help/write/", SAID | {"email": "", "kind": ""}).content.decode()
    assert "Enter your email address" in page
    assert "Select what you want" in page
    assert "It took a month." in page
    assert not Enquiry.everything.exists()


def test_the_sixth_within_a_quarter_hour_is_too_many(client: Client) -> None:
    answers = [client.post("/help/write/", SAID, REMOTE_ADDR="192.0.2.61").status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]


def test_without_having_written_nobody_reads_a_reference(client: Client) -> None:
    assert client.get("/help/write/sent/")["Location"] == "/help/write/"
