"""A firm's afternoon at the API, recorded: each call with its answer, with what differs from run to run made the same."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

from builders.deposits import an_account_with
from builders.files import PDF
from builders.filings import an_account, an_officer, linked
from builders.programs import Program, a_program
from builders.register import a_patent
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from core.models import OutboxMessage, StoredFile
from core.outbox.registry import keep

AT = datetime(2023, 5, 15, 9, tzinfo=UTC)  # patents filed on 10 May 2019 are due on 31 May 2023: £70
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
REFERENCE = re.compile(r"\b(?:[A-Z]{3}-)?[2-9A-Z]{4}(?:-[2-9A-Z]{4}){2,3}\b")
UUID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")
MOMENT = re.compile(r"2023-05-15T0[89]:\d\d:\d\d(\.\d+)?Z")
CURSOR = re.compile(r'("nextCursor": "|cursor=)[A-Za-z0-9_%-]+')
RECEIPT = {"receipt": {"email": "docketing@firm.example", "reminders": "no"}}


@dataclass
class Recorder:
    """Calls and keeps what was said by the operation's id."""

    program: Program
    kept: dict[str, dict[str, Any]] = field(default_factory=dict)

    def __call__(self, operation: str, method: str, path: str, body: Any = None, **headers: str) -> Any:
        answer = self.program.call(method, path, body, **headers)
        assert answer.status_code < 300, (operation, answer.content)
        return self.keep(operation, answer, body)

    def keep(self, operation: str, answer: Any, body: Any = None) -> Any:
        said = answer.json() if answer.content else None
        self.kept[operation] = {"status": str(answer.status_code), "request": body, "response": said}
        return said

    def version_of(self, path: str) -> str:
        found = self.program.call("GET", path)
        etag: str = found["ETag"]
        return etag


def an_afternoon() -> dict[str, Any]:
    """Everything that is done, by the operations' ids."""
    by = an_account(AT, name="Mockford & Specimen LLP", email="docketing@firm.example")
    first = a_patent(number="GB2470008", application_number="GB1907001.0", title="Adjustable widget")
    others = [
        a_patent(number=f"GB247000{n}", application_number=f"GB190700{n}.0", title=f"Widget {n}") for n in (2, 3, 4, 5)
    ]
    for right in (first, *others):
        linked(right, by)
    an_account_with(100_000, by=by, cashier=an_officer(AT, roles=("team_leader",)), at=AT)
    record = Recorder(a_program(by, limit_pence=100_000))
    _one_renewal(record, first.number)
    _a_list(record, [one.number for one in others[:2]])
    _drafts(record, others[2].number, others[3].number)
    record("createTopUp", "POST", "deposit-account/top-ups", {"amount": 50_000})
    for operation, path in {
        "getDepositAccount": "deposit-account",
        "listDepositMovements": "deposit-account/movements",
        "getDepositStatement": "deposit-account/statement",
        "listDepositMonths": "deposit-account/months",
        "listTransactionTypes": "transaction-types",
        "getTransactionType": "transaction-types/renew",
        "listPayments": "payments?limit=1",
        "listFilings": "filings?limit=1",
    }.items():
        record(operation, "GET", path)
    return record.kept


def _one_renewal(record: Recorder, number: str) -> None:
    draft = record("createFiling", "POST", "filings", {"type": "renew", "rights": [number]})
    path = f"filings/{draft['reference']}"
    record("getAnswersSchema", "GET", f"{path}/answers-schema")
    record("answerFiling", "PATCH", f"{path}/answers", {"answers": RECEIPT}, **{"If-Match": record.version_of(path)})
    record("validateFiling", "POST", f"{path}/validation")
    record("submitFiling", "POST", f"{path}/submission", {"declarationAccepted": True, "agreedTotal": 7000})
    record("getBasket", "GET", "basket")
    wanted = {"filings": [{"reference": draft["reference"], "agreedTotal": 7000}], "method": "deposit-account"}
    payment = record("createPayment", "POST", "payments", wanted)
    keep_all()
    record("getPayment", "GET", f"payments/{payment['reference']}")
    record("getReceipt", "GET", f"payments/{payment['reference']}/receipt")
    record("getFiling", "GET", path)
    record("listRightsOfFiling", "GET", f"{path}/rights")
    record("listMovements", "GET", f"{path}/movements")
    record("listQuestions", "GET", f"{path}/questions")
    certificate = record("listCertificates", "GET", f"{path}/certificates")["items"][0]
    record("getCertificate", "GET", f"certificates/{certificate['code']}")


