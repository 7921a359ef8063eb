"""A member lets a tool act for them: authorisation code with PKCE, from the page that asks to the token that ends."""

import base64
import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from builders import signed_in
from builders.filings import an_account
from builders.people import a_member, an_organisation
from builders.programs import Program, a_client, a_token
from django.conf import settings
from django.test import Client
from lxml import html
from oauth2_provider.models import get_access_token_model, get_grant_model, get_refresh_token_model

from accounts.actors import applicant
from accounts.api_clients import keeping
from accounts.api_clients.allowing import forget_old_tokens
from accounts.api_clients.keeping import Wanted
from accounts.models import ApiClient, Membership, Organisation, User
from accounts.organising.members import leave
from accounts.typed import keep_typed
from core.actor import Applicant
from core.clock import now
from core.models import AuditEvent
from portal.pages import HAS_TYPED

pytestmark = pytest.mark.django_db
BACK = "https://tool.example/back"
VERIFIER = "a-verifier-that-is-at-least-43-characters-long-0123456789"
WANTED = Wanted(
    "Pat’s tool",
    "t@firm.example",
    frozenset({"rights:read", "filings:write"}),
    redirect_uris=(BACK, "http://localhost/"),
)


def challenge(verifier: str = VERIFIER) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


@pytest.fixture
def member() -> Applicant:
    return an_account(now())


@pytest.fixture
def own(member: Applicant) -> Organisation:
    return Organisation.objects.get(pk=member.organisation_id)


@pytest.fixture
def browser(own: Organisation) -> Client:
    return signed_in.customer(own)


@pytest.fixture
def tool(member: Applicant) -> tuple[ApiClient, str]:
    return keeping.make_client(WANTED, is_system=False, by=member, at=now())


def address(client: ApiClient, **changed: str) -> str:
    said = {
        "response_type": "code",
        "client_id": client.client_id,
        "redirect_uri": BACK,
        "scope": "rights:read",
        "state": "xyz",
        "code_challenge": challenge(),
        "code_challenge_method": "S256",
    }
    return "/oauth/authorize/?" + urlencode({name: value for name, value in {**said, **changed}.items() if value})


def answered(browser: Client, where: str, *, allow: bool = True) -> Any:
    """Presses a button of the page as a browser does."""
    page = html.fromstring(browser.get(where).content.decode())
    fields = {one.name: one.value or "" for one in page.xpath("//main//form//input") if one.name}
    fields["allow" if allow else "cancel"] = "true"
    return browser.post(where, fields)


def code_of(answer: Any) -> str:
    assert answer.status_code == 302, answer.content
    return parse_qs(urlsplit(answer["Location"]).query)["code"][0]


def exchanged(client: ApiClient, secret: str, code: str, **changed: str) -> Any:
    own = {"client_id": client.client_id, "client_secret": secret, "grant_type": "authorization_code"}
    said = {**own, "code": code, "redirect_uri": BACK, "code_verifier": VERIFIER, **changed}
    return Client().post("/oauth/token/", {name: value for name, value in said.items() if value})


def test_a_member_allows_and_the_tool_acts_for_them(browser: Client, member: Applicant, tool: Any, own: Any) -> None:
    client, secret = tool
    page = browser.get(address(client))
    text = page.content.decode()
    assert f"<strong>{own.name}</strong>" in text
    assert "See the rights of the account" in text
    assert "Prepare requests" not in text
    answer = answered(browser, address(client))
    sent = urlsplit(answer["Location"])
    assert f"{sent.scheme}://{sent.netloc}{sent.path}" == BACK
    assert parse_qs(sent.query)["state"] == ["xyz"]
    assert parse_qs(sent.query)["iss"] == [settings.PUBLIC_URL]
    body = exchanged(client, secret, code_of(answer)).json()
    assert (body["token_type"], body["scope"], body["expires_in"]) == ("Bearer", "rights:read", 600)
    assert Program(body["access_token"]).get("portfolio/rights")["items"] == []
    assert Program(body["access_token"]).call("GET", "filings").status_code == 403
    verbs = AuditEvent.objects.filter(subject=client.reference).order_by("pk").values_list("verb", "actor")
    assert ("api-tool-allowed", f"user:{member.user_id}") in list(verbs)


def test_the_form_of_this_page_alone_may_lead_to_the_tool(browser: Client, tool: Any) -> None:
    allowed = browser.get(address(tool[0]))["Content-Security-Policy"]
    assert "https://tool.example" in directive(allowed, "form-action")
    assert "'self'" in directive(allowed, "form-action")
    assert "tool.example" not in browser.get("/account/")["Content-Security-Policy"]
    local = browser.get(address(tool[0], redirect_uri="http://localhost:5123/"))
    assert "http://localhost:5123" in directive(local["Content-Security-Policy"], "form-action")


