"""Linking by identity over HTTP with the One Login stand-in: the owner waits, a namesake goes to staff."""

from datetime import datetime

import pytest
from builders.browsers import Browser
from builders.linking import owned, told

from core.clock import now
from rights.models import Link, LinkRequest
from rights.rulebook import rulebook

pytestmark = pytest.mark.django_db


def ask_by_identity(browser: Browser, persona: str) -> LinkRequest:
    """Signs in, asks for a patent of Rhiannon Testwood, NP10 9ZZ, and proves an identity."""
    right = owned()
    browser.sign_in(persona)
    proof = browser.post(f"/link/found/?relation=owner&number={right.number}")["Location"]
    page = browser.post(proof, {"proof": "identity"})["Location"]
    assert b"Go to GOV.UK One Login" in browser.get(page).content
    browser.choose(persona=persona, identity=persona)
    back = browser.come_back(browser.through(browser.leave("/sign-in/identity/", page)))
    assert back["Location"] == page
    assert b"Rhiannon Testwood" in browser.get(page).content
    browser.post(page)
    return LinkRequest.everything.get()


def test_the_owner_is_linked_after_five_working_days(browser: Browser) -> None:
    request = ask_by_identity(browser, "owner-without-lawyer")
    assert request.state == "waiting"
    link = Link.everything.get()
    assert link.state == "waiting"
    assert link.active_from is not None
    assert working_days_between(now(), link.active_from) == 5
    assert browser.get(f"/patents/{link.number}/")["Location"] == f"/link/requests/{request.reference}/"
    assert len(told()) == 1


def test_a_namesake_goes_to_staff_and_gets_nothing(browser: Browser) -> None:
    request = ask_by_identity(browser, "namesake")
    assert request.state == "with-staff"
    assert request.why == "The name is that of the owner on the register, the postcode is another one"
    assert not Link.everything.exists()
    assert b"a member of staff looks at it" in browser.get(f"/link/requests/{request.reference}/").content


def test_without_a_proved_identity_the_button_does_nothing(browser: Browser) -> None:
    right = owned()
    browser.sign_in("owner-without-lawyer")
    proof = browser.post(f"/link/found/?relation=owner&number={right.number}")["Location"]
    page = browser.post(proof, {"proof": "identity"})["Location"]
    browser.post(page)
    assert LinkRequest.everything.get().state == "asked"


def working_days_between(began: datetime, ended: datetime) -> int:
    """The office's open days after the one and before the other."""
    from datetime import timedelta

    from core.days import legal_day

    day, last, count = legal_day(began), legal_day(ended), 0
    while (day := day + timedelta(days=1)) < last:
        count += rulebook().calendar.is_open(day)
    return count
