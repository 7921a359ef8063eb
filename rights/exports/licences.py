"""Writes licences and securities in WIPO ST.96: ``pat:LicenceBag``."""

from lxml import etree

from rights.exports.contacts import write_contact
from rights.exports.st96 import add, com, pat
from rights.interests import EndedHow, Exclusivity, InterestState, Nature
from rights.standing import Snapshot

CATEGORIES = {Exclusivity.EXCLUSIVE: "Exclusive", Exclusivity.NON_EXCLUSIVE: "NonExclusive"}
UNKNOWN, SECURITY = "Unknown", "Security interest"


def category_of(one: InterestState) -> str:
    """The standard's word; it has none for a sole licence."""
    if one.nature == Nature.MORTGAGE:
        return SECURITY
    return CATEGORIES.get(Exclusivity(one.terms.exclusivity), UNKNOWN) if one.terms.exclusivity else UNKNOWN


def status_of(one: InterestState) -> str:
    """The standard's word for whether it lasts."""
    if one.is_live:
        return "Valid"
    return "Expired" if one.ended_how == EndedHow.EXPIRED else "Cancelled"


def write_licences(root: etree._Element, said: Snapshot) -> None:
    """Those that last and those that have ended; no bag where there are none, as the schema demands one in it."""
    if said.interests:
        bag = add(root, pat("LicenceBag"))
        for one in said.interests:
            _licence(bag, one, said)


def _licence(bag: etree._Element, one: InterestState, said: Snapshot) -> None:
    licence, terms = add(bag, pat("Licence")), one.terms
    add(licence, com("LicenceDate"), one.since_on.isoformat())
    add(licence, com("LicenceCategory"), category_of(one))
    if terms.territory:
        add(licence, com("TerritoryLimitationIndicator"), "true")
        add(licence, com("TerritoryLimitationText"), terms.territory)
    if terms.from_on:
        add(licence, com("PeriodLimitationStartDate"), terms.from_on.isoformat())
    if terms.until_on:
        add(licence, com("PeriodLimitationEndDate"), terms.until_on.isoformat())
    add(licence, com("LicenceStatusCategory"), status_of(one))
    _licensees(licence, one, said)


def _licensees(licence: etree._Element, one: InterestState, said: Snapshot) -> None:
    """The holders with their addresses while they stand among the parties, else the names that were kept."""
    bag = add(licence, pat("LicenseeBag"))
    holders = [party for party in said.parties if party.interest == one.number]
    for party in holders:
        write_contact(add(bag, pat("Licensee")), party.name, party.lines, party.postcode, party.country)
    if not holders:
        write_contact(add(bag, pat("Licensee")), one.holders, (), "", "")
