"""The pages on which a person says who to be: sign in, prove an identity, sign out everywhere."""

from typing import Any

from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Request, Response

from stubs.oidc.errors import SentBack
from stubs.oidc.journeys import sent_back
from stubs.one_login.asking import RETURN_CODE
from stubs.one_login.choices import NOT_PROVED, Choice, read_choice
from stubs.one_login.mishaps import CATALOGUE, REFUSALS
from stubs.one_login.parts import COOKIE, Parts
from stubs.one_login.personas import Persona, UnknownPersona, everybody, persona

FAILED_CHECKS = ("A",)
Journey = dict[str, Any]


class Pages(Parts):
    """Everything between the authorisation request and the way back to the product."""

    def home(self, request: Request) -> Response:
        """Show who can sign in and whether somebody is signed in here."""
        session = self.session_of(request)
        signed_in = Persona(**session["person"]) if session else None
        return self.page("home.html", people=everybody(), signed_in=signed_in, product=self.around.public_url)

    def sign_in(self, request: Request) -> Response:
        """Ask who signs in, and go on once that is said."""
        key, journey = self._journey(request)
        if request.method == "GET":
            return self._ask_who(journey, request.args.to_dict(), None)
        try:
            choice = self._choice_from(request.form.to_dict())
        except UnknownPersona as error:
            return self._ask_who(journey, request.form.to_dict(), str(error))
        return self.signed_in(key, journey, choice)

    def signed_in(self, key: str, journey: Journey, choice: Choice) -> Response:
        """Open a session for the chosen person and go on, or back to the product if that is not to be."""
        person = self.accounts.current(choice.person)
        if choice.mishap in REFUSALS:
            raise self._refusal(key, journey, choice.mishap)
        if journey["asked"]["must_be"] not in (None, person.sub):
            self.sessions.close(sub=journey["asked"]["must_be"])
            raise self._refusal(key, journey, "login_required")
        session = self.sessions.open(person.document(), person.sub)
        response = self.go_on(key, journey, session, choice)
        response.set_cookie(COOKIE, session["key"], path="/", httponly=True, samesite="Lax")
        return response

    def go_on(self, key: str, journey: Journey, session: dict[str, Any], choice: Choice | None) -> Response:
        """Go on with a signed-in person: to the identity page, or back to the product."""
        journey |= {name: session[name] for name in ("person", "sub", "auth_time", "sid")}
        journey |= {"mishap": choice.mishap if choice else "", "identity": None, "return_codes": []}
        if journey["asked"]["identity"] and not (choice and choice.identity):
            self.journeys.change(key, journey)
            return self.go(f"/prove-identity?journey={key}")
        if journey["asked"]["identity"] and choice:
            return self.identity_said(key, journey, choice.identity, choice.return_codes)
        return self._back_with_code(key, journey)

    def prove_identity(self, request: Request) -> Response:
        """Ask whose identity is proved, and go back to the product."""
        key, journey = self._journey(request)
        if "person" not in journey:
            raise NotFound("Nobody has signed in on this journey")
        own = persona_or_none(journey["person"]["key"])
        proved = request.form.get("identity", "")
        if request.method == "GET" or proved not in (NOT_PROVED, *(someone.key for someone in everybody())):
            errors = [{"text": "Choose whose identity is proved", "href": "#identity"}] if request.form else None
            return self.page(
                "prove_identity.html", 400 if errors else 200, journey=key, own=own, people=everybody(), errors=errors
            )
        return self.identity_said(key, journey, proved, ())

    def identity_said(self, key: str, journey: Journey, identity: str, codes: tuple[str, ...]) -> Response:
        """Go back to the product with the identity proved, or with the reason why it was not."""
        if identity == NOT_PROVED:
            if RETURN_CODE not in journey["asked"]["claims"]:
                raise self._refusal(key, journey, "access_denied")
            return self._back_with_code(key, journey | {"identity": None, "return_codes": list(codes or FAILED_CHECKS)})
        document = persona(identity).document()
        return self._back_with_code(key, journey | {"identity": document, "return_codes": list(codes)})

    def sign_out_everywhere_page(self, request: Request) -> Response:
        """End every session of the person signed in here, and tell the product."""
        session = self.session_of(request)
        if session is None:
            raise BadRequest("Nobody is signed in here")
        outcome = self.sign_out_everywhere(session["sub"])[0]
        said = f"answered {outcome['status']}" if outcome["status"] else f"could not be told ({outcome['error']})"
        return self.page("error.html", heading="Signed out everywhere", detail=f"The service {said}.")

    def _journey(self, request: Request) -> tuple[str, Journey]:
        key = request.values.get("journey", "")
        journey = self.journeys.get(key)
        if journey is None:
            raise NotFound("This sign-in has ended or was never begun. Go back to the service and start again.")
        return key, journey

    def _choice_from(self, form: dict[str, str]) -> Choice:
        if not form.get("persona"):
            raise UnknownPersona("Choose who to be")
        chosen = {"email": form.get("email", "")} if form["persona"] == "else" else {"persona": form["persona"]}
        return read_choice({**chosen, "fault": form.get("fault", "")})

    def _ask_who(self, journey: Journey, typed: dict[str, str], wrong: str | None) -> Response:
        field = "email" if typed.get("persona") == "else" else "persona"
        errors = [{"text": wrong, "href": f"#{field}"}] if wrong else None
        return self.page(
            "sign_in.html",
            400 if wrong else 200,
            journey=typed.get("journey"),
            asked=journey["asked"],
            people=everybody(),
            groups=CATALOGUE.grouped(),
            typed=typed,
            wrong={field: {"text": wrong}} if wrong else {},
            errors=errors,
        )

    def _refusal(self, key: str, journey: Journey, error: str) -> SentBack:
        self.journeys.end(key)
        asked = journey["asked"]
        return SentBack(asked["redirect_uri"], error, REFUSALS[error], asked["state"], asked["response_mode"])

    def _back_with_code(self, key: str, journey: Journey) -> Response:
        asked, mishap = journey["asked"], journey["mishap"]
        kept = ("asked", "person", "sub", "auth_time", "sid", "mishap", "identity", "return_codes")
        grant = {name: journey[name] for name in kept}
        code = self.codes.issue(
            {**grant, "redirect_uri": asked["redirect_uri"], "code_challenge": asked["code_challenge"]}
        )
        self.journeys.end(key)
        state = "somebody-elses-state" if mishap == "wrong-state" else asked["state"]
        return self.go(sent_back(asked, {"code": "never-issued" if mishap == "wrong-code" else code, "state": state}))


def persona_or_none(key: str) -> Persona | None:
    """Return the persona of this name, or None for somebody else."""
    return next((someone for someone in everybody() if someone.key == key), None)
