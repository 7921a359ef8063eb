"""A new type is one new folder: written by a command, whole, and walked by the conformance suite at once."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAME = "try_new_folder"
COPIED = (
    "manage.py",
    "oneipo",
    "core",
    "accounts",
    "notifications",
    "rights",
    "payments",
    "transactions",
    "casework",
    "filling",
    "portal",
    "staff",
    "api",
    "stubs",
    "templates",
    "static",
    "locale",
    "tests",
    "pyproject.toml",
)


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Path]:
    """A copy of the product, so that the folder of the trial stands in nobody's way."""
    for name in COPIED:
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / name, **({"ignore": shutil.ignore_patterns("__pycache__")} if source.is_dir() else {}))
    yield tmp_path
    shutil.rmtree(tmp_path)


def run(checkout: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """As on a machine where no other run of the tests is going on: with servers and data of its own."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "DATA_DIR"))}
    ours["DATA_DIR"] = str(checkout / ".data")
    return subprocess.run([sys.executable, *words], cwd=checkout, env=ours, capture_output=True, text=True, check=False)


def files(checkout: Path) -> dict[str, bytes]:
    passed_over = {"__pycache__", ".data", ".pytest_cache"}
    found = (path for path in checkout.rglob("*") if path.is_file() and not passed_over & set(path.parts))
    return {str(path.relative_to(checkout)): path.read_bytes() for path in found}


def test_a_new_type_changes_nothing_outside_its_folder_and_its_journey_runs(checkout: Path) -> None:
    before = files(checkout)
    made = run(checkout, "manage.py", "new_type", NAME)
    assert made.returncode == 0, made.stderr
    added = {name for name, content in files(checkout).items() if before.get(name) != content}
    folder = f"transactions/types/{NAME}"
    assert added == {f"{folder}/{name}.py" for name in ("__init__", "declaration", "examples", "forms")}
    assert run(checkout, "manage.py", "makemigrations", "--check", "--dry-run").returncode == 0
    walked = run(checkout, "-m", "pytest", "-q", "tests/transactions/test_conformance.py", "-k", NAME)
    assert walked.returncode == 0, walked.stdout[-3000:]
    assert " passed" in walked.stdout


@pytest.mark.parametrize(
    ("name", "says"),
    [("Something", "verb phrase"), ("renew", "verb phrase"), ("change_contact_address", "already a type")],
)
def test_a_name_that_cannot_be_is_refused_in_words(checkout: Path, name: str, says: str) -> None:
    answer = run(checkout, "manage.py", "new_type", name)
    assert answer.returncode == 1
    assert says in answer.stderr
