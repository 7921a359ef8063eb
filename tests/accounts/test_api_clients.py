"""What administrators let systems and tools do: keys, walls, limits, and the end of them."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from builders.deposits import an_account_with, owed
from builders.filings import an_account, an_officer
from builders.killed import at_once
from builders.people import a_member
from builders.programs import a_client, a_token
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from jwt.algorithms import ECAlgorithm
from oauth2_provider.models import get_access_token_model

from accounts.actors import NoMember, applicant
from accounts.api_clients import keeping
from accounts.api_clients.acting import actor_of, machine
from accounts.api_clients.keeping import Wanted
from accounts.api_clients.log import log_of_client
from accounts.api_clients.public_keys import KeyUnreadable, read_keys
from accounts.api_clients.redirects import BadRedirect, demand_redirects
from accounts.api_clients.scopes import Scope
from accounts.models import ApiClient, Organisation, User
from accounts.organising.roles import demand_manager
from accounts.organising.teams import make_team
from accounts.organising.two_people import SecondPersonNeeded, may_send
from core import audit
from core.actor import Applicant, Machine, NotPermitted, Permission, SignInTooOld, require_fresh_sign_in
from core.walls import put_behind
from payments.deposits.spending import pay_from_account
from payments.models import Payment

PAYS = frozenset({"payments:write", "payments:read"})
WANTED = Wanted("Docketing", "systems@firm.example", PAYS)
PEM = Encoding.PEM


@pytest.fixture
def by(db: None, at: datetime) -> Applicant:
    return an_account(at)


def system(by: Applicant, at: datetime, **changed: Any) -> ApiClient:
    made, _secret = keeping.make_client(replace(WANTED, **changed), is_system=True, by=by, at=at)
    return made


def acting(client: ApiClient) -> Machine:
    client.refresh_from_db()
    return machine(client, client.scopes)


def test_a_secret_is_kept_as_a_hash_alone(by: Applicant, at: datetime) -> None:
    made, secret = keeping.make_client(WANTED, is_system=True, by=by, at=at)
    kept = str(ApiClient.objects.values().get())
    assert secret not in kept
    assert ApiClient.objects.get().client_secret.startswith("pbkdf2_sha256$")
    assert len(secret) >= 64
    assert made.created_by == f"user:{by.user_id}"


def test_only_an_administrator_with_a_fresh_sign_in_makes_changes_and_renews(by: Applicant, at: datetime) -> None:
    client = system(by, at)
    clerk, old = (
        replace(by, permissions=frozenset({Permission.VIEW})),
        replace(by, signed_in_at=at - timedelta(hours=1)),
    )
    tool = replace(by, signed_in_at=None, tool="some-tool", permissions=by.permissions)
    for who, problem in ((clerk, NotPermitted), (old, SignInTooOld), (tool, SignInTooOld)):
        for act in (
            lambda: keeping.make_client(WANTED, is_system=True, by=who, at=at),  # noqa: B023
            lambda: keeping.change_client(client, WANTED, by=who, at=at),  # noqa: B023
            lambda: keeping.new_secret(client, by=who, at=at),  # noqa: B023
            lambda: keeping.keep_keys(client, [], by=who, at=at),  # noqa: B023
        ):
            with pytest.raises(problem):
                act()
    with pytest.raises(NotPermitted):
        keeping.revoke(client, by=clerk, at=at)
    with pytest.raises(NotPermitted):
        keeping.clients_of(clerk)
    keeping.revoke(client, by=old, at=at)  # what stops harm waits for nothing


def test_another_organisations_client_is_not_there(by: Applicant, at: datetime) -> None:
    client = system(by, at)
    stranger = an_account(at, email="stranger@example.com")
    assert keeping.clients_of(stranger) == []
    for act in (
        lambda: keeping.client_for(client.reference, by=stranger),
        lambda: keeping.change_client(client, WANTED, by=stranger, at=at),
        lambda: keeping.new_secret(client, by=stranger, at=at),
        lambda: keeping.keep_keys(client, [], by=stranger, at=at),
        lambda: keeping.revoke(client, by=stranger, at=at),
    ):
        with pytest.raises(keeping.NoSuchClient):
            act()


def test_it_must_be_able_to_do_something_and_there_are_fifty_at_most(by: Applicant, at: datetime) -> None:
    with pytest.raises(keeping.NothingAllowed):
        system(by, at, scopes=frozenset({"rights:everything"}))
    for _number in range(50):
        a_client(by)
    with pytest.raises(keeping.TooManyClients):
        system(by, at)
    ended = ApiClient.objects.first()
    assert ended is not None
    keeping.revoke(ended, by=by, at=at)
    system(by, at)
    assert [one.pk for one in keeping.clients_of(by, ended=True)] == [ended.pk]


def test_no_scope_lets_a_program_approve_or_manage_people(by: Applicant, at: datetime) -> None:
    client = a_client(by, scopes=tuple(str(scope) for scope in Scope))
    user = User.objects.get(pk=by.user_id)
    for actor in (actor_of(client, None, client.scopes), actor_of(client, user, client.scopes)):
        assert not {Permission.APPROVE, Permission.MANAGE_PEOPLE} & actor.permissions
        with pytest.raises(SignInTooOld):
            require_fresh_sign_in(actor, at=at, reason="")
    person = actor_of(client, user, client.scopes)
    assert isinstance(person, Applicant)
    with pytest.raises(NotPermitted):
        demand_manager(person)


def test_a_token_does_no_more_than_its_scopes_and_its_person(by: Applicant, at: datetime) -> None:
    organisation = Organisation.objects.get(pk=by.organisation_id)
    reader = a_member(organisation, email="reader@firm.example", permissions=["view"])
    client = a_client(by)
    assert actor_of(client, reader, ["payments:write", "rights:write"]).permissions == {Permission.VIEW}
    assert actor_of(client, None, ["rights:read"]).permissions == {Permission.VIEW}
    reader.memberships.update(left_at=at)
    with pytest.raises(NoMember):
        actor_of(client, reader, ["rights:read"])
    User.objects.filter(pk=by.user_id).update(is_active=False)
    with pytest.raises(NoMember):
        actor_of(client, User.objects.get(pk=by.user_id), ["rights:read"])
    keeping.revoke(client, by=by, at=at)
    client.refresh_from_db()
    with pytest.raises(NoMember):
        actor_of(client, None, ["rights:read"])


# --- walls ---


def test_a_system_is_behind_the_walls_that_somebody_inside_opened_to_it(by: Applicant, at: datetime) -> None:
    organisation = Organisation.objects.get(pk=by.organisation_id)
    team = make_team("Pharma", [by.user_id], is_closed=True, by=by, at=at)
    user = a_member(organisation, email="outside@firm.example")
    outside = applicant(user, organisation.pk, signed_in_at=at)
    assert [one.name for one in keeping.walls_to_open(by)] == ["Pharma"]
    assert keeping.walls_to_open(outside) == []
    shut = system(outside, at, inside=frozenset({team.key}))
    assert acting(shut).shut_out == {team.key}
    client = system(by, at, inside=frozenset({team.key}))
    assert acting(client).shut_out == frozenset()
    keeping.change_client(client, WANTED, by=outside, at=at)
    assert acting(client).shut_out == frozenset()  # kept: who does not see the wall does not close it
    keeping.change_client(client, WANTED, by=by, at=at)
    assert acting(client).shut_out == {team.key}


def test_a_wall_that_is_built_later_shuts_every_system_out(by: Applicant, at: datetime) -> None:
    client = system(by, at)
    assert acting(client).shut_out == frozenset()
    team = make_team("Pharma", [by.user_id], is_closed=True, by=by, at=at)
    assert acting(client).shut_out == {team.key}


def test_the_log_leaves_out_what_is_behind_a_wall_to_the_reader(by: Applicant, at: datetime) -> None:
    organisation = Organisation.objects.get(pk=by.organisation_id)
    team = make_team("Pharma", [by.user_id], is_closed=True, by=by, at=at)
    client = system(by, at, inside=frozenset({team.key}))
    for subject in ("REN-OPEN", "REN-HIDDEN"):
        audit.note("request-submit", by=acting(client), at=at, subject=subject)
    put_behind(organisation.pk, {"REN-HIDDEN": [team.key]})
    audit.note("request-submit", by=by, at=at, subject="REN-OTHER")
    outside = applicant(a_member(organisation, email="o@firm.example"), organisation.pk, signed_in_at=at)
    seen = {who: {one.subject for one in log_of_client(client, by=who)} for who in (by, outside)}
    assert seen == {by: {client.reference, "REN-OPEN", "REN-HIDDEN"}, outside: {client.reference, "REN-OPEN"}}
    with pytest.raises(NotPermitted):
        log_of_client(client, by=replace(by, permissions=frozenset({Permission.VIEW})))


# --- what it may send and pay ---


def test_without_an_allowance_it_neither_sends_nor_pays(by: Applicant, at: datetime) -> None:
    an_account_with(50_000, by=by, cashier=an_officer(at, roles=("team_leader",)), at=at)
    client = acting(system(by, at))
    assert not may_send(client, written_by=[])
    with pytest.raises(SecondPersonNeeded):
        pay_from_account(owed(by, at, pence=1), by=client, at=at)


def test_it_pays_up_to_its_limit_in_a_day_and_no_penny_more(by: Applicant, at: datetime) -> None:
    an_account_with(50_000, by=by, cashier=an_officer(at, roles=("team_leader",)), at=at)
    client = acting(system(by, at, limit_pence=10_000))
    other = acting(system(by, at, limit_pence=10_000))
    assert may_send(client, written_by=["user:anybody"])
    assert pay_from_account(owed(by, at, pence=6_000, subject="REN-1"), by=client, at=at)
    with pytest.raises(SecondPersonNeeded):
        pay_from_account(owed(by, at, pence=4_001, subject="REN-2"), by=client, at=at)
    assert pay_from_account(owed(by, at, pence=4_000, subject="REN-3"), by=client, at=at)
    with pytest.raises(SecondPersonNeeded):
        pay_from_account(owed(by, at, pence=1, subject="REN-4"), by=client, at=at)
    assert pay_from_account(owed(by, at, pence=10_000, subject="REN-5"), by=other, at=at)
    assert pay_from_account(owed(by, at, pence=10_000, subject="REN-6"), by=client, at=at + timedelta(days=1))


def test_payments_of_the_same_amount_count_each(by: Applicant, at: datetime) -> None:
    an_account_with(50_000, by=by, cashier=an_officer(at, roles=("team_leader",)), at=at)
    client = acting(system(by, at, limit_pence=14_000))
    assert pay_from_account(owed(by, at, subject="REN-1"), by=client, at=at)
    assert pay_from_account(owed(by, at, subject="REN-2"), by=client, at=at)
    with pytest.raises(SecondPersonNeeded, match="£140"):
        pay_from_account(owed(by, at, subject="REN-3"), by=client, at=at)


def test_two_payments_at_once_do_not_both_fit_under_the_limit(committed: None, at: datetime) -> None:
    by = an_account(at)
    an_account_with(50_000, by=by, cashier=an_officer(at, roles=("team_leader",)), at=at)
    client = acting(system(by, at, limit_pence=10_000))
    payments = [owed(by, at, pence=6_000, subject=f"REN-{number}") for number in (1, 2, 3)]
    answers = at_once(*[lambda one=one: pay_from_account(one, by=client, at=at) for one in payments])
    assert sorted(str(type(one).__name__) for one in answers) == ["SecondPersonNeeded", "SecondPersonNeeded", "bool"]
    assert Payment.everything.filter(method="deposit").count() == 1


# --- the end ---


def test_ending_and_renewing_end_every_token_at_once(by: Applicant, at: datetime) -> None:
    client = system(by, at)
    for act in (
        lambda: keeping.new_secret(client, by=by, at=at),
        lambda: keeping.keep_keys(client, [{"kid": "one"}], by=by, at=at),
        lambda: keeping.revoke(client, by=by, at=at),
    ):
        a_token(client)
        a_token(a_client(by))
        act()
        assert not get_access_token_model().objects.filter(application=client).exists()
    assert get_access_token_model().objects.count() == 3
    with pytest.raises(keeping.NoSuchClient):
        keeping.revoke(client, by=by, at=at)


# --- public keys and addresses ---


def pem(private: Any) -> str:
    text: bytes = private.public_key().public_bytes(PEM, PublicFormat.SubjectPublicKeyInfo)
    return text.decode()


def test_public_keys_are_read_from_pem_jwk_and_sets() -> None:
    curve, rsa_key = ec.generate_private_key(ec.SECP256R1()), rsa.generate_private_key(65537, 2048)
    (one,) = read_keys(pem(curve))
    assert (one["kty"], one["crv"], one["alg"], one["kid"]) == ("EC", "P-256", "ES256", "key-1")
    (two,) = read_keys(pem(rsa_key))
    assert (two["kty"], two["alg"]) == ("RSA", "RS256")
    jwk = ECAlgorithm.to_jwk(curve.public_key())
    assert read_keys(jwk)[0]["x"] == one["x"]
    assert [key["kid"] for key in read_keys(f'{{"keys": [{jwk}, {jwk}]}}')] == ["key-1", "key-2"]


@pytest.mark.parametrize(
    "make",
    [
        lambda: (
            ec.generate_private_key(ec.SECP256R1()).private_bytes(PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
        ),
        lambda: ECAlgorithm.to_jwk(ec.generate_private_key(ec.SECP256R1())),
        lambda: pem(ec.generate_private_key(ec.SECP384R1())),
        lambda: pem(rsa.generate_private_key(65537, 1024)),
        lambda: '{"kty": "oct", "k": "c2VjcmV0"}',
        lambda: '{"keys": []}',
        lambda: "{",
        lambda: "ssh-rsa AAAA",
        lambda: "",
    ],
)
def test_private_weak_and_unreadable_keys_are_refused(make: Any) -> None:
    with pytest.raises(KeyUnreadable):
        read_keys(make())


@pytest.mark.parametrize(
    "address",
    ["http://tool.example/", "https://", "tool.example", "javascript:alert(1)", "https://tool.example/#x", "app:back",
     "https://*.example/", "https://a@tool.example/", "http://localhost.evil.example/", "https://tool.example/;x"],
)  # fmt: skip
def test_a_tool_takes_people_to_https_or_their_own_machine_alone(address: str) -> None:
    with pytest.raises(BadRedirect):
        demand_redirects([address])


def test_good_addresses_are_kept_once() -> None:
    good = ("https://tool.example/back?x=1", "http://localhost:8000/", "http://127.0.0.1/")
    assert demand_redirects([*good, good[0], " "]) == good
    with pytest.raises(BadRedirect):
        demand_redirects([])
