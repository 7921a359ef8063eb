"""Draws one page of a document as a small PNG; run as a process of its own, because it reads what strangers gave.

``python -I draw.py KIND PAGE WIDTH < document > picture``; the first line of what it writes says how many pages
there are. It gives itself little memory and time, and opens nothing but its input.
"""

import resource
import sys
from io import BytesIO

MEMORY, SECONDS = 1 << 30, 15
MOST_PIXELS = 60_000_000


def main() -> None:
    """Reads the document, writes the number of pages and the picture."""
    kind, page, width = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    content = sys.stdin.buffer.read()
    pages, picture = _of_pdf(content, page, width) if kind == "pdf" else _of_picture(content, width)
    sys.stdout.buffer.write(f"{pages}\n".encode() + picture)


def _of_pdf(content: bytes, page: int, width: int) -> tuple[int, bytes]:
    import pypdfium2  # noqa: PLC0415  after the limits are set

    document = pypdfium2.PdfDocument(content)
    sheet = document[page - 1]
    scale = min(width / sheet.get_width(), 4.0, (MOST_PIXELS / (sheet.get_width() * sheet.get_height())) ** 0.5)
    out = BytesIO()
    sheet.render(scale=scale).to_pil().save(out, "PNG", optimize=True)
    return len(document), out.getvalue()


def _of_picture(content: bytes, width: int) -> tuple[int, bytes]:
    from PIL import Image, ImageOps  # noqa: PLC0415  after the limits are set

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    with Image.open(BytesIO(content), formats=["PNG", "JPEG"]) as picture:
        picture.draft("RGB", (width, width))
        upright = ImageOps.exif_transpose(picture) or picture
        upright.thumbnail((width, width * 3))
        out = BytesIO()
        upright.convert("RGB").save(out, "PNG", optimize=True)
    return 1, out.getvalue()


if __name__ == "__main__":
    main()
