"""Every office page as every role: the table is written by hand, and a page that it lacks fails."""

from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from builders import signed_in
from builders.cases import a_request, an_office
from builders.filings import an_officer
from django.urls import URLPattern, reverse

from accounts.models import User
from casework.models import Case
from core.clock import now
from staff.urls import urlpatterns
from transactions.models import Filing

pytestmark = pytest.mark.django_db

OFFICER, EXAMINER, LEADER = "formalities_officer", "examiner", "team_leader"
REGISTRAR, SUPPORT, AUDITOR = "register_administrator", "support", "auditor"
EVERYBODY = {OFFICER, EXAMINER, LEADER, REGISTRAR, SUPPORT, AUDITOR}
WHO_WORKS = {OFFICER, LEADER, REGISTRAR}

PAGES: dict[str, set[str]] = {
    "home": EVERYBODY,
    "available": EVERYBODY,
    "all-work": EVERYBODY,
    "teams": EVERYBODY,
    "team": EVERYBODY,
    "take-next": WHO_WORKS,
    "shortcuts": EVERYBODY,
    "search": EVERYBODY,
    "right": EVERYBODY,
    "account": EVERYBODY - {EXAMINER, REGISTRAR},
    "case-settle": EVERYBODY,
    "case-identity": {AUDITOR},
    "case-authority": EVERYBODY,
    "payment": EVERYBODY,
    "case-decide": WHO_WORKS,
    "case-ask": WHO_WORKS,
    "case-note": EVERYBODY - {AUDITOR},
    "case-document": EVERYBODY,
    "case-picture": EVERYBODY,
    "mentions": EVERYBODY,
    "report": {LEADER, AUDITOR},
    "report-csv": {LEADER, AUDITOR},
    "account-link": {OFFICER, LEADER},
    "allocate": {LEADER},
    "allocate-team": {LEADER},
    "case": EVERYBODY,
    "case-open": EVERYBODY,
    "case-take": WHO_WORKS,
    "case-release": WHO_WORKS,
    "case-hand-over": WHO_WORKS,
    "case-move": WHO_WORKS,
    "case-wait": WHO_WORKS,
    "case-suspend": WHO_WORKS,
    "case-resume": WHO_WORKS,
    "case-extend": WHO_WORKS,
    "case-checks": WHO_WORKS,
    "case-key-in": {OFFICER, LEADER, SUPPORT},
    "case-open-again": {LEADER},
    "case-message": EVERYBODY,
    "case-message-file": EVERYBODY,
    "sorts": EVERYBODY,
    "holds": EVERYBODY,
    "board": EVERYBODY,
    "board-share": {LEADER},
    "board-place": {LEADER},
    "board-leave": {LEADER},
    "absences": WHO_WORKS,
    "absence-drop": WHO_WORKS,
    "texts": EVERYBODY,
    "text": {LEADER},
    "audit": {AUDITOR},
    "fees": {REGISTRAR},
    "bank": {LEADER},
    "fee-decide": {REGISTRAR},
    "keyed": {OFFICER, LEADER, SUPPORT},
    "keyed-new": {OFFICER, LEADER, SUPPORT},
    "filing": {OFFICER, LEADER, SUPPORT},
    "filing-check": {OFFICER, LEADER, SUPPORT},
    "filing-pay": {OFFICER, LEADER, SUPPORT},
    "filing-withdraw": {OFFICER, LEADER, SUPPORT},
    "filing-step": {OFFICER, LEADER, SUPPORT},
    "filing-item": {OFFICER, LEADER, SUPPORT},
    "filing-item-remove": {OFFICER, LEADER, SUPPORT},
    "filing-evidence": {OFFICER, LEADER, SUPPORT},
    "filing-document": {OFFICER, LEADER, SUPPORT},
    "filing-evidence-remove": {OFFICER, LEADER, SUPPORT},
}
"""Who may open which page of the office. Signing in and out is for anybody and is not here."""

NOT_OF_A_REQUEST = {
    "case-identity", "case-authority", "case-document", "case-picture", "payment", "case-open-again", "case-wait", "case-message",
    "case-message-file", "filing", "filing-check", "filing-pay", "filing-withdraw", "filing-step", "filing-item",
    "filing-item-remove", "filing-evidence", "filing-document", "filing-evidence-remove",
}  # fmt: skip
"""These have nothing to show for the case of a request that a customer sent, that costs nothing and is open."""

SIGNING = {
    "sign-in", "sign-in-start", "sign-in-again", "sign-in-again-start", "oidc-callback", "sign-out", "signed-out",
    "stay-signed-in", "keep-typed", "jwks",
}  # fmt: skip
ROUTES = {pattern.name: pattern for pattern in urlpatterns if isinstance(pattern, URLPattern)}


@pytest.fixture
def case(throwaway: None) -> Case:
    """Nobody's, of no team, so that no reason is asked for."""
    return a_request(now())[0]


def arguments(name: str, case: Case) -> dict[str, Any]:
    names = ROUTES[name].pattern.converters
    filing = Filing.everything.get(reference=case.about)
    known = {
        "reference": case.reference,
        "team": "formalities",
        "account": filing.organisation_id,
        "file": uuid4(),
        "page": 1,
        "message": "MSG-2222-2222-2222",
        "key": "owner",
        "user": uuid4(),
        "absence": 1,
        "proposal": 1,
        "slug": "signature",
        "number": 1 if name.startswith("filing-item") else case.number,
    } | ({"reference": "PAY-2222-2222-2222"} if name == "payment" else {})
    assert set(names) <= set(known), f"Teach the walk what the page {name!r} is asked with"
    return {key: known[key] for key in names}


def test_every_office_page_is_in_the_table_by_hand() -> None:
    assert set(ROUTES) == set(PAGES) | SIGNING


@pytest.mark.parametrize(("name", "role"), sorted(product(PAGES, EVERYBODY)))
def test_a_role_opens_the_pages_of_the_table_and_no_other(name: str, role: str, case: Case) -> None:
    an_office()
    by = an_officer(now(), roles=[role])
    browser = signed_in.officer(User.objects.get(pk=by.user_id))
    browser.raise_request_exception = False
    answers = [browser.get(reverse(f"staff:{name}", kwargs=arguments(name, case)))]
    answers.append(browser.post(reverse(f"staff:{name}", kwargs=arguments(name, case))))
    refused = {answer.status_code for answer in answers if answer.status_code != 405}
    if role in PAGES[name]:
        allowed = {404} if name in NOT_OF_A_REQUEST else set()
        assert all(status < 400 or status in allowed for status in refused), refused
    else:
        assert refused == {403}
