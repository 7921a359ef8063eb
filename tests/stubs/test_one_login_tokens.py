"""One Login's token and userinfo endpoints: what they ask for, what they say, and every way they can be wrong."""

import http.client
import json
import time

import jwt
import pytest
import requests

from tests.stubs.relying_party import (
    ASSERTION,
    EC_KEY,
    OTHER_RSA_KEY,
    Unlike,
    answer_in,
    assertion,
    jwk_of,
    unchecked,
)

V = "https://vocab.account.gov.uk/v1/"
IDENTITY = {
    "vtr": '["Cl.Cm.P2"]',
    "claims": json.dumps({"userinfo": {f"{V}coreIdentityJWT": None, f"{V}address": None, f"{V}returnCode": None}}),
}
NO_RETURN_CODE = {**IDENTITY, "claims": json.dumps({"userinfo": {f"{V}coreIdentityJWT": None}})}


def code_of(client, **choice):
    client.choose(**choice)
    return answer_in(client.authorize())["code"]


def test_the_id_token_says_who_signed_in_and_stands_up_to_every_check(client):
    reply = client.tokens()
    claims = client.checked(reply["id_token"])
    assert reply["token_type"] == "Bearer"
    assert reply["expires_in"] == 180
    assert jwt.get_unverified_header(reply["id_token"])["alg"] == "ES256"
    assert claims["sub"].startswith("urn:fdc:gov.uk:2022:")
    assert claims["nonce"] == "the-nonce"
    assert claims["vot"] == "Cl.Cm"
    assert claims["exp"] - claims["iat"] == 120
    assert {"vtm", "sid", "at_hash", "auth_time"} <= set(claims)


def test_the_level_stays_two_factors_when_an_identity_is_asked_for(client):
    assert client.checked(client.tokens(asked=IDENTITY)["id_token"])["vot"] == "Cl.Cm"


def test_a_password_is_enough_where_no_more_is_asked(client):
    assert client.checked(client.tokens(asked={"vtr": '["Cl"]'})["id_token"])["vot"] == "Cl"


def test_a_client_may_have_chosen_rsa_signatures(client):
    requests.post(f"{client.url}/__stub__/registration", json={"signing_alg": "RS256"})
    token = client.tokens()["id_token"]
    assert jwt.get_unverified_header(token)["alg"] == "RS256"
    assert client.checked(token)


def test_the_same_person_is_the_same_subject_for_ever_whatever_the_email(client):
    first = unchecked(client.tokens()["id_token"])["sub"]
    second = unchecked(client.tokens(email="changed@example.org")["id_token"])["sub"]
    namesake = unchecked(client.tokens(persona="namesake")["id_token"])["sub"]
    assert first == second != namesake


def test_a_deleted_account_comes_back_as_another_subject(client):
    first = unchecked(client.tokens()["id_token"])["sub"]
    requests.post(f"{client.url}/__stub__/delete-account", json={"persona": "owner-without-lawyer"})
    assert unchecked(client.tokens()["id_token"])["sub"] != first


@pytest.mark.parametrize("alg", ["RS256", "RS384", "PS256", "PS512"])
def test_an_assertion_signed_with_rsa_is_taken(client, alg):
    proof = assertion(client.client_id, f"{client.url}/token", alg=alg)
    assert client.exchange(code_of(client), proof=proof).status_code == 200


def test_an_assertion_for_the_issuer_is_taken(client):
    proof = assertion(client.client_id, f"{client.url}/")
    assert client.exchange(code_of(client), proof=proof).status_code == 200


@pytest.mark.parametrize(
    "changes",
    [
        {"key": EC_KEY, "alg": "ES256", "kid": "ec-1"},
        {"key": OTHER_RSA_KEY},
        {"kid": "ec-1"},
        {"kid": "unpublished"},
        {"kid": None},
        {"key": "a-shared-secret-of-more-than-32-characters", "alg": "HS256"},
        {"aud": "https://oidc.example.org/token"},
        {"iss": "someone-else"},
        {"sub": "someone-else"},
        {"exp": int(time.time()) - 60},
        {"exp": int(time.time()) + 3600},
        {"exp": None},
        {"jti": None},
        {"iat": int(time.time()) + 3600},
    ],
)
def test_an_assertion_that_is_not_as_it_must_be_is_refused(client, changes):
    proof = assertion(client.client_id, f"{client.url}/token", **changes)
    answer = client.exchange(code_of(client), proof=proof)
    assert answer.status_code == 400
    assert answer.json()["error"] == "invalid_client"


