"""Reference data: who may change it, what it said before, and fees for days to come by two people."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from builders import signed_in
from builders.cases import an_office
from builders.filings import an_officer
from django.db import IntegrityError
from django.test import Client

from accounts.models import User
from casework.models import RoutingRule, ServiceStandard, Team
from core.clock import now
from core.days import legal_day
from core.models import AuditEvent
from rights.models import ExcludedDay, FeeProposal, FeeTable
from rights.patents.fees import FEES_FILE
from rights.proposing_fees import CannotPropose, NewFee, decide_fee, known_fees, propose_fee
from rights.reference_data import load_fees
from rights.rulebook import forget_rulebook, rulebook

pytestmark = pytest.mark.django_db
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
REGISTRAR = "register_administrator"


def a_browser(role: str) -> Client:
    return signed_in.officer(
        User.objects.get(pk=an_officer(now(), email=f"{role}@office.example", roles=[role]).user_id)
    )


@pytest.fixture(autouse=True)
def rules_as_delivered() -> None:
    forget_rulebook()


@pytest.mark.parametrize("role", ["formalities_officer", "examiner", "support", "auditor"])
def test_roles_that_keep_no_reference_data_do_not_see_it(role: str) -> None:
    browser = a_browser(role)
    browser.raise_request_exception = False
    for path in ("", "casework/routingrule/", "casework/team/add/", "rights/feetable/"):
        assert browser.get(f"/staff/reference/{path}").status_code == 403


def test_there_is_no_way_in_but_the_offices_door(client: Client) -> None:
    answer = client.get("/staff/reference/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/staff/sign-in/")
    assert client.get("/staff/reference/login/").status_code in (302, 404)


def test_a_leader_changes_a_standard_and_its_history_says_who_and_what_before() -> None:
    an_office()
    row = ServiceStandard.everything.get(kind="link-request")
    browser = a_browser("team_leader")
    said = {
        "kind": "link-request", "topic": "", "working_days": "4", "percent": "90", "from_on": "2024-01-01", "until_on": "",
        "source": "Example", "certain": "",
    }  # fmt: skip
    answer = browser.post(f"/staff/reference/casework/servicestandard/{row.pk}/change/", said)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    assert ServiceStandard.everything.get(pk=row.pk).working_days == 4
    page = browser.get(f"/staff/reference/casework/servicestandard/{row.pk}/history/").content.decode()
    assert "An officer" in page
    assert "5 → 4" in page
    assert AuditEvent.objects.filter(verb="reference-changed").count() == 1


def test_a_second_row_for_the_same_thing_is_refused_in_words_and_teams_are_never_deleted() -> None:
    an_office()
    browser = a_browser("team_leader")
    said = {"kind": "link-request", "topic": "", "working_days": "4", "percent": "90", "from_on": "2024-01-01"}
    page = browser.post("/staff/reference/casework/servicestandard/add/", said).content.decode()
    assert "There is a row for this already" in page
    browser.raise_request_exception = False
    assert browser.get(f"/staff/reference/casework/team/{Team.everything.earliest('pk').pk}/delete/").status_code == 403


def test_a_routing_rule_is_deleted_and_that_stays_in_the_history() -> None:
    an_office()
    rule = RoutingRule.everything.get(kind="refund")
    a_browser("team_leader").post(f"/staff/reference/casework/routingrule/{rule.pk}/delete/", {"post": "yes"})
    assert not RoutingRule.everything.filter(pk=rule.pk).exists()
    events = RoutingRule.pgh_event_model.objects.filter(pgh_obj_id=rule.pk)  # type: ignore[attr-defined]
    assert sorted(events.values_list("pgh_label", flat=True)) == ["delete", "insert"]


def test_closed_days_to_come_are_added_and_count_at_once_and_past_ones_stay(
    django_capture_on_commit_callbacks: Any,
) -> None:
    browser, day = a_browser(REGISTRAR), legal_day(now()) + timedelta(days=40)
    while day.weekday() > 4:
        day += timedelta(days=1)
    past = ExcludedDay.objects.create(
        kind="excluded", from_on=date(2024, 1, 1), until_on=date(2024, 1, 1), name="New Year", loaded_at=AT
    )
    forget_rulebook()
    said = {"kind": "excluded", "from_on": day, "until_on": day, "name": "A new holiday", "source": "A proclamation"}
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post("/staff/reference/rights/excludedday/add/", said).status_code == 302
    assert rulebook().calendar.working_days_after(day - timedelta(days=1), 1) > day
    page = browser.post(
        "/staff/reference/rights/excludedday/add/", said | {"from_on": "2024-01-02", "until_on": "2024-01-02"}
    )
    assert "must be in the future" in page.content.decode()
    browser.raise_request_exception = False
    assert browser.post(f"/staff/reference/rights/excludedday/{past.pk}/change/", said).status_code == 403
    assert browser.post(f"/staff/reference/rights/excludedday/{past.pk}/delete/", {"post": "yes"}).status_code == 403


def a_fee(**said: object) -> NewFee:
    known = known_fees(on=AT.date())[0]
    values = {
        "form": known.form,
        "use": known.use,
        "channel": known.channel,
        "pence": 9900,
        "from_on": date(2024, 10, 1),
    }
    return NewFee(**({"source": "SI 2024/999"} | values | said))  # type: ignore[arg-type]


def test_a_fee_counts_from_its_day_on_once_a_second_person_approved_it() -> None:
    first, second = (an_officer(AT, email=f"{name}@office.example", roles=[REGISTRAR]) for name in "ab")
    fee = a_fee()
    before = {(one.use, one.channel): one.pence for one in rulebook().fees.form_fees(fee.form, date(2024, 10, 1))}
    proposal = propose_fee(fee, by=first, at=AT)
    with pytest.raises(CannotPropose, match="another colleague"):
        decide_fee(proposal.pk, approve=True, by=first, at=AT)
    assert before[fee.use, fee.channel] != 9900
    decide_fee(proposal.pk, approve=True, by=second, at=AT)
    forget_rulebook()
    after = {(one.use, one.channel): one.pence for one in rulebook().fees.form_fees(fee.form, date(2024, 10, 1))}
    assert after == before | {(fee.use, fee.channel): 9900}
    eve = {(one.use, one.channel): one.pence for one in rulebook().fees.form_fees(fee.form, date(2024, 9, 30))}
    assert eve[fee.use, fee.channel] == before[fee.use, fee.channel]
    with pytest.raises(CannotPropose, match="decided this already"):
        decide_fee(proposal.pk, approve=True, by=second, at=AT)
    load_fees(FEES_FILE, at=AT)
    load_fees(FEES_FILE, at=AT)
    assert FeeTable.objects.filter(part="forms", body__source="SI 2024/999").count() == 1


def test_no_fee_begins_today_or_before_and_one_person_is_not_two_in_the_database_either() -> None:
    by = an_officer(AT, roles=[REGISTRAR])
    with pytest.raises(CannotPropose, match="in the future"):
        propose_fee(a_fee(from_on=AT.date()), by=by, at=AT)
    proposal = propose_fee(a_fee(), by=by, at=AT)
    with pytest.raises(CannotPropose, match="proposed already"):
        propose_fee(a_fee(pence=1), by=by, at=AT)
    other = an_officer(AT, email="c@office.example", roles=[REGISTRAR])
    with pytest.raises(CannotPropose, match="first day has come"):
        decide_fee(proposal.pk, approve=True, by=other, at=datetime(2024, 10, 1, 9, tzinfo=UTC))
    with pytest.raises(IntegrityError):
        FeeProposal.objects.filter(pk=proposal.pk).update(decided_by=by.user_id, is_approved=True)
