"""A service that uses the stand-in for Pay, for its tests: calls with the key and pages as a browser sees them."""

import html
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import requests

from stubs.pay import Pay
from tests.stubs.money import description, pass_time, running

KEY = "api_test_for_tests"
SECRET = "signing-secret-for-tests"
RETURN_URL = "http://127.0.0.1:9/back/"


@dataclass
class Service:
    """Calls the API at ``url`` as a service does."""

    url: str
    key: str = KEY

    def call(self, method: str, path: str, **arguments: Any) -> requests.Response:
        """Call the API."""
        headers = {"Authorization": f"Bearer {self.key}", **arguments.pop("headers", {})}
        return requests.request(method, f"{self.url}{path}", headers=headers, timeout=10, **arguments)

    def get(self, path: str, **arguments: Any) -> requests.Response:
        """GET from the API."""
        return self.call("GET", path, **arguments)

    def post(self, path: str, body: Any = None) -> requests.Response:
        """POST JSON to the API."""
        return self.call("POST", path, json=body)

    def create(self, **fields: Any) -> dict[str, Any]:
        """Create a payment of £70 and return it."""
        answer = self.post("/v1/payments", asked(**fields))
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    def payment(self, payment_id: str) -> dict[str, Any]:
        """Return a payment."""
        return dict(self.get(f"/v1/payments/{payment_id}").json())

    def control(self, name: str, **body: Any) -> requests.Response:
        """Force something on the stand-in."""
        return requests.post(f"{self.url}/__stub__/{name}", json=body, timeout=30)

    def paid(self, **fields: Any) -> dict[str, Any]:
        """Create a payment, pay it, and return it."""
        payment_id = self.create(**fields)["payment_id"]
        assert self.control("pay", payment_id=payment_id).status_code == 200
        return self.payment(payment_id)


@contextmanager
def running_pay(public_url: str = "http://127.0.0.1:9", **settings: str) -> Iterator[Service]:
    """Run the stand-in for Pay, checked against the published description, and yield a service that uses it."""
    limits = {"STUBS_PAY_POST_LIMIT": "1000", "STUBS_PAY_GET_LIMIT": "1000", "PAY_WEBHOOK_SECRET": SECRET}
    published = description("pay-openapi.json")
    with running(Pay, public_url, PAY_API_KEY=KEY, PAY_OPENAPI=published, **(limits | settings)) as url:
        yield Service(url)


def captured(pay: Service, **fields: Any) -> str:
    """Have a payment paid and captured, and return its id."""
    payment_id = str(pay.paid(**fields)["payment_id"])
    pass_time(pay.url, seconds=3)
    return payment_id


def asked(**fields: Any) -> dict[str, Any]:
    """Return a request for a payment of £70, without the fields that are None."""
    body = {"amount": 7000, "reference": "A1", "description": "Renew GB2400001", "return_url": RETURN_URL, **fields}
    return {name: value for name, value in body.items() if value is not None}


CARD = {
    "cardNo": "4444 3333 2222 1111",
    "expiryMonth": "12",
    "expiryYear": "49",
    "cardholderName": "Avery Example",
    "cvc": "972",
    "addressCountry": "GB",
    "addressLine1": "1 High Street",
    "addressCity": "Newport",
    "addressPostcode": "NP10 8QQ",
    "email": "avery@example.com",
}


class Payer:
    """A person with a browser that has no JavaScript."""

    def __init__(self, next_url: str) -> None:
        """Follow the link to the card pages."""
        self.browser = requests.Session()
        self.page = self.browser.get(next_url, timeout=10)

    def submit(self, action_end: str = "", **fields: str) -> requests.Response:
        """Submit the form on the page whose action ends with ``action_end``; redirects elsewhere are not followed."""
        forms = re.findall(r'<form method="post" action="([^"]*)".*?</form>', self.page.text, re.S)
        action = next(one for one in forms if one.endswith(action_end))
        token = re.findall(r'name="csrfToken" value="([^"]+)"', self.page.text)[0]
        origin = "/".join(self.page.url.split("/")[:3])
        answer = self.browser.post(
            f"{origin}{action}", data={"csrfToken": token, **fields}, timeout=10, allow_redirects=False
        )
        while answer.is_redirect and answer.headers["Location"].startswith("/"):
            answer = self.browser.get(f"{origin}{answer.headers['Location']}", timeout=10, allow_redirects=False)
        if not answer.is_redirect:
            self.page = answer
        return answer

    @property
    def heading(self) -> str:
        """The page's one main heading."""
        found = re.findall(r"<h1[^>]*>(.*?)</h1>", self.page.text, re.S)
        assert len(found) == 1
        return html.unescape(found[0]).strip()

    @property
    def text(self) -> str:
        """What can be read on the page."""
        return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", self.page.text)))