def test_an_assertion_cannot_be_used_twice(client):
    proof = assertion(client.client_id, f"{client.url}/token")
    assert client.exchange(code_of(client), proof=proof).status_code == 200
    assert client.exchange(code_of(client), proof=proof).json()["error"] == "invalid_client"


def test_no_assertion_is_refused(client):
    answer = client.exchange(code_of(client), client_assertion=Unlike, client_assertion_type=Unlike)
    assert answer.json()["error"] == "invalid_client"
    answer = client.exchange("code", client_assertion_type="something-else")
    assert answer.json()["error"] == "invalid_client"
    assert ASSERTION.endswith("jwt-bearer")


def test_a_new_key_of_the_product_is_taken_without_a_restart(client):
    client.product.keys.append(jwk_of(OTHER_RSA_KEY, "rsa-2"))
    proof = assertion(client.client_id, f"{client.url}/token", key=OTHER_RSA_KEY, kid="rsa-2")
    assert client.exchange(code_of(client), proof=proof).status_code == 200
    client.product.keys.pop()


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"grant_type": "client_credentials"}, "unsupported_grant_type"),
        ({"grant_type": Unlike}, "invalid_request"),
        ({"redirect_uri": "http://localhost:1/"}, "invalid_grant"),
        ({"code_verifier": "another-verifier-of-fifty-two-characters-or-so-00000"}, "invalid_grant"),
        ({"code_verifier": Unlike}, "invalid_grant"),
        ({"code": "invented"}, "invalid_grant"),
    ],
)
def test_a_code_is_worth_nothing_without_what_belongs_to_it(client, changes, error):
    answer = client.exchange(**{"code": code_of(client), **changes})
    assert (answer.status_code, answer.json()["error"]) == (400, error)


def test_a_code_used_twice_is_refused_and_ends_what_the_first_use_gave(client):
    code = code_of(client)
    token = client.exchange(code).json()["access_token"]
    assert client.userinfo(token).status_code == 200
    assert client.exchange(code).json()["error"] == "invalid_grant"
    assert client.userinfo(token).status_code == 401


def test_a_code_lasts_five_minutes(client):
    code = code_of(client)
    requests.post(f"{client.url}/__stub__/clock", json={"offset_seconds": 301})
    later = int(time.time()) + 301
    proof = assertion(client.client_id, f"{client.url}/token", exp=later + 240, iat=later)
    assert client.exchange(code, proof=proof).json()["error"] == "invalid_grant"


def test_an_access_token_lasts_three_minutes(client):
    token = client.tokens()["access_token"]
    assert client.userinfo(token).status_code == 200
    requests.post(f"{client.url}/__stub__/clock", json={"offset_seconds": 181})
    answer = client.userinfo(token)
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]


@pytest.mark.parametrize("path", ["/token", "/userinfo", "/.well-known/openid-configuration", "/.well-known/jwks.json"])
def test_who_does_not_say_who_calls_is_forbidden(client, path):
    method = "POST" if path == "/token" else "GET"
    empty = requests.Request(method, f"{client.url}{path}", headers={"User-Agent": ""})
    assert requests.Session().send(empty.prepare()).status_code == 403
    port = int(client.url.rpartition(":")[2])
    connection = http.client.HTTPConnection("localhost", port, timeout=10)
    connection.request(method, path)
    assert connection.getresponse().status == 403


def test_userinfo_says_what_the_scopes_asked_for(client):
    whole = client.userinfo(client.tokens()["access_token"]).json()
    assert whole["email"] == "rhiannon.testwood@example.org"
    assert whole["email_verified"] is True
    assert whole["phone_number"] == "+447700900101"
    bare = client.userinfo(client.tokens(asked={"scope": "openid"})["access_token"]).json()
    assert set(bare) == {"sub"}
    no_phone = client.userinfo(client.tokens(persona="attorney")["access_token"]).json()
    assert "phone_number" not in no_phone


def did_key(client, token):
    document = requests.get(f"{client.url}/identity/.well-known/did.json").json()
    controller, _, _ = jwt.get_unverified_header(token)["kid"].partition("#")
    assert controller == document["id"]
    kid = jwt.get_unverified_header(token)["kid"]
    method = next(each for each in document["assertionMethod"] if each["id"] == kid)
    return jwt.PyJWK(method["publicKeyJwk"]).key


def core_identity(client, **choice):
    reply = client.tokens(asked=IDENTITY, **choice)
    return reply, client.userinfo(reply["access_token"]).json()


