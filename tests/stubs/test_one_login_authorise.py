"""One Login's authorisation endpoint: what it takes, what it refuses, and how it asks who signs in."""

import json
import re
import time
from urllib.parse import urlsplit

import pytest
import requests

from tests.stubs.relying_party import (
    EC_KEY,
    OTHER_RSA_KEY,
    Unlike,
    answer_in,
    assertion,
    unchecked,
)

INVALID_CLAIMS = "Request contains invalid claims"
V = "https://vocab.account.gov.uk/v1/"


def test_discovery_names_an_issuer_that_ends_in_a_slash(client):
    document = requests.get(f"{client.url}/.well-known/openid-configuration").json()
    assert document["issuer"] == f"{client.url}/"
    assert document["token_endpoint_auth_signing_alg_values_supported"] == [
        "RS256", "RS384", "RS512", "PS256", "PS384", "PS512",
    ]  # fmt: skip
    assert document["request_uri_parameter_supported"] is False
    assert document["backchannel_logout_supported"] is True


def test_discovery_and_keys_may_be_kept_for_a_day(client):
    for path in ("openid-configuration", "jwks.json"):
        answer = requests.get(f"{client.url}/.well-known/{path}")
        assert answer.headers["Cache-Control"] == "max-age=86400"


@pytest.mark.parametrize("missing", ["client_id", "response_type", "scope", "redirect_uri"])
def test_a_request_without_what_says_who_asks_is_shown_a_page(client, missing):
    answer = client.authorize(**{missing: Unlike})
    assert answer.status_code == 400
    assert "<h1" in answer.text


@pytest.mark.parametrize(
    "changes",
    [{"client_id": "someone-else"}, {"redirect_uri": "http://localhost:1/oidc/callback/"}],
)
def test_an_unknown_client_or_address_is_shown_a_page_and_never_redirected(client, changes):
    assert client.authorize(**changes).status_code == 400


def test_an_address_that_lacks_only_the_last_slash_is_not_the_registered_one(client):
    assert client.authorize(redirect_uri=client.callback.rstrip("/")).status_code == 400


@pytest.mark.parametrize(
    ("changes", "error", "description"),
    [
        ({"state": Unlike}, "invalid_request", "Request is missing state parameter"),
        ({"nonce": Unlike}, "invalid_request", "Request is missing nonce parameter"),
        ({"response_type": "token"}, "unsupported_response_type", None),
        ({"scope": "email"}, "invalid_scope", None),
        ({"scope": "openid address"}, "invalid_scope", None),
        ({"vtr": '["Cl.P2"]'}, "invalid_request", "Request vtr not valid"),
        ({"vtr": '["Cl.Cm", "Cl.Cm.P2"]'}, "invalid_request", "Request vtr not valid"),
        ({"vtr": '["Cm"]'}, "invalid_request", "Request vtr not valid"),
        ({"vtr": '["Cl.Cm.P9"]'}, "invalid_request", "Request vtr not valid"),
        ({"vtr": "Cl.Cm"}, "invalid_request", "Request vtr not valid"),
        ({"vtr": "[]"}, "invalid_request", "Request vtr not valid"),
        ({"claims": '{"userinfo": {"https://example.org/size": null}}'}, "invalid_request", INVALID_CLAIMS),
        ({"claims": '{"id_token": {"email": null}}'}, "invalid_request", INVALID_CLAIMS),
        ({"claims": "not json"}, "invalid_request", INVALID_CLAIMS),
        ({"code_challenge": Unlike, "code_challenge_method": Unlike}, "invalid_request", None),
        ({"code_challenge_method": "plain"}, "invalid_request", None),
        ({"code_challenge_method": Unlike}, "invalid_request", None),
        ({"max_age": "-1"}, "invalid_request", None),
        ({"max_age": "soon"}, "invalid_request", None),
        ({"request_uri": "https://example.org/request"}, "request_uri_not_supported", None),
        ({"prompt": "select_account"}, "unmet_authentication_requirements", None),
        ({"response_mode": "form_post"}, "invalid_request", None),
    ],
)  # fmt: skip
def test_a_wrong_parameter_goes_back_as_an_error(client, changes, error, description):
    answer = answer_in(client.authorize(**changes))
    assert answer["error"] == error
    assert description is None or answer["error_description"] == description
    assert answer.get("state") == (None if "state" in changes else "the-state")
    assert "code" not in answer


@pytest.mark.parametrize("vtr", ['["Cl"]', '["Cl.Cm"]', '["Cm.Cl"]', '["Cl.Cm.P2"]', '["P2.Cl.Cm"]', '["P2"]'])
def test_a_known_vector_is_taken(client, vtr):
    assert urlsplit(client.authorize(vtr=vtr).headers["Location"]).path == "/sign-in"


