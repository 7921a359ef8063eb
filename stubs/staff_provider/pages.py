"""The pages on which a member of staff says who to be and whether the second factor was given."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from stubs.control import json_body
from stubs.frame import StandIn, Surroundings
from stubs.oidc.client_keys import ClientKeys
from stubs.oidc.codes import Codes
from stubs.oidc.errors import SentBack
from stubs.oidc.journeys import Journeys, Sessions, sent_back
from stubs.oidc.keys import Keys
from stubs.staff_provider.asking import StaffClient
from stubs.staff_provider.people import Colleague, UnknownColleague, colleague, everybody
from stubs.staff_provider.tokens import CATALOGUE, REFUSALS

COOKIE = "staff-provider-stand-in"
CODE_SECONDS = 600
ACCESS_TOKEN_SECONDS = 3600
Journey = dict[str, Any]


class Pages(StandIn):
    """Everything between the authorisation request and the way back to the product."""

    def __init__(self, around: Surroundings) -> None:
        """Build the parts; keys are made when first needed."""
        super().__init__(around)
        self.client = StaffClient.of(around)
        self.keys = Keys(around.store, "staff", ("RS256",))
        self.client_keys = ClientKeys(self.client.jwks_uri)
        self.codes = Codes(around.store, around.clock, code_seconds=CODE_SECONDS, token_seconds=ACCESS_TOKEN_SECONDS)
        self.journeys = Journeys(around.store, around.clock)
        self.sessions = Sessions(around.store, around.clock)

    def reset(self) -> None:
        """Forget everything but the keys, which the product may have cached."""
        self.store.clear(keep=(self.keys.kind,))
        self.client_keys.forget()

    def home(self, request: Request) -> Response:
        """Show who can sign in and who is signed in here."""
        session = self.session_of(request)
        signed_in = Colleague(**session["person"]) if session else None
        return self.page("staff_home.html", people=everybody(), signed_in=signed_in, product=self.around.public_url)

    def sign_in(self, request: Request) -> Response:
        """Ask who signs in and whether with the second factor; then go back to the product."""
        key = request.values.get("journey", "")
        journey = self.journeys.get(key)
        if journey is None:
            raise NotFound("This sign-in has ended or was never begun. Go back to the service and start again.")
        if request.method == "GET":
            return self._ask_who(key, journey, {}, None)
        form = request.form.to_dict()
        try:
            person, mishap = read_choice({**form, "second_factor": form.get("second_factor") != "no"})
        except ValueError as error:
            return self._ask_who(key, journey, form, str(error))
        return self.signed_in(key, journey, person, mishap)

    def signed_in(self, key: str, journey: Journey, person: Colleague, mishap: str) -> Response:
        """Open a session and go back to the product, with a code or with a refusal."""
        asked = journey["asked"]
        if mishap in REFUSALS:
            self.journeys.end(key)
            refusal = SentBack(asked["redirect_uri"], mishap, REFUSALS[mishap], asked["state"], asked["response_mode"])
            return self.send_back(refusal)
        session = self.sessions.open(person.document(), person.sub(self.client.client_id))
        response = self.go_back(key, journey, session, mishap)
        response.set_cookie(COOKIE, session["key"], path="/", httponly=True, samesite="Lax")
        return response

    def go_back(self, key: str, journey: Journey, session: Mapping[str, Any], mishap: str) -> Response:
        """Go back to the product with a code for the session."""
        asked = journey["asked"]
        grant = {name: session[name] for name in ("person", "sub", "auth_time", "sid")}
        grant |= {"asked": asked, "mishap": mishap}
        grant |= {"redirect_uri": asked["redirect_uri"], "code_challenge": asked["code_challenge"]}
        code = "never-issued" if mishap == "wrong-code" else self.codes.issue(grant)
        self.journeys.end(key)
        state = "somebody-elses-state" if mishap == "wrong-state" else asked["state"]
        return self.go(sent_back(asked, {"code": code, "state": state, "session_state": str(session["sid"])}))

    def send_back(self, refusal: SentBack) -> Response:
        """Go back to the product with a refusal."""
        answer = {"error": refusal.error, "error_description": refusal.description, "state": refusal.state}
        return self.go(sent_back(vars(refusal), answer))

    def switch_next(self, request: Request) -> Response:
        """List what can be chosen, or choose the next sign-in: {"persona", "second_factor": true, "fault"}."""
        if request.method == "GET":
            people = [{**person.document(), "sub": person.sub(self.client.client_id)} for person in everybody()]
            return self.json({"personas": people, "faults": [asdict(mishap) for mishap in CATALOGUE.mishaps]})
        body = json_body(request)
        try:
            read_choice(body)
        except ValueError as error:
            raise BadRequest(str(error)) from error
        self.journeys.choose_next(body)
        return self.json({"status": "chosen"}, 201)

    def switch_keys(self, _request: Request) -> Response:
        """Sign with fresh keys from now on."""
        self.keys.rotate()
        self.client_keys.forget()
        return self.json(self.keys.jwks())

    def session_of(self, request: Request) -> dict[str, Any] | None:
        """Return the provider's session of this browser, if it has one."""
        return self.sessions.find(request.cookies.get(COOKIE))

    def go(self, address: str) -> Response:
        """Return a redirect."""
        return Response.force_type(redirect(address, 302))

    def _ask_who(self, key: str, journey: Journey, typed: Mapping[str, str], wrong: str | None) -> Response:
        errors = [{"text": wrong, "href": "#persona"}] if wrong else None
        return self.page(
            "staff_sign_in.html",
            400 if wrong else 200,
            journey=key,
            asked=journey["asked"],
            people=everybody(),
            groups=CATALOGUE.grouped(),
            typed=typed,
            errors=errors,
        )


def read_choice(body: Mapping[str, Any]) -> tuple[Colleague, str]:
    """Read {"persona", "second_factor", "fault"} into a person and a mishap; raise ValueError with a sentence."""
    if not body.get("persona"):
        raise UnknownColleague("Choose who to be")
    mishap = CATALOGUE.known(str(body.get("fault") or ""))
    if body.get("second_factor", True) is False:
        mishap = mishap or "one-factor"
    return colleague(str(body["persona"])), mishap
