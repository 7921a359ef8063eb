"""What a firm does every day, looked at from outside a wall: nothing tells of it, and nobody gets behind it by a trick."""

from datetime import datetime
from typing import Any

import pytest
from builders import signed_in
from builders.deposits import an_account_with
from builders.filings import an_account, an_officer, drafted, linked
from builders.people import a_member
from builders.register import a_patent
from django.core.management import call_command
from django.urls import reverse

from accounts.actors import applicant
from accounts.models import Organisation, User
from accounts.organising.members import name_responsible, remove
from accounts.organising.teams import make_team
from accounts.organising.two_people import Rules, SecondPersonNeeded, change_rules
from core.actor import Applicant, NotPermitted
from core.clock import now
from core.models import OutboxMessage
from core.outbox.registry import keep
from notifications.mailbox import letters
from notifications.messages import LinkActive
from notifications.recipients import Recipient
from notifications.services import tell
from payments.deposits.accounts import warn_below
from payments.models import Payment
from rights.clients.files import Told, close_to_all_but, describe, files_of, open_file, place
from rights.instructions.asking import give
from rights.models import ClientFile, Right
from rights.models.instructions import Answer
from rights.tracking.deciding import begin_review
from rights.tracking.views import save_view
from transactions.lists.checking import check_all
from transactions.lists.making import correct, list_for, make_list
from transactions.lists.reading import Row
from transactions.models import Filing, ListLine
from transactions.services import answer, begin, submit
from transactions.services.basket import pay_together

pytestmark = pytest.mark.django_db
RECEIPT = {"receipt": {"email": "payer@example.com", "reminders": "no"}}


class Firm:
    """A firm with somebody inside a wall and an administrator outside it."""

    def __init__(self) -> None:
        self.at: datetime = now()
        self.inside = an_account(self.at, name="Firm", email="in@firm.example")
        self.organisation = Organisation.objects.get(pk=self.inside.organisation_id)
        self.colleague = a_member(self.organisation, email="out@firm.example")

    @property
    def outside(self) -> Applicant:
        return self.acting(self.colleague)

    def acting(self, user: User) -> Applicant:
        return applicant(user, self.organisation.pk, signed_in_at=self.at)

    def a_right(self) -> Right:
        right = a_patent(filed_on=self.at.date().replace(year=self.at.year - 4, day=1))
        linked(right, self.inside, relation="representative")
        return right

    def walled(self, right: Right, name: str = "SecretCo", people: Any = None) -> ClientFile:
        file = open_file(Told(name), by=self.inside, at=self.at)
        place([right.pk], file, by=self.inside, at=self.at)
        close_to_all_but(file, people or [self.inside.user_id], by=self.inside, at=self.at)
        return file

    def page(self, name: str, *args: str) -> str:
        answer = signed_in.customer(self.organisation, user=self.colleague).get(reverse(name, args=args))
        return answer.content.decode() if answer.status_code == 200 else ""


@pytest.fixture
def firm() -> Firm:
    return Firm()


def keep_all(at: datetime) -> None:
    rows = OutboxMessage.objects.filter(state="promised").exclude(kind__in=["send-notice", "office-work"])
    while message := rows.first():
        keep(message.kind, message.payload, at=at)
        OutboxMessage.objects.filter(pk=message.pk).update(state="kept", ended_at=at)


def test_the_payment_of_a_basket_stands_behind_the_walls_of_its_lines(firm: Firm) -> None:
    right, by = firm.a_right(), firm.inside
    firm.walled(right)
    an_account_with(70_000, by=by, cashier=an_officer(firm.at, roles=("team_leader",)), at=firm.at)
    filing = submit(drafted("renew", [right], RECEIPT, by=by, at=firm.at), by=by, at=firm.at)
    pay_together(
        [filing], seen={}, way="deposit", keeps=False, return_address=str, continue_path="/", by=by, at=firm.at
    )
    keep_all(firm.at)
    whole = Payment.everything.get(subject__startswith="BSK-")
    assert whole.reference not in firm.page("money")
    assert firm.page("payment-receipt", whole.reference) == ""


