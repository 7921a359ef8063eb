"""The pages on which administrators keep the systems and tools that use the API."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from builders import signed_in
from builders.demonstration_clock import clock_at
from builders.filings import drafted, linked
from builders.people import a_member
from builders.programs import Program, a_client, a_token
from builders.register import a_patent
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts.api_clients.acting import actor_of
from accounts.models import AccountSession, ApiClient, Organisation
from accounts.organising.teams import make_team
from core import audit
from core.actor import Applicant, Machine, System
from core.clock import now

SAID = {
    "name": "Docketing",
    "contact_email": "systems@firm.example",
    "scopes": ["rights:read", "rights:renew"],
    "alone": "no",
}
PEM, PKCS8 = Encoding.PEM, PrivateFormat.PKCS8


def made(browser: Client, **changed: Any) -> Any:
    return browser.post("/organisation/systems/new-system/", {**SAID, **changed}, follow=True)


def test_a_new_system_shows_its_secret_once_and_signs_in_with_it(browser: Client, read: Any) -> None:
    answer = made(browser, alone="yes", limit="250.50")
    client = ApiClient.objects.get()
    assert (client.name, client.scopes, client.limit_pence) == ("Docketing", ["rights:read", "rights:renew"], 25_050)
    assert "no-store" in answer["Cache-Control"]
    secret = answer.context["secret"]
    assert secret in answer.content.decode()
    (where, status), *_others = answer.redirect_chain
    assert (where, status) == (f"/organisation/systems/{client.reference}/secret/once/", 302)
    for _reload in range(2):
        again = browser.get(where, follow=True)
        assert secret not in again.content.decode()
        assert "A secret is shown once" in again.content.decode()
    assert ApiClient.objects.count() == 1
    own = {"client_id": client.client_id, "client_secret": secret, "grant_type": "client_credentials"}
    assert Client().post("/oauth/token/", own).status_code == 200
    for address in ("/organisation/systems/", f"/organisation/systems/{client.reference}/"):
        text = read(browser, address).text_content()
        assert secret not in text
        assert "Yes, up to £250.50 a day" in text
        assert "By a secret" in text


def test_a_secret_that_nobody_looked_at_is_gone_after_ten_minutes(browser: Client, today: datetime) -> None:
    with clock_at(today):
        where = browser.post("/organisation/systems/new-system/", SAID)["Location"]
    AccountSession.everything.update(last_active_at=today + timedelta(minutes=9))
    with clock_at(today + timedelta(minutes=10, seconds=1)):
        answer = browser.get(where)
    assert answer["Location"] == where.removesuffix("secret/once/")


def test_a_secret_is_shown_to_who_made_it_and_nobody_else(browser: Client, own: Organisation) -> None:
    where = browser.post("/organisation/systems/new-system/", SAID)["Location"]
    resting = str([one.get_decoded() for one in Session.objects.all()])
    assert f"secret of {ApiClient.objects.get().reference}" in resting
    colleague = signed_in.customer(own, user=a_member(own, email="second@firm.example"))
    assert "secret" not in (colleague.get(where, follow=True).context or {})
    assert browser.get(where).context["secret"] not in resting


def test_a_tool_says_where_it_takes_people_back_to(browser: Client, today: Any) -> None:
    said = {**SAID, "redirects": "http://evil.example/"}
    answer = browser.post("/organisation/systems/new-tool/", said)
    assert "This is none: http://evil.example/" in answer.content.decode()
    assert not ApiClient.objects.exists()
    said["redirects"] = "https://tool.example/back\nhttp://localhost:8000/back"
    assert "secret" in browser.post("/organisation/systems/new-tool/", said, follow=True).context
    client = ApiClient.objects.get()
    assert client.redirect_uris == "https://tool.example/back http://localhost:8000/back"
    assert not client.is_system


def test_what_it_may_do_is_said_anew(browser: Client, today: Any) -> None:
    made(browser, alone="yes", limit="10")
    client = ApiClient.objects.get()
    page = browser.get(f"/organisation/systems/{client.reference}/change/").content.decode()
    assert 'value="10.00"' in page
    changed = {**SAID, "name": "Reader", "scopes": ["rights:read"]}
    answer = browser.post(f"/organisation/systems/{client.reference}/change/", changed)
    assert answer["Location"] == f"/organisation/systems/{client.reference}/"
    client.refresh_from_db()
    assert (client.name, client.scopes, client.limit_pence) == ("Reader", ["rights:read"], None)


def test_forms_say_what_is_missing(browser: Client, today: Any) -> None:
    text = browser.post("/organisation/systems/new-system/", {}).content.decode()
    for words in ("Enter a name", "Enter an email address", "Select what it may do", "Select whether it may send"):
        assert words in text
    assert "Enter how much it may pay in a day" in made(browser, alone="yes").content.decode()
    assert not ApiClient.objects.exists()


def test_public_keys_take_the_place_of_the_secret_and_private_ones_are_refused(browser: Client, today: Any) -> None:
    secret = made(browser).context["secret"]
    client = ApiClient.objects.get()
    address = f"/organisation/systems/{client.reference}/keys/"
    private = ec.generate_private_key(ec.SECP256R1())
    text = private.private_bytes(PEM, PKCS8, NoEncryption()).decode()
    refused = browser.post(address, {"keys": text})
    assert "Never send a private key to anybody" in refused.content.decode()
    public = private.public_key().public_bytes(PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    assert browser.post(address, {"keys": public}).status_code == 302
    assert "By signing with its own key: key-1" in browser.get("/organisation/systems/").content.decode()
    own = {"client_id": client.client_id, "client_secret": secret, "grant_type": "client_credentials"}
    assert Client().post("/oauth/token/", own).status_code == 401
    renewed = browser.post(f"/organisation/systems/{client.reference}/secret/", follow=True).context["secret"]
    assert Client().post("/oauth/token/", {**own, "client_secret": renewed}).status_code == 200
    assert ApiClient.objects.get().public_keys == []


def test_ending_asks_first_and_ends_its_tokens(browser: Client, account: Applicant) -> None:
    client = a_client(account)
    program = Program(a_token(client))
    address = f"/organisation/systems/{client.reference}/end/"
    assert "All its tokens end at once" in browser.get(address).content.decode()
    assert program.call("GET", "organisation").status_code == 200
    assert browser.post(address)["Location"] == "/organisation/systems/"
    assert program.call("GET", "organisation").status_code == 401
    assert "Ended on" in browser.get(f"/organisation/systems/{client.reference}/").content.decode()
    for gone in ("change", "secret", "keys", "end"):
        assert browser.get(f"/organisation/systems/{client.reference}/{gone}/").status_code == 404


def test_its_log_tells_what_it_did_and_what_was_done_about_it(browser: Client, account: Applicant, read: Any) -> None:
    made(browser)
    client = ApiClient.objects.get()
    audit.note("request-submit", by=Machine(client.client_id, client.organisation_id), at=now(), subject="REN-1")
    audit.note("request-submit", by=account, at=now(), subject="REN-2")
    audit.note("own-reference-kept", by=account_through(client, account), at=now(), subject="GB1")
    lines = [one.text_content() for one in read(browser, f"/organisation/systems/{client.reference}/log/").iter("dl")]
    text = " ".join(lines)
    for words in ("Let a system or tool use the API", "Sent a request", "REN-1", "Docketing", "GB1"):
        assert words in text
    assert "REN-2" not in text
    whole = read(browser, f"/organisation/log/?person=machine:{client.client_id}").text_content()
    assert "REN-1" in whole
    assert "REN-2" not in whole


def account_through(client: ApiClient, account: Applicant) -> Applicant:
    return Applicant(account.user_id, account.organisation_id, signed_in_at=None, tool=client.client_id)


def test_a_wall_is_opened_by_those_behind_it_and_kept_by_those_who_are_not(
    browser: Client, account: Applicant, own: Organisation
) -> None:
    team = make_team("Pharma", [account.user_id], is_closed=True, by=account, at=now())
    made(browser, inside=[team.key])
    client = ApiClient.objects.get()
    assert client.inside == [team.key]
    outside = signed_in.customer(own, user=a_member(own, email="outside@firm.example"))
    for page in ("", "change/", "log/"):
        assert "Pharma" not in outside.get(f"/organisation/systems/{client.reference}/{page}").content.decode()
    outside.post(f"/organisation/systems/{client.reference}/change/", {**SAID, "inside": [team.key]})
    assert ApiClient.objects.get().inside == [team.key]
    answer = outside.post("/organisation/systems/new-system/", {**SAID, "inside": [team.key]})
    assert answer.status_code == 302
    assert list(ApiClient.objects.exclude(pk=client.pk).values_list("inside", flat=True)) == [[]]


def test_only_administrators_keep_systems(own: Organisation, account: Applicant) -> None:
    reader = signed_in.customer(own, user=a_member(own, email="reader@firm.example", permissions=["view"]))
    client = a_client(account)
    for page in ("", "new-system/", "new-tool/", f"{client.reference}/", f"{client.reference}/log/"):
        answer = reader.get(f"/organisation/systems/{page}")
        assert answer.status_code == 403
        assert "Ask an administrator" in answer.content.decode()
    assert b"Systems and tools" not in reader.get("/organisation/").content


def test_an_old_sign_in_is_asked_again_and_finds_its_answers_back(own: Organisation, today: Any) -> None:
    browser = signed_in.customer(own, at=today - timedelta(minutes=30))
    AccountSession.everything.update(last_active_at=today)
    answer = browser.post("/organisation/systems/new-system/", SAID)
    assert answer["Location"] == "/sign-in/again/?next=%2Forganisation%2Fsystems%2Fnew-system%2F"
    assert not ApiClient.objects.exists()
    AccountSession.everything.update(authenticated_at=today)
    assert 'value="Docketing"' in browser.get("/organisation/systems/new-system/").content.decode()
    assert made(browser).status_code == 200
    assert 'value="Docketing"' not in browser.get("/organisation/systems/new-system/").content.decode()


def test_the_list_costs_the_same_for_one_and_for_three(browser: Client, account: Applicant, count_queries: Any) -> None:
    address = "/organisation/systems/"
    a_client(account)
    once = count_queries(browser, address)
    a_client(account)
    a_client(account)
    assert count_queries(browser, address) == once


def test_the_logs_say_through_which_tool_a_member_acted_and_hold_no_tokens(
    browser: Client, account: Applicant, today: Any
) -> None:
    tool = a_client(account)
    ApiClient.objects.update(name="Plug-in")
    audit.note("request-withdraw", by=replace(account, tool=tool.client_id), at=today)
    audit.note_for(account.organisation_id, "api-token", by=System("tokens"), at=today, subject=tool.reference)
    whole = browser.get(reverse("organisation-log")).content.decode()
    assert "Example Instruments Ltd, with Plug-in" in whole
    assert tool.reference not in whole
    own = browser.get(f"/organisation/systems/{tool.reference}/log/").content.decode()
    assert "Example Instruments Ltd, with Plug-in" in own
    assert "A system or tool signed in" in own


def test_what_a_system_began_says_so_on_its_own_page(browser: Client, account: Applicant, today: Any) -> None:
    right = a_patent()
    linked(right, account)
    client = a_client(account)
    ApiClient.objects.update(name="Docketing of Harper")
    draft = drafted("change_contact_address", [right], {}, by=actor_of(client, None, client.scopes), at=today)
    page = browser.get(reverse("filing", args=[draft.reference])).content.decode()
    assert "Docketing of Harper began this" in page
    assert "You began this" not in page