def test_the_core_identity_is_signed_by_another_issuer_whose_keys_a_did_document_names(client):
    reply, userinfo = core_identity(client)
    token = userinfo[f"{V}coreIdentityJWT"]
    claims = jwt.decode(
        token, did_key(client, token), ["ES256"], audience=client.client_id, issuer=f"{client.url}/identity/"
    )
    assert claims["sub"] == unchecked(reply["id_token"])["sub"]
    assert claims["vot"] == "P2"
    assert claims["vc"]["credentialSubject"]["name"][0]["nameParts"] == [
        {"type": "GivenName", "value": "Rhiannon"},
        {"type": "FamilyName", "value": "Testwood"},
    ]
    assert claims["exp"] - claims["iat"] == 1800
    address = userinfo[f"{V}address"][0]
    assert (address["postalCode"], address["buildingNumber"]) == ("NP10 9ZZ", "14")
    assert "validUntil" not in address


def test_the_namesake_has_the_owners_name_and_another_address(client):
    _, owner = core_identity(client)
    _, namesake = core_identity(client, persona="namesake")
    names = [unchecked(each[f"{V}coreIdentityJWT"])["vc"]["credentialSubject"]["name"] for each in (owner, namesake)]
    assert names[0] == names[1]
    assert owner[f"{V}address"][0]["postalCode"] != namesake[f"{V}address"][0]["postalCode"]


def test_without_being_asked_for_no_identity_is_told(client):
    userinfo = client.userinfo(client.tokens()["access_token"]).json()
    assert not any(name.startswith(V) for name in userinfo)


def test_an_identity_not_proved_comes_back_with_a_return_code_where_that_was_asked_for(client):
    _, userinfo = core_identity(client, identity="not-proved", return_codes=["B"])
    assert userinfo[f"{V}returnCode"] == [{"code": "B"}]
    assert f"{V}coreIdentityJWT" not in userinfo


def test_an_identity_not_proved_is_denied_where_no_return_code_was_asked_for(client):
    client.choose(identity="not-proved")
    assert answer_in(client.authorize(**NO_RETURN_CODE))["error"] == "access_denied"


def test_a_return_code_can_come_with_success(client):
    _, userinfo = core_identity(client, return_codes=["C"])
    assert userinfo[f"{V}returnCode"] == [{"code": "C"}]
    assert f"{V}coreIdentityJWT" in userinfo


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
        ("id-token-no-sub", jwt.MissingRequiredClaimError),
    ],
)
def test_an_id_token_that_no_library_takes_can_be_had_on_demand(client, fault, refusal):
    token = client.tokens(fault=fault)["id_token"]
    with pytest.raises(refusal):
        client.checked(token)
    assert client.checked(client.tokens()["id_token"]), "the next one is right again"


def test_the_wrong_algorithm_is_signed_with_our_public_key_as_a_careless_checker_would_take_it(client):
    header = jwt.get_unverified_header(client.tokens(fault="id-token-alg")["id_token"])
    published = requests.get(f"{client.url}/.well-known/jwks.json").json()["keys"]
    assert header["alg"] == "HS256"
    assert header["kid"] in {key["kid"] for key in published}


@pytest.mark.parametrize(
    ("fault", "claim"), [("id-token-nonce", "nonce"), ("id-token-vot", "vot"), ("id-token-auth-time", "auth_time")]
)
def test_an_id_token_whose_claims_only_we_can_judge_can_be_had_on_demand(client, fault, claim):
    right = client.checked(client.tokens()["id_token"])
    wrong = client.checked(client.tokens(fault=fault)["id_token"])
    assert wrong[claim] != right[claim]
    assert claim != "auth_time" or right["auth_time"] - wrong["auth_time"] > 80000


def test_at_hash_binds_the_access_token_and_can_be_wrong_on_demand(client):
    def half_hash(token):
        from base64 import urlsafe_b64encode
        from hashlib import sha256

        return urlsafe_b64encode(sha256(token.encode()).digest()[:16]).rstrip(b"=").decode()

    right, wrong = client.tokens(), client.tokens(fault="id-token-at-hash")
    assert unchecked(right["id_token"])["at_hash"] == half_hash(right["access_token"])
    assert unchecked(wrong["id_token"])["at_hash"] != half_hash(wrong["access_token"])


