"""Further addresses for reminders: confirmed first, about what was chosen, stopped from either side, digests on their day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from builders.filings import an_account, linked
from builders.people import a_member
from builders.register import a_patent
from django.test import Client

from accounts.models import Organisation
from core.actor import Applicant, NotPermitted, Permission
from core.clock import now
from notifications.models import Notice
from rights.clients.files import Told, close_to_all_but, open_file, place
from rights.models import ReminderCopy, Right
from rights.reminding import remind
from rights.reminding.copies import NoSuchCopy, add, confirm, copy_at, stop, stop_url
from rights.reminding.digests import send_digests

pytestmark = pytest.mark.django_db
AT = datetime(2023, 5, 1, 9, tzinfo=UTC)  # a Monday; a patent filed on 10 May 2019 is due on 31 May 2023
ON = date(2023, 5, 1)
ELSEWHERE = "accounts@elsewhere.example"


@pytest.fixture
def firm() -> Applicant:
    return an_account(AT, name="A firm", email="firm@firm.example")


def looked_after(firm: Applicant) -> Right:
    right = a_patent()
    linked(right, firm, relation="representative", since_at=AT - timedelta(days=400))
    return right


def told(template: str = "reminder-copied") -> list[Notice]:
    return list(Notice.everything.filter(template=template).order_by("pk"))


def wanted(firm: Applicant, often: str = "each", **about: object) -> ReminderCopy:
    made = add(ELSEWHERE, often=often, by=firm, at=AT, **about)  # type: ignore[arg-type]
    confirm(stop_url(made).rstrip("/").rsplit("/", 1)[1], at=AT)
    return made


def test_nothing_goes_to_an_address_before_it_is_confirmed(firm: Applicant) -> None:
    right = looked_after(firm)
    made = add(ELSEWHERE, often="each", by=firm, at=AT)
    remind(on=ON, at=AT)
    assert (told(), [notice.address["email"] for notice in told("copy-confirm")]) == ([], [ELSEWHERE])
    made.refresh_from_db()
    assert made.confirmed_at is None
    assert right.number not in told("copy-confirm")[0].body


def test_a_members_own_address_needs_no_confirmation(firm: Applicant) -> None:
    a_member(Organisation.objects.get(pk=firm.organisation_id), email="clerk@firm.example")
    add("Clerk@firm.example", often="each", by=firm, at=AT)
    assert told("copy-confirm") == []
    assert ReminderCopy.everything.exclude(confirmed_at=None).count() == 1


def test_a_confirmed_address_gets_the_reminders_once(firm: Applicant) -> None:
    right = looked_after(firm)
    wanted(firm)
    remind(on=ON, at=AT)
    remind(on=ON, at=AT)
    (notice,) = told()
    assert (right.number in notice.body, "£70" in notice.body, "A firm" in notice.subject) == (True, True, True)
    assert notice.organisation_id is None


def test_each_address_learns_of_its_client_or_right_alone(firm: Applicant) -> None:
    first, second, third = (looked_after(firm) for _ in range(3))
    file = open_file(Told("A client"), by=firm, at=AT)
    place([first.pk], file, by=firm, at=AT)
    wanted(firm, file=file)
    add("firm@firm.example", often="each", right=second, by=firm, at=AT)
    remind(on=ON, at=AT)
    client, right = told()
    assert [one.number in client.body for one in (first, second, third)] == [True, False, False]
    assert [one.number in right.body for one in (first, second, third)] == [False, True, False]


def test_a_wall_that_closes_later_ends_what_goes_outside(firm: Applicant) -> None:
    right = looked_after(firm)
    file = open_file(Told("A client"), by=firm, at=AT)
    place([right.pk], file, by=firm, at=AT)
    wanted(firm)
    wanted(firm, file=file)
    close_to_all_but(file, [firm.user_id], by=firm, at=AT)
    remind(on=ON, at=AT)
    assert (told(), send_digests(ON, at=AT)) == ([], 0)


def test_a_digest_comes_on_its_day_once_and_only_if_something_is_due(firm: Applicant) -> None:
    wanted(firm, often="weekly")
    assert send_digests(ON, at=AT) == 0
    ReminderCopy.everything.update(sent_on=None)
    right = looked_after(firm)
    assert [send_digests(day, at=AT) for day in (date(2023, 5, 2), date(2023, 5, 8), date(2023, 5, 8))] == [0, 1, 0]
    (notice,) = told("reminder-digest")
    assert (right.number in notice.body, "1 due" in notice.subject) == (True, True)


def test_a_monthly_digest_comes_on_the_first(firm: Applicant) -> None:
    looked_after(firm)
    wanted(firm, often="monthly")
    assert [send_digests(day, at=AT) for day in (date(2023, 5, 8), date(2023, 6, 1))] == [0, 1]


def test_either_side_stops_it(firm: Applicant) -> None:
    looked_after(firm)
    made = wanted(firm)
    stop(made, by=firm, at=AT)
    remind(on=ON, at=AT)
    assert told() == []
    with pytest.raises(NoSuchCopy):
        copy_at("made-up")


def test_pages_at_the_address_change_nothing_by_being_looked_at(firm: Applicant, client: Client) -> None:
    made = add(ELSEWHERE, often="each", by=firm, at=now())
    token = stop_url(made).rstrip("/").rsplit("/", 1)[1]
    for page in ("confirm", "stop"):
        assert "A firm" in client.get(f"/reminders/{page}/{token}/").content.decode()
    made.refresh_from_db()
    assert (made.confirmed_at, made.stopped_at) == (None, None)
    client.post(f"/reminders/confirm/{token}/")
    client.post(f"/reminders/stop/{token}/")
    made.refresh_from_db()
    assert made.confirmed_at
    assert made.stopped_at
    assert client.get(f"/reminders/stop/{token}/").status_code == 404


def test_only_who_may_prepare_and_only_about_ones_own(firm: Applicant) -> None:
    viewer = Applicant(firm.user_id, firm.organisation_id, frozenset({Permission.VIEW}), signed_in_at=AT)
    with pytest.raises(NotPermitted):
        add(ELSEWHERE, often="each", by=viewer, at=AT)
    with pytest.raises(NotPermitted):
        add(ELSEWHERE, often="each", right=a_patent(), by=firm, at=AT)
