"""The charts of the reports, each with its table."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from casework.findings import Findings
from casework.reports import Flow
from core.design.chart import Bar, Chart
from transactions.models import Filing


def charts_of(rows: Iterable[Flow], found: Findings, *, texts: Mapping[str, str]) -> list[Chart]:
    """Those that have something to show: what each team did, why requests were refused, and how they came."""
    done = [Bar(row.team.name if row.team else _("No team"), row.done, str(row.done)) for row in rows if row.done]
    reasons = [Bar(texts.get(code, code), number, str(number)) for code, number in found.reasons.items()]
    labels = dict(Filing.Channel.choices)
    came = [Bar(str(labels.get(channel, channel)), number, str(number)) for channel, number in found.channels.items()]
    charts = [
        _chart("done", _("Cases done, by team"), _("Team"), done),
        _chart("reasons", _("Why requests were refused"), _("Reason"), reasons),
        _chart("channels", _("How requests came"), _("Way"), came),
    ]
    return [chart for chart in charts if chart.bars]


def _chart(key: str, title: str, heading: str, bars: list[Bar]) -> Chart:
    description = "; ".join(f"{bar.label}: {bar.text}" for bar in bars)
    return Chart(key, title, description, heading, _("Cases"), tuple(bars))
