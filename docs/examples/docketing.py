"""A small docketing system: renews by the API whatever is due, is told what happens, and keeps the certificates.

Usage: DOCKETING_SECRET=... docketing.py ADDRESS CLIENT_ID FOLDER LISTEN

LISTEN is where this program is told of events, such as http://127.0.0.1:8099/hook. FOLDER keeps how far it is: stopped
anywhere and run again, it goes on from there, and nothing is sent or paid twice.
"""

import base64
import csv
import hashlib
import hmac
import json
import os
import queue
import sys
import time
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

import requests

RECEIPT = {"receipt": {"email": "docketing@firm.example", "reminders": "no"}}
EVENTS = ["filing.moved", "list.checked"]
PATIENCE_SECONDS, ASK_AGAIN_SECONDS, TOO_OLD_SECONDS = 600, 5, 300
AT_ONCE = 500


class Notebook:
    """What was done, in a file: each step once, whatever happens in between."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.path = folder, folder / "state.json"
        self.said: dict[str, Any] = json.loads(self.path.read_text()) if self.path.exists() else {}

    def once(self, step: str, do: Any) -> Any:
        """The result of the step: the noted one, or what it comes to now."""
        if step not in self.said:
            self.said[step] = do()
            self.path.write_text(json.dumps(self.said))
        return self.said[step]


class Inbox:
    """Takes the calls of the service: checks the signature (Standard Webhooks), and hands on what each is about."""

    def __init__(self, listen: str) -> None:
        self.secret, self.known, self.about = b"", set[str](), queue.Queue[str]()
        inbox = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.send_response(204 if inbox.take(self.headers, body) else 401)
                self.end_headers()

            def log_message(self, *_words: Any) -> None:
                return

        place = urlsplit(listen)
        server = ThreadingHTTPServer((place.hostname or "127.0.0.1", place.port or 80), Handler)
        Thread(target=server.serve_forever, daemon=True).start()

    def take(self, headers: Any, body: bytes) -> bool:
        """Whether the call is the service's own; an event that came before is let pass without a second look."""
        event, at = headers.get("Webhook-Id", ""), headers.get("Webhook-Timestamp", "0")
        signed = hmac.new(self.secret, f"{event}.{at}.".encode() + body, hashlib.sha256).digest()
        ours = f"v1,{base64.b64encode(signed).decode()}"
        given = headers.get("Webhook-Signature", "").split()
        if not any(hmac.compare_digest(one, ours) for one in given) or abs(time.time() - int(at)) > TOO_OLD_SECONDS:
            return False
        if event not in self.known:
            self.known.add(event)
            self.about.put(json.loads(body)["data"].get("reference", ""))
        return True

    def wait_for(self, reference: str, seconds: float) -> None:
        """Returns when something was said of it, or after so long: a lost call costs seconds."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                if self.about.get(timeout=left) == reference:
                    return
            except queue.Empty:
                return


class Office:
    """The API, as one who may act for an organisation calls it."""

    def __init__(self, address: str, client_id: str, secret: str, inbox: Inbox) -> None:
        self.address, self.credentials, self.inbox = address.rstrip("/"), (client_id, secret), inbox
        self.session = requests.Session()
        self.sign_in()

    def sign_in(self) -> None:
        """Gets a token for ten minutes."""
        data = {"grant_type": "client_credentials"}
        answer = requests.post(f"{self.address}/oauth/token/", data=data, auth=self.credentials, timeout=30)
        if not answer.ok:
            sys.exit(f"No token: {answer.status_code} {answer.text}")
        self.session.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"

    def call(self, method: str, path: str, body: Any = None, *, stream: bool = False, **headers: str) -> Any:
        """One call; the very same again if the line drops, the token has ended, or there were too many.

        The Idempotency-Key follows from what is asked, so that a second run repeats the first one's calls.
        """
        if method == "POST":
            headers["Idempotency-Key"] = str(uuid5(NAMESPACE_URL, f"{path} {json.dumps(body, sort_keys=True)}"))
        for attempt in range(6):
            try:
                where = f"{self.address}/api/v1/{path}"
                answer = self.session.request(method, where, json=body, headers=headers, timeout=120, stream=stream)
            except requests.ConnectionError:
                time.sleep(2**attempt)
                continue
            if answer.status_code == 401:
                self.sign_in()
            elif answer.status_code in (429, 503):
                time.sleep(int(answer.headers.get("Retry-After", "5")))
            elif answer.ok:
                return answer
            else:
                sys.exit(f"{method} {path}: {answer.status_code} {answer.text}")
        sys.exit(f"{method} {path}: no answer")

    def wait(self, path: str, reference: str, name: str, *wanted: Any) -> dict[str, Any]:
        """Reads a resource until its member is one of what is wanted: when an event names it, or every few seconds."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            found: dict[str, Any] = self.call("GET", path).json()
            if found[name] in wanted:
                return found
            self.inbox.wait_for(reference, ASK_AGAIN_SECONDS)
        sys.exit(f"{path}: {name} is still {found[name]}")