@pytest.mark.parametrize(
    ("fault", "refusal"),
    [
        ("core-identity-iss", jwt.InvalidIssuerError),
        ("core-identity-aud", jwt.InvalidAudienceError),
        ("core-identity-signature", jwt.InvalidSignatureError),
        ("core-identity-alg", jwt.InvalidAlgorithmError),
        ("core-identity-alg-none", jwt.InvalidAlgorithmError),
        ("core-identity-expired", jwt.ExpiredSignatureError),
        ("core-identity-not-yet-valid", jwt.ImmatureSignatureError),
        ("core-identity-garbage", jwt.DecodeError),
    ],
)
def test_a_core_identity_that_no_library_takes_can_be_had_on_demand(client, fault, refusal):
    _, good = core_identity(client)
    key = did_key(client, good[f"{V}coreIdentityJWT"])
    _, userinfo = core_identity(client, fault=fault)
    with pytest.raises(refusal):
        jwt.decode(
            userinfo[f"{V}coreIdentityJWT"],
            key,
            ["ES256"],
            audience=client.client_id,
            issuer=f"{client.url}/identity/",
        )


def test_a_core_identity_of_somebody_else_can_be_had_on_demand(client):
    reply, userinfo = core_identity(client, fault="core-identity-sub")
    assert unchecked(userinfo[f"{V}coreIdentityJWT"])["sub"] != unchecked(reply["id_token"])["sub"]
    _, userinfo = core_identity(client, fault="core-identity-vot")
    assert unchecked(userinfo[f"{V}coreIdentityJWT"])["vot"] == "P0"
    _, userinfo = core_identity(client, fault="core-identity-kid")
    kid = jwt.get_unverified_header(userinfo[f"{V}coreIdentityJWT"])["kid"]
    assert kid.partition("#")[0] != requests.get(f"{client.url}/identity/.well-known/did.json").json()["id"]


@pytest.mark.parametrize(("fault", "status"), [("token-500", 500), ("token-503", 503)])
def test_the_token_endpoint_can_be_down(client, fault, status):
    assert client.exchange(code_of(client, fault=fault)).status_code == status


def test_the_token_endpoint_can_answer_what_is_no_json(client):
    answer = client.exchange(code_of(client, fault="token-garbage"))
    assert answer.status_code == 200
    with pytest.raises(requests.JSONDecodeError):
        answer.json()


def test_the_token_endpoint_can_refuse_a_good_code_and_leave_out_the_token(client):
    assert client.exchange(code_of(client, fault="token-invalid-grant")).json()["error"] == "invalid_grant"
    assert "id_token" not in client.exchange(code_of(client, fault="token-no-id-token")).json()


def test_the_token_endpoint_can_be_slower_than_one_waits(client):
    code = code_of(client, fault="token-slow")
    with pytest.raises(requests.ReadTimeout):
        client.exchange(code, wait_seconds=0.5)


def test_userinfo_can_be_slower_than_one_waits(client):
    token = client.tokens(fault="userinfo-slow")["access_token"]
    with pytest.raises(requests.ReadTimeout):
        client.userinfo(token, wait_seconds=0.5)


@pytest.mark.parametrize(("fault", "status"), [("userinfo-401", 401), ("userinfo-500", 500), ("userinfo-503", 503)])
def test_userinfo_can_be_down(client, fault, status):
    assert client.userinfo(client.tokens(fault=fault)["access_token"]).status_code == status


def test_userinfo_can_be_about_somebody_else(client):
    reply = client.tokens(fault="userinfo-sub")
    assert client.userinfo(reply["access_token"]).json()["sub"] != unchecked(reply["id_token"])["sub"]
    reply = client.tokens(fault="userinfo-no-email")
    assert "email" not in client.userinfo(reply["access_token"]).json()


def test_discovery_and_keys_can_be_down_through_a_forced_fault(client):
    fault = {"path": "/.well-known/*", "status": 503, "times": 2}
    assert requests.post(f"{client.url}/__stub__/faults", json=fault).status_code == 201
    assert requests.get(f"{client.url}/.well-known/jwks.json").status_code == 503
    assert requests.get(f"{client.url}/.well-known/openid-configuration").status_code == 503
    assert requests.get(f"{client.url}/.well-known/jwks.json").status_code == 200


def test_rotated_keys_are_published_beside_the_former(client):
    before = client.tokens()["id_token"]
    requests.post(f"{client.url}/__stub__/rotate-keys")
    after = client.tokens()["id_token"]
    assert jwt.get_unverified_header(before)["kid"] != jwt.get_unverified_header(after)["kid"]
    assert client.checked(before)
    assert client.checked(after)
    requests.post(f"{client.url}/__stub__/rotate-keys")
    with pytest.raises(KeyError):
        client.checked(before)
