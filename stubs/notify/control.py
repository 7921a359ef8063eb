"""What tests and people may force on the stand-in for Notify under /__stub__/, beside the frame's own."""

from typing import Any

from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Request, Response

from stubs.control import json_body
from stubs.notify import markdown, messages
from stubs.notify.api import Api
from stubs.notify.messages import Message


class NotifyControls(Api):
    """Read the outbox as JSON, decide statuses, return letters, upset callbacks, revoke the key."""

    def _named(self, body: dict[str, Any]) -> Message:
        """Return the message that a body names by id or by reference (the newest of that reference)."""
        for message in self.all_messages():
            by_reference = body.get("reference") is not None and message["reference"] == body["reference"]
            if message["id"] == body.get("id") or by_reference:
                return message
        raise NotFound("There is no such message: give id or reference")

    def find_messages(self, to: str = "", template: str = "", reference: str = "") -> list[Message]:
        """Return messages, newest first: ``to`` is part of a recipient, ``template`` an id or how a name begins."""
        return [
            one
            for one in self.all_messages()
            if to.strip().casefold() in one["to"].casefold()
            and (template == one["template"]["id"] or one["template"]["name"].startswith(template))
            and reference in ("", one["reference"])
        ]

    def control_outbox(self, request: Request) -> Response:
        """List the messages as JSON, newest first; filters to=, template= and reference=."""
        args = request.args
        found = self.find_messages(args.get("to", ""), args.get("template", ""), args.get("reference", ""))
        return self.json({"messages": [self._for_tests(one) for one in found]})

    def _for_tests(self, message: Message) -> dict[str, Any]:
        hidden = ("steps", "pdf", "sanitised")
        shown = {key: value for key, value in message.items() if key not in hidden}
        return shown | {"text": markdown.to_plain(message["body"])}

    def control_status(self, request: Request) -> Response:
        """Let a message take on a status at once: {"id" | "reference", "status"}."""
        body = json_body(request)
        message, status = self._named(body), body.get("status")
        if status not in messages.STATUSES[message["type"]]:
            known = ", ".join(messages.STATUSES[message["type"]])
            raise BadRequest(f"The status of such a message is one of {known}")
        self.change(message, status)
        return self.json(self._for_tests(message))

    def control_return_letter(self, request: Request) -> Response:
        """Let a letter come back, and tell the product: {"id" | "reference"}."""
        message = self._named(json_body(request))
        if message["type"] != "letter":
            raise BadRequest("Only a letter can come back")
        self.change(message, "returned-letter")
        self.call_back(messages.returned_letter(message), message["completed_at"])
        return self.json(self._for_tests(message))

    def control_callbacks(self, request: Request) -> Response:
        """List callbacks with their attempts; a POST {"pause": true} holds them back."""
        if request.method == "POST":
            self.store.put("switch", "callbacks", {"pause": bool(json_body(request).get("pause"))})
        waiting = {callback["key"] for callback in self.waiting()}
        listed = [one | {"waiting": one["key"] in waiting} for one in self.store.all("callback")]
        return self.json({"pause": self.paused(), "callbacks": listed})

    def control_deliver(self, request: Request) -> Response:
        """Send every waiting callback now, due or not, paused or not; answers how many."""
        self.age_all()
        return self.json({"sent": self.deliver(bool)})

    def control_key(self, request: Request) -> Response:
        """Revoke the API key or take that back: {"revoked": true}."""
        revoked = bool(json_body(request).get("revoked"))
        self.store.put("switch", "key", {"revoked": revoked})
        return self.json({"revoked": revoked})
