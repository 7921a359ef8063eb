"""Organisations run themselves: people, roles, rules and the log, and the rules that hold whatever is clicked."""

from datetime import datetime, timedelta

import pytest
from builders import signed_in
from builders.filings import an_account, drafted, owned
from builders.people import a_member, a_role, acting_for, an_organisation
from django.urls import reverse

from accounts.actors import NoMember, applicant
from accounts.models import Invitation, Membership, Organisation, ResponsibleOfficer, User
from accounts.organising import inviting
from accounts.organising.founding import found
from accounts.organising.log import log_of
from accounts.organising.members import SuccessorNeeded, change_role, leave, name_responsible, remove
from accounts.organising.roles import NobodyWouldManage, StillInUse, compose_role, retire_role
from accounts.organising.two_people import (
    NobodyToApprove,
    Rules,
    SecondPersonNeeded,
    change_rules,
    demand_may_pay,
)
from core.actor import Applicant, NotPermitted, Permission
from core.clock import now
from core.models import OutboxMessage
from core.outbox.registry import keep
from notifications.models import Notice
from rights.models import Right
from transactions.models import Filing
from transactions.registry import type_named
from transactions.services import begin, submit
from transactions.workflow import moves_open_to

pytestmark = pytest.mark.django_db


def keep_promises(kind: str, at: datetime) -> None:
    for message in OutboxMessage.objects.filter(kind=kind, state="promised"):
        keep(message.kind, message.payload, at=at)


def test_whoever_creates_an_organisation_is_its_administrator_and_responsible(at: datetime) -> None:
    by = an_account(at)
    made = found("Testwood LLP", kind="firm", company_number="OC301234", by=by, at=at)
    member = Membership.objects.get(organisation=made)
    assert set(member.role.permissions) == {str(one) for one in Permission}
    assert ResponsibleOfficer.objects.get(organisation=made).user_id == by.user_id
    assert [role.name for role in made.roles.order_by("pk")] == [
        "Administrator", "Partner", "Paralegal", "Accounts", "Reader",
    ]  # fmt: skip


def test_an_invitation_is_sent_and_accepted_once_by_the_invited_address_only(at: datetime) -> None:
    host = acting_for(an_organisation("Testwood LLP"))
    role = a_role(Organisation.objects.get(pk=host.organisation_id), ["view"])
    made = inviting.invite(email="new@firm.example", name="New Person", role=role, by=host, at=at)
    keep_promises("invitation-made", at)
    notice = Notice.everything.get(template="invited")
    assert notice.address["email"] == "new@firm.example"
    assert inviting.token_of(made) not in notice.body
    token = inviting.token_of(made)
    other = User.objects.create(kind="customer", email="other@firm.example", created_at=at)
    with pytest.raises(inviting.OtherAddress):
        inviting.accept(token, user=other, by=Applicant(other.pk, host.organisation_id), at=at)
    invited = User.objects.create(kind="customer", email="NEW@firm.example", created_at=at)
    inviting.accept(token, user=invited, by=Applicant(invited.pk, host.organisation_id), at=at)
    assert applicant(invited, host.organisation_id, signed_in_at=at).permissions == {Permission.VIEW}
    with pytest.raises(inviting.NoInvitation):
        inviting.accept(token, user=invited, by=Applicant(invited.pk, host.organisation_id), at=at)


def test_an_invitation_ends_after_14_days_or_when_it_is_taken_back(at: datetime) -> None:
    host = acting_for(an_organisation())
    role = a_role(Organisation.objects.get(pk=host.organisation_id), ["view"])
    old = inviting.invite(email="a@firm.example", name="A", role=role, by=host, at=at)
    taken = inviting.invite(email="b@firm.example", name="B", role=role, by=host, at=at)
    with pytest.raises(inviting.AlreadyThere):
        inviting.invite(email="A@firm.example", name="A", role=role, by=host, at=at)
    inviting.cancel(taken, by=host, at=at)
    late = at + timedelta(days=14)
    assert inviting.invitation_for(inviting.token_of(old), at=late - timedelta(seconds=1)) == old
    for made, when in ((old, late), (taken, at)):
        with pytest.raises(inviting.NoInvitation):
            inviting.invitation_for(inviting.token_of(made), at=when)
    again = inviting.invite(email="a@firm.example", name="A", role=role, by=host, at=late)
    assert Invitation.objects.filter(cancelled_at=None).get() == again


def test_an_organisation_is_never_without_somebody_who_manages_it(at: datetime) -> None:
    organisation = an_organisation(people=1)
    by = acting_for(organisation)
    reader = a_role(organisation, ["view"])
    other = a_member(organisation, email="reader@firm.example", permissions=["view"])
    with pytest.raises(NobodyWouldManage):
        change_role(by.user_id, reader, by=by, at=at)
    with pytest.raises(NobodyWouldManage):
        leave(successor_id=other.pk, by=by, at=at)
    with pytest.raises(NobodyWouldManage):
        compose_role("No power", [Permission.VIEW], role=Membership.objects.get(user_id=by.user_id).role, by=by, at=at)
    assert Membership.objects.filter(organisation=organisation, left_at=None).count() == 2


def test_who_may_not_manage_people_changes_nothing(at: datetime) -> None:
    organisation = an_organisation(people=1)
    plain = a_member(organisation, email="p@firm.example", permissions=["view", "prepare"])
    by = applicant(plain, organisation.pk, signed_in_at=at)
    role = a_role(organisation, ["view"])
    admin = acting_for(organisation)
    for change in (
        lambda: change_role(admin.user_id, role, by=by, at=at),
        lambda: remove(admin.user_id, successor_id=plain.pk, by=by, at=at),
        lambda: inviting.invite(email="x@firm.example", name="X", role=role, by=by, at=at),
        lambda: compose_role("Mine", list(Permission), by=by, at=at),
        lambda: name_responsible(plain.pk, by=by, at=at),
        lambda: change_rules(Rules(), by=by, at=at),
    ):
        with pytest.raises(NotPermitted):
            change()


