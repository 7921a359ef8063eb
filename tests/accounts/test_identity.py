"""Proving an identity with One Login (P2): asked for apart, checked whole, kept sealed and for half an hour."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from builders.browsers import Browser, request_object
from django.contrib.sessions.models import Session

from accounts.models import AccountSession
from accounts.one_login.identity import ProvedAddress, VerifiedIdentity, sealed, unsealed

pytestmark = pytest.mark.django_db
START = "/sign-in/identity/"
FAULTS = [
    "core-identity-iss",
    "core-identity-aud",
    "core-identity-sub",
    "core-identity-signature",
    "core-identity-alg",
    "core-identity-kid",
    "core-identity-expired",
    "core-identity-vot",
    "core-identity-garbage",
]


def prove(browser: Browser, **choice: str):  # type: ignore[no-untyped-def]
    browser.choose(**choice)
    return browser.come_back(browser.through(browser.leave(START, "/account/")))


def identity_in(browser: Browser) -> VerifiedIdentity | None:
    text = browser.client.session.get("identity")
    return unsealed(text, at=datetime.now(UTC)) if text else None


def test_identity_is_asked_for_in_a_request_of_its_own(browser: Browser) -> None:
    browser.sign_in("owner-without-lawyer")
    asked = request_object(browser.leave(START))
    assert asked["vtr"] == ["Cl.Cm.P2"]
    assert asked["claims"] == (
        '{"userinfo": {"https://vocab.account.gov.uk/v1/coreIdentityJWT": null,'
        ' "https://vocab.account.gov.uk/v1/address": null}}'
    )


def test_a_visitor_signs_in_before_proving_anything(browser: Browser) -> None:
    assert browser.get(START)["Location"].startswith("/sign-in/")


def test_a_proved_identity_says_name_birth_date_and_postcode(browser: Browser) -> None:
    browser.sign_in("owner-without-lawyer")
    answer = prove(browser, persona="owner-without-lawyer", identity="owner-without-lawyer")
    assert answer["Location"] == "/account/"
    found = identity_in(browser)
    assert found is not None
    assert found.name_parts == (("GivenName", "Rhiannon"), ("FamilyName", "Testwood"))
    assert found.names == ("Rhiannon Testwood",)
    assert found.birth_date == date(1971, 3, 14)
    assert found.addresses == (ProvedAddress(("14 Sample Terrace", "Newport"), "NP10 9ZZ", "GB", True),)
    assert browser.is_signed_in


def test_the_token_itself_is_not_stored(browser: Browser) -> None:
    browser.sign_in("owner-without-lawyer")
    prove(browser, persona="owner-without-lawyer", identity="owner-without-lawyer")
    kept = " ".join(str(row.get_decoded()) for row in Session.objects.all())
    assert "Testwood" not in kept
    assert "credentialSubject" not in kept
    tokens = re.findall(r"eyJ[\w-]+\.[\w-]+\.[\w-]+", kept)
    assert tokens == [browser.client.session["oidc_id_token"]]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_forged_identity_is_refused_and_leaves_no_session(browser: Browser, fault: str) -> None:
    browser.sign_in("owner-without-lawyer")
    answer = prove(browser, persona="owner-without-lawyer", identity="owner-without-lawyer", fault=fault)
    assert answer.status_code == 400
    assert not browser.is_signed_in
    assert not AccountSession.everything.filter(ended_at=None).exists()


def test_who_cannot_prove_an_identity_stays_signed_in_and_is_told(browser: Browser) -> None:
    browser.sign_in("owner-without-lawyer")
    answer = prove(browser, persona="owner-without-lawyer", fault="access_denied")
    assert answer.status_code == 403
    assert identity_in(browser) is None
    assert browser.is_signed_in


def test_another_person_cannot_prove_an_identity_in_this_session(browser: Browser) -> None:
    browser.sign_in("owner-without-lawyer")
    assert prove(browser, persona="stranger", identity="stranger").status_code == 400
    assert not browser.is_signed_in


def test_a_proved_identity_is_good_for_half_an_hour(at: datetime) -> None:
    one = VerifiedIdentity((("GivenName", "Ada"),), ("Ada",), None, (), at)
    text = sealed(one, at=at)
    assert unsealed(text, at=at + timedelta(minutes=30)) == one
    assert unsealed(text, at=at + timedelta(minutes=31)) is None
    assert unsealed(text[:-8] + "AAAAAAA=", at=at) is None
