"""The example of a docketing system, run as a firm runs it: a thousand renewals, told by events, paid once."""

import csv
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from builders.running_service import ROOT, Service

pytestmark = pytest.mark.journey
RIGHTS = 1000
YEAR_FIVE_PENCE = 9000  # the fee of the fifth year from 1 April 2026 (Form 12: £90 to £810)
SECRET = "only-for-this-journey"
FIRM = f"""
import json, sys
from datetime import timedelta
sys.path.insert(0, "tests")
from builders.bulk import a_firm_with
from builders.deposits import an_account_with
from builders.filings import an_officer
from builders.programs import a_client
from core.clock import now
at = now()
soon = at.date() + timedelta(days=20)  # the fourth anniversary of filing: the fifth year can be paid
filed_on = soon.replace(year=soon.year - 4, day=min(soon.day, 28))
firm = a_firm_with({RIGHTS}, at=at, filed_on=filed_on)
cashier = an_officer(at, roles=("team_leader",), email="docketing@office.example")
an_account_with({RIGHTS * YEAR_FIVE_PENCE + 100}, by=firm, cashier=cashier, at=at)
client = a_client(firm, limit_pence={RIGHTS * YEAR_FIVE_PENCE}, client_secret="{SECRET}", secret_set_at=at)
print(json.dumps(dict(client=client.client_id, organisation=str(firm.organisation_id))))
"""
LEFT = """
import json
from payments.models import DepositAccount, Payment
from rights.models import Link
from transactions.models import Filing
own = dict(organisation_id="{organisation}")
rows = list(Link.everything.filter(**own).values_list("right__paid_through_year", flat=True))
held = DepositAccount.everything.get(**own).balance_pence
print(json.dumps(dict(
    renewed=rows.count(5), rights=len(rows), held=held, filings=Filing.everything.filter(**own).count(),
    payments=Payment.everything.filter(**own, state="settled", subject__startswith="REN-").count(),
)))
"""


def told(service: Service, code: str) -> dict:
    """What a piece of code prints, run on the service's own data."""
    return json.loads(service.manage("shell", "-v", "0", "-c", code).strip().splitlines()[-1])


def docketing(service: Service, client: str, folder: Path) -> str:
    """What the example prints."""
    command = [sys.executable, "docs/examples/docketing.py", service.url, client, str(folder)]
    listen = f"http://127.0.0.1:{service.port + 9}/hook"
    done = subprocess.run(
        [*command, listen], cwd=ROOT, env=os.environ | {"DOCKETING_SECRET": SECRET}, capture_output=True, text=True,
        timeout=280, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_docketing_system_renews_a_thousand_rights_and_keeps_their_certificates(
    service: Service, tmp_path: Path
) -> None:
    firm = told(service, FIRM)
    first = docketing(service, firm["client"], tmp_path)
    assert f"{RIGHTS} rights are due, for {RIGHTS * YEAR_FIVE_PENCE} pence" in first
    assert "is recorded" in first
    expected = {"renewed": RIGHTS, "rights": RIGHTS, "held": 100, "filings": 1, "payments": 1}
    assert told(service, LEFT.format(**firm)) == expected
    with zipfile.ZipFile(tmp_path / "certificates.zip") as archive:
        names = archive.namelist()
        assert len({name.partition("-")[0] for name in names}) == len(names) == RIGHTS
        assert archive.read(names[0]).startswith(b"%PDF-")
    assert len(list((tmp_path / "certificates").iterdir())) == RIGHTS
    with (tmp_path / "outcome.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["outcome"] for row in rows} == {"Done"}
    assert len(rows) == RIGHTS
    came = int(first.splitlines()[-1].split()[0])
    assert came >= 3, "the list was checked, and the request was sent and recorded"
    again = docketing(service, firm["client"], tmp_path)
    assert "is recorded" in again
    assert told(service, LEFT.format(**firm)) == expected
