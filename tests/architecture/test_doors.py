"""No back doors: what the layers promise, read from the source."""

import ast

import pytest
from builders.sources import DOMAIN, FRONT_DOORS, sources

CLOCK_READERS = {"core/clock.py"}
EDGES = {"commands", "tasks.py"}


def attributes(tree: ast.AST) -> set[str]:
    return {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def test_the_front_doors_never_read_around_the_scope() -> None:
    strays = [str(path) for path, tree in sources(*FRONT_DOORS) if "everything" in attributes(tree)]
    assert strays == []


def calls(tree: ast.AST) -> set[str]:
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


CLOCKS = {
    "timezone.now",
    "datetime.now",
    "date.today",
    "datetime.utcnow",
    "clock.now",
    "localdate",
    "timezone.localdate",
}


def test_domain_code_reads_no_clock() -> None:
    strays = []
    for path, tree in sources(*DOMAIN):
        at_the_edge = EDGES & set(path.parts) or str(path) in CLOCK_READERS
        imports_clock = any(isinstance(node, ast.ImportFrom) and node.module == "core.clock" for node in ast.walk(tree))
        if not at_the_edge and (calls(tree) & CLOCKS or imports_clock):
            strays.append(str(path))
    assert strays == SECURITY_CLOCKS


SECURITY_CLOCKS: list[str] = [
    "notifications/webhooks/sending.py",
    "accounts/oidc/asking.py",
    "accounts/oidc/coming_back.py",
]
"""The two views of the sign-in library, subclassed: they are edges, though they stand with the rest of signing in. A
call to a firm's receiver says the real time, which the receiver compares with its own clock."""


def test_raw_sql_stands_in_queries_modules_only() -> None:
    strays = []
    for path, tree in sources(*FRONT_DOORS, *DOMAIN):
        runs_sql = any(call.endswith((".cursor", ".raw", ".extra", "RawSQL")) for call in calls(tree))
        if runs_sql and "queries" not in path.name and "queries" not in path.parts:
            strays.append(str(path))
    assert strays == RAW_SQL_ELSEWHERE


RAW_SQL_ELSEWHERE: list[str] = ["portal/views/content.py", "payments/locks.py"]
"""The readiness page asks the database for 1; an advisory lock reads no row."""


@pytest.mark.parametrize("package", [*FRONT_DOORS, *DOMAIN, "oneipo", "stubs"])
def test_every_module_says_what_it_is_for(package: str) -> None:
    silent = [str(path) for path, tree in sources(package) if tree.body and not ast.get_docstring(tree)]
    assert silent == []


def test_no_signals_run_between_apps() -> None:
    strays = [str(path) for path, tree in sources(*DOMAIN) if {"post_save", "pre_save", "receiver"} & names(tree)]
    assert strays == []


def names(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


PAGES = ("django.http", "django.shortcuts", "django.views")
BELOW_THE_PAGES = ("casework", "transactions", "rights", "payments", "notifications")


def imported(tree: ast.AST) -> set[str]:
    modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return modules | {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}


def test_domain_code_knows_no_pages() -> None:
    strays = [str(path) for path, tree in sources(*BELOW_THE_PAGES) if any(m.startswith(PAGES) for m in imported(tree))]
    assert strays == []
