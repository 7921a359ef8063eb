"""Copies the design system's published examples into tests/design/fixtures, without the Crown's drawings."""

import json
import re
from pathlib import Path

HERE = Path(__file__).parent
SOURCE = HERE / "node_modules" / "govuk-frontend" / "dist" / "govuk" / "components"
TARGET = HERE.parent / "tests" / "design" / "fixtures"
CROWN = {"header", "footer"}
DRAWING = re.compile(r"(<svg\b[^>]*>).*?(</svg>)", re.DOTALL)


def without_drawing(component: str, html: str) -> str:
    """The header's logo and the footer's crown are not ours to ship; everything around them is compared."""
    return DRAWING.sub(r"\1\2", html) if component in CROWN else html


def examples(path: Path) -> list[dict[str, object]]:
    """The name, the options and the expected HTML of each published example."""
    published = json.loads(path.read_text(encoding="utf-8"))
    name = path.parent.name
    return [
        {"name": one["name"], "options": one["options"], "html": without_drawing(name, one["html"])}
        for one in published["fixtures"]
    ]


def main() -> None:
    """Writes one file for each component."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for path in sorted(SOURCE.glob("*/fixtures.json")):
        text = json.dumps(examples(path), ensure_ascii=False, separators=(",", ":"))
        (TARGET / f"{path.parent.name}.json").write_text(text + "\n", encoding="utf-8")
    licence = (HERE / "LICENCE-govuk-frontend.txt").read_text(encoding="utf-8")
    (TARGET / "LICENSE").write_text(licence, encoding="utf-8")


if __name__ == "__main__":
    main()
