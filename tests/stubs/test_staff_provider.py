"""The staff provider's stand-in: sign-in with the second factor, without it on demand, and what it refuses."""

import re
import time
from urllib.parse import urlsplit

import jwt
import pytest
import requests

from tests.stubs.relying_party import (
    ASSERTION,
    EC_KEY,
    OTHER_RSA_KEY,
    VERIFIER,
    Unlike,
    answer_in,
    assertion,
    challenge,
    unchecked,
)

CLIENT = "manage-intellectual-property-staff"


class Office:
    """The product, signing in a member of staff."""

    def __init__(self, product, url):
        self.product, self.url = product, url
        self.browser = requests.Session()
        self.document = requests.get(f"{url}/.well-known/openid-configuration").json()
        self.callback = f"{product.url}/staff/oidc/callback/"

    def authorize(self, *, follow=False, **changes):
        asked = {
            "client_id": CLIENT,
            "response_type": "code",
            "scope": "openid profile email",
            "redirect_uri": self.callback,
            "state": "the-state",
            "nonce": "the-nonce",
            "code_challenge": challenge(),
            "code_challenge_method": "S256",
        } | changes
        asked = {name: value for name, value in asked.items() if value is not Unlike}
        return self.browser.get(self.document["authorization_endpoint"], params=asked, allow_redirects=follow)

    def choose(self, **choice):
        answer = requests.post(f"{self.url}/__stub__/next", json={"persona": "formalities-officer", **choice})
        assert answer.status_code == 201, answer.text

    def exchange(self, code, *, proof=None, **changes):
        form = {
            "grant_type": "authorization_code",
            "client_id": CLIENT,
            "code": code,
            "redirect_uri": self.callback,
            "client_assertion_type": ASSERTION,
            "client_assertion": proof or assertion(CLIENT, self.document["token_endpoint"]),
            "code_verifier": VERIFIER,
        } | changes
        return requests.post(self.document["token_endpoint"], data=form)

    def tokens(self, **choice):
        self.choose(**choice)
        return self.exchange(answer_in(self.authorize())["code"]).json()

    def checked(self, token):
        keys = {row["kid"]: row for row in requests.get(self.document["jwks_uri"]).json()["keys"]}
        key = jwt.PyJWK(keys[jwt.get_unverified_header(token)["kid"]])
        return jwt.decode(token, key.key, ["RS256"], audience=CLIENT, issuer=self.document["issuer"])


@pytest.fixture
def office(signing_in):
    served, run = signing_in
    requests.post(f"{run['staff_provider']}/__stub__/reset")
    return Office(served, run["staff_provider"])


def test_the_tenants_own_discovery_says_the_same_and_belongs_to_the_issuer(office):
    tenant = requests.get(f"{office.document['issuer']}/.well-known/openid-configuration").json()
    assert tenant == office.document


def test_the_id_token_says_who_with_which_roles_and_how_they_signed_in(office):
    claims = office.checked(office.tokens()["id_token"])
    assert claims["name"] == "Fiona Formal"
    assert claims["preferred_username"] == "fiona.formal@office.example"
    assert claims["roles"] == ["formalities_officer"]
    assert claims["amr"] == ["pwd", "mfa"]
    assert claims["acrs"] == ["c1"]
    assert claims["nonce"] == "the-nonce"
    assert claims["tid"] in claims["iss"]
    assert {"oid", "sub", "sid", "auth_time"} <= set(claims)
    assert claims["oid"] != claims["sub"]


@pytest.mark.parametrize(
    ("persona", "role"),
    [("examiner", "examiner"), ("team-leader", "team_leader"), ("formalities-officer", "formalities_officer")],
)
def test_each_member_of_staff_has_their_role(office, persona, role):
    assert role in office.checked(office.tokens(persona=persona)["id_token"])["roles"]


def test_who_has_no_role_has_no_roles_claim_at_all(office):
    assert "roles" not in office.checked(office.tokens(persona="no-role")["id_token"])