def directive(policy: str, name: str) -> list[str]:
    return next(one.split() for one in policy.split(";") if one.split()[0] == name)


def test_cancel_goes_back_without_a_code(browser: Client, tool: Any) -> None:
    answer = answered(browser, address(tool[0]), allow=False)
    said = parse_qs(urlsplit(answer["Location"]).query)
    assert (said["error"], said["state"], said["iss"]) == (["access_denied"], ["xyz"], [settings.PUBLIC_URL])
    assert not get_grant_model().objects.exists()
    assert not AuditEvent.objects.filter(verb="api-tool-allowed").exists()


def test_nobody_is_sent_to_sign_in_and_back(client: Client, tool: Any) -> None:
    answer = client.get(address(tool[0]))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/?next=%2Foauth%2Fauthorize%2F%3Fresponse_type%3Dcode")


def test_a_post_without_the_forms_own_secret_is_refused(browser: Client, tool: Any) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser.cookies
    assert strict.post(address(tool[0]), {"allow": "true"}).status_code == 403


@pytest.mark.parametrize(
    "changed", [{"code_challenge": ""}, {"code_challenge_method": "plain"}, {"code_challenge_method": ""}]
)
def test_without_pkce_by_s256_the_tool_is_told_that_it_is_needed(
    browser: Client, tool: Any, changed: dict[str, str]
) -> None:
    answer = browser.get(address(tool[0], **changed))
    sent = parse_qs(urlsplit(answer["Location"]).query)
    assert answer["Location"].startswith(BACK)
    assert (sent["error"], sent["state"]) == (["invalid_request"], ["xyz"])


@pytest.mark.parametrize("field", ["code_challenge_method", "redirect_uri", "client_id"])
def test_changed_hidden_fields_lead_nowhere(browser: Client, tool: Any, field: str) -> None:
    where = address(tool[0])
    page = html.fromstring(browser.get(where).content.decode())
    fields = {one.name: one.value or "" for one in page.xpath("//main//form//input") if one.name}
    for allow in ({"allow": "true"}, {}):
        answer = browser.post(where, {**fields, field: "https://evil.example/", **allow})
        assert answer.status_code == 400
    assert not get_grant_model().objects.exists()


@pytest.mark.parametrize("changed", [{"redirect_uri": "https://evil.example/back"}, {"redirect_uri": BACK + "/more"},
                                     {"client_id": "unknown"}, {"redirect_uri": "http://tool.example/back"}])  # fmt: skip
def test_a_wrong_redirect_or_client_stays_here_and_says_so(browser: Client, tool: Any, changed: dict[str, str]) -> None:
    answer = browser.get(address(tool[0], **changed))
    assert answer.status_code == 400
    assert "We cannot let this tool act for you" in answer.content.decode()


def test_a_tool_of_another_organisation_is_not_there(tool: Any) -> None:
    stranger = signed_in.customer(an_organisation())
    other, unknown = stranger.get(address(tool[0])), stranger.get(address(tool[0], client_id="unknown"))
    assert other.status_code == unknown.status_code == 400
    assert tool[0].name not in other.content.decode()
    assert "Invalid client_id parameter value" in other.content.decode()


def test_a_tool_of_another_of_ones_organisations_says_for_which_account(tool: Any, member: Applicant, own: Any) -> None:
    elsewhere = an_organisation("Elsewhere Ltd", people=0)
    user = a_member(elsewhere, email="both@example.com")
    Membership.objects.create(user=user, organisation=own, role=own.memberships.first().role, joined_at=now())
    text = signed_in.customer(elsewhere, user=user).get(address(tool[0])).content.decode()
    assert f"<strong>{own.name}</strong>" in text
    assert "not the account in which you are now, Elsewhere Ltd" in text


def test_a_tool_cannot_have_itself_let_in_without_asking(browser: Client, tool: Any) -> None:
    client, secret = tool
    exchanged(client, secret, code_of(answered(browser, address(client))))
    for changed in ({"approval_prompt": "auto"}, {"prompt": "none"}, {"prompt": "login"}, {"prompt": "create"}):
        page = browser.get(address(client, **changed))
        assert page.status_code == 200
        assert "act for you?" in page.content.decode()


