"""The answers with which Pay refuses a call: code, description and the field or header at fault."""

from typing import Any

DOWNSTREAM = "Downstream system error"
FIXED = {
    "P0103": (400, "Invalid attribute value: set_up_agreement. Agreement ID does not exist"),
    "P0191": (409, "The `Idempotency-Key` you sent in the request header has already been used to create a payment."),
    "P0195": (422, "Using authorisation_mode of moto_api is not allowed for this account"),
    "P0196": (422, "MOTO payments are not enabled for this account. Please contact support if you would like to "
              "process MOTO payments - https://www.payments.service.gov.uk/support/ ."),
    "P0197": (400, "Unable to parse JSON"),
    "P0200": (404, "Not found"),
    "P0300": (404, "Not found"),
    "P0402": (404, "Page not found"),
    "P0500": (404, "Not found"),
    "P0501": (400, "Cancellation of payment failed"),
    "P0502": (409, "Cancellation of payment failed"),
    "P0600": (404, "Not found"),
    "P0604": (412, "Refund amount available mismatch."),
    "P0697": (400, "Unable to parse JSON"),
    "P0700": (404, "Not found"),
    "P0800": (404, "Not found"),
    "P0900": (429, "Too many requests"),
    "P0920": (422, "Request blocked by security rules. Please consult API documentation for more information."),
    "P1000": (404, "Not found"),
    "P1001": (400, "Capture of payment failed"),
    "P1003": (409, "Payment cannot be captured"),
    "P1100": (404, "Page not found"),
    "P1211": (400, "The one_time_token is not valid"),
    "P2197": (400, "Unable to parse JSON"),
    "P2200": (404, "Not found"),
    "P2402": (404, "Page not found"),
    "P2500": (404, "Not found"),
    "P2501": (400, "Cancellation of agreement failed"),
}  # fmt: skip


class Refusal(Exception):
    """Pay refuses a call; ``status`` and ``body`` are its answer."""

    def __init__(self, status: int, code: str, description: str, *, field: str = "", header: str = "") -> None:
        """Hold the answer; ``field`` or ``header`` names what is at fault."""
        super().__init__(f"{code} {description}")
        self.status = status
        named = {"field": field, "header": header}
        self.body: dict[str, Any] = {
            **{key: value for key, value in named.items() if value},
            "code": code,
            "description": description,
        }


def refuse(code: str, *, field: str = "") -> Refusal:
    """Return the refusal whose words are fixed by its code."""
    status, description = FIXED[code]
    return Refusal(status, code, description, field=field)


def missing(field: str, code: str = "P0101") -> Refusal:
    """A mandatory attribute is missing."""
    return Refusal(400, code, f"Missing mandatory attribute: {field}", field=field)


def invalid(field: str, reason: str, *, status: int = 422, code: str = "P0102") -> Refusal:
    """An attribute's value breaks a rule (422), or is of the wrong kind (400)."""
    return Refusal(status, code, f"Invalid attribute value: {field}. {reason}", field=field)


def bad_parameters(names: list[str], code: str = "P0401") -> Refusal:
    """Parameters of a search cannot be understood."""
    listed = ", ".join(names)
    return Refusal(
        422, code, f"Invalid parameters: {listed}. See Public API documentation for the correct data formats"
    )


def not_refundable(reason: str) -> Refusal:
    """The payment cannot be refunded (any more, or yet)."""
    return Refusal(400, "P0603", f"The payment is not available for refund. Payment refund status: {reason}")
