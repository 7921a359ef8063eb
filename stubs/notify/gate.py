"""The gate before Notify's API: the token, the rate limit and the published description."""

import functools
from collections.abc import Callable
from typing import Any

from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Request, Response

from stubs.faults import Fault
from stubs.frame import Surroundings
from stubs.limits import Limiter
from stubs.notify import tokens
from stubs.notify.desk import Desk
from stubs.notify.refusals import Refusal, invalid
from stubs.published import BrokenReply

Answer = tuple[int, Any]
DAILY_LIMITS = {"email": 250_000, "sms": 250_000, "letter": 20_000}


def call(method: Callable[..., Answer]) -> Callable[..., Response]:
    """Make an API call of a method: check the caller, run it, and check what it answers."""

    @functools.wraps(method)
    def answered(gate: "Gate", request: Request, **values: Any) -> Response:
        try:
            gate.let_in(request)
            status, body = method(gate, request, **values)
        except Refusal as refusal:
            status, body = refusal.status, refusal.body
        return body if isinstance(body, Response) else gate.reply(request, status, body)

    return answered


class Gate(Desk):
    """Lets in who has the key and is not too fast; lets out what the description allows."""

    def __init__(self, around: Surroundings) -> None:
        """Read the limits."""
        super().__init__(around)
        environ = around.environ
        self.rate = int(environ.get("STUBS_NOTIFY_RATE") or 3000)
        self.daily = {
            kind: int(environ.get(f"STUBS_NOTIFY_DAILY_{kind.upper()}") or most) for kind, most in DAILY_LIMITS.items()
        }
        self.guests = {one.strip().lower() for one in environ.get("STUBS_NOTIFY_GUESTS", "").split(",") if one.strip()}
        self._limiter = Limiter(seconds=60)

    def let_in(self, request: Request) -> None:
        """Refuse a caller without a token that proves the key."""
        revoked = bool((self.store.get("switch", "key") or {}).get("revoked"))
        tokens.check(request.headers.get("Authorization", ""), self.key, revoked=revoked)

    def check_limits(self, kind: str) -> None:
        """Refuse a message beyond the rate of the key or the day's number of its kind."""
        if not self._limiter.allows(self.key.kind, self.rate):
            name = self.key.kind.upper()
            words = f"Exceeded rate limit for key type {name} of {self.rate} requests per 60 seconds"
            raise Refusal(429, "RateLimitError", words)
        if self.key.kind != "test" and self.count_today(kind) > self.daily[kind]:
            words = f"Exceeded send limits ({kind}: {self.daily[kind]}) for today"
            raise Refusal(429, "TooManyRequestsError", words)

    def check_described(self, request: Request, body: Any) -> None:
        """Refuse a body that Notify's own rules let pass but its description does not."""
        problem = self.checked.request_problem(request.method, request.path, body)
        if problem:
            raise invalid(problem)

    def reply(self, request: Request, status: int, body: Any) -> Response:
        """Return the answer, or a loud 500 if the published description does not allow it."""
        try:
            self.checked.reply(request.method, request.path, status, body)
        except BrokenReply as broken:
            words = {"error": "BrokenStandIn", "message": str(broken)}
            return self.json({"status_code": 500, "errors": [words]}, 500)
        return self.json(body, status)

    def fault_answer(self, fault: Fault) -> Response:
        """Answer a forced fault as Notify would: JSON for 429 and 500, its front's page for the rest."""
        words = {
            429: ("RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds"),
            500: ("Exception", "Internal server error"),
        }
        if fault.status in words:
            error, message = words[fault.status]
            body = {"status_code": fault.status, "errors": [{"error": error, "message": message}]}
            return self.json(body, fault.status)
        return Response(f"<html><body><h1>{fault.status}</h1></body></html>", fault.status, mimetype="text/html")

    def error_answer(self, request: Request, error: HTTPException) -> Response:
        """Answer what went wrong in JSON to programs and as a page to people."""
        if request.path.startswith("/v2/") and error.response is None:
            words = {"error": "Exception" if error.code == 500 else error.name, "message": error.description}
            return self.json({"status_code": error.code, "errors": [words]}, error.code or 500)
        return super().error_answer(request, error)
