"""The gateway to GOV.UK Pay: every call over HTTP, with time-outs, in our words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import requests
from django.conf import settings

from core.outside import Unavailable, outside
from payments import pay_words
from payments.charges import Charge, DisputeSeen, Event, RefundSeen
from payments.pay_words import Unreadable

CONNECT_SECONDS, READ_SECONDS = 3.05, 10.0
LONGEST_ANSWER_PAGES = 40
AGENT = "one-ipo"


@dataclass(frozen=True)
class Ask:
    """What a new charge is for; ``return_url`` is where the person comes back."""

    reference: str
    amount_pence: int
    description: str
    return_url: str
    language: str = "en"
    email: str = ""


class Pay:
    """Calls to Pay; every method raises Unavailable where asking again later may help, else a PayRefused."""

    def __init__(self, url: str, key: str) -> None:
        self._url = url.rstrip("/")
        self._key = key

    @outside
    def create(self, ask: Ask) -> Charge:
        """Begins a charge that is captured later, by us."""
        body = {
            "amount": ask.amount_pence,
            "reference": ask.reference,
            "description": ask.description,
            "return_url": ask.return_url,
            "language": ask.language,
            "delayed_capture": True,
        } | ({"email": ask.email} if ask.email else {})
        return pay_words.read_charge(self._call("POST", "/v1/payments", json=body))

    @outside
    def charge(self, charge_id: str) -> Charge:
        """The charge as it stands now, with a fresh next_url while the card pages are still to be visited."""
        return pay_words.read_charge(self._call("GET", f"/v1/payments/{charge_id}"))

    @outside
    def charges_of(self, reference: str) -> list[Charge]:
        """The charges with exactly our reference; a search, so it may lag: never conclude from it."""
        query = {"reference": reference, "display_size": "20"}
        found = pay_words.read_charges(self._call("GET", "/v1/payments", params=query))
        return [charge for charge in found if charge.reference.casefold() == reference.casefold()]

    @outside
    def events(self, charge_id: str) -> list[Event]:
        """What happened to the charge, oldest first, with the provider's own moments."""
        return pay_words.read_events(self._call("GET", f"/v1/payments/{charge_id}/events"))

    @outside
    def cancel(self, charge_id: str) -> None:
        """Lets the charge go; raises NotPossibleNow once it is finished."""
        self._call("POST", f"/v1/payments/{charge_id}/cancel")

    @outside
    def capture(self, charge_id: str) -> None:
        """Takes the money; raises NotPossibleNow unless it waits for that."""
        self._call("POST", f"/v1/payments/{charge_id}/capture")

    @outside
    def refund(self, charge_id: str, *, amount_pence: int, available_pence: int) -> RefundSeen:
        """Gives money back; raises AvailableDiffers if meanwhile more or less can be refunded, NotRefundable."""
        body = {"amount": amount_pence, "refund_amount_available": available_pence}
        return pay_words.read_refund(self._call("POST", f"/v1/payments/{charge_id}/refunds", json=body))

    @outside
    def refunds(self, charge_id: str) -> list[RefundSeen]:
        """Every refund of the charge."""
        return pay_words.read_refunds(self._call("GET", f"/v1/payments/{charge_id}/refunds"))

    @outside
    def disputes(self, *, since: datetime) -> list[DisputeSeen]:
        """Every dispute raised since the moment, from all pages."""
        found: list[DisputeSeen] = []
        for page in range(1, LONGEST_ANSWER_PAGES + 1):
            query = {"from_date": _stamp(since), "page": str(page), "display_size": "500"}
            body = self._call("GET", "/v1/disputes", params=query)
            found += pay_words.read_disputes(body)
            if "next_page" not in (body.get("_links") or {}):
                break
        return found

    def _call(
        self, method: str, path: str, *, json: Mapping[str, Any] | None = None, params: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self._key}", "Accept": "application/json", "User-Agent": AGENT}
        try:
            answer = requests.request(
                method,
                f"{self._url}{path}",
                json=json,
                params=params,
                headers=headers,
                timeout=(CONNECT_SECONDS, READ_SECONDS),
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise Unavailable(f"Pay did not answer: {type(error).__name__}") from error
        return _read(answer)


def pay() -> Pay:
    """The gateway at the address and with the key of the settings."""
    return Pay(settings.PAY_URL, settings.PAY_API_KEY)


def _read(answer: requests.Response) -> dict[str, Any]:
    if answer.status_code in (408, 429) or not 200 <= answer.status_code < 500 or answer.is_redirect:
        raise Unavailable(f"Pay answered {answer.status_code}")
    body = _body(answer)
    if answer.status_code >= 400:
        raise pay_words.read_refusal(answer.status_code, body)
    if not body and answer.status_code != 204:
        raise Unreadable(f"Pay answered {answer.status_code} with nothing that can be read")
    return body


def _body(answer: requests.Response) -> dict[str, Any]:
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
