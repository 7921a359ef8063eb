"""The frame that every stand-in shares: routing, pages, JSON, forced faults and the guard against other sites."""

import json
import logging
import sys
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from werkzeug.exceptions import Forbidden, HTTPException, InternalServerError, NotFound
from werkzeug.routing import Map, RequestRedirect
from werkzeug.wrappers import Request, Response

from stubs import control, look
from stubs.clock import Clock
from stubs.faults import Fault, Faults
from stubs.store import Store

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

LOG = logging.getLogger(__name__)
LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "[::1]", "::1"})
CONTENT_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True)
class Surroundings:
    """What a stand-in knows of the world: its own and the product's addresses, its memory and its clock."""

    port: int
    public_url: str
    own_url: str
    store: Store
    clock: Clock
    environ: Mapping[str, str]


class StandIn(control.Controls):
    """Base of every stand-in: a WSGI application whose ``rules`` name its methods.

    A method named by a rule is called with the request and the values of the address, and returns a Response.
    ``open_to_other_sites`` names the methods to which a page of another origin may post a form.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    port_offset: ClassVar[int]
    rules: ClassVar[Map]
    open_to_other_sites: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, around: Surroundings) -> None:
        """Stand in these surroundings."""
        self.around = around
        self.store = around.store
        self.clock = around.clock
        self.faults = Faults(around.store)
        self._ticking = threading.Lock()

    # --- for subclasses -------------------------------------------------------------------------------------------

    def page(self, template: str, /, status: int = 200, **context: Any) -> Response:
        """Return an HTML page with our own look and the words "Test service: not the real thing"."""
        folder = Path(str(sys.modules[type(self).__module__].__file__)).parent
        text = look.environment(folder).get_template(template).render(stand_in=self, **context)
        return Response(text, status, {"Content-Security-Policy": CONTENT_POLICY}, mimetype="text/html")

    def json(self, body: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
        """Return ``body`` as JSON."""
        return Response(json.dumps(body), status, dict(headers or {}), mimetype="application/json")

    def tick(self) -> None:
        """Do what time alone brings about. Called about twice a second, never twice at once."""

    def reset(self) -> None:
        """Forget everything. Subclasses that need something to begin with put it back here."""
        self.store.clear()

    def check_call(self, request: Request, endpoint: str) -> None:
        """Refuse a call before anything is done with it, by raising an HTTPException; /__stub__/ is not asked."""

    def fault_answer(self, fault: Fault) -> Response:
        """Return the answer of a forced fault; subclasses write it in their service's own words."""
        return Response("", fault.status)

    # --- the frame ------------------------------------------------------------------------------------------------

    def run_tick(self) -> None:
        """Run ``tick`` once, never at the same time as another."""
        with self._ticking:
            self.tick()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one call."""
        request = Request(environ)
        request.max_content_length = 20 * 1024 * 1024
        try:
            response = self._answer(request)
        except HTTPException as error:
            response = self.error_answer(request, error)
        except Exception:
            LOG.exception("The stand-in for %s stumbled", self.title)
            response = self.error_answer(request, InternalServerError())
        return self._finish(response)(environ, start_response)

    def error_answer(self, request: Request, error: HTTPException) -> Response:
        """Return the answer to a call that went wrong; subclasses write it in their service's own words."""
        if isinstance(error, RequestRedirect) or error.response is not None:
            return Response.force_type(error.get_response(request.environ))
        response = self.page("error.html", error.code or 500, heading=error.name, detail=error.description)
        response.headers.update({k: v for k, v in error.get_headers(request.environ) if k != "Content-Type"})
        return response

    def _answer(self, request: Request) -> Response:
        if request.host.rsplit(":", 1)[0] not in LOOPBACK_HOSTS:
            raise Forbidden("A stand-in answers on this machine only")
        endpoint, values = self._find(request)
        self._refuse_other_sites(request, endpoint)
        method = getattr(self, endpoint)
        if request.path.startswith(("/__stub__/", "/static/")):
            return Response.force_type(method(request, **values))
        self.check_call(request, endpoint)
        request.get_data(parse_form_data=True)  # the whole call has arrived before a fault counts as met
        fault = self.faults.take(request.method, request.path)
        return self._with_fault(fault, method, request, values) if fault else method(request, **values)

    def _find(self, request: Request) -> tuple[str, Mapping[str, Any]]:
        try:
            return control.RULES.bind_to_environ(request.environ).match()
        except NotFound:
            return self.rules.bind_to_environ(request.environ).match()

    def _refuse_other_sites(self, request: Request, endpoint: str) -> None:
        origin = request.headers.get("Origin")
        if request.method in ("GET", "HEAD", "OPTIONS") or origin is None or endpoint in self.open_to_other_sites:
            return
        if origin != f"{request.scheme}://{request.host}":
            raise Forbidden("This form was sent from a page of another site")

    def _with_fault(self, fault: Fault, method: Any, request: Request, values: Mapping[str, Any]) -> Response:
        fault.wait()
        worked = method(request, **values) if fault.after or fault.status is None else None
        response: Response = worked if worked is not None and fault.status is None else self.fault_answer(fault)
        if fault.body is not None:
            response.set_data(fault.body)
        if fault.empty:
            response.set_data(b"")
        if fault.extra and response.is_json:
            response.set_data(json.dumps({**(response.get_json() or {}), **fault.extra}))
        response.headers.update(fault.headers)
        return response

    def _finish(self, response: Response) -> Response:
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        return response