def test_a_code_is_good_once_for_its_tool_its_address_and_its_verifier(browser: Client, tool: Any) -> None:
    client, secret = tool
    code = code_of(answered(browser, address(client)))
    assert exchanged(client, secret, code, code_verifier="x" * 50).status_code == 400
    assert exchanged(client, secret, code, code_verifier="").status_code == 400
    assert exchanged(client, secret, code, redirect_uri="http://localhost/").status_code == 400
    assert exchanged(client, "wrong", code).status_code == 401
    assert exchanged(client, secret, code).status_code == 200
    assert exchanged(client, secret, code).json()["error"] == "invalid_grant"


def test_a_refresh_token_is_good_once_and_its_replay_ends_the_family(browser: Client, tool: Any) -> None:
    client, secret = tool
    first = exchanged(client, secret, code_of(answered(browser, address(client)))).json()
    said = {"client_id": client.client_id, "client_secret": secret, "grant_type": "refresh_token"}
    second = Client().post("/oauth/token/", {**said, "refresh_token": first["refresh_token"]}).json()
    assert Program(second["access_token"]).call("GET", "portfolio/rights").status_code == 200
    assert Program(first["access_token"]).call("GET", "portfolio/rights").status_code == 401
    assert Client().post("/oauth/token/", {**said, "refresh_token": first["refresh_token"]}).status_code == 400
    assert Program(second["access_token"]).call("GET", "portfolio/rights").status_code == 401


def test_tokens_are_kept_as_digests(browser: Client, tool: Any) -> None:
    client, secret = tool
    body = exchanged(client, secret, code_of(answered(browser, address(client)))).json()
    kept = str(list(get_access_token_model().objects.values())) + str(list(get_refresh_token_model().objects.values()))
    assert body["access_token"] not in kept
    assert body["refresh_token"] not in kept
    assert secret not in str(list(ApiClient.objects.values()))


def test_the_account_page_shows_the_tool_and_stops_it(browser: Client, tool: Any, own: Organisation) -> None:
    client, secret = tool
    assert "Tools that act for you" not in browser.get("/account/").content.decode()
    body = exchanged(client, secret, code_of(answered(browser, address(client)))).json()
    waiting = code_of(answered(browser, address(client)))
    assert "Pat’s tool" in browser.get("/account/").content.decode()
    colleague = signed_in.customer(own, user=a_member(own, email="colleague@example.com"))
    stop = f"/account/tools/{client.reference}/stop/"
    assert colleague.post(stop).status_code == 404
    assert browser.post(stop)["Location"] == "/account/"
    assert Program(body["access_token"]).call("GET", "portfolio/rights").status_code == 401
    said = {"client_id": client.client_id, "client_secret": secret, "grant_type": "refresh_token"}
    assert Client().post("/oauth/token/", {**said, "refresh_token": body["refresh_token"]}).status_code == 400
    assert exchanged(client, secret, waiting).status_code == 400
    assert browser.post(stop).status_code == 404
    assert "Stopped a tool" in browser.get("/organisation/log/").content.decode()


def test_a_tool_does_what_the_members_role_allows_now_and_never_manages_or_approves(tool: Any, own: Any) -> None:
    user = a_member(own, email="clerk@example.com")
    client, _secret = tool
    program = Program(a_token(client, user=user))
    ApiClient.objects.update(scopes=["organisation:read", "filings:write", "rights:read"])
    client.refresh_from_db()
    program = Program(a_token(client, user=user))
    assert set(program.get("organisation")["client"]["permissions"]) == {"view", "prepare", "submit"}
    role = a_member(own, email="viewer@example.com", permissions=["view"]).memberships.get().role
    user.memberships.update(role=role)
    assert program.get("organisation")["client"]["permissions"] == ["view"]


def test_a_tool_dies_when_the_member_leaves_and_stays_dead_when_they_come_back(tool: Any, own: Organisation) -> None:
    client, secret = tool
    user = a_member(own, email="clerk@example.com")
    successor = a_member(own, email="next@example.com")
    browser = signed_in.customer(own, user=user)
    body = exchanged(client, secret, code_of(answered(browser, address(client)))).json()
    leave(successor_id=successor.pk, by=applicant(user, own.pk, signed_in_at=now()), at=now())
    assert Program(body["access_token"]).call("GET", "portfolio/rights").status_code == 401
    Membership.objects.filter(user=user).update(left_at=None)
    assert Program(body["access_token"]).call("GET", "portfolio/rights").status_code == 401
    said = {"client_id": client.client_id, "client_secret": secret, "grant_type": "refresh_token"}
    assert Client().post("/oauth/token/", {**said, "refresh_token": body["refresh_token"]}).status_code == 400


def test_a_system_cannot_ask_a_person(browser: Client, member: Applicant) -> None:
    system = a_client(member)
    assert browser.get(address(system)).status_code == 400


