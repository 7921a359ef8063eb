"""The gate before Pay's API: the key, the rate limit and the published description."""

import functools
import hmac
import json
from collections.abc import Callable
from typing import Any

from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Request, Response

from stubs.faults import Fault
from stubs.frame import Surroundings
from stubs.limits import Limiter
from stubs.pay.desk import Desk
from stubs.pay.refusals import DOWNSTREAM, FIXED, Refusal, refuse
from stubs.published import BrokenReply

UNAUTHORISED = "Credentials are required to access this resource."
Answer = tuple[int, Any]


def call(method: Callable[..., Answer]) -> Callable[..., Response]:
    """Make an API call of a method: check the caller, run it, and check what it answers."""

    @functools.wraps(method)
    def answered(gate: "Gate", request: Request, **values: Any) -> Response:
        if not gate.knows(request):
            return Response(UNAUTHORISED, 401, {"WWW-Authenticate": 'Bearer realm="pay"'}, mimetype="text/plain")
        try:
            gate.slow_down(request)
            status, body = method(gate, request, **values)
        except Refusal as refusal:
            status, body = refusal.status, refusal.body
        return gate.reply(request, status, body)

    return answered


class Gate(Desk):
    """Lets in who has the key and is not too fast; lets out what the description allows."""

    def __init__(self, around: Surroundings) -> None:
        """Read the limits: calls a second of each kind."""
        super().__init__(around)
        self.post_limit = int(around.environ.get("STUBS_PAY_POST_LIMIT") or 15)
        self.get_limit = int(around.environ.get("STUBS_PAY_GET_LIMIT") or 75)
        self._limiter = Limiter()

    def knows(self, request: Request) -> bool:
        """Does the call carry the API key?"""
        kind, _, key = request.headers.get("Authorization", "").partition(" ")
        return kind.lower() == "bearer" and hmac.compare_digest(key.strip().encode(), self.api_key.encode())

    def slow_down(self, request: Request) -> None:
        """Refuse with P0900 a call beyond the limit of its kind; each kind of POST has its own."""
        if request.method == "GET":
            allowed = self._limiter.allows("GET", self.get_limit)
        else:
            allowed = self._limiter.allows(f"POST {request.path.rsplit('/', 1)[-1]}", self.post_limit)
        if not allowed:
            raise refuse("P0900")

    def reply(self, request: Request, status: int, body: Any) -> Response:
        """Return the answer, or a loud 500 if the published description does not allow it."""
        try:
            self.checked.reply(request.method, request.path, status, body)
        except BrokenReply as broken:
            return self.json({"code": "BROKEN_STAND_IN", "description": str(broken)}, 500)
        if status == 204:
            return Response("", 204)
        headers = {"Location": body["_links"]["self"]["href"]} if status == 201 and "_links" in body else {}
        return self.json(body, status, headers)

    def check_described(self, request: Request, body: Any) -> None:
        """Refuse a body that Pay's own rules let pass but its description does not."""
        problem = self.checked.request_problem(request.method, request.path, body)
        if problem:
            field = problem.partition(":")[0]
            raise Refusal(422, "P0102", f"Invalid attribute value: {problem}", field=field)

    def fault_answer(self, fault: Fault) -> Response:
        """Answer a forced fault as Pay would: its own body for 429 and 500, its front's for the rest."""
        if fault.status == 429:
            return self.json({"code": "P0900", "description": FIXED["P0900"][1]}, 429)
        if fault.status == 500:
            return self.json({"code": "P0198", "description": DOWNSTREAM}, 500)
        return Response(f"<html><body><h1>{fault.status}</h1></body></html>", fault.status, mimetype="text/html")

    def error_answer(self, request: Request, error: HTTPException) -> Response:
        """Answer what went wrong in JSON to programs and as a page to people."""
        if request.path.startswith("/v1/") and error.response is None:
            return self.json({"code": error.code, "message": f"HTTP {error.code} {error.name}"}, error.code or 500)
        return super().error_answer(request, error)


def fingerprint(body: dict[str, Any]) -> str:
    """Return a text that is the same for the same body in any order."""
    return json.dumps(body, sort_keys=True)
