"""The documents are current: what they link, run and name is there."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parent.parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
ASKED_FOR = ["LICENCE", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "docs/architecture.md", "docs/glossary.md"]
FOLDERS = (
    "oneipo|portal|staff|api|casework|transactions|rights|payments|notifications|accounts|core|stubs|tests|docs|deploy"
)


def names(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("document", DOCUMENTS, ids=names)
def test_every_link_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text())
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=names)
def test_every_command_can_be_run(document: Path) -> None:
    text = document.read_text()
    assert set(re.findall(r"manage\.py ([a-z_0-9]+)", text)) <= set(get_commands())
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert set(re.findall(r"`make ([a-z-]+)", text)) <= set(targets)


@pytest.mark.parametrize("document", DOCUMENTS, ids=names)
def test_every_file_that_is_named_is_there(document: Path) -> None:
    named = re.findall(rf"`((?:{FOLDERS})/[\w./-]+)`", document.read_text())
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_documents_of_an_open_project_are_there() -> None:
    assert [name for name in ASKED_FOR if not (ROOT / name).is_file()] == []
    assert (ROOT / "docs" / "adding-a-transaction-type.md").is_file()
    assert len(list((ROOT / "docs" / "adr").glob("*.md"))) >= 12


def test_no_secret_of_a_deployment_gets_into_git_or_an_image() -> None:
    for name in (".gitignore", ".dockerignore"):
        kept_out = {line.strip("/") for line in (ROOT / name).read_text().split()}
        assert {".env", "secrets", ".data"} <= kept_out, name
