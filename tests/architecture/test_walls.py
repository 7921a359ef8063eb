"""The wall walked: a colleague outside finds no trace at any address, in any list, count, export or message."""

from typing import Any

import pytest
from builders import signed_in
from builders.people import a_member
from builders.somebody import (
    ALL,
    BY_PROGRAM,
    OFFICE,
    OPEN_TO_ALL,
    OWN_ACCOUNT,
    Theirs,
    asked,
    everything_of_somebody,
    is_not_there,
)
from django.test import Client
from django.urls import reverse

from accounts.actors import applicant
from accounts.contact import people_of
from accounts.models import OrganisationTeam, User
from core.actor import Applicant
from core.clock import now
from core.days import legal_day
from notifications.mailbox import letters, unread
from portal.shown.addresses import in_address
from rights.clients.files import Told, close_to_all_but, files, files_of, open_file, open_to_all, place
from rights.models import Link, Right
from rights.portfolio import View, clients_of, counted, needs_doing, page_of
from rights.portfolio.export import export_rows
from transactions.models import Filing
from transactions.services import begin, hand_over
from transactions.services.beginning import NoSuchRight
from transactions.services.sharing import NoColleague

pytestmark = pytest.mark.django_db

OF_THE_ORGANISATION = {
    "join", "organisation-invitation-cancel", "organisation-person-role", "organisation-person-remove",
    "organisation-role", "organisation-role-retire", "organisation-team", "end-session", "review", "review-close", "system",
    "system-change", "system-end", "system-keys", "system-log", "system-secret", "system-secret-once",
    "system-webhooks", "webhook", "webhook-act", "webhook-end",
}  # fmt: skip
"""What every member who may manage people sees, whatever walls there are; sign-ins are a person's own."""

WALLED = sorted(
    set(ALL)
    - OPEN_TO_ALL
    - OWN_ACCOUNT
    - OF_THE_ORGANISATION
    - {name for name in ALL if name.startswith((*OFFICE, *BY_PROGRAM))}
)


@pytest.fixture
def theirs() -> Theirs:
    """Everything of an account, behind the wall of a client file that is open to its first member alone."""
    made = everything_of_somebody()
    file = open_file(Told("A secret client"), by=made.member, at=now())
    right_ids = list(Link.everything.filter(organisation=made.organisation).values_list("right_id", flat=True))
    assert place(right_ids, file, by=made.member, at=now()) == 2
    for each in files_of(made.member):
        close_to_all_but(each, [made.member.user_id], by=made.member, at=now())
    return made


@pytest.fixture
def colleague(theirs: Theirs) -> User:
    """A member of the same account with every permission, outside the wall."""
    return a_member(theirs.organisation, email="outside@account.example")


@pytest.fixture
def outsider(theirs: Theirs, colleague: User) -> Client:
    return signed_in.customer(theirs.organisation, user=colleague)


def acting(user: User, theirs: Theirs) -> Applicant:
    return applicant(user, theirs.organisation.pk, signed_in_at=now())


@pytest.mark.parametrize("name", WALLED)
def test_a_colleague_outside_is_told_that_it_is_not_there(name: str, theirs: Theirs, outsider: Client) -> None:
    where = reverse(name, kwargs=theirs.arguments[name])
    for method, answer in asked(outsider, where):
        assert is_not_there(answer), f"{method} {name} answered {answer.status_code} to a colleague outside the wall"


def test_no_page_of_the_account_or_of_everybody_tells_of_what_is_behind_the_wall(
    theirs: Theirs, outsider: Client
) -> None:
    secrets = hidden_words(theirs)
    for name in sorted(OPEN_TO_ALL | OWN_ACCOUNT):
        if not ALL[name].pattern.converters:
            answer = outsider.get(reverse(name), follow=not name.endswith("start"))
            told = b"".join(answer.streaming_content) if answer.streaming else answer.content
            assert not [secret for secret in secrets if secret.encode() in told], name


def hidden_words(theirs: Theirs) -> set[str]:
    right_free = {"filing", "payment", "message", "agreement", "link-request", "right"}
    named = {str(value) for name in right_free for value in theirs.arguments[name].values()}
    rights = Right.everything.values_list("number", flat=True)
    return named | set(rights) | {"A secret client"}


