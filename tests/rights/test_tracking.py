"""Keeping track: saved views, forecasts by hand, reviews, the calendar and the exports."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from builders import signed_in
from builders.filings import an_account, linked
from builders.people import a_member
from builders.register import a_patent
from django.http import QueryDict
from django.urls import reverse
from icalendar import Calendar

from accounts.actors import applicant
from accounts.models import Membership, Organisation
from core.actor import Applicant
from core.clock import now
from rights.clients.files import close_to_all_but, named, place
from rights.models import Decision, SavedView
from rights.models.tracking import Choice
from rights.portfolio import View
from rights.tracking.calendar import NoFeed, calendar_for, new_address
from rights.tracking.deciding import begin_review, decide, left_of, progress
from rights.tracking.forecast import forecast
from rights.tracking.views import drop_view, save_view, views_of

pytestmark = pytest.mark.django_db
AT = datetime(2023, 5, 15, 9, tzinfo=UTC)
ON = date(2023, 5, 15)


@pytest.fixture
def by() -> Applicant:
    return an_account(AT)


def mine(by: Applicant, **about: object) -> object:
    right = a_patent(**about)  # type: ignore[arg-type]
    linked(right, by, since_at=AT - timedelta(days=400))
    return right


def test_the_forecast_is_the_sum_of_the_fees_by_client_and_year(by: Applicant) -> None:
    one, two = mine(by), mine(by)
    place([one.pk], named("Client A", by=by, at=AT), by=by, at=AT)  # type: ignore[attr-defined]
    told = forecast(by, years=2, on=ON)
    # years 5 (£70, due 31 May 2023) and 6 (£90, due 31 May 2024) by the fees of 2018
    assert told.pence["Client A"][2023] == told.pence[""][2023] == 7000
    assert told.pence["Client A"][2024] == 9000
    assert told.total(2023) == 14_000
    assert told.rights == 2
    assert forecast(by, years=2, on=ON, client="Client A").rights == 1
    assert two is not None


def test_the_last_year_of_a_forecast_is_a_whole_one(by: Applicant) -> None:
    mine(by)
    autumn = date(2023, 2, 1)
    # year 7 falls due on 31 May 2025: £110 by the fees of 2018, whether two or twenty years are asked for
    assert forecast(by, years=2, on=autumn).total(2025) == forecast(by, years=20, on=autumn).total(2025) == 11_000


def test_what_is_late_counts_today_with_its_additional_fee(by: Applicant) -> None:
    mine(by)
    # year 5, £70, was due on 31 May 2023; on 15 August the additional fee is £24 for each of two months (r.37, 2018)
    assert forecast(by, years=1, on=date(2023, 8, 15)).total(2023) == 7000 + 2 * 2400


def test_a_review_asks_about_every_patent_once(by: Applicant) -> None:
    one, two = mine(by), mine(by)
    review = begin_review("Autumn", client="", due_on=date(2023, 9, 1), by=by, at=AT)
    assert progress(review, by=by).size == 2
    decide([one.pk], Choice.LAPSE, "Nobody uses it", next_review_on=None, by=by, at=AT)  # type: ignore[attr-defined]
    assert [link.right_id for link in left_of(review, by=by)] == [two.pk]  # type: ignore[attr-defined]
    assert Decision.everything.get().reviewer_id == by.user_id
    assert progress(review, by=by).done == 1


def test_a_view_is_ones_own_or_shared(by: Applicant) -> None:
    organisation = Organisation.objects.get(pk=by.organisation_id)
    other = applicant(a_member(organisation, email="other@firm.example"), organisation.pk, signed_in_at=AT)
    save_view("Mine", "?need=due", is_shared=False, by=by, at=AT)
    save_view("Ours", "?need=late", is_shared=True, by=by, at=AT)
    assert [view.name for view in views_of(other)] == ["Ours"]
    assert not drop_view(SavedView.everything.get(name="Ours").reference, by=other)


def test_the_calendar_has_each_deadline_and_stops_with_the_membership(by: Applicant) -> None:
    right = mine(by)
    secret = new_address(by=by, at=AT)
    events = Calendar.from_ical(calendar_for(secret, on=ON, at=AT)).walk("VEVENT")
    assert [(str(event["summary"]), event["dtstart"].dt) for event in events] == [
        (f"Renew {right.number}", date(2023, 5, 31))  # type: ignore[attr-defined]
    ]
    again = new_address(by=by, at=AT)
    with pytest.raises(NoFeed):
        calendar_for(secret, on=ON, at=AT)
    Membership.objects.update(left_at=AT)
    with pytest.raises(NoFeed):
        calendar_for(again, on=ON, at=AT)


def test_a_wall_holds_in_forecast_calendar_and_exports(by: Applicant) -> None:
    right = mine(by)
    file = named("Secret", by=by, at=AT)
    assert file
    place([right.pk], file, by=by, at=AT)  # type: ignore[attr-defined]
    close_to_all_but(file, [by.user_id], by=by, at=AT)
    organisation = Organisation.objects.get(pk=by.organisation_id)
    user = a_member(organisation, email="outside@firm.example")
    outside = applicant(user, organisation.pk, signed_in_at=AT)
    assert forecast(outside, years=5, on=ON).rights == 0
    assert not Calendar.from_ical(calendar_for(new_address(by=outside, at=AT), on=ON, at=AT)).walk("VEVENT")
    browser = signed_in.customer(organisation, user=user)
    told = b"".join(browser.get(reverse("portfolio-file", args=["json"])).streaming_content)
    assert json.loads(told) == []
    book = browser.get(reverse("portfolio-file", args=["xlsx"])).content
    assert book[:2] == b"PK"


def test_the_export_as_json_names_every_column(by: Applicant) -> None:
    right = mine(by)
    browser = signed_in.customer(Organisation.objects.get(pk=by.organisation_id))
    (row,) = json.loads(b"".join(browser.get(reverse("portfolio-file", args=["json"])).streaming_content))
    assert row["number"] == right.number  # type: ignore[attr-defined]
    assert set(row) == {
        "number", "own_reference", "client", "title", "owner", "kind", "status", "relation", "next_renewal_on", "due_on",
        "late_until", "restore_by",
    }  # fmt: skip


def test_the_columns_of_a_view_are_kept_in_its_address() -> None:
    view = View.of(QueryDict("col=owner&col=kind&col=nonsense"))
    assert view.columns == ("owner", "kind")
    assert View.of(QueryDict(view.address().removeprefix("?"))).columns == ("owner", "kind")
    assert View.of(QueryDict("")).address() == "?"
    assert View.of(QueryDict("col=nonsense")).columns == View().columns


def test_a_list_shows_the_columns_that_were_chosen() -> None:
    member = an_account(now())
    linked(a_patent(title="A robot arm"), member)
    browser = signed_in.customer(Organisation.objects.get(pk=member.organisation_id))
    plain = browser.get("/portfolio/").content.decode()
    assert "oneipo-gone" not in plain
    chosen = browser.get("/portfolio/?col=title&col=relation").content.decode()
    assert chosen.count("oneipo-gone") == 6  # three headings and three cells: owner, reference, status