def test_a_tool_cannot_sign_in_by_itself(tool: Any) -> None:
    client, secret = tool
    own = {"client_id": client.client_id, "client_secret": secret, "grant_type": "client_credentials"}
    assert Client().post("/oauth/token/", own).json()["error"] == "unauthorized_client"


def test_the_server_says_what_it_supports(client: Client) -> None:
    said = client.get("/.well-known/oauth-authorization-server").json()
    site = settings.PUBLIC_URL
    assert said["issuer"] == site
    assert said["authorization_endpoint"] == f"{site}/oauth/authorize/"
    assert said["token_endpoint"] == f"{site}/oauth/token/"
    assert said["revocation_endpoint"] == f"{site}/oauth/revoke/"
    assert said["introspection_endpoint"] == f"{site}/oauth/introspect/"
    assert said["response_types_supported"] == ["code"]
    assert said["code_challenge_methods_supported"] == ["S256"]
    assert said["grant_types_supported"] == ["authorization_code", "client_credentials", "refresh_token"]
    assert "private_key_jwt" in said["token_endpoint_auth_methods_supported"]
    assert said["token_endpoint_auth_signing_alg_values_supported"] == ["RS256", "PS256", "ES256"]
    assert "rights:renew" in said["scopes_supported"]
    assert not {"registration_endpoint", "jwks_uri", "device_authorization_endpoint"} & set(said)


def test_a_client_is_told_of_its_own_tokens_alone(tool: Any, member: Applicant) -> None:
    client, secret = tool
    own = {"client_id": client.client_id, "client_secret": secret}
    mine = a_token(client, user=User.objects.get(pk=member.user_id))
    theirs = a_token(a_client(member))
    said = Client().post("/oauth/introspect/", {**own, "token": mine}).json()
    assert (said["active"], said["client_id"]) == (True, client.client_id)
    assert "username" not in said
    assert Client().post("/oauth/introspect/", {**own, "token": theirs}).json() == {"active": False}
    assert Client().post("/oauth/introspect/", {"token": mine}).status_code == 403
    assert Client().get("/oauth/introspect/", {**own, "token": mine}).status_code in (403, 405)


def test_a_client_gives_back_its_own_tokens_alone(tool: Any, member: Applicant) -> None:
    client, secret = tool
    own = {"client_id": client.client_id, "client_secret": secret}
    mine, theirs = a_token(client, user=User.objects.get(pk=member.user_id)), a_token(a_client(member))
    for token in (mine, theirs):
        assert Client().post("/oauth/revoke/", {**own, "token": token}).status_code == 200
    assert Program(mine).call("GET", "portfolio/rights").status_code == 401
    assert Program(theirs).call("GET", "portfolio/rights").status_code == 200


def test_what_was_typed_for_another_tool_before_a_time_out_gets_into_no_form(
    browser: Client, member: Applicant, tool: Any
) -> None:
    other, _secret = keeping.make_client(replace(WANTED, name="Other"), is_system=False, by=member, at=now())
    asked = html.fromstring(browser.get(address(other)).content.decode()).xpath("//main//form//input")
    data = {one.name: [one.value or ""] for one in asked if one.name} | {"cancel": ["true"]}
    kept = {"user_id": member.user_id, "organisation_id": member.organisation_id, "path": "/oauth/authorize/"}
    assert keep_typed(**kept, data=data, at=now())
    session = browser.session
    session[HAS_TYPED] = True
    session.save()
    page = html.fromstring(browser.get(address(tool[0])).content.decode())
    assert page.xpath("//main//form//input[@name='client_id']")[0].value == tool[0].client_id


def test_neither_a_code_nor_a_later_token_is_good_for_a_member_who_may_sign_in_no_more(
    browser: Client, member: Applicant, tool: Any
) -> None:
    client, secret = tool
    own = {"client_id": client.client_id, "client_secret": secret}
    code = {"grant_type": "authorization_code", "code_verifier": VERIFIER, "redirect_uri": BACK} | own
    first = {**code, "code": code_of(answered(browser, address(client)))}
    later = {
        **own,
        "grant_type": "refresh_token",
        "refresh_token": Client().post("/oauth/token/", first).json()["refresh_token"],
    }
    second = {**code, "code": code_of(answered(browser, address(client)))}
    User.objects.filter(pk=member.user_id).update(is_active=False)
    assert Client().post("/oauth/token/", second).status_code == 400
    assert Client().post("/oauth/token/", later).status_code == 400


def test_old_tokens_are_forgotten(tool: Any) -> None:
    text = a_token(tool[0])
    get_access_token_model().objects.update(expires=now() - timedelta(days=1))
    forget_old_tokens()
    assert text
    assert not get_access_token_model().objects.exists()
