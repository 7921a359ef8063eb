"""A small docketing system: renews everything in a file by the API, and keeps the outcome and the certificates.

Usage: docketing.py ADDRESS CLIENT_ID SECRET ROWS.csv FOLDER  (ROWS.csv has a number and an own reference on each line)
"""

import csv
import sys
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import requests

RECEIPT = {"receipt": {"email": "docketing@firm.example", "reminders": "no"}}
PATIENCE_SECONDS = 300


class Office:
    """The API, as one who may act for an organisation calls it."""

    def __init__(self, address: str, client_id: str, secret: str) -> None:
        self.address = address.rstrip("/")
        self.session = requests.Session()
        self.credentials = (client_id, secret)
        self.sign_in()

    def sign_in(self) -> None:
        """Gets a token for ten minutes."""
        data = {"grant_type": "client_credentials"}
        answer = requests.post(f"{self.address}/oauth/token/", data=data, auth=self.credentials, timeout=30)
        answer.raise_for_status()
        self.session.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> requests.Response:
        """One call; asked again with the same key if the line drops, the token has ended, or there were too many."""
        if method == "POST":
            headers["Idempotency-Key"] = str(uuid4())
        for attempt in range(5):
            try:
                answer = self.session.request(
                    method, f"{self.address}/api/v1/{path}", json=body, headers=headers, timeout=120
                )
            except requests.ConnectionError:
                time.sleep(2**attempt)
                continue
            if answer.status_code == 401 and attempt == 0:
                self.sign_in()
            elif answer.status_code in (429, 503):
                time.sleep(int(answer.headers.get("Retry-After", "5")))
            else:
                break
        if not answer.ok:
            raise SystemExit(f"{method} {path}: {answer.status_code} {answer.text}")
        return answer

    def wait(self, path: str, *states: str) -> dict[str, Any]:
        """Reads a resource until it is in one of the states."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            found: dict[str, Any] = self.call("GET", path).json()
            if found["state"] in states:
                return found
            time.sleep(1)
        raise SystemExit(f"{path} is still {found['state']}")


def portfolio(office: Office) -> list[dict[str, Any]]:
    """Every right of the account, page by page."""
    rights: list[dict[str, Any]] = []
    path = "portfolio/rights?limit=500&fields=number,ownReference"
    while path:
        page = office.call("GET", path).json()
        rights += page["items"]
        cursor = page.get("nextCursor")
        path = f"portfolio/rights?limit=500&fields=number,ownReference&cursor={cursor}" if cursor else ""
    return rights


def renew(office: Office, rows: list[dict[str, str]]) -> tuple[str, str]:
    """Renews the rights by one list and one payment; returns the references of the list and of the request."""
    made = office.call("POST", "lists", {"type": "renew", "name": "Docketing", "rows": rows}).json()
    tried = office.wait(f"lists/{made['reference']}", "checked", "sent")
    print(f"{tried['counts']['ready']} of {tried['size']} can be renewed for £{tried['total']['amount'] / 100:,.2f}")
    draft = office.call("POST", f"lists/{made['reference']}/filing")
    reference = draft.json()["reference"]
    office.call("PATCH", f"filings/{reference}/answers", {"answers": RECEIPT}, **{"If-Match": draft.headers["ETag"]})
    total = office.call("POST", f"filings/{reference}/validation").json()["total"]["amount"]
    office.call("POST", f"filings/{reference}/submission", {"declarationAccepted": True, "agreedTotal": total})
    paid = {"filings": [{"reference": reference, "agreedTotal": total}], "method": "deposit-account"}
    office.call("POST", "payments", paid)
    office.wait(f"filings/{reference}", "recorded", "refused")
    return made["reference"], reference


def keep(office: Office, list_reference: str, filing: str, folder: Path) -> None:
    """Stores the outcome of every line, and what was certified."""
    folder.mkdir(parents=True, exist_ok=True)
    outcome = office.call("GET", f"lists/{list_reference}/outcome", Accept="text/csv")
    (folder / "outcome.csv").write_text(outcome.text)
    certificates = office.call("GET", f"filings/{filing}/certificates").json()["items"]
    with (folder / "certificates.csv").open("w", newline="") as file:
        table = csv.DictWriter(file, ["number", "code", "nextRenewalDate", "pdf"], extrasaction="ignore")
        table.writeheader()
        table.writerows(certificates)
    for certificate in certificates[:3]:
        pdf = requests.get(certificate["pdf"], timeout=60)
        pdf.raise_for_status()
        (folder / f"{certificate['number']}.pdf").write_bytes(pdf.content)
    print(f"{len(certificates)} certificates; the outcome is in {folder / 'outcome.csv'}")


def main(address: str, client_id: str, secret: str, rows: str, folder: str) -> None:
    """Signs in, looks at the portfolio, renews, and keeps what became of it."""
    office = Office(address, client_id, secret)
    print(f"{len(portfolio(office))} rights in the portfolio")
    with Path(rows).open(newline="") as file:
        wanted = [{"number": row[0], "ownReference": row[1]} for row in csv.reader(file)]
    keep(office, *renew(office, wanted), Path(folder))


if __name__ == "__main__":
    main(*sys.argv[1:])
