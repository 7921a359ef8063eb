"""The Python client that is generated from the description is whole, and renews a right from token to certificate."""

import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from builders.demonstration_clock import clock_at
from builders.deposits import an_account_with
from builders.filings import an_account, an_officer, linked
from builders.programs import a_client, one_connection
from builders.register import a_patent
from django.core.wsgi import get_wsgi_application

from api.management.commands.api_description import CURRENT
from core.models import OutboxMessage
from core.outbox.registry import keep

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2023, 5, 15, 9, tzinfo=UTC)  # a patent filed on 10 May 2019 is due on 31 May 2023: £70
SECRET = "only-for-this-test"
SERVER = "http://testserver"


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The client, generated as the README says; a warning of the generator is a failure."""
    folder = tmp_path_factory.mktemp("client") / "oneipo-client"
    subprocess.run(["make", "client", f"CLIENT={folder}"], cwd=ROOT, check=True, capture_output=True)
    sys.path.insert(0, str(folder))
    yield folder / "oneipo_client"
    sys.path.remove(str(folder))


def snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)


def test_every_operation_has_its_function(package: Path) -> None:
    operations = [one for path in json.loads(CURRENT.read_text())["paths"].values() for one in path.values()]
    made = {path.stem for path in (package / "api").rglob("*.py")}
    assert {snake(one["operationId"]) for one in operations} <= made
    assert len(operations) > 60


class Generated:
    """The client's functions by operation, each with the token, and its models by name."""

    def __init__(self, package: Path, token: str) -> None:
        where = {path.stem: path.relative_to(package.parent) for path in (package / "api").rglob("*.py")}
        self.modules = {name: ".".join(path.with_suffix("").parts) for name, path in where.items()}
        self.models: Any = importlib.import_module("oneipo_client.models")
        made: Any = importlib.import_module("oneipo_client").AuthenticatedClient
        transport = httpx.WSGITransport(app=get_wsgi_application())
        self.client = made(
            base_url=SERVER, token=token, raise_on_unexpected_status=True, httpx_args={"transport": transport}
        )

    def __call__(self, operation: str, *path: str, **said: Any) -> Any:
        module = importlib.import_module(self.modules[operation])
        answer = module.sync_detailed(*path, client=self.client, **said)
        assert answer.status_code < 400, answer.content
        return answer


def a_token_of(client_id: str) -> str:
    """From the token server, by the client's secret."""
    transport = httpx.WSGITransport(app=get_wsgi_application())
    with httpx.Client(transport=transport, base_url=SERVER) as web:
        answer = web.post("/oauth/token/", data={"grant_type": "client_credentials"}, auth=(client_id, SECRET))
    assert answer.status_code == 200, answer.text
    token: str = answer.json()["access_token"]
    return token


def keep_all() -> None:
    rows = OutboxMessage.objects.filter(state="promised").exclude(kind__in=["send-notice", "office-work"])
    while message := rows.first():
        keep(message.kind, message.payload, at=AT)
        OutboxMessage.objects.filter(pk=message.pk).update(state="kept", ended_at=AT)


def test_it_renews_a_right_with_typed_calls_alone(package: Path) -> None:
    by = an_account(AT)
    right = a_patent()
    linked(right, by)
    an_account_with(20_000, by=by, cashier=an_officer(AT, roles=("team_leader",)), at=AT)
    client = a_client(by, limit_pence=10_000, client_secret=SECRET, secret_set_at=AT)
    with clock_at(AT), one_connection():
        api = Generated(package, a_token_of(client.client_id))
        _renew(api, right.number)


def _renew(api: Generated, number: str) -> None:
    models = api.models
    (mine,) = api("list_portfolio_rights").parsed.items
    assert (mine.number, mine.status) == (number, "granted")
    (quoted,) = api("list_renewal_quotes", rights=[number]).parsed.items
    assert (quoted.quote.years, quoted.quote.total.amount) == ([5], 7000)
    receipt = {"receipt": {"email": "docketing@firm.example", "reminders": "no"}}
    answers = models.NewFilingRequestAnswers.from_dict(receipt)
    wanted = models.NewFilingRequest(type_="renew", rights=[number], answers=answers)
    draft = api("create_filing", body=wanted, idempotency_key=uuid4().hex).parsed
    checked = api("validate_filing", draft.reference, idempotency_key=uuid4().hex).parsed
    assert (checked.is_ready, checked.total.amount) == (True, 7000)
    agreed = models.SubmissionRequest(declaration_accepted=True, agreed_total=7000)
    sent = api("submit_filing", draft.reference, body=agreed, idempotency_key=uuid4().hex).parsed
    assert sent.state == "awaiting-payment"
    filings = [models.PaidFilingRequest(reference=draft.reference, agreed_total=7000)]
    paying = models.NewPaymentRequest(filings=filings, method=models.NewPaymentRequestMethod("deposit-account"))
    payment = api("create_payment", body=paying, idempotency_key=uuid4().hex).parsed
    assert payment.amount.amount == 7000
    keep_all()
    assert api("get_filing", draft.reference).parsed.state == "recorded"
    (certificate,) = api("list_certificates", draft.reference).parsed.items
    assert (certificate.number, certificate.years) == (number, [5])
