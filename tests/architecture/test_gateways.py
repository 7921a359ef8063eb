"""Only gateways touch the network, and each of their doors refuses while a database transaction is open."""

import ast
from collections.abc import Iterator

import pytest
import requests
from builders.sources import DOMAIN, FRONT_DOORS, sources
from django.db import transaction

NETWORK = (
    "aiohttp", "asyncio", "ftplib", "http.client", "httpx", "notifications_python_client", "requests", "smtplib",
    "socket", "ssl", "urllib.request", "urllib3", "websockets",
)  # fmt: skip
GATEWAYS = {
    "accounts/companies_house.py", "accounts/oidc/gateway.py", "core/files/scanning.py", "notifications/notify.py",
    "notifications/webhooks/calling.py", "payments/pay.py",
}  # fmt: skip
CALLING = {"requests", "session", "socket", "_client"}
"""What a line that calls the outside is written with; ``_client`` is Notify's own."""


def modules(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def touches_the_network(tree: ast.AST) -> bool:
    return any(name == one or name.startswith(f"{one}.") for name in modules(tree) for one in NETWORK)


def test_only_gateways_touch_the_network() -> None:
    found = {str(path) for path, tree in sources(*FRONT_DOORS, *DOMAIN) if touches_the_network(tree)}
    assert found == GATEWAYS


def functions(tree: ast.Module) -> dict[str, ast.FunctionDef]:
    """Every function and method of a module by its name."""
    return {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def is_guarded(function: ast.FunctionDef) -> bool:
    return "outside" in {ast.unparse(each) for each in function.decorator_list}


def words(function: ast.FunctionDef) -> set[str]:
    """Every name that a function calls, or passes on to be called."""
    called = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    parts = [part for call in called for part in (call.func, *call.args)]
    found = [node for part in parts for node in ast.walk(part)]
    return {
        node.attr if isinstance(node, ast.Attribute) else node.id
        for node in found
        if isinstance(node, ast.Attribute | ast.Name)
    }


def reaching(known: dict[str, ast.FunctionDef]) -> set[str]:
    """The functions from which a call goes out, directly or through others, without passing a guard."""
    found: set[str] = set()
    while True:
        reached = CALLING | {name for name in found if not is_guarded(known[name])}
        more = {name for name, function in known.items() if words(function) & reached}
        if more == found:
            return found
        found = more


def test_every_door_of_a_gateway_is_guarded() -> None:
    for path, tree in sources(*DOMAIN):
        if str(path) in GATEWAYS:
            known = functions(tree)
            going_out = reaching(known)
            assert going_out, path
            assert [n for n in going_out if not n.startswith("_") and not is_guarded(known[n])] == [], path


def test_a_call_that_goes_around_a_gateway_is_caught_by_the_whole_suite(
    stand_ins: dict[str, str], committed: None
) -> None:
    """The fixture that guards every test's sockets knows the stand-ins' addresses."""
    requests.get(f"{stand_ins['pay']}/__stub__/health", timeout=5)
    with transaction.atomic(), pytest.raises(RuntimeError, match="database transaction open"):
        requests.get(f"{stand_ins['pay']}/__stub__/health", timeout=5)
