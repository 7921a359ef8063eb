"""What every document of WIPO ST.96 has: its namespaces, its version, and elements with text that XML can hold."""

from lxml import etree

PATENT = "http://www.wipo.int/standards/XMLSchema/ST96/Patent"
COMMON = "http://www.wipo.int/standards/XMLSchema/ST96/Common"
VERSION = "V6_0"
OFFICE = "GB"
PREFIXES = {"pat": PATENT, "com": COMMON}
OFFICES = frozenset({"GB", "EP"})


def pat(name: str) -> str:
    """The name in the patents' namespace."""
    return f"{{{PATENT}}}{name}"


def com(name: str) -> str:
    """The name in the namespace that all fields of intellectual property share."""
    return f"{{{COMMON}}}{name}"


def document(name: str, **attributes: str) -> etree._Element:
    """The root of a document of this office."""
    root = etree.Element(pat(name), nsmap=PREFIXES)
    for attribute, value in {"officeCode": OFFICE, **attributes, "st96Version": VERSION}.items():
        root.set(com(attribute), value)
    return root


def written(root: etree._Element) -> bytes:
    """The document as it is sent."""
    sent: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return sent


def add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    """A further child, with text where there is some; attributes are in the shared namespace."""
    child = etree.SubElement(parent, name)
    if text:
        child.text = writable(text)
    for attribute, value in attributes.items():
        child.set(com(attribute), value)
    return child


def writable(text: str) -> str:
    """The text without the characters that XML 1.0 has no way to write (section 2.2)."""
    return "".join(letter for letter in text if _can_stand(ord(letter)))


def _can_stand(place: int) -> bool:
    return place in (0x9, 0xA, 0xD) or 0x20 <= place <= 0xD7FF or 0xE000 <= place <= 0xFFFD or place >= 0x10000


def office_of(kind: str) -> str:
    """The office whose numbers a kind of right bears (WIPO ST.3); certificates are this office's."""
    return kind if kind in OFFICES else OFFICE


def bare(number: str) -> str:
    """The number without the office's letters, which have an element of their own."""
    return number[2:] if number[:2] in OFFICES else number