def _a_list(record: Recorder, numbers: list[str]) -> None:
    rows = [{"number": number, "ownReference": f"P000{place}"} for place, number in enumerate([*numbers, "GB9"], 1)]
    made = record("createList", "POST", "lists", {"type": "renew", "name": "May", "rows": rows})
    path = f"lists/{made['reference']}"
    keep_all()
    record("listLines", "GET", f"{path}/lines")
    record("changeLine", "PATCH", f"{path}/lines/3", {"isLeftOut": True})
    record("checkListAgain", "POST", f"{path}/checks")
    record("getList", "GET", path)
    record("changeList", "PATCH", path, {"name": "May 2023"}, **{"If-Match": record.version_of(path)})
    record("listLists", "GET", "lists")
    draft = record("createFilingFromList", "POST", f"{path}/filing")
    filing = f"filings/{draft['reference']}"
    version = {"If-Match": record.version_of(filing)}
    record.program.call("PATCH", f"{filing}/answers", {"answers": RECEIPT}, **version)
    record.program.post(f"{filing}/submission", {"declarationAccepted": True, "agreedTotal": 14_000}, status=200)
    one = {"reference": draft["reference"], "agreedTotal": 14_000}
    record.program.post("payments", {"filings": [one], "method": "deposit-account"})
    keep_all()
    record("getOutcome", "GET", f"{path}/outcome")
    record("drawCertificates", "POST", f"{filing}/certificates-bundle")
    keep_all()
    record("getCertificatesBundle", "GET", f"{filing}/certificates-bundle")


def _drafts(record: Recorder, number: str, other: str) -> None:
    upload = SimpleUploadedFile("deed.pdf", PDF, "application/pdf")
    headers = {"Authorization": f"Bearer {record.program.token}", "Idempotency-Key": "a-file"}
    stored = record.keep("storeFile", record.program.browser.post("/api/v1/files", {"file": upload}, headers=headers))
    StoredFile.everything.update(state="clean")
    record("getFile", "GET", f"files/{stored['id']}")
    named = record.program.post("filings", {"type": "change_owner_name", "rights": [number]})
    path = f"filings/{named['reference']}"
    schema = record.program.get("transaction-types/change_owner_name")
    key = schema["documents"][0]["key"]
    record("giveDocument", "POST", f"{path}/documents", {"document": key, "file": stored["id"]})
    record("listDocumentsOfFiling", "GET", f"{path}/documents")
    record("withdrawFiling", "POST", f"{path}/withdrawal", {"why": "Sent twice"})
    renewal = {"type": "renew", "rights": [other], "answers": RECEIPT}
    again = f"filings/{record.program.post('filings', renewal)['reference']}"
    record.program.post(f"{again}/submission", {"declarationAccepted": True, "agreedTotal": 7000}, status=200)
    record("reopenFiling", "POST", f"{again}/reopening")


def keep_all() -> None:
    rows = OutboxMessage.objects.filter(state="promised").exclude(kind__in=["send-notice", "office-work"])
    while message := rows.first():
        keep(message.kind, message.payload, at=AT)
        OutboxMessage.objects.filter(pk=message.pk).update(state="kept", ended_at=AT)


def made_the_same(kept: dict[str, Any]) -> dict[str, Any]:
    """With made-up references, ids, times and addresses in the place of those of this run."""
    text = json.dumps(kept, ensure_ascii=False)
    text = text.replace("http://testserver", "https://service.example").replace(
        settings.PUBLIC_URL, "https://service.example"
    )
    text = MOMENT.sub("2023-05-15T09:00:00Z", text)
    text = CURSOR.sub(lambda found: f"{found[1]}WyJhIiwgMV0", text)
    text = _renamed(text, UUID, lambda number, _met: f"5d3c1f0e-7a55-4f0c-9d1b-{number:012d}")
    text = _renamed(text, REFERENCE, _reference)
    whole: dict[str, Any] = json.loads(text)
    return whole


def _renamed(text: str, pattern: re.Pattern[str], make: Callable[[int, str], str]) -> str:
    numbers, known = count(1), dict[str, str]()

    def name(found: re.Match[str]) -> str:
        if found[0] not in known:
            known[found[0]] = make(next(numbers), found[0])
        return known[found[0]]

    return pattern.sub(name, text)


def _reference(number: int, met: str) -> str:
    """Another one of the same length, with the same prefix."""
    first, *others = met.split("-")
    last = f"AB{ALPHABET[number // 30]}{ALPHABET[number % 30]}"
    made = [*("2345", "6789", "CDEF")[: len(others) - 1], last]
    return "-".join([first if len(first) == 3 else "WXYZ", *made])
