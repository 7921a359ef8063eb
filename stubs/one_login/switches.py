"""What tests and people can switch on this One Login under /__stub__/, without its pages."""

from dataclasses import asdict
from typing import Any

from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Request, Response

from stubs.control import json_body
from stubs.one_login.back_channel import VARIANTS
from stubs.one_login.choices import read_choice
from stubs.one_login.mishaps import CATALOGUE
from stubs.one_login.parts import Parts
from stubs.one_login.personas import Persona, everybody, persona, somebody_else
from stubs.one_login.registration import choose


class Switches(Parts):
    """The control endpoints that only this stand-in has."""

    def switch_next(self, request: Request) -> Response:
        """List what can be chosen, or choose the next sign-in: {"persona" or "email", "fault", "identity"}."""
        if request.method == "GET":
            faults = [asdict(mishap) for mishap in CATALOGUE.mishaps]
            people = [self._described(someone) for someone in everybody()]
            return self.json({"personas": people, "faults": faults})
        try:
            body = json_body(request)
            read_choice(body)
            self.journeys.choose_next(body)
        except ValueError as error:
            raise BadRequest(str(error)) from error
        return self.json({"status": "chosen"}, 201)

    def switch_back_channel(self, request: Request) -> Response:
        """Tell the product that {"persona" or "email" or "sub"} signed out elsewhere, in one of the variants."""
        body = json_body(request)
        try:
            sub = str(body.get("sub") or self._person(body).sub)
            answers = self.sign_out_everywhere(sub, str(body.get("variant") or "right"))
        except ValueError as error:
            raise BadRequest(str(error)) from error
        return self.json({"sub": sub, "answers": answers, "variants": VARIANTS})

    def switch_registration(self, request: Request) -> Response:
        """Show the product's registration, or change it: {"active": false}, {"signing_alg": "RS256"} and so on."""
        try:
            return self.json(choose(self.around, json_body(request) if request.method == "POST" else {}))
        except ValueError as error:
            raise BadRequest(str(error)) from error

    def switch_keys(self, _request: Request) -> Response:
        """Sign with fresh keys from now on."""
        self.keys.rotate()
        self.identity_keys.rotate()
        self.client_keys.forget()
        return self.json(self.keys.jwks())

    def switch_account(self, request: Request) -> Response:
        """Delete the account of {"persona" or "email"}: the next sign-in has another subject."""
        try:
            person = self._person(json_body(request))
        except ValueError as error:
            raise BadRequest(str(error)) from error
        self.sessions.close(sub=person.sub)
        self.accounts.delete(person)
        return self.json(self._described(person))

    def _person(self, body: dict[str, Any]) -> Persona:
        key = str(body.get("persona") or "")
        return self.accounts.current(persona(key) if key else somebody_else(str(body.get("email") or "")))

    def _described(self, someone: Persona) -> dict[str, Any]:
        now = self.accounts.current(someone)
        return {**now.document(), "name": now.name, "sub": now.sub}