def test_a_wall_that_closes_later_takes_the_payment_of_a_basket_along(firm: Firm) -> None:
    right, by = firm.a_right(), firm.inside
    an_account_with(70_000, by=by, cashier=an_officer(firm.at, roles=("team_leader",)), at=firm.at)
    filing = submit(drafted("renew", [right], RECEIPT, by=by, at=firm.at), by=by, at=firm.at)
    pay_together(
        [filing], seen={}, way="deposit", keeps=False, return_address=str, continue_path="/", by=by, at=firm.at
    )
    keep_all(firm.at)
    whole = Payment.everything.get(subject__startswith="BSK-")
    assert right.number in firm.page("payment-receipt", whole.reference)
    firm.walled(right)
    assert firm.page("payment-receipt", whole.reference) == ""


def test_reviews_and_views_that_name_the_client_are_not_there(firm: Firm) -> None:
    firm.walled(firm.a_right())
    begin_review("Round", client="SecretCo", due_on=firm.at.date(), by=firm.inside, at=firm.at)
    save_view("What is due", "?client=SecretCo", is_shared=True, by=firm.inside, at=firm.at)
    assert "SecretCo" not in firm.page("reviews") + firm.page("views")
    assert "Round" not in firm.page("reviews")


def test_a_list_stands_behind_the_wall_before_anybody_looked_at_it(firm: Firm) -> None:
    right = firm.a_right()
    firm.walled(right)
    made = make_list("renew", [Row(right.number, "SecretCo/1")], name="SecretCo.csv", by=firm.inside, at=firm.at)
    assert list_for(made.reference, by=firm.outside) is None
    own = make_list("renew", [Row(right.number, "SecretCo/1")], name="x", by=firm.outside, at=firm.at)
    assert own.pk != made.pk


def test_an_own_draft_or_list_does_not_tell_which_rights_are_walled(firm: Firm) -> None:
    hidden, free = firm.a_right(), firm.a_right()
    firm.walled(hidden)
    seen = []
    for right in (hidden, free):
        made = make_list("renew", [Row(right.number)], name="x", by=firm.outside, at=firm.at)
        check_all(made, by=firm.outside, at=firm.at)
        draft = begin("renew", [right.pk], by=firm.outside, at=firm.at)
        seen.append((
            list_for(made.reference, by=firm.outside) is not None,
            Filing.objects.visible_to(firm.outside).filter(pk=draft.pk).exists(),
        ))  # fmt: skip
    assert seen == [(True, True), (True, True)]


def test_instructions_about_two_walls_are_told_apart(firm: Firm) -> None:
    first, second = firm.a_right(), firm.a_right()
    owner = an_account(firm.at, name="Owner", email="o@owner.example")
    third = a_member(firm.organisation, email="third@firm.example")
    for right, person, name in ((first, firm.colleague, "A"), (second, third, "B")):
        linked(right, owner)
        firm.walled(right, name, [person.pk, firm.inside.user_id])
    give([first.pk, second.pk], Answer.LAPSE, "", by=owner, at=firm.at)
    read = {user.email: " ".join(one.body for one in letters(firm.acting(user))) for user in (firm.colleague, third)}
    assert [first.number in text for text in read.values()] == [True, False]
    assert [second.number in text for text in read.values()] == [False, True]


def test_who_removes_the_last_one_inside_does_not_get_inside(firm: Firm) -> None:
    file = firm.walled(firm.a_right())
    remove(firm.inside.user_id, successor_id=firm.colleague.pk, by=firm.outside, at=firm.at)
    assert files_of(firm.outside) == []
    call_command(
        "name_behind_wall", file.own_wall or ClientFile.everything.get(pk=file.pk).own_wall, "OUT@firm.example"
    )
    assert [one.name for one in files_of(firm.outside)] == ["SecretCo"]


def test_it_goes_to_whoever_answers_for_the_organisation(firm: Firm) -> None:
    responsible = a_member(firm.organisation, email="partner@firm.example")
    name_responsible(responsible.pk, by=firm.inside, at=firm.at)
    firm.walled(firm.a_right())
    remove(firm.inside.user_id, successor_id=firm.colleague.pk, by=firm.outside, at=firm.at)
    assert files_of(firm.outside) == []
    assert [one.name for one in files_of(firm.acting(responsible))] == ["SecretCo"]


