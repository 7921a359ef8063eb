"""One Login's logout and back-channel logout, right and wrong on demand."""

from urllib.parse import urlsplit

import jwt
import pytest
import requests

from tests.stubs.relying_party import answer_in, unchecked

EVENT = "http://schemas.openid.net/event/backchannel-logout"


def log_out(client, **query):
    return client.browser.get(f"{client.url}/logout", params=query, allow_redirects=False)


def signed_in_at_one_login(client):
    return "code" in (client.authorize().headers["Location"])


def test_logging_out_ends_the_session_and_goes_where_the_product_wants(client):
    hint = client.tokens()["id_token"]
    after = f"{client.product.url}/signed-out/"
    answer = log_out(client, id_token_hint=hint, post_logout_redirect_uri=after, state="s t")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(f"{after}?")
    assert answer_in(answer) == {"state": "s t"}
    assert not signed_in_at_one_login(client)


def test_an_old_hint_is_still_a_hint(client):
    hint = client.tokens()["id_token"]
    requests.post(f"{client.url}/__stub__/clock", json={"offset_seconds": 3000})
    after = f"{client.product.url}/signed-out/"
    assert log_out(client, id_token_hint=hint, post_logout_redirect_uri=after).headers["Location"] == after


@pytest.mark.parametrize("after", ["http://localhost:1/", "{url}/signed-out", "{url}/elsewhere/"])
def test_an_address_that_is_not_registered_is_never_gone_to(client, after):
    hint = client.tokens()["id_token"]
    answer = log_out(client, id_token_hint=hint, post_logout_redirect_uri=after.format(url=client.product.url))
    assert answer.status_code == 400
    assert not signed_in_at_one_login(client)


def test_without_a_hint_nobody_is_sent_back(client):
    client.tokens()
    answer = log_out(client, post_logout_redirect_uri=f"{client.product.url}/signed-out/")
    assert answer.status_code == 400


def test_a_hint_of_somebody_elses_making_is_refused(client):
    token = client.tokens(fault="id-token-signature")["id_token"]
    assert log_out(client, id_token_hint=token).status_code == 400


def test_without_anything_one_is_told_that_one_signed_out(client):
    client.tokens()
    assert urlsplit(log_out(client).headers["Location"]).path == "/signed-out"
    assert not signed_in_at_one_login(client)


def test_a_logout_request_of_more_than_2048_characters_never_arrives(client):
    assert log_out(client, state="s" * 2048).status_code == 403


def posted(client):
    return [form["logout_token"] for path, form in client.product.posts if path == "/oidc/back-channel-logout/"]


def test_the_product_is_told_when_somebody_signs_out_elsewhere(client):
    sub = unchecked(client.tokens()["id_token"])["sub"]
    answer = requests.post(f"{client.url}/__stub__/back-channel-logout", json={"persona": "owner-without-lawyer"})
    assert answer.json()["answers"] == [{"status": 200}]
    (token,) = posted(client)
    claims = client.checked(token)
    assert jwt.get_unverified_header(token)["typ"] == "logout+jwt"
    assert jwt.get_unverified_header(token)["alg"] == "ES256"
    assert claims["sub"] == sub
    assert claims["events"] == {EVENT: {}}
    assert claims["exp"] - claims["iat"] == 120
    assert "sid" not in claims
    assert "nonce" not in claims
    assert not signed_in_at_one_login(client)


def test_logging_out_tells_the_product_too_as_the_real_one_does(client):
    hint = client.tokens()["id_token"]
    log_out(client, id_token_hint=hint)
    assert [unchecked(token)["sub"] for token in posted(client)] == [unchecked(hint)["sub"]]


def test_that_can_be_switched_off(client):
    requests.post(f"{client.url}/__stub__/registration", json={"back_channel_on_logout": False})
    log_out(client, id_token_hint=client.tokens()["id_token"])
    assert posted(client) == []


def test_signing_out_everywhere_on_the_page_tells_the_product(client):
    client.tokens()
    home = client.browser.get(f"{client.url}/")
    assert "Rhiannon Testwood" in home.text
    done = client.browser.post(f"{client.url}/sign-out-everywhere")
    assert "answered 200" in done.text
    assert len(posted(client)) == 1


def tell(client, variant):
    body = {"persona": "owner-without-lawyer", "variant": variant}
    answer = requests.post(f"{client.url}/__stub__/back-channel-logout", json=body)
    assert answer.status_code == 200, answer.text
    return posted(client)


def test_a_logout_token_can_come_twice(client):
    first, second = tell(client, "replay")
    assert first == second


@pytest.mark.parametrize(
    ("variant", "refusal"),
    [
        ("wrong-aud", jwt.InvalidAudienceError),
        ("wrong-iss", jwt.InvalidIssuerError),
        ("wrong-signature", jwt.InvalidSignatureError),
        ("expired", jwt.ExpiredSignatureError),
        ("not-yet-valid", jwt.ImmatureSignatureError),
    ],
)
def test_a_logout_token_that_no_library_takes_can_be_had_on_demand(client, variant, refusal):
    (token,) = tell(client, variant)
    with pytest.raises(refusal):
        client.checked(token)


def test_a_logout_token_that_breaks_its_own_rules_can_be_had_on_demand(client):
    assert "nonce" in unchecked(tell(client, "with-nonce")[-1])
    assert "events" not in unchecked(tell(client, "without-event")[-1])
    assert "jti" not in unchecked(tell(client, "without-jti")[-1])
    assert jwt.get_unverified_header(tell(client, "wrong-type")[-1])["typ"] == "JWT"


def test_a_way_to_go_wrong_that_does_not_exist_is_refused(client):
    body = {"persona": "owner-without-lawyer", "variant": "sideways"}
    assert requests.post(f"{client.url}/__stub__/back-channel-logout", json=body).status_code == 400