def test_a_request_of_more_than_4096_characters_never_arrives(client):
    assert client.authorize(state="s" * 4096).status_code == 403


def test_a_client_that_is_switched_off_is_told_to_come_back_later(client):
    requests.post(f"{client.url}/__stub__/registration", json={"active": False})
    answer = answer_in(client.authorize())
    assert (answer["error"], answer["error_description"]) == ("unauthorized_client", "client deactivated")


def test_a_client_that_must_sign_its_requests_is_denied_a_plain_one(client):
    requests.post(f"{client.url}/__stub__/registration", json={"jar_required": True})
    assert answer_in(client.authorize())["error"] == "access_denied"
    assert urlsplit(client.authorize_signed().headers["Location"]).path == "/sign-in"


@pytest.mark.parametrize(
    ("key", "alg", "kid"), [(None, "RS256", "rsa-1"), (None, "PS256", "rsa-1"), (None, "RS512", "rsa-1")]
)
def test_a_request_object_signed_with_rsa_is_taken(client, key, alg, kid):
    answer = client.authorize_signed(alg=alg, kid=kid, vtr=["Cl.Cm"])
    assert urlsplit(answer.headers["Location"]).path == "/sign-in"


@pytest.mark.parametrize(
    "changes",
    [
        {"key": OTHER_RSA_KEY},
        {"key": EC_KEY, "alg": "ES256", "kid": "ec-1"},
        {"kid": "unpublished"},
        {"redirect_uri": "http://localhost:1/oidc/callback/"},
    ],
)
def test_a_request_object_that_cannot_be_trusted_is_shown_a_page(client, changes):
    assert client.authorize_signed(**changes).status_code == 400


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"iss": "someone-else"}, "unauthorized_client"),
        ({"aud": "https://example.org/authorize"}, "access_denied"),
        ({"sub": "manage-intellectual-property"}, "invalid_request"),
        ({"exp": 1_000_000_000}, "invalid_request"),
        ({"client_id": Unlike}, "unauthorized_client"),
        ({"request_uri": "https://example.org"}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"vtr": ["Cl.P2"]}, "invalid_request"),
        ({"nonce": Unlike}, "invalid_request"),
    ],
)
def test_a_request_object_that_says_something_wrong_goes_back_as_an_error(client, changes, error):
    assert answer_in(client.authorize_signed(**changes))["error"] == error


def test_claims_in_a_request_object_are_taken_as_json_text(client):
    claims = json.dumps({"userinfo": {f"{V}coreIdentityJWT": None}})
    answer = client.authorize_signed(vtr=["Cl.Cm.P2"], claims=claims)
    assert urlsplit(answer.headers["Location"]).path == "/sign-in"


def test_a_key_published_later_is_fetched_when_first_used(client):
    before = len(client.product.fetches)
    client.authorize_signed()
    client.authorize_signed()
    assert len(client.product.fetches) == before + 1
    assert client.authorize_signed(kid="unpublished").status_code == 400
    assert len(client.product.fetches) == before + 2


def journey_in(response: requests.Response) -> str:
    return re.search(r'name="journey" value="([^"]+)"', response.text).group(1)


def test_a_person_is_picked_on_the_page_and_comes_back_with_a_code(client):
    page = client.browser.get(f"{client.url}/authorize", params=client.parameters())
    assert page.text.count("<h1") == 1
    assert "Rhiannon Testwood" in page.text
    form = {"journey": journey_in(page), "persona": "attorney", "email": "", "fault": ""}
    answer = answer_in(client.browser.post(page.url, data=form, allow_redirects=False))
    assert answer["state"] == "the-state"
    userinfo = client.userinfo(client.exchange(answer["code"]).json()["access_token"]).json()
    assert userinfo["email"] == "gareth@mockford-specimen.example"


def test_somebody_else_is_anybody_with_an_email_address(client):
    page = client.browser.get(f"{client.url}/authorize", params=client.parameters())
    form = {"journey": journey_in(page), "persona": "else", "email": "New.Person@Example.org"}
    answer = answer_in(client.browser.post(page.url, data=form, allow_redirects=False))
    userinfo = client.userinfo(client.exchange(answer["code"]).json()["access_token"]).json()
    assert userinfo["email"] == "new.person@example.org"


@pytest.mark.parametrize(
    ("form", "words"),
    [({}, "Choose who to be"), ({"persona": "else", "email": "nobody"}, "Enter an email address")],
)
def test_the_page_says_what_is_missing(client, form, words):
    page = client.browser.get(f"{client.url}/authorize", params=client.parameters())
    again = client.browser.post(page.url, data={"journey": journey_in(page), **form})
    assert again.status_code == 400
    assert again.text.count(words) >= 2
    assert "<title>Error: " in again.text


