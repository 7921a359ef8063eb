"""The product's own source, module by module, for tests that read it."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
FRONT_DOORS = ("portal", "staff", "api", "filling")
DOMAIN = ("casework", "transactions", "rights", "payments", "notifications", "accounts", "core")


def sources(*packages: str) -> Iterator[tuple[Path, ast.Module]]:
    """The path and the tree of every module of the packages, but for migrations."""
    for package in packages:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(ROOT), ast.parse(path.read_text())