def listen_to(office: Office, url: str, notebook: Notebook) -> None:
    """Asks to be told, once; the secret is shown this once and kept in the notebook."""
    wanted = {"url": url, "events": EVENTS, "description": "Docketing"}
    made = notebook.once("webhook", lambda: office.call("POST", "webhooks", wanted).json())
    office.inbox.secret = base64.b64decode(made["secret"].removeprefix("whsec_"))


def due(office: Office) -> list[dict[str, Any]]:
    """The rights of the account that can be renewed now, page by page."""
    rights: list[dict[str, Any]] = []
    path = asked = f"portfolio/rights?need=due&limit={AT_ONCE}&fields=number,ownReference"
    while path:
        page = office.call("GET", path).json()
        rights += page["items"]
        path = f"{asked}&cursor={page['nextCursor']}" if "nextCursor" in page else ""
    return rights


def quoted(office: Office, rights: list[dict[str, Any]]) -> int:
    """What their renewals cost today, in pence."""
    total = 0
    for start in range(0, len(rights), AT_ONCE):
        numbers = [one["number"] for one in rights[start : start + AT_ONCE]]
        items = office.call("POST", "renewal-quotes", {"rights": numbers}).json()["items"]
        total += sum(one["quote"]["total"]["amount"] for one in items if one.get("quote"))
    return total


def tried(office: Office, rights: list[dict[str, Any]]) -> str:
    """A list of the rights, once every line of it has been tried."""
    made = office.call("POST", "lists", {"type": "renew", "name": "Docketing", "rows": rights}).json()
    found = office.wait(f"lists/{made['reference']}", made["reference"], "state", "checked", "sent")
    print(f"{found['counts']['ready']} of {found['size']} can be renewed for {found['total']['amount']} pence")
    return str(made["reference"])


def sent(office: Office, listed: str) -> dict[str, Any]:
    """The list's request: answered, and sent at the price that was seen."""
    draft = office.call("POST", f"lists/{listed}/filing")
    reference = draft.json()["reference"]
    found = office.call("GET", f"filings/{reference}")
    if found.json()["state"] != "draft":
        return {"reference": reference, "total": found.json()["price"]["amount"]}
    office.call("PATCH", f"filings/{reference}/answers", {"answers": RECEIPT}, **{"If-Match": found.headers["ETag"]})
    total = office.call("POST", f"filings/{reference}/validation").json()["total"]["amount"]
    office.call("POST", f"filings/{reference}/submission", {"declarationAccepted": True, "agreedTotal": total})
    return {"reference": reference, "total": total}


def paid(office: Office, filing: dict[str, Any]) -> str:
    """Pays it from the deposit account; returns how it ended."""
    one = {"reference": filing["reference"], "agreedTotal": filing["total"]}
    office.call("POST", "payments", {"filings": [one], "method": "deposit-account"})
    ended = office.wait(f"filings/{filing['reference']}", filing["reference"], "state", "recorded", "refused")
    return str(ended["state"])


def kept(office: Office, listed: str, filing: str, folder: Path) -> int:
    """Stores the outcome of every line and a PDF of every certificate; returns how many."""
    outcome = office.call("GET", f"lists/{listed}/outcome", Accept="text/csv")
    (folder / "outcome.csv").write_text(outcome.text)
    office.call("POST", f"filings/{filing}/certificates-bundle")
    office.wait(f"filings/{filing}/certificates-bundle", filing, "isReady", True)
    with (folder / "certificates.zip").open("wb") as file:
        for block in office.call("GET", f"filings/{filing}/certificates.zip", stream=True).iter_content(1 << 16):
            file.write(block)
    with zipfile.ZipFile(folder / "certificates.zip") as archive:
        archive.extractall(folder / "certificates")
        return len(archive.namelist())


def main(address: str, client_id: str, folder: str, listen: str) -> None:
    """Signs in, looks at what is due, renews it, and keeps what became of it."""
    notebook, inbox = Notebook(Path(folder)), Inbox(listen)
    office = Office(address, client_id, os.environ["DOCKETING_SECRET"], inbox)
    listen_to(office, listen, notebook)
    rights = notebook.once("rights", lambda: due(office))
    if not rights:
        sys.exit("Nothing is due")
    print(f"{len(rights)} rights are due, for {notebook.once('quoted', lambda: quoted(office, rights))} pence")
    listed = notebook.once("list", lambda: tried(office, rights))
    filing = notebook.once("filing", lambda: sent(office, listed))
    print(f"{filing['reference']} is {notebook.once('ended', lambda: paid(office, filing))}")
    number = notebook.once("certificates", lambda: kept(office, listed, filing["reference"], notebook.folder))
    with (notebook.folder / "outcome.csv").open(newline="") as file:
        print(f"{number} certificates for {sum(1 for _row in csv.DictReader(file))} lines")
    print(f"{len(inbox.known)} events came")


if __name__ == "__main__":
    main(*sys.argv[1:])
