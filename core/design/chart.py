"""Draws bars: geometry in whole pixels and per cents, so that text stays its size on a narrow screen."""

from collections.abc import Sequence
from dataclasses import dataclass

ROW = 32
BAR = 20
# Per cent of the drawing's width: where bars begin, and how wide the longest is; the rest is for its value.
LEFT = 22
WIDEST = 48


@dataclass(frozen=True)
class Bar:
    """One row: what it is, how much (a whole number, not negative), and the amount in words.

    ``short`` stands in the drawing where the label is too long for a narrow screen.
    """

    label: str
    value: int
    text: str
    tone: str = ""
    short: str = ""


@dataclass(frozen=True)
class Drawn:
    """A bar with its place in the drawing; ``width`` and ``after`` are per cents with two decimals."""

    bar: Bar
    top: int
    baseline: int
    width: str
    after: str


@dataclass(frozen=True)
class Chart:
    """A chart and its table, from the same bars. ``key`` makes ids unique on the page."""

    key: str
    title: str
    description: str
    label_heading: str
    value_heading: str
    bars: tuple[Bar, ...]

    @property
    def height(self) -> int:
        """The drawing's height in pixels."""
        return max(len(self.bars), 1) * ROW

    @property
    def left(self) -> int:
        """Where bars begin, in per cent."""
        return LEFT

    @property
    def bar_height(self) -> int:
        """A bar's height in pixels."""
        return BAR

    @property
    def drawn(self) -> Sequence[Drawn]:
        """The bars with their geometry."""
        most = max((bar.value for bar in self.bars), default=0) or 1
        return [_draw(bar, row, most) for row, bar in enumerate(self.bars)]


def _draw(bar: Bar, row: int, most: int) -> Drawn:
    width = bar.value * WIDEST * 100 // most
    top = row * ROW + (ROW - BAR) // 2
    return Drawn(bar, top, row * ROW + ROW // 2 + 5, _percent(width), _percent(width + LEFT * 100 + 150))


def _percent(hundredths: int) -> str:
    return f"{hundredths // 100}.{hundredths % 100:02}%"
