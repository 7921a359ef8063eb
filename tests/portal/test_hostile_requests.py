"""Requests that no browser sends: told plainly that they cannot be read, and never an error of ours."""

import pytest
from builders import signed_in
from builders.people import an_organisation
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db
NUL_IN_COOKIE = '"abcdefghijklmnop\\000qrstuvwxyzabcde"'


@pytest.mark.parametrize("name", [settings.SESSION_COOKIE_NAME, settings.STAFF_SESSION_COOKIE_NAME, "visitor", "csrf"])
@pytest.mark.parametrize("value", [NUL_IN_COOKIE, "' OR 1=1 --", "x" * 4000, "../../etc/passwd"])
def test_a_cookie_that_we_never_gave_is_no_cookie(client: Client, name: str, value: str) -> None:
    client.defaults["HTTP_COOKIE"] = f"{name}={value}"
    assert client.get("/help/").status_code == 200
    assert client.get("/home/").headers["Location"].startswith("/sign-in/")
    assert client.get("/staff/").headers["Location"].startswith("/staff/sign-in/")


@pytest.mark.parametrize("address", ["/messages/?page=%00", "/messages/?q=a%00b", "/find/?%00=1", "/register/GB1%00/"])
def test_an_address_with_a_nul_is_told_to_be_unreadable(address: str) -> None:
    answer = signed_in.customer(an_organisation()).get(address)
    assert answer.status_code == 400
    assert b"We could not read what was sent" in answer.content
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_form_with_far_too_much_in_it_is_told_to_be_unreadable() -> None:
    browser = signed_in.customer(an_organisation())
    answer = browser.post("/account/name/", {"name": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)})
    assert answer.status_code == 400
    assert b"Go back, check what you entered" in answer.content


@pytest.mark.parametrize("value", ["a\0b", "\0", "x" * 100_000, "\u202eevil", "<script>alert(1)</script>"])
def test_a_form_field_with_hostile_text_is_an_error_of_the_form_or_plain_text(value: str) -> None:
    browser = signed_in.customer(an_organisation())
    answer = browser.post("/account/name/", {"name": value}, follow=True)
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content
