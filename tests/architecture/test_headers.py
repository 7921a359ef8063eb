"""Every answer, whatever it is, tells the browser what it may do with it."""

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

ANSWERS = [
    ("/", 200), ("/find/", 200), ("/find/?number=1", 200), ("/renew/", 200), ("/help/", 200), ("/cookies/", 200),
    ("/privacy/", 200), ("/accessibility/", 200), ("/terms/", 200), ("/feedback/", 200), ("/sign-in/", 200),
    ("/signed-out/", 200), ("/staff/sign-in/", 200), ("/no-such-page/", 404), ("/register/GB2777777/", 404),
    ("/certificates/none/", 404), ("/not-me/none/", 404), ("/this-is-wrong/none/", 404), ("/home/", 302),
    ("/portfolio/export.csv", 302), ("/staff/", 302), ("/language/", 405), ("/healthz", 200), ("/robots.txt", 200),
    ("/.well-known/jwks.json", 200), ("/.well-known/security.txt", 200),
]  # fmt: skip
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.parametrize(("address", "status"), ANSWERS)
def test_an_answer_carries_the_headers_that_protect_it(address: str, status: int) -> None:
    answer = Client().get(address)
    assert answer.status_code == status
    assert {name: answer.get(name) for name in FIXED} == FIXED
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert "camera=()" in answer["Permissions-Policy"]


def test_each_page_has_a_nonce_of_its_own_and_the_policy_names_it() -> None:
    used = set()
    for _ in range(2):
        answer = Client().get("/help/")
        nonces = set(re.findall(r'nonce="([^"]+)"', answer.content.decode()))
        assert len(nonces) == 1
        assert f"'nonce-{nonces.copy().pop()}'" in answer["Content-Security-Policy"]
        used |= nonces
    assert len(used) == 2


def test_a_form_from_elsewhere_is_refused_with_the_same_headers() -> None:
    answer = Client(enforce_csrf_checks=True).post("/language/", {"language": "cy"})
    assert answer.status_code == 403
    assert "default-src 'none'" in answer["Content-Security-Policy"]