def test_only_who_manages_people_opens_what_a_closed_team_looks_after(firm: Firm) -> None:
    clerk = a_member(firm.organisation, email="clerk@firm.example", permissions=["view", "prepare"])
    team = make_team("Pharma", [firm.inside.user_id, clerk.pk], is_closed=True, by=firm.inside, at=firm.at)
    inside = firm.acting(User.objects.get(pk=firm.inside.user_id))
    file = open_file(Told("SecretCo", team_key=team.key), by=inside, at=firm.at)
    right = firm.a_right()
    place([right.pk], file, by=inside, at=firm.at)
    other = open_file(Told("Open"), by=inside, at=firm.at)
    with pytest.raises(NotPermitted):
        describe(file, Told("SecretCo"), by=firm.acting(clerk), at=firm.at)
    with pytest.raises(NotPermitted):
        place([right.pk], other, by=firm.acting(clerk), at=firm.at)
    assert files_of(firm.outside) == [other]


# --- the rest of what everybody in a firm must not know or do ---


def test_who_may_not_see_money_reads_no_message_about_it(firm: Firm) -> None:
    account = an_account_with(30_000, by=firm.inside, cashier=an_officer(firm.at, roles=("team_leader",)), at=firm.at)
    warn_below(account, 50_000, by=firm.inside, at=firm.at)
    filing = submit(drafted("renew", [firm.a_right()], RECEIPT, by=firm.inside, at=firm.at), by=firm.inside, at=firm.at)
    pay_together([filing], seen={}, way="deposit", keeps=False, return_address=str, continue_path="/", by=firm.inside,
                 at=firm.at)  # fmt: skip
    reader = firm.acting(a_member(firm.organisation, email="reader@firm.example", permissions=["view"]))
    assert "balance-low" in {one.template for one in letters(firm.inside)}
    assert "balance-low" not in {one.template for one in letters(reader)}


def test_a_colleague_who_presses_save_does_not_make_the_author_a_second_person(firm: Firm) -> None:
    change_rules(Rules(needs_two_people=True), by=firm.inside, at=firm.at)
    clerk = firm.acting(a_member(firm.organisation, email="c@firm.example", permissions=["view", "prepare"]))
    draft = drafted("renew", [firm.a_right()], RECEIPT, by=firm.inside, at=firm.at)
    answer(draft, "receipt", RECEIPT["receipt"], by=clerk, at=firm.at)
    answer(draft, "receipt", {"email": "other@example.com", "reminders": "no"}, by=clerk, at=firm.at)
    with pytest.raises(SecondPersonNeeded):
        submit(draft, by=firm.inside, at=firm.at)
    assert submit(draft, by=firm.outside, at=firm.at).state == "awaiting-payment"


def test_a_double_is_looked_at_again_when_its_original_is_corrected(firm: Firm) -> None:
    first, second = firm.a_right(), firm.a_right()
    made = make_list("renew", [Row(first.number), Row(first.number)], name="x", by=firm.inside, at=firm.at)
    check_all(made, by=firm.inside, at=firm.at)
    correct(made, 1, second.number, by=firm.inside, at=firm.at)
    check_all(made, by=firm.inside, at=firm.at)
    assert list(ListLine.everything.order_by("place").values_list("verdict", flat=True)) == ["ready", "ready"]


def test_a_message_about_several_patents_is_gone_once_one_of_them_is_behind_a_wall(firm: Firm) -> None:
    hidden, free = firm.a_right(), firm.a_right()
    told = LinkActive(what="2 patents", details=f"{hidden.number}; {free.number}")
    for user in (User.objects.get(pk=firm.inside.user_id), firm.colleague):
        to = Recipient(user.email, (), "", "en", firm.organisation.pk, user.pk)
        about = f"{free.number} and 1 more"
        numbers = [free.number, hidden.number]
        tell(told, to=to, key=f"linked:{user.pk}", about=about, at=firm.at, concerns=numbers)
    assert [notice.subject for notice in letters(firm.outside)] == [letters(firm.inside).get().subject]
    firm.walled(hidden)
    assert list(letters(firm.outside)) == []
    assert letters(firm.inside).count() == 1


def test_a_message_to_several_colleagues_stands_in_each_mailbox_once(firm: Firm) -> None:
    users = [
        User.objects.get(pk=firm.inside.user_id),
        firm.colleague,
        a_member(firm.organisation, email="3@firm.example"),
    ]
    for user in users:
        to = Recipient(user.email, (), "", "en", firm.organisation.pk, user.pk)
        tell(LinkActive(what="a patent", details="-"), to=to, key=f"linked:{user.pk}", about="GB2000001", at=firm.at)
    for user in users:
        assert [notice.user_id for notice in letters(firm.acting(user))] == [user.pk]
    later = a_member(firm.organisation, email="later@firm.example")
    assert [notice.user_id for notice in letters(firm.acting(later))] == [users[0].pk]
