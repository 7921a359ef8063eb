"""The cookies page against the cookies that answers really set."""

from datetime import datetime
from http.cookies import Morsel

from django.test import Client
from lxml import html


def listed(client: Client) -> dict[str, str]:
    rows = html.fromstring(client.get("/cookies/").content.decode()).xpath("//tbody/tr")
    return {row[0].text_content(): row[2].text_content() for row in rows}


def set_by(client: Client) -> dict[str, Morsel]:
    """What the pages set for somebody who looks, begins a renewal, chooses Welsh, and begins to sign in."""
    found: dict[str, Morsel] = {}
    for method, address, data in [
        ("get", "/renew/", {}),
        ("post", "/renew/", {"right": "GB2900001"}),
        ("post", "/language/", {"language": "cy", "next": "/"}),
        ("get", "/not-me/unknown/", {}),
        ("get", "/feedback/", {}),
    ]:
        found |= getattr(client, method)(address, data).cookies
    return found


def test_every_cookie_is_listed_with_its_real_end(today: datetime, browser: Client) -> None:
    client = Client()
    found = {**set_by(client), **browser.get("/home/").cookies}
    ends = listed(Client())
    assert set(found) <= set(ends)
    assert found["language"]["max-age"] == 365 * 24 * 60 * 60
    assert ends["language"] == "After 365 days"
    assert found["csrf"]["max-age"] == 364 * 24 * 60 * 60
    assert ends["csrf"] == "After 364 days"


def test_every_cookie_is_kept_from_scripts_and_other_sites(today: datetime) -> None:
    for name, cookie in set_by(Client()).items():
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name
