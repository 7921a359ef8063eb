"""What the parts of the stand-in share: stored messages that age by themselves, files, and callbacks on their way."""

import json
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from typing import Any
from uuid import uuid4

from stubs.frame import StandIn, Surroundings
from stubs.notify import callbacks, messages, tokens, uploads
from stubs.notify.callbacks import Callback
from stubs.notify.description import Checked
from stubs.notify.messages import Message
from stubs.notify.moments import read
from stubs.notify.templates_on_disk import Templates
from stubs.sending import post

DEVELOPMENT_KEY = "local-stand-in-0f6a1c52-8c5b-4b7e-9f0e-6d1f5a2b3c4d-7e8f9a0b-1c2d-4e3f-8a5b-6c7d8e9f0a1b"
CHECKOUT = Path(__file__).parent.parent.parent


class Desk(StandIn):
    """Messages, kept and aged; the base of the API, the outbox and the controls."""

    def __init__(self, around: Surroundings) -> None:
        """Read the settings."""
        super().__init__(around)
        environ = around.environ
        self.key = tokens.read_key(environ.get("NOTIFY_API_KEY") or DEVELOPMENT_KEY)
        self.callback_token = environ.get("NOTIFY_CALLBACK_TOKEN") or "local-callback-token"
        self.callback_url = f"{around.public_url}/webhooks/notify/"
        self.callback_speed = float(environ.get("STUBS_WEBHOOK_SPEED") or 1)
        self.speed = float(environ.get("STUBS_NOTIFY_SPEED") or 1)
        self.templates = Templates(Path(environ.get("NOTIFY_TEMPLATES_DIR") or CHECKOUT / "notifications/templates"))
        self.checked = Checked(environ.get("NOTIFY_OPENAPI") or "")

    # --- messages -------------------------------------------------------------------------------------------------

    def message(self, message_id: str) -> Message | None:
        """Return a message as it stands now; None for an unknown or forgotten one."""
        with self.store.locked():
            found = self.store.get("message", message_id.lower())
            if found is None or self._is_forgotten(found):
                return None
            if messages.age(found, self.clock.now()):
                self.keep(found)
            return found

    def all_messages(self) -> list[Message]:
        """Return every message of the last 7 days as it stands now, newest first."""
        self.age_all()
        return [one for one in reversed(self.store.all("message")) if not self._is_forgotten(one)]

    def keep(self, message: Message) -> None:
        """Store a message; the end of an email or a text message is told to the product."""
        with self.store.locked():
            key = message["id"]
            before = self.store.get("message", key)
            self.store.put("message", key, message)
            if message["steps"]:
                self.store.put("open", key, {"id": key})
            else:
                self.store.delete("open", key)
            ended = message["completed_at"] and (before is None or before["status"] != message["status"])
            if ended and message["type"] != "letter":
                self.call_back(messages.receipt(message), message["completed_at"])

    def change(self, message: Message, status: str) -> None:
        """Let a message take on a status at once."""
        messages.become(message, status, self.clock.now())
        self.keep(message)

    def _is_forgotten(self, message: Message) -> bool:
        return read(message["created_at"]) + messages.KEPT_FOR <= self.clock.now()

    def age_all(self) -> None:
        """Bring every message that is not at its end up to now."""
        for entry in self.store.all("open"):
            self.message(entry["id"])

    def forget_old(self) -> None:
        """Drop what is older than 7 days, once a day of the clock."""
        today = self.clock.now().date().isoformat()
        if (self.store.get("swept", "day") or {}).get("day") == today:
            return
        with self.store.locked():
            for message in self.store.all("message"):
                if self._is_forgotten(message):
                    self.store.delete("message", message["id"])
                    self.store.delete("open", message["id"])
            self.store.put("swept", "day", {"day": today})

    def count_today(self, kind: str) -> int:
        """Count one more message of a kind on this day, which ends at midnight UTC; return the count."""
        day = self.clock.now().astimezone(UTC).date().isoformat()
        with self.store.locked():
            counted = self.store.get("count", kind) or {"day": day, "sent": 0}
            sent = counted["sent"] + 1 if counted["day"] == day else 1
            self.store.put("count", kind, {"day": day, "sent": sent})
        return int(sent)

    # --- files ----------------------------------------------------------------------------------------------------

    def keep_upload(self, value: dict[str, Any], recipient: str) -> str:
        """Keep a file sent by email and return the link to it; raise Refusal."""
        upload = uploads.read_upload(value, recipient, self.clock.now())
        self.store.put("upload", upload["id"], upload)
        return f"{self.around.own_url}/d/{upload['id']}/{upload['key']}"

    # --- callbacks ------------------------------------------------------------------------------------------------

    def call_back(self, body: dict[str, Any], at: str) -> None:
        """Have the product told."""
        callback = callbacks.write(str(uuid4()), body, read(at))
        self.store.put("callback", callback["key"], callback)
        self.store.put("waiting", callback["key"], {"key": callback["key"]})

    def waiting(self) -> list[Callback]:
        """Return the callbacks not yet delivered or given up, oldest first."""
        found = (self.store.get("callback", entry["key"]) for entry in self.store.all("waiting"))
        return [callback for callback in found if callback]

    def deliver(self, wanted: Callable[[Callback], bool]) -> int:
        """Send the waiting callbacks that are wanted; return how many."""
        due = [callback for callback in self.waiting() if wanted(callback)]
        for callback in due:
            self.send(callback)
        return len(due)

    def send(self, callback: Callback) -> None:
        """Send one callback and note the answer."""
        status = post(
            self.callback_url,
            json.dumps(callback["body"]).encode(),
            {"Authorization": f"Bearer {self.callback_token}", "User-Agent": "GOV.UK Notify"},
            timeout_seconds=callbacks.TIMEOUT_SECONDS,
        )
        done = callbacks.after_attempt(callback, status, self.clock.now(), self.callback_speed)
        with self.store.locked():
            self.store.put("callback", callback["key"], callback)
            if done:
                self.store.delete("waiting", callback["key"])

    def paused(self) -> bool:
        """Are callbacks held back?"""
        return bool((self.store.get("switch", "callbacks") or {}).get("pause"))

    def tick(self) -> None:
        """Age messages, forget old ones, send callbacks."""
        self.age_all()
        self.forget_old()
        if not self.paused():
            self.deliver(lambda callback: callbacks.is_due(callback, self.clock.now()))
