"""Writes a name and an address in WIPO ST.96: ``com:Contact``."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from lxml import etree

from core.addresses import is_country
from rights.exports.st96 import add, com


def write_contact(parent: etree._Element, name: str, lines: Sequence[str], postcode: str, country: str) -> None:
    """Whoever it is, and where where that is shown; the register does not tell persons from companies to the public."""
    contact = add(parent, com("Contact"))
    add(add(contact, com("Name")), com("EntityName"), name or _("Name withheld"))
    if not (lines or postcode):
        return
    address = add(add(contact, com("PostalAddressBag")), com("PostalAddress"))
    if lines and is_country(country):
        _structured(address, lines, postcode, country)
        return
    for place, line in enumerate([part for part in (*lines, postcode, country) if part], start=1):
        add(address, com("PostalAddressText"), line, sequenceNumber=str(place))


def _structured(address: etree._Element, lines: Sequence[str], postcode: str, country: str) -> None:
    structured = add(address, com("PostalStructuredAddress"))
    for place, line in enumerate(lines, start=1):
        add(structured, com("AddressLineText"), line, sequenceNumber=str(place))
    add(structured, com("CountryCode"), country)
    if postcode:
        add(structured, com("PostalCode"), postcode)
