"""What every stand-in offers under /__stub__/: health, reset, clock, tick, forced faults; and the shared styles."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from werkzeug.exceptions import BadRequest
from werkzeug.routing import Map, Rule
from werkzeug.utils import redirect, send_from_directory
from werkzeug.wrappers import Request, Response

from stubs.faults import BadFault, Fault, read_fault

if TYPE_CHECKING:
    from stubs.frame import StandIn

STATIC = Path(__file__).parent.parent / "static"
ASSETS = Path(__file__).parent / "assets"

RULES = Map(
    [
        Rule("/__stub__/health", endpoint="control_health", methods=["GET"]),
        Rule("/__stub__/reset", endpoint="control_reset", methods=["POST"]),
        Rule("/__stub__/clock", endpoint="control_clock", methods=["GET", "POST"]),
        Rule("/__stub__/tick", endpoint="control_tick", methods=["POST"]),
        Rule("/__stub__/faults", endpoint="control_faults", methods=["GET", "POST", "DELETE"]),
        Rule("/__stub__/look.css", endpoint="control_look", methods=["GET"]),
        Rule("/static/<path:name>", endpoint="control_static", methods=["GET"]),
    ]
)


def json_body(request: Request) -> dict[str, Any]:
    """Return the JSON object that the request carries ({} for none); raise BadRequest for anything else."""
    if not request.get_data():
        return {}
    body = request.get_json(force=True)
    if not isinstance(body, dict):
        raise BadRequest("Send a JSON object")
    return body


class Controls:
    """The methods behind RULES; mixed into StandIn."""

    @property
    def _me(self) -> "StandIn":
        return cast("StandIn", self)

    def control_health(self, _request: Request) -> Response:
        """Say that the stand-in is there and what its clock says."""
        return self._me.json({"name": self._me.name, "status": "ok", "now": self._me.clock.now().isoformat()})

    def control_reset(self, _request: Request) -> Response:
        """Forget everything."""
        self._me.reset()
        return self._me.json({"status": "reset"})

    def control_tick(self, _request: Request) -> Response:
        """Do now what time alone brings about."""
        self._me.run_tick()
        return self._me.json({"status": "ticked"})

    def control_clock(self, request: Request) -> Response:
        """Show the clock, or set it: {"offset_seconds": n} from real time, or {"shift_seconds": n} from where it is."""
        body = json_body(request) if request.method == "POST" else {}
        try:
            if "offset_seconds" in body:
                self._me.clock.set_offset(float(body["offset_seconds"]))
            if "shift_seconds" in body:
                self._me.clock.shift(float(body["shift_seconds"]))
        except (TypeError, ValueError) as error:
            raise BadRequest("Give the seconds as a number") from error
        clock = self._me.clock
        return self._me.json({"now": clock.now().isoformat(), "offset_seconds": clock.offset_seconds})

    def control_faults(self, request: Request) -> Response:
        """List, force or clear faults: JSON for programs, a page for people."""
        faults = self._me.faults
        if request.method == "DELETE" or request.form.get("clear"):
            faults.clear()
        elif request.method == "POST":
            self._force(request)
        if request.mimetype == "application/x-www-form-urlencoded":
            return Response.force_type(redirect("/__stub__/faults", 303))
        if (
            request.method == "GET"
            and request.accept_mimetypes.best_match(["application/json", "text/html"]) == "text/html"
        ):
            return self._me.page("faults.html", coming=faults.coming(), addresses=self._addresses())
        return self._me.json({"faults": faults.coming()}, 201 if request.method == "POST" else 200)

    def _force(self, request: Request) -> None:
        by_form = request.mimetype == "application/x-www-form-urlencoded"
        try:
            self._me.faults.add(_from_form(request) if by_form else read_fault(json_body(request)))
        except (BadFault, TypeError, ValueError) as error:
            raise BadRequest(str(error)) from error

    def _addresses(self) -> list[str]:
        rules = (rule.rule for rule in self._me.rules.iter_rules() if "__stub__" not in rule.rule)
        return sorted({"*".join(part.split("<")[0] for part in rule.split(">")) for rule in rules})

    def control_look(self, request: Request) -> Response:
        """Serve the little style sheet of the stand-ins' own parts."""
        return Response.force_type(send_from_directory(ASSETS, "look.css", request.environ))

    def control_static(self, request: Request, name: str) -> Response:
        """Serve the product's compiled styles, so that pages look alike; they stay readable without."""
        return Response.force_type(send_from_directory(STATIC, name, request.environ))


def _from_form(request: Request) -> Fault:
    form = request.form
    return read_fault(
        {
            "path": form.get("path", ""),
            "method": form.get("method", ""),
            "status": int(form["status"]) if form.get("status") else None,
            "times": int(form.get("times") or 1),
            "delay_seconds": float(form.get("delay_seconds") or 0),
            "after": bool(form.get("after")),
            "empty": bool(form.get("empty")),
        }
    )