def test_lists_counts_searches_and_exports_hold_nothing(theirs: Theirs, colleague: User) -> None:
    by, on = acting(colleague, theirs), legal_day(now())
    everything = View(search="")
    assert page_of(by, everything, on=on).links == []
    assert counted(by, everything, on=on) == 0
    assert len(list(export_rows(by, everything, on=on))) == 1  # the heading alone
    assert clients_of(by) == []
    assert files_of(by) == []
    assert not needs_doing(by, on=on).anything
    assert not Filing.objects.visible_to(by).exists()
    for number in Right.everything.values_list("number", flat=True):
        assert page_of(by, View(search=number), on=on).links == []


def test_messages_are_neither_there_nor_counted_nor_sent(theirs: Theirs, colleague: User) -> None:
    by = acting(colleague, theirs)
    assert not letters(by).exists()
    assert unread(by) == 0
    reference = theirs.arguments["filing"]["reference"]
    told = {person.user_id for person in people_of(theirs.organisation.pk, about=[reference])}
    assert colleague.pk not in told
    assert theirs.member.user_id in told


def test_nothing_is_begun_from_outside_with_the_accounts_own_authority(theirs: Theirs, colleague: User) -> None:
    by = acting(colleague, theirs)
    with pytest.raises(NoSuchRight):
        begin("change_contact_address", [theirs.right.pk], by=by, at=now())  # not published: there for its owner alone


def test_the_log_of_the_organisation_says_nothing_of_it(theirs: Theirs, outsider: Client) -> None:
    told = outsider.get(reverse("organisation-log")).content.decode()
    file = Link.everything.filter(organisation=theirs.organisation).values_list("client_file__reference", flat=True)[0]
    wall = OrganisationTeam.objects.get(name="A secret client").key
    assert file not in told
    assert wall not in told


def test_who_is_named_sees_everything_and_so_does_everybody_once_it_is_open(theirs: Theirs, colleague: User) -> None:
    inside = signed_in.customer(theirs.organisation, user=User.objects.get(pk=theirs.member.user_id))
    for name in ("filing", "right", "message", "payment"):
        assert inside.get(reverse(name, kwargs=theirs.arguments[name])).status_code == 200, name
    (file,) = files(acting(User.objects.get(pk=theirs.member.user_id), theirs), search="secret")
    open_to_all(file, by=theirs.member, at=now())
    outside = signed_in.customer(theirs.organisation, user=colleague)
    for name in ("filing", "right", "message", "payment"):
        assert outside.get(reverse(name, kwargs=theirs.arguments[name])).status_code == 200, name


def test_a_closed_team_is_a_wall_around_all_its_files(theirs: Theirs, colleague: User) -> None:
    member = theirs.member
    team = OrganisationTeam.objects.create(organisation=theirs.organisation, name="Pharma", created_at=now())
    file = open_file(Told("Open client", team_key=team.key), by=member, at=now())
    ids = list(Link.everything.filter(organisation=theirs.organisation).values_list("right_id", flat=True))
    place(ids, file, by=member, at=now())
    on = legal_day(now())
    assert counted(acting(colleague, theirs), View(), on=on) == 2
    OrganisationTeam.objects.filter(pk=team.pk).update(is_closed=True)
    by = acting(colleague, theirs)
    assert counted(by, View(), on=on) == 0
    assert not Filing.objects.visible_to(by).exists()


def test_a_new_request_and_its_payment_stand_behind_the_wall_from_the_first_moment(
    theirs: Theirs, colleague: User
) -> None:
    inside: Any = theirs.member
    draft = begin("change_contact_address", [theirs.right.pk], by=inside, at=now())
    assert not Filing.objects.visible_to(acting(colleague, theirs)).filter(pk=draft.pk).exists()
    assert Filing.objects.visible_to(inside).filter(pk=draft.pk).exists()


def test_who_opened_the_file_or_one_of_its_rights_is_reported_to_those_behind_the_wall(
    theirs: Theirs, outsider: Client
) -> None:
    member = signed_in.customer(theirs.organisation)
    (file,) = files(theirs.member, search="secret")
    link = Link.everything.filter(organisation=theirs.organisation, client_file=file).order_by("number")[0]
    assert member.get(reverse("right", args=[in_address(link.number)])).status_code == 200
    assert member.get(reverse("client", args=[file.reference])).status_code == 200
    page = member.get(reverse("client-opened", args=[file.reference])).content.decode()
    assert link.number in page
    assert "The file" in page
    assert outsider.get(reverse("client-opened", args=[file.reference])).status_code == 404


def test_a_draft_behind_the_wall_is_handed_to_nobody_outside_it(theirs: Theirs, colleague: User) -> None:
    draft = Filing.everything.get(reference=theirs.arguments["filing"]["reference"])
    with pytest.raises(NoColleague):
        hand_over(draft, colleague.pk, "Look", by=theirs.member, at=now())
