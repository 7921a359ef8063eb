"""What somebody, on the page or by an earlier call, chose for a sign-in; and accounts deleted and made anew."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from stubs.one_login.mishaps import CATALOGUE
from stubs.one_login.personas import Persona, persona, somebody_else
from stubs.store import Store

NOT_PROVED = "not-proved"


@dataclass(frozen=True)
class Choice:
    """Who signs in and what goes wrong.

    ``identity`` is the key of the persona whose identity is proved, "not-proved", or "" to ask on the page.
    """

    person: Persona
    mishap: str = ""
    identity: str = ""
    return_codes: tuple[str, ...] = ()

    def complete(self) -> "Choice":
        """Return the choice with an identity said: one's own; of whom only an email address is known has none."""
        own = self.person.key if self.person.address else NOT_PROVED
        return replace(self, identity=self.identity or own)


def read_choice(body: Mapping[str, Any]) -> Choice:
    """Read {"persona" or "email", "fault", "identity", "return_codes"}; raise ValueError with a sentence."""
    key = str(body.get("persona") or "")
    email = str(body.get("email") or "")
    person = persona(key).with_email(email) if key else somebody_else(email)
    identity = str(body.get("identity") or "")
    if identity not in ("", NOT_PROVED):
        persona(identity)
    codes = tuple(str(code) for code in body.get("return_codes") or ())
    return Choice(person, CATALOGUE.known(str(body.get("fault") or "")), identity, codes)


class Accounts:
    """Which account each person has now: deleting one makes the next sign-in another subject."""

    def __init__(self, store: Store) -> None:
        """Keep the count of deleted accounts in ``store``."""
        self._store = store

    def current(self, person: Persona) -> Persona:
        """Return the person with the account that exists now."""
        row = self._store.get("account", person.key)
        return replace(person, generation=row["generation"]) if row else person

    def delete(self, person: Persona) -> None:
        """Delete the person's account."""
        self._store.put("account", person.key, {"generation": self.current(person).generation + 1})
