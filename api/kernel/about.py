"""What the description says of the API as a whole: who it is for, its parts, and its promises."""

import importlib
from typing import Any

from accounts.api_clients.scopes import WORDS
from api.kernel.parts import part_names
from api.kernel.recorded import with_examples

DESCRIPTION = """The API of One IPO: everything that a customer can do in the browser, for firms' own systems.

Reading the public register needs no token. Everything else needs one (OAuth 2): a system of a firm gets it by client
credentials, with a secret or a signed assertion; a person's tool by an authorisation code with PKCE.

Try it in the sandbox first: a deployment of the same service at an address of its own, with invented patents and test
cards, where nothing is real. Each of its answers has the header `Sandbox: true`; `/sandbox` is only there.

Designed after WIPO ST.90; no level of conformance is claimed (see the API standard among the documents).
Members are in lowerCamelCase, days are ISO 8601, moments are in UTC, offices are WIPO ST.3 codes, money is in pence.
"""


def about(result: dict[str, Any]) -> dict[str, Any]:
    """Adds the description, the licence and the tags."""
    result["info"] |= {"description": DESCRIPTION, "license": {"name": "MIT", "identifier": "MIT"}}
    result.setdefault("components", {})["securitySchemes"] = {"oauth2": security_scheme()}
    for operations in result["paths"].values():
        for operation in operations.values():
            operation.setdefault("security", [])
        with_examples(operations)
    result["tags"] = [{"name": name, "description": words} for name, words in sorted(parts().items())]
    return result


def security_scheme() -> dict[str, Any]:
    """Two ways to a token, with every scope."""
    scopes = {str(scope): str(words) for scope, words in WORDS.items()}
    token = {"tokenUrl": "/oauth/token/", "scopes": scopes}
    by_person = {**token, "authorizationUrl": "/oauth/authorize/", "refreshUrl": "/oauth/token/"}
    return {"type": "oauth2", "flows": {"clientCredentials": token, "authorizationCode": by_person}}


def parts() -> dict[str, str]:
    """The parts of the API with the sentence that each opens with."""
    return {name.replace("_", "-"): _sentence(name) for name in part_names()}


def _sentence(name: str) -> str:
    return (importlib.import_module(f"api.{name}").__doc__ or "").strip()
