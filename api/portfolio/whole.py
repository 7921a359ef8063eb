"""Everything about one right of the account, as its page shows it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from api.portfolio.showing import row_maker
from api.quotes.showing import RENEW, quote_of
from core.actor import Acting
from core.models import StoredFile
from rights.linking.contacts import mask_email
from rights.models import Link
from rights.shown.interests import interest_rows, procedure_rows
from rights.shown.register import OWN_ROLES, Row
from rights.standing import ContactFacts, PartyFacts, RightFacts, Standing
from rights.statuses import PartyRole, Purpose
from transactions.kind import CertificateKind
from transactions.models import Certificate, Filing, FilingDocument
from transactions.offers import Offer, offers
from transactions.standings import load

RECENT = 10
MOST_DOCUMENTS = 200


def whole_right(link: Link, *, by: Acting, on: date) -> dict[str, Any]:
    """All of it, in the same number of queries for every right."""
    standing = load([link.right_id], by=by, on=on)[link.right_id]
    file = link.client_file.reference if link.client_file else None
    possible = offers(standing, by=by, on=on)
    against = next(one.reasons for one in possible if one.declared.slug == RENEW)
    return {
        **row_maker(on)(link, file),
        **_facts(standing.right),
        "isOnHold": standing.on_hold,
        "standsFor": standing.stands_for,
        "linkedAt": link.active_from or link.since_at,
        "instruction": standing.instruction or None,
        "parties": [_party(one) for role in _roles(standing) for one in standing.named(role)],
        "addresses": [_address(standing.contacts[one]) for one in Purpose if one in standing.contacts],
        "interests": _lines(interest_rows(standing)),
        "procedures": _lines(procedure_rows(standing)),
        "quote": quote_of(standing, against, on=on),
        "actions": [_action(one) for one in possible],
        **_own(link, by=by),
    }


def _action(offer: Offer) -> dict[str, Any]:
    declared = offer.declared
    said = {"type": declared.slug, "title": str(declared.title)}
    return {**said, "isOpen": offer.is_open, "reasons": list(offer.reasons)}


def _facts(right: RightFacts) -> dict[str, Any]:
    return {
        "applicationNumber": right.application_number,
        "publicationNumber": right.publication_number,
        "filingDate": right.filed_on,
        "publicationDate": right.published_on,
        "grantDate": right.granted_on,
        "expiryDate": right.expires_on,
        "ceasedDate": right.ceased_on,
        "lastRenewalDate": right.last_renewed_on,
        "licencesOfRightSinceDate": right.licences_of_right_since,
        "paidThroughYear": right.paid_through_year,
        "isPublic": right.published_on is not None and not right.is_withheld,
    }


def _roles(standing: Standing) -> list[PartyRole]:
    return [role for role in OWN_ROLES if role != PartyRole.APPLICANT or not standing.named(PartyRole.PROPRIETOR)]


def _party(party: PartyFacts) -> dict[str, Any]:
    return {
        "role": party.role,
        "name": party.name,
        "isPerson": party.person,
        "companyNumber": party.company_number,
        "share": party.share,
        "sinceDate": party.since_on,
        "address": _where(party),
        "isWithheld": party.is_withheld,
    }


def _address(contact: ContactFacts) -> dict[str, Any]:
    return {
        "purpose": contact.purpose,
        "name": contact.name,
        "address": _where(contact),
        "email": mask_email(contact.email) if contact.email else None,
        "sinceDate": contact.stands_since,
        "isWithheld": contact.is_withheld,
    }


def _where(one: PartyFacts | ContactFacts) -> list[str]:
    known = [part for part in (*one.lines, one.postcode) if part]
    return [*known, one.country] if known and one.country not in {"GB", ""} else known


def _lines(rows: Iterable[Row]) -> list[dict[str, Any]]:
    return [{"title": row.key, "lines": list(row.lines)} for row in rows]


def _own(link: Link, *, by: Acting) -> dict[str, Any]:
    mine = Filing.objects.visible_to(by)
    here = mine.filter(rights__right_id=link.right_id).order_by("-changed_at", "-pk")[:RECENT]
    about = {"right_id": link.right_id, "filing__in": mine, "kind": CertificateKind.RENEWAL}
    certificates = Certificate.objects.filter(**about).select_related("filing").order_by("-issued_at", "-pk")
    return {
        "filings": [
            {"reference": one.reference, "type": one.type, "state": one.state, "changedAt": one.changed_at}
            for one in here
        ],
        "certificates": [
            {"code": one.code, "filing": one.filing.reference, "issuedAt": one.issued_at} for one in certificates
        ],
        "documents": _documents(link, by=by),
    }


def _documents(link: Link, *, by: Acting) -> list[dict[str, Any]]:
    given = FilingDocument.objects.visible_to(by).filter(filing__rights__right_id=link.right_id, removed_at=None)
    rows = (
        given.filter(file__state=StoredFile.State.CLEAN).select_related("filing", "file").order_by("-given_at", "-pk")
    )
    return [
        {
            "reference": str(one.file.reference),
            "name": one.file.name,
            "filing": one.filing.reference,
            "givenAt": one.given_at,
        }
        for one in rows[:MOST_DOCUMENTS]
    ]
