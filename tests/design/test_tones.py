"""Every tone that a template names is one that the design system knows."""

import re

from builders.running_service import ROOT

from core.design.templatetags.govuk import TONES

NAMED = re.compile(r'{%\s*tone_tag\s+[^%]*?"([a-z]+)"\s*%}')


def test_templates_name_only_tones_that_exist() -> None:
    named = {
        (path.name, tone) for path in (ROOT / "templates").rglob("*.html") for tone in NAMED.findall(path.read_text())
    }
    assert len(named) > 10
    assert sorted((name, tone) for name, tone in named if tone not in TONES) == []
