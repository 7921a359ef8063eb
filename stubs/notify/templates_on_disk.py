"""Templates with their versions, read from a directory of Markdown files and read again when a file changes."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

KINDS = ("email", "letter", "sms")


class BadTemplate(ValueError):
    """A template's file cannot be read; the message names the file and what is wrong."""


@dataclass(frozen=True)
class Template:
    """One version of one template."""

    id: str
    kind: str
    name: str
    subject: str
    version: int
    body: str
    changed_at: datetime


def read_template(path: Path) -> Template:
    """Read a file: ``key: value`` lines between two lines of ---, then the body; raise BadTemplate."""
    found = re.match(r"---\n(.*?)\n---\n?(.*)\Z", path.read_text(encoding="utf-8"), re.S)
    if found is None:
        raise BadTemplate(f"{path.name}: start with a head between two lines of ---")
    head = dict(line.split(":", 1) for line in found[1].splitlines() if ":" in line)
    values = {key.strip(): value.strip() for key, value in head.items()}
    missing = [key for key in ("id", "type", "name") if not values.get(key)]
    if missing:
        raise BadTemplate(f"{path.name}: the head lacks {', '.join(missing)}")
    if values["type"] not in KINDS:
        raise BadTemplate(f"{path.name}: the type is one of {', '.join(KINDS)}")
    if values["type"] != "sms" and not values.get("subject"):
        raise BadTemplate(f"{path.name}: an email or a letter needs a subject")
    try:
        identity, version = str(UUID(values["id"])), int(values.get("version") or 1)
    except ValueError as error:
        raise BadTemplate(f"{path.name}: the id is a UUID and the version a number") from error
    changed_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return Template(
        identity, values["type"], values["name"], values.get("subject", ""), version, found[2].strip(), changed_at
    )


class Templates:
    """The templates of a directory."""

    def __init__(self, directory: Path) -> None:
        """Read from ``directory``, which may be missing or grow later."""
        self._directory = directory
        self._seen: list[tuple[str, int, int]] = []
        self._found: dict[str, dict[int, Template]] = {}

    def current(self) -> list[Template]:
        """Return the newest version of every template, by name; raise BadTemplate."""
        self._read_again()
        newest = (versions[max(versions)] for versions in self._found.values())
        return sorted(newest, key=lambda template: template.name)

    def find(self, template_id: str, version: int | None = None) -> Template | None:
        """Return a version of a template, the newest by default; None if there is none; raise BadTemplate."""
        self._read_again()
        versions = self._found.get(template_id.lower(), {})
        return versions.get(max(versions) if version is None else version) if versions else None

    def _read_again(self) -> None:
        files = sorted(self._directory.rglob("*.md")) if self._directory.is_dir() else []
        stats = [(str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files]
        if stats != self._seen:
            self._found = _by_id(read_template(path) for path in files)
            self._seen = stats


def _by_id(templates: Iterable[Template]) -> dict[str, dict[int, Template]]:
    found: dict[str, dict[int, Template]] = {}
    for template in templates:
        versions = found.setdefault(template.id, {})
        if template.version in versions:
            raise BadTemplate(f"{template.name}: version {template.version} of {template.id} is there twice")
        versions[template.version] = template
    return found
