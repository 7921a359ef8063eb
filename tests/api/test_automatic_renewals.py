"""Automatic renewals through the API: a person agrees, a system never does, and either stops them."""

from datetime import date, datetime

import pytest
from builders.deposits import an_account_with
from builders.filings import an_officer, linked
from builders.programs import Program, a_client, a_program, a_token
from builders.register import a_patent

from accounts.models import User
from core.actor import Applicant
from transactions.models import AutomaticRenewal, PlannedRenewal


def a_tool(account: Applicant) -> Program:
    """A person's tool that may do everything that they may."""
    return Program(a_token(a_client(account), user=User.objects.get(pk=account.user_id)))


def test_a_person_agrees_within_limits_and_stops_it(account: Applicant, today: datetime) -> None:
    right = a_patent()
    linked(right, account)
    tool, wanted = a_tool(account), {"rights": [right.number], "limitForOne": 50000}
    assert tool.call("POST", "automatic-renewals", wanted).json()["error"]["code"] == "noDepositAccount"
    an_account_with(100_000, by=account, cashier=an_officer(today, roles=("team_leader",)), at=today)
    (made,) = tool.post("automatic-renewals", wanted)["items"]
    assert (made["scope"], made["right"], made["clientFile"]) == ("right", right.number, None)
    assert made["limitForOne"] == {"amount": 50000, "currency": "GBP"}
    assert tool.get("automatic-renewals")["items"] == [made]
    tool.post(f"automatic-renewals/{made['reference']}/stop", status=204)
    (stopped,) = tool.get("automatic-renewals")["items"]
    assert stopped["stoppedAt"] is not None


def test_a_system_does_not_agree_and_stops_what_a_person_agreed_to(
    account: Applicant, program: Program, today: datetime
) -> None:
    right = a_patent()
    linked(right, account)
    an_account_with(100_000, by=account, cashier=an_officer(today, roles=("team_leader",)), at=today)
    refused = program.call("POST", "automatic-renewals", {"rights": [right.number]})
    assert (refused.status_code, refused.json()["error"]["code"]) == (403, "secondPersonNeeded")
    (made,) = a_tool(account).post("automatic-renewals", {"rights": [right.number]})["items"]
    a_program(account, scopes=("rights:renew",), limit_pence=0).post(
        f"automatic-renewals/{made['reference']}/stop", status=204
    )
    assert program.get("automatic-renewals")["items"][0]["stoppedAt"] is not None


def test_a_planned_renewal_is_listed_and_stopped_once(account: Applicant, program: Program, today: datetime) -> None:
    right = a_patent()
    linked(right, account)
    an_account_with(100_000, by=account, cashier=an_officer(today, roles=("team_leader",)), at=today)
    a_tool(account).post("automatic-renewals", {"rights": [right.number]})

    plan = PlannedRenewal.everything.create(
        agreement=AutomaticRenewal.everything.get(), organisation_id=account.organisation_id, right=right, year=5,
        pence=7000, noticed_on=date(2024, 6, 12), renews_on=date(2024, 6, 26),
    )  # fmt: skip
    (listed,) = program.get("planned-renewals?state=noticed")["items"]
    assert (listed["reference"], listed["right"], listed["year"]) == (plan.reference, right.number, 5)
    assert (listed["price"]["amount"], listed["renewsOn"]) == (7000, "2024-06-26")
    program.post(f"planned-renewals/{plan.reference}/stop", status=204)
    again = program.call("POST", f"planned-renewals/{plan.reference}/stop")
    assert (again.status_code, again.json()["error"]["code"]) == (409, "underWay")
    assert program.get("planned-renewals?state=noticed")["items"] == []


@pytest.mark.parametrize(
    ("body", "target"),
    [
        ({"clientFile": "CLI-0000-0000-0000"}, "/clientFile"),
        ({"clientFile": "x", "rights": ["GB2400001"]}, "/clientFile"),
    ],
)
def test_what_it_is_about_is_there_and_said_once(account: Applicant, body: dict[str, object], target: str) -> None:
    refused = a_tool(account).call("POST", "automatic-renewals", body)
    assert refused.status_code == 422
    assert [one["target"] for one in refused.json()["error"]["details"]] == [target]