def test_a_removed_member_is_out_at_once_and_their_drafts_pass_on(at: datetime) -> None:
    right, leaver = owned(at)
    organisation = Organisation.objects.get(pk=leaver.organisation_id)
    admin = a_member(organisation, email="admin@firm.example")
    draft = begin("change_contact_address", [right.pk], by=leaver, at=at)
    by = applicant(admin, organisation.pk, signed_in_at=at)
    with pytest.raises(SuccessorNeeded):
        remove(leaver.user_id, successor_id=None, by=by, at=at)
    remove(leaver.user_id, successor_id=admin.pk, by=by, at=at)
    with pytest.raises(NoMember):
        applicant(User.objects.get(pk=leaver.user_id), organisation.pk, signed_in_at=at)
    keep_promises("member-left", at)
    draft.refresh_from_db()
    assert draft.assigned_to == admin.pk
    assert Notice.everything.get(template="drafts-passed-on").address["email"] == "admin@firm.example"


def test_a_role_in_use_is_not_removed(at: datetime) -> None:
    organisation = an_organisation(people=1)
    by = acting_for(organisation)
    made = compose_role("Docketing", [Permission.VIEW, Permission.PREPARE], by=by, at=at)
    a_member(organisation, email="d@firm.example", permissions=["prepare", "view"])
    with pytest.raises(StillInUse):
        retire_role(made, by=by, at=at)


def test_two_people_are_needed_where_the_organisation_says_so(at: datetime) -> None:
    right, writer = owned(at)
    organisation = Organisation.objects.get(pk=writer.organisation_id)
    with pytest.raises(NobodyToApprove):
        change_rules(Rules(needs_two_people=True), by=writer, at=at)
    partner = a_member(organisation, email="partner@firm.example", permissions=["view", "submit", "approve", "prepare"])
    paralegal = a_member(organisation, email="para@firm.example", permissions=["view", "submit", "prepare"])
    change_rules(Rules(needs_two_people=True), by=writer, at=at)
    draft = a_ready_draft(right, writer, at)
    with pytest.raises(SecondPersonNeeded, match="two people"):
        submit(draft, by=writer, at=at)
    with pytest.raises(SecondPersonNeeded):  # may send, may not approve
        submit(draft, by=applicant(paralegal, organisation.pk, signed_in_at=at), at=at)
    assert "submit" not in [move.name for move in moves_open_to(writer, draft)]
    sent = submit(draft, by=applicant(partner, organisation.pk, signed_in_at=at), at=at)
    assert sent.submitted_by == f"user:{partner.pk}"


def a_ready_draft(right: Right, by: Applicant, at: datetime) -> Filing:
    answers = type_named("change_contact_address").examples[0].answers
    return drafted("change_contact_address", [right], answers, by=by, at=at)


def test_the_spending_limit_counts_what_was_paid_that_day(at: datetime) -> None:
    organisation = an_organisation(people=2)
    by = acting_for(organisation)
    change_rules(Rules(limit_pence=100_000), by=by, at=at)
    mine = [f"user:{by.user_id}"]
    demand_may_pay(by, amount_pence=100_000, spent_pence=0, written_by=mine)
    with pytest.raises(SecondPersonNeeded, match="£1,000"):
        demand_may_pay(by, amount_pence=40_001, spent_pence=60_000, written_by=mine)
    demand_may_pay(by, amount_pence=40_001, spent_pence=60_000, written_by=["user:somebody"])
    with pytest.raises(SecondPersonNeeded):  # nobody of the organisation wrote it: there is no second person
        demand_may_pay(by, amount_pence=100_001, spent_pence=0, written_by=[])


def test_the_log_says_who_did_what_and_nothing_of_others(at: datetime) -> None:
    organisation, other = an_organisation(people=1), an_organisation(people=1)
    by = acting_for(organisation)
    compose_role("Docketing", [Permission.VIEW], by=by, at=at)
    compose_role("Elsewhere", [Permission.VIEW], by=acting_for(other), at=at)
    assert [(one.verb, one.actor) for one in log_of(by)] == [("role-composed", f"user:{by.user_id}")]


def test_a_form_of_before_the_switch_does_nothing_for_the_other_organisation() -> None:
    first, second = an_organisation("First Ltd"), an_organisation("Second Ltd", people=0)
    user = first.memberships.get().user
    Membership.objects.create(user=user, organisation=second, role=a_role(second), joined_at=now())
    browser = signed_in.customer(first, user=user)
    browser.handler.enforce_csrf_checks = True
    page = browser.get(reverse("account-name")).content.decode()
    old_token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    site = f"http://{browser.defaults['HTTP_HOST']}"
    switched = browser.post(
        reverse("organisation-switch"),
        {"organisation": str(second.pk), "csrfmiddlewaretoken": old_token},
        headers={"origin": site},
    )
    assert switched.status_code == 302
    late = {"name": "Typed for the first", "csrfmiddlewaretoken": old_token}
    answer = browser.post(reverse("account-name"), late, headers={"origin": site}, follow=True)
    second.refresh_from_db()
    assert second.name == "Second Ltd"
    assert b"You switched to another organisation" in answer.content


def test_an_organisation_of_somebody_else_cannot_be_switched_to() -> None:
    mine, other = an_organisation(), an_organisation()
    browser = signed_in.customer(mine)
    assert browser.post(reverse("organisation-switch"), {"organisation": str(other.pk)}).status_code == 404