def test_a_form_sent_from_another_site_is_refused(client):
    page = client.browser.get(f"{client.url}/authorize", params=client.parameters())
    form = {"journey": journey_in(page), "persona": "attorney"}
    other = {"Origin": "http://elsewhere.example"}
    assert client.browser.post(page.url, data=form, headers=other).status_code == 403


def test_a_sign_in_that_was_never_begun_is_not_found(client):
    assert client.browser.get(f"{client.url}/sign-in", params={"journey": "invented"}).status_code == 404


def test_one_logins_own_session_signs_in_again_without_asking(client):
    client.choose()
    client.authorize()
    assert "code" in answer_in(client.authorize())


def test_ones_own_session_ends_after_an_hour_without_use(client):
    client.choose()
    client.authorize()
    requests.post(f"{client.url}/__stub__/clock", json={"shift_seconds": 3601})
    assert urlsplit(client.authorize().headers["Location"]).path == "/sign-in"


def test_asking_to_sign_in_again_in_a_request_object_asks_again(client):
    client.choose()
    client.authorize()
    assert urlsplit(client.authorize_signed(prompt="login").headers["Location"]).path == "/sign-in"
    assert "code" in answer_in(client.authorize(prompt="login")), "the real one ignores it outside a request object"


def test_a_sign_in_older_than_max_age_asks_again(client):
    client.choose()
    client.authorize()
    requests.post(f"{client.url}/__stub__/clock", json={"shift_seconds": 601})
    assert "code" in answer_in(client.authorize(max_age="700"))
    assert urlsplit(client.authorize(max_age="600").headers["Location"]).path == "/sign-in"


def test_who_must_sign_in_again_and_comes_as_another_is_sent_back(client):
    hint = client.tokens()["id_token"]
    client.choose(persona="stranger")
    answer = answer_in(client.authorize_signed(prompt="login", id_token_hint=hint))
    assert answer["error"] == "login_required"


def test_who_must_sign_in_again_and_does_has_a_fresh_time(client):
    first = client.tokens()["id_token"]
    requests.post(f"{client.url}/__stub__/clock", json={"shift_seconds": 900})
    later = int(time.time()) + 900
    client.choose()
    asked = client.authorize_signed(prompt="login", id_token_hint=first, exp=later + 300)
    proof = assertion(client.client_id, f"{client.url}/token", exp=later + 240, iat=later)
    second = client.exchange(answer_in(asked)["code"], proof=proof).json()["id_token"]
    assert unchecked(second)["auth_time"] - unchecked(first)["auth_time"] >= 900


def test_a_hint_that_is_not_ours_is_refused(client):
    answer = answer_in(client.authorize_signed(prompt="login", id_token_hint="a.b.c"))
    assert answer["error_description"] == "Unable to validate id_token_hint"


@pytest.mark.parametrize(
    "error",
    [
        "access_denied",
        "temporarily_unavailable",
        "login_required",
        "unauthorized_client",
        "invalid_request",
        "server_error",
    ],
)
def test_every_refusal_can_be_had_on_demand(client, error):
    client.choose(fault=error)
    answer = answer_in(client.authorize())
    assert (answer["error"], answer["state"]) == (error, "the-state")
    assert "code" not in answer
    assert urlsplit(client.authorize().headers["Location"]).path == "/sign-in", "no session was opened"


def test_the_answer_may_come_back_in_the_fragment(client):
    client.choose()
    answer = urlsplit(client.authorize(response_mode="fragment").headers["Location"])
    assert answer.query == ""
    assert "code=" in answer.fragment


def test_a_wrong_state_can_be_had_on_demand(client):
    client.choose(fault="wrong-state")
    assert answer_in(client.authorize())["state"] != "the-state"


def test_a_choice_that_cannot_be_understood_is_refused(client):
    for choice in ({"persona": "nobody"}, {"persona": "attorney", "fault": "nothing-such"}, {}):
        assert requests.post(f"{client.url}/__stub__/next", json=choice).status_code == 400


def test_identity_is_asked_for_on_a_page_of_its_own(client):
    claims = json.dumps({"userinfo": {f"{V}coreIdentityJWT": None, f"{V}address": None}})
    page = client.browser.get(f"{client.url}/authorize", params=client.parameters(vtr='["Cl.Cm.P2"]', claims=claims))
    form = {"journey": journey_in(page), "persona": "owner-without-lawyer"}
    page = client.browser.post(page.url, data=form)
    assert urlsplit(page.url).path == "/prove-identity"
    assert "NP10 9ZZ" in page.text
    assert client.browser.post(page.url, data={"identity": "nobody"}).status_code == 400
    done = client.browser.post(page.url, data={"identity": "namesake"}, allow_redirects=False)
    userinfo = client.userinfo(client.exchange(answer_in(done)["code"]).json()["access_token"]).json()
    assert userinfo[f"{V}address"][0]["postalCode"] == "PL1 9ZZ"
