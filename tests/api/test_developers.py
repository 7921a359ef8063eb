"""The pages for developers: every operation has one, every error is explained, and the documents' links lead somewhere."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from api.developers.errors import ERRORS
from api.developers.markdown import as_html, outline_of
from api.developers.operations import operations
from api.kernel.errors import CODES

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.mark.parametrize("operation", sorted(operations()))
def test_every_operation_has_a_page_that_says_how_to_call_it(client: Client, operation: str) -> None:
    text = page(client, f"/developers/operations/{operation}/")
    found = operations()[operation]
    assert f"{found.method} {found.path}" in text
    assert "curl -s -X" in text
    assert ("without a token" in text) == (not found.scopes)


def test_the_first_page_leads_to_every_operation(client: Client) -> None:
    text = page(client, "/developers/")
    assert set(re.findall(r'/developers/operations/([A-Za-z]+)/"', text)) == set(operations())


def test_members_are_told_with_what_may_stand_in_them(client: Client) -> None:
    text = page(client, "/developers/operations/createWebhook/")
    assert "list of: filing.moved, payment.moved, list.checked, message.received, portfolio.changed" in text
    assert "An https address that the internet reaches." in text
    assert "whsec_" in text


def test_an_example_that_needs_no_token_can_be_run_from_its_page(client: Client) -> None:
    address = re.search(r'href="([^"]+)">Run this example', page(client, "/developers/operations/getCodes/"))
    assert address
    path = "/" + address[1].split("/", 3)[3]
    assert client.get(path).json()["name"] == "right-statuses"


@pytest.mark.parametrize(("name", "words"), [("quickstart", "## "), ("standard", "| ")])
def test_documents_are_shown_whole_and_their_links_lead_somewhere(client: Client, name: str, words: str) -> None:
    text = page(client, f"/developers/{name}/")
    title, headings = outline_of((ROOT / "docs" / f"api-{name}.md").read_text())
    assert title in text
    assert headings
    for anchor, _words in headings:
        assert f'id="{anchor}"' in text
    assert words not in text
    for href in set(re.findall(r'href="(/(?:developers|api)/[^"#]*)"', text)):
        assert client.get(href).status_code == 200, href


def test_no_html_of_a_document_becomes_markup() -> None:
    assert "<script>" not in as_html("# T\n\n<script>alert(1)</script>\n")


def test_an_unknown_operation_is_not_there(client: Client) -> None:
    assert client.get("/developers/operations/nothing/").status_code == 404


def codes_in(path: Path) -> Iterator[str]:
    """The codes of the errors that a module makes."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            given = {"ApiError": node.args[1:2], "conflict": node.args[:1]}.get(node.func.id, [])
            given = [
                *given,
                *(word.value for word in node.keywords if word.arg == "code" and node.func.id == "invalid"),
            ]
            yield from (one.value for one in given if isinstance(one, ast.Constant))


def test_every_error_is_explained_and_none_that_there_is_not(client: Client) -> None:
    made = {code for path in (ROOT / "api").rglob("*.py") for code in codes_in(path)} | set(CODES.values())
    made |= {"badParameter", "invalid"}
    assert made - set(ERRORS) == set()
    assert set(ERRORS) - made == set()
    text = page(client, "/developers/errors/")
    assert all(f'id="{code}"' in text for code in made)


def test_an_error_says_where_it_is_explained(client: Client, settings: object) -> None:
    said = client.get("/api/v1/nothing").json()["error"]
    address, _mark, anchor = said["moreInfo"].partition("#")
    assert anchor == said["code"] == "notFound"
    assert f'id="{anchor}"' in page(client, "/" + address.split("/", 3)[3])
