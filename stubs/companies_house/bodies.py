"""The replies of the Companies House API, with members that its published description does not know."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from stubs.companies_house.companies import Company, former_names

Body = dict[str, Any]
ADDED_SINCE = {"added_since_the_description": {"note": "Members may appear at any time"}}
PROFILE_MEMBERS = (
    "company_name", "company_number", "company_status", "company_status_detail", "date_of_cessation",
    "date_of_creation", "external_registration_number", "foreign_company_details", "has_been_liquidated",
    "has_insolvency_history", "jurisdiction", "previous_company_names", "registered_office_address",
    "registered_office_is_in_dispute", "sic_codes", "type", "undeliverable_registered_office_address",
)  # fmt: skip


def etag(*parts: object) -> str:
    """Return a mark that changes when the parts do."""
    return hashlib.sha1("/".join(map(str, parts)).encode(), usedforsecurity=False).hexdigest()


def profile(each: Company) -> Body:
    """Return the profile of a company."""
    own = f"/company/{each['company_number']}"
    flags = {"has_charges": False, "has_insolvency_history": False, "registered_office_is_in_dispute": False}
    flags |= {"undeliverable_registered_office_address": False, "has_been_liquidated": False}
    links = {"self": own, "filing_history": f"{own}/filing-history", "officers": f"{own}/officers"}
    body = {**ADDED_SINCE, **flags, **{name: each[name] for name in PROFILE_MEMBERS if name in each}}
    can_file = each["company_status"] == "active" and each["type"] != "oversea-company"
    return {**body, "can_file": can_file, "links": links, "etag": etag(each["company_number"], "profile")}


def office(each: Company) -> Body:
    """Return the registered office of a company."""
    own = f"/company/{each['company_number']}/registered-office-address"
    common = {"kind": "registered-office-address", "etag": etag(own), "links": {"self": own}}
    return {**each["registered_office_address"], **common, **ADDED_SINCE}


def officers(each: Company, start: int, size: int) -> Body:
    """Return a page of the officers of a company."""
    people = each["officers"]
    own = f"/company/{each['company_number']}/officers"
    resigned = sum("resigned_on" in person for person in people)
    return {
        "kind": "officer-list",
        "etag": etag(own),
        "links": {"self": own},
        "items": [_officer(each, person) for person in people[start : start + size]],
        "items_per_page": size,
        "start_index": start,
        "total_results": len(people),
        "active_count": len(people) - resigned,
        "resigned_count": resigned,
    }


def _officer(each: Company, person: Mapping[str, Any]) -> Body:
    key = etag(each["company_number"], person["name"])[:27]
    links = {"self": f"/company/{each['company_number']}/appointments/{key}"}
    address = each["registered_office_address"]
    return {
        **person,
        "address": address,
        "links": {**links, "officer": {"appointments": f"/officers/{key}/appointments"}},
    }


def filing_history(each: Company, start: int, size: int) -> Body:
    """Return a page of what the company filed, the newest first."""
    rows = sorted(_filings(each), key=lambda row: str(row["date"]), reverse=True)
    return {
        "kind": "filing-history",
        "etag": etag(each["company_number"], "filing-history"),
        "filing_history_status": "filing-history-available",
        "items": rows[start : start + size],
        "items_per_page": size,
        "start_index": start,
        "total_count": len(rows),
    }


def _filings(each: Company) -> list[Body]:
    renamed = [former["ceased_on"] for former in each.get("previous_company_names", [])]
    appointed = [person["appointed_on"] for person in each["officers"]]
    return [
        _filing(each, "incorporation", "NEWINC", each["date_of_creation"], "incorporation-company"),
        *(_filing(each, "change-of-name", "CERTNM", on, "certificate-change-of-name-company") for on in renamed),
        *(_filing(each, "officers", "AP01", on, "appoint-person-director-company") for on in appointed),
    ]


def _filing(each: Company, category: str, kind: str, on: str, description: str) -> Body:
    key = etag(each["company_number"], category, on)[:24]
    links = {"self": f"/company/{each['company_number']}/filing-history/{key}"}
    body = {"transaction_id": key, "category": category, "type": kind, "date": on, "description": description}
    return {**body, "pages": 1, "links": links}


def search_page(rows: Sequence[Company], query: str, start: int, size: int) -> Body:
    """Return a page of a search."""
    return {
        "kind": "search#companies",
        "page_number": start // size + 1,
        "total_results": len(rows),
        "start_index": start,
        "items_per_page": size,
        "items": [_hit(each, query) for each in rows[start : start + size]],
        **ADDED_SINCE,
    }


def _hit(each: Company, query: str) -> Body:
    address = each["registered_office_address"]
    ended = each.get("date_of_cessation")
    on, word = (ended, "Dissolved") if ended else (each["date_of_creation"], "Incorporated")
    body = {
        "kind": "searchresults#company",
        "title": each["company_name"],
        "company_number": each["company_number"],
        "company_status": each["company_status"],
        "company_type": each["type"],
        "date_of_creation": each["date_of_creation"],
        "address": address,
        "address_snippet": ", ".join(str(part) for part in address.values()),
        "description": f"{each['company_number']} - {word} on {_written(on)}",
        "description_identifier": [f"{word.lower()}-on"],
        "snippet": next((name for name in former_names(each) if query.lower() in name.lower()), ""),
        "matches": {"title": _match(each["company_name"], query)},
        "links": {"self": f"/company/{each['company_number']}"},
    }
    return {**ADDED_SINCE, **body, **({"date_of_cessation": ended} if ended else {})}


def _match(title: str, query: str) -> list[int]:
    at = title.lower().find(query.lower())
    return [at + 1, at + len(query)] if at >= 0 else []


def _written(on: str) -> str:
    day = date.fromisoformat(on)
    return f"{day.day} {day:%B %Y}"
