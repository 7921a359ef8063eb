"""Only gateways touch the network, and each of their doors refuses while a database transaction is open."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from builders.sources import DOMAIN, FRONT_DOORS, sources
from django.db import transaction

NETWORK = (
    "aiohttp", "asyncio", "ftplib", "http.client", "httpx", "notifications_python_client", "requests", "smtplib",
    "socket", "ssl", "urllib.request", "urllib3", "websockets",
)  # fmt: skip
GATEWAYS = {"accounts/oidc/gateway.py", "core/files/scanning.py", "notifications/notify.py", "payments/pay.py"}
NO_CALL = {"accounts/oidc/gateway.py:fresh_for", "core/files/scanning.py:scan", "payments/pay.py:pay"}
"""Reads a header; keeps a promise by asking ``verdict``, which is guarded; makes a gateway and calls nobody."""


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


def doors(path: Path, tree: ast.Module) -> Iterator[tuple[str, set[str]]]:
    """Every public function and method of a gateway with its decorators."""
    classes = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    for node in [*tree.body, *(inner for one in classes for inner in one.body)]:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield f"{path}:{node.name}", {ast.unparse(each) for each in node.decorator_list}


def test_every_door_of_a_gateway_is_guarded() -> None:
    unguarded = {
        name
        for path, tree in sources(*DOMAIN)
        if str(path) in GATEWAYS
        for name, decorators in doors(path, tree)
        if not {"outside", "property"} & decorators
    }
    assert unguarded == NO_CALL


def test_a_call_that_goes_around_a_gateway_is_caught_by_the_whole_suite(
    stand_ins: dict[str, str], committed: None
) -> None:
    """The fixture that guards every test's sockets knows the stand-ins' addresses."""
    requests.get(f"{stand_ins['pay']}/__stub__/health", timeout=5)
    with transaction.atomic(), pytest.raises(RuntimeError, match="database transaction open"):
        requests.get(f"{stand_ins['pay']}/__stub__/health", timeout=5)
