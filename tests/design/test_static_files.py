"""What browsers load: ours, small, and nothing of the Crown's."""

import gzip
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parent.parent.parent / "static"
FIRST_VISIT = [
    "govuk/govuk-frontend.min.css",
    "govuk/govuk-frontend.min.js",
    "oneipo/oneipo.css",
    "oneipo/start.js",
    "oneipo/timeout.js",
]


def test_a_first_visit_loads_at_most_250_kilobytes_of_styles_and_scripts() -> None:
    assert sum(len(gzip.compress((STATIC / name).read_bytes())) for name in FIRST_VISIT) <= 250 * 1024


@pytest.mark.parametrize("name", ["govuk/govuk-frontend.min.css", "oneipo/oneipo.css"])
def test_styles_load_no_typeface_and_no_picture(name: str) -> None:
    text = (STATIC / name).read_text(encoding="utf-8")
    assert not re.search(r"@font-face|url\(|crest\.svg", text)


def test_no_file_of_the_crown_is_shipped() -> None:
    named = [path.name for path in STATIC.rglob("*") if path.suffix in {".woff", ".woff2"} or "crest" in path.name]
    assert named == []


def test_the_design_system_s_version_and_licence_stand_beside_its_files() -> None:
    assert '--govuk-frontend-version: "6.3.0"' in (STATIC / FIRST_VISIT[0]).read_text(encoding="utf-8")
    assert "MIT License" in (STATIC / "govuk" / "LICENSE").read_text(encoding="utf-8")