def test_a_sign_in_without_the_second_factor_can_be_had_on_demand(office):
    claims = office.checked(office.tokens(second_factor=False)["id_token"])
    assert claims["amr"] == ["pwd"]
    assert "acrs" not in claims


def journey_in(page):
    return re.search(r'name="journey" value="([^"]+)"', page.text).group(1)


@pytest.mark.parametrize(("factor", "amr"), [("yes", ["pwd", "mfa"]), ("no", ["pwd"])])
def test_a_member_of_staff_is_picked_on_the_page(office, factor, amr):
    page = office.authorize(follow=True)
    assert page.text.count("<h1") == 1
    form = {"journey": journey_in(page), "persona": "examiner", "second_factor": factor}
    done = office.browser.post(page.url, data=form, allow_redirects=False)
    claims = office.checked(office.exchange(answer_in(done)["code"]).json()["id_token"])
    assert (claims["name"], claims["amr"]) == ("Ewan Exam", amr)


def test_the_page_says_when_nobody_was_picked(office):
    page = office.authorize(follow=True)
    again = office.browser.post(page.url, data={"journey": journey_in(page)})
    assert again.status_code == 400
    assert again.text.count("Choose who to be") >= 2


def test_a_customers_persona_cannot_sign_in_here(office):
    answer = requests.post(f"{office.url}/__stub__/next", json={"persona": "owner-without-lawyer"})
    assert answer.status_code == 400


@pytest.mark.parametrize("changes", [{"client_id": "someone-else"}, {"redirect_uri": "http://localhost:1/"}])
def test_an_unknown_client_or_address_is_shown_a_page(office, changes):
    assert office.authorize(**changes).status_code == 400


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"state": Unlike}, "invalid_request"),
        ({"nonce": Unlike}, "invalid_request"),
        ({"response_type": "id_token"}, "unsupported_response_type"),
        ({"scope": "profile"}, "invalid_scope"),
        ({"scope": "openid everything"}, "invalid_scope"),
        ({"code_challenge": Unlike}, "invalid_request"),
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"prompt": "please"}, "invalid_request"),
        ({"claims": "not json"}, "invalid_request"),
        ({"max_age": "soon"}, "invalid_request"),
        ({"prompt": "none"}, "login_required"),
    ],
)
def test_a_wrong_parameter_goes_back_as_an_error(office, changes, error):
    assert answer_in(office.authorize(**changes))["error"] == error


def test_the_providers_own_session_signs_in_again_unless_asked_to_ask(office):
    office.tokens()
    assert "code" in answer_in(office.authorize())
    assert "code" in answer_in(office.authorize(prompt="none"))
    assert urlsplit(office.authorize(prompt="login").headers["Location"]).path == "/sign-in"
    requests.post(f"{office.url}/__stub__/clock", json={"offset_seconds": 601})
    assert urlsplit(office.authorize(max_age="600").headers["Location"]).path == "/sign-in"


@pytest.mark.parametrize(
    "changes",
    [
        {"key": EC_KEY, "alg": "ES256", "kid": "ec-1"},
        {"key": OTHER_RSA_KEY},
        {"kid": "unpublished"},
        {"aud": "https://login.example.org/token"},
        {"iss": "someone-else"},
        {"sub": "someone-else"},
        {"exp": int(time.time()) - 60},
        {"exp": int(time.time()) + 3600},
        {"jti": None},
    ],
)
def test_an_assertion_that_is_not_as_it_must_be_is_refused(office, changes):
    office.choose()
    proof = assertion(CLIENT, office.document["token_endpoint"], **changes)
    answer = office.exchange(answer_in(office.authorize())["code"], proof=proof)
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
    assert answer.json()["error_description"].startswith("AADSTS")


def test_the_keys_are_fetched_from_the_staff_address(office):
    requests.post(f"{office.url}/__stub__/rotate-keys")
    office.product.fetches.clear()
    office.tokens()
    assert [path for path, _ in office.product.fetches] == ["/staff/.well-known/jwks.json"]


