"""Pay's published description, when its path is given, and where the description is known to be wrong."""

from typing import Any

from stubs.published import BrokenReply, Published

# Text of PostLink.params and of metadata values is described as objects; agreements have no return_url and their own
# mode; refunds answer 400 where the description lists 200; disputes' links are called _links.
_MODES = ["web", "moto_api", "external", "agreement"]


def amend(document: dict[str, Any]) -> None:
    """Correct the description where GOV.UK Pay is known to do otherwise."""
    schemas = document["components"]["schemas"]
    schemas["PostLink"]["properties"]["params"]["additionalProperties"] = {}
    schemas["ExternalMetadata"] = {"type": "object"}
    schemas["CreateCardPaymentRequest"]["required"] = ["amount", "description", "reference"]
    for name in ("PaymentWithAllLinks", "PaymentDetailForSearch"):
        schemas[name]["properties"]["authorisation_mode"]["enum"] = _MODES
    error = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/RequestError"}}}}
    for item in document["paths"].values():
        for operation in item.values():
            for status in ("400", "404", "409", "412", "422", "429", "500"):
                operation["responses"].setdefault(status, error)
    document["paths"]["/v1/payments"]["post"]["responses"]["200"] = document["paths"]["/v1/payments"]["post"][
        "responses"
    ]["201"]


class Checked:
    """Checks replies against the description if there is one; otherwise lets everything pass."""

    def __init__(self, path: str) -> None:
        """Read the description at ``path``; "" for none."""
        self.published = Published(path, amend) if path else None

    def request_problem(self, method: str, path: str, body: Any) -> str | None:
        """Say what the description does not allow in a request."""
        return self.published.request_problem(method, path, body) if self.published else None

    def reply(self, method: str, path: str, status: int, body: Any) -> None:
        """Raise BrokenReply, naming the violation, if our own reply is not what the description allows."""
        problem = self.published.reply_problem(method, path, status, body) if self.published else None
        if problem:
            raise BrokenReply(f"{method} {path} -> {status}: {problem}")
