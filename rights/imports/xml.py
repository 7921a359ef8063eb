"""Reading XML from outside: without entities, without the network, element by element so that memory stays flat."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from lxml import etree

from rights.imports.incoming import Raw, Unacceptable

Element = etree._Element


def split_at(path: Path, tag: str) -> Iterator[Raw]:
    """Each element with the tag as a record of its own.

    Raises:
        Unacceptable: if the file is not well-formed, or declares a document type, in which entities could hide.
    """
    _demand_no_doctype(path)
    found = etree.iterparse(
        str(path), tag=tag, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        for _, element in found:
            yield Raw(element.sourceline or 0, etree.tostring(element, with_tail=False))
            _forget(element)
    except etree.XMLSyntaxError as error:
        raise Unacceptable(f"The file is not well-formed XML: {error.msg}") from None


def _demand_no_doctype(path: Path) -> None:
    with path.open("rb") as file:
        if b"<!DOCTYPE" in file.read(100_000).upper():
            raise Unacceptable("The file declares a document type, which no import needs: remove it")


def _forget(element: Element) -> None:
    """Frees an element that was read, and those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def parse(content: bytes) -> Element:
    """One record's element."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(content, parser)


def words(element: Element, path: str, names: dict[str, str]) -> str:
    """The text at the path without surrounding spaces; empty where there is none."""
    return (element.findtext(path, namespaces=names) or "").strip()


def compact_day(text: str, *, where: str) -> date | None:
    """A day written as YYYYMMDD or YYYY-MM-DD, or None where there is no text.

    Raises:
        Unacceptable: if it is no day.
    """
    digits = text.replace("-", "")
    if not digits:
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        raise Unacceptable(f"{where} is not a day: {text}") from None