@pytest.mark.parametrize(
    "changes", [{"code": "invented"}, {"code_verifier": "x" * 50}, {"redirect_uri": "http://localhost:1/"}]
)
def test_a_code_is_worth_nothing_without_what_belongs_to_it(office, changes):
    office.choose()
    code = answer_in(office.authorize())["code"]
    answer = office.exchange(**{"code": code, **changes})
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")


def test_a_code_cannot_be_used_twice(office):
    office.choose()
    code = answer_in(office.authorize())["code"]
    assert office.exchange(code).status_code == 200
    assert office.exchange(code).json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    "error",
    ["access_denied", "login_required", "interaction_required", "temporarily_unavailable", "server_error"],
)
def test_every_refusal_can_be_had_on_demand(office, error):
    office.choose(fault=error)
    assert answer_in(office.authorize())["error"] == error


@pytest.mark.parametrize(
    ("fault", "refusal"),
    [
        ("id-token-iss", jwt.InvalidIssuerError),
        ("id-token-aud", jwt.InvalidAudienceError),
        ("id-token-alg", jwt.InvalidAlgorithmError),
        ("id-token-alg-none", jwt.InvalidAlgorithmError),
        ("id-token-signature", jwt.InvalidSignatureError),
        ("id-token-kid", KeyError),
        ("id-token-expired", jwt.ExpiredSignatureError),
        ("id-token-not-yet-valid", jwt.ImmatureSignatureError),
    ],
)
def test_an_id_token_that_no_library_takes_can_be_had_on_demand(office, fault, refusal):
    token = office.tokens(fault=fault)["id_token"]
    with pytest.raises(refusal):
        office.checked(token)


def test_an_id_token_whose_claims_only_we_can_judge_can_be_had_on_demand(office):
    right = office.checked(office.tokens()["id_token"])
    assert office.checked(office.tokens(fault="wrong-tenant")["id_token"])["tid"] != right["tid"]
    assert office.checked(office.tokens(fault="id-token-nonce")["id_token"])["nonce"] != right["nonce"]
    assert "roles" not in office.checked(office.tokens(fault="no-roles")["id_token"])
    assert office.checked(office.tokens(fault="unknown-role")["id_token"])["roles"] == ["director_general"]
    assert "oid" not in office.checked(office.tokens(fault="no-oid")["id_token"])
    assert (
        right["auth_time"] - office.checked(office.tokens(fault="id-token-auth-time")["id_token"])["auth_time"] > 80000
    )


@pytest.mark.parametrize(("fault", "status"), [("token-500", 500), ("token-503", 503)])
def test_the_token_endpoint_can_be_down(office, fault, status):
    office.choose(fault=fault)
    assert office.exchange(answer_in(office.authorize())["code"]).status_code == status


def test_userinfo_answers_the_bearer_only(office):
    reply = office.tokens()
    address = office.document["userinfo_endpoint"]
    said = requests.get(address, headers={"Authorization": f"Bearer {reply['access_token']}"}).json()
    assert said["sub"] == unchecked(reply["id_token"])["sub"]
    assert requests.get(address, headers={"Authorization": "Bearer invented"}).status_code == 401


def test_logging_out_ends_the_providers_session_and_goes_to_the_registered_address_only(office):
    hint = office.tokens()["id_token"]
    after = f"{office.product.url}/staff/signed-out/"
    query = {"id_token_hint": hint, "post_logout_redirect_uri": after, "state": "s&t"}
    answer = office.browser.get(office.document["end_session_endpoint"], params=query, allow_redirects=False)
    assert answer.headers["Location"].startswith(after)
    assert answer_in(answer) == {"state": "s&t"}
    assert urlsplit(office.authorize().headers["Location"]).path == "/sign-in"
    query["post_logout_redirect_uri"] = "http://localhost:1/"
    answer = office.browser.get(office.document["end_session_endpoint"], params=query, allow_redirects=False)
    assert answer.status_code == 200
    assert "You signed out" in answer.text
