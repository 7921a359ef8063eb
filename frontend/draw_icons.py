"""Draws our mark, a ring around a bar, as the icons that browsers and phones ask for."""

from pathlib import Path

from PIL import Image, ImageDraw

TARGET = Path(__file__).parent.parent / "static" / "oneipo" / "images"
INK = "#12404d"
PAPER = "#ffffff"
GRID = 32
SCALE = 32

SVG = f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
  <rect width="32" height="32" rx="6" fill="{INK}"/>
  <circle cx="16" cy="16" r="10" fill="none" stroke="{PAPER}" stroke-width="3"/>
  <rect x="14" y="11" width="4" height="10" fill="{PAPER}"/>
</svg>
"""


def mark(size: int, corner: int = 6) -> Image.Image:
    """The mark as a square picture of ``size`` pixels; ``corner`` is the rounding on a grid of 32."""
    large = Image.new("RGBA", (GRID * SCALE, GRID * SCALE))
    draw = ImageDraw.Draw(large)
    edge = GRID * SCALE - 1
    draw.rounded_rectangle((0, 0, edge, edge), corner * SCALE, fill=INK)
    draw.ellipse([int(4.5 * SCALE)] * 2 + [int(27.5 * SCALE)] * 2, outline=PAPER, width=3 * SCALE)
    draw.rectangle((14 * SCALE, 11 * SCALE, 18 * SCALE - 1, 21 * SCALE - 1), fill=PAPER)
    return large.resize((size, size), Image.Resampling.LANCZOS)


def main() -> None:
    """Writes the SVG, the ICO and the PNG files."""
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / "favicon.svg").write_text(SVG, encoding="utf-8")
    mark(48).save(TARGET / "favicon.ico", sizes=[(16, 16), (32, 32), (48, 48)])
    for size in (180, 192, 512):
        mark(size, corner=0).save(TARGET / f"icon-{size}.png", optimize=True)


if __name__ == "__main__":
    main()
