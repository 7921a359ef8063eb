"""The whole service as journeys meet it: where it is, its own commands, and what Notify has sent."""

import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import requests

ROOT = Path(__file__).resolve().parent.parent.parent
READY_SECONDS = 180
WAITING = (
    "from core.models import OutboxMessage as M; "
    "print(list(M.objects.filter(ended_at=None).order_by('due_at').values_list('kind', 'state', 'attempts', 'error')[:20]))"
)


@dataclass(frozen=True)
class Service:
    """The running service: where it is, and its own commands on its own data."""

    port: int
    environ: dict[str, str]

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def one_login(self) -> str:
        return f"http://localhost:{self.port + 1}"

    @property
    def pay(self) -> str:
        return f"http://localhost:{self.port + 3}"

    @property
    def notify(self) -> str:
        return f"http://localhost:{self.port + 4}"

    def manage(self, *words: str) -> str:
        """The output of a command, as an operator would run it."""
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(command, cwd=ROOT, env=self.environ, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def outbox(self, *, to: str = "", about: str = "") -> list[dict]:
        """What Notify has sent, newest first."""
        found = requests.get(f"{self.notify}/__stub__/outbox", params={"to": to} if to else {}, timeout=10).json()
        messages = found["messages"] if isinstance(found, dict) else found
        return [message for message in messages if about in str(message)]

    def wait_for_message(self, *, to: str, about: str, but: Sequence[dict] = ()) -> dict:
        """The newest message to somebody about something, none of ``but``; the outbox takes a moment."""
        known = {one["id"] for one in but}
        try:
            return wait_for(
                lambda: next((one for one in self.outbox(to=to, about=about) if one["id"] not in known), None)
            )
        except AssertionError:
            newest = [str(message)[:300] for message in self.outbox()[:5]]
            waiting = self.manage("shell", "-v", "0", "-c", WAITING)
            raise AssertionError(f"Nothing to {to} about {about}. Sent: {newest}. Promised: {waiting}") from None

    def today(self) -> date:
        """The service's London day."""
        said = self.manage(
            "shell",
            "-v",
            "0",
            "-c",
            "from core.clock import now; from core.days import legal_day; print(legal_day(now()))",
        )
        return date.fromisoformat(re.findall(r"\d{4}-\d\d-\d\d", said)[-1])


def wait_for(look: Callable[[], Any], *, seconds: float = 90) -> Any:
    """What the function finds once it finds something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = look()
        if found:
            return found
        time.sleep(0.2)
    raise AssertionError("It did not come")


def wait_until_ready(address: str, process: subprocess.Popen, log: Path) -> None:
    end = time.monotonic() + READY_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text()
        try:
            if requests.get(address, timeout=5).ok and "running at" in log.read_text():
                return
        except requests.RequestException:
            time.sleep(0.3)
    raise AssertionError(f"The service is not ready:\n{log.read_text()}")
