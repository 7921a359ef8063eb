"""A right as the API says it: exactly what its public page shows, under the names of ST.97."""

from collections.abc import Iterator, Mapping
from typing import Any

from rights.exports.licences import category_of, status_of
from rights.exports.st96 import bare, office_of
from rights.interests import InterestState
from rights.models import Right
from rights.procedures import ProcedureState
from rights.shown.register import PUBLIC_PURPOSES, PUBLIC_ROLES
from rights.standing import ContactFacts, PartyFacts, RightFacts, Snapshot
from rights.statuses import PartyRole

Body = dict[str, Any]
BAGS: Mapping[str, str] = {
    PartyRole.APPLICANT: "applicantBag",
    PartyRole.PROPRIETOR: "ownerBag",
    PartyRole.AGENT: "registeredPractitionerBag",
    PartyRole.LICENSEE: "licenseeBag",
    PartyRole.MORTGAGEE: "mortgageeBag",
}
FIRST_YEAR_WITH_A_FEE = 5


def found(right: Right) -> Body:
    """A right in a list."""
    return _told(
        number=right.number,
        kind=right.kind,
        status=right.status,
        inventionTitle=right.title,
        owner=right.owner,
        applicationNumber=right.application_number,
        filingDate=right.filed_on,
        publicationDate=right.published_on,
        grantDate=right.granted_on,
    )


def whole(said: Snapshot) -> Body:
    """All that the public page shows."""
    right = said.right
    return _told(
        number=right.number,
        kind=right.kind,
        status=right.status,
        **identification(right),
        inventionTitle=right.title,
        addressBag=[_contact(said.contacts[purpose]) for purpose in PUBLIC_PURPOSES if purpose in said.contacts],
        licenceBag=list(map(_licence, said.interests)),
        lorData=_told(lorDate=right.licences_of_right_since),
        procedureBag=list(map(_procedure, said.procedures.values())),
        expiryDate=right.expires_on,
        ceasedDate=right.ceased_on,
    ) | {"partyBag": dict(_parties(said)), "renewals": _renewals(right)}


def identification(right: RightFacts | Right) -> Body:
    """The numbers with their offices and days; the publication and the grant only where there is one."""
    office = {"ipOfficeCode": office_of(right.kind)}
    number = right.application_number or right.publication_number
    application = {"applicationNumber": {"applicationNumberText": bare(number)}, "filingDate": right.filed_on}
    named: Body = {"applicationIdentification": office | application}
    if right.publication_number:
        published = _told(publicationNumber=bare(right.publication_number), publicationDate=right.published_on)
        named["patentPublicationIdentification"] = office | published
    if right.granted_on:
        granted = {"patentNumber": bare(right.number), "grantDate": right.granted_on}
        named["patentGrantIdentification"] = office | granted
    return named


def _parties(said: Snapshot) -> Iterator[tuple[str, list[Body]]]:
    for role in PUBLIC_ROLES:
        parties = said.named(role)
        if parties and not (role == PartyRole.APPLICANT and said.named(PartyRole.PROPRIETOR)):
            yield BAGS[role], [_party(place, party) for place, party in enumerate(parties, start=1)]


def _party(place: int, party: PartyFacts) -> Body:
    return _told(
        sequenceNumber=place,
        name=party.name,
        share=party.share,
        companyNumber=party.company_number,
        sinceDate=party.since_on,
        postalAddress=_address(party),
        isWithheld=party.is_withheld,
    )


def _contact(contact: ContactFacts) -> Body:
    return _told(
        purpose=str(contact.purpose),
        name=contact.name,
        postalAddress=_address(contact),
        sinceDate=contact.stands_since,
        isWithheld=contact.is_withheld,
    )


def _address(of: PartyFacts | ContactFacts) -> Body:
    if not (of.lines or of.postcode):
        return {}
    return {"addressLineText": list(of.lines)} | _told(postalCode=of.postcode, countryCode=of.country)


def _licence(one: InterestState) -> Body:
    terms = one.terms
    return _told(
        nature=str(one.nature),
        licenceCategory=category_of(one),
        licenceStatusCategory=status_of(one),
        exclusivity=str(terms.exclusivity),
        licenseeText=one.holders,
        licenceDate=one.since_on,
        share=terms.share,
        fieldOfUse=terms.field_of_use,
        territoryLimitationText=terms.territory,
        isSublicensingAllowed=terms.sublicensing,
        periodLimitationStartDate=terms.from_on,
        periodLimitationEndDate=terms.until_on,
        endedDate=one.ended_on,
        endedHow=str(one.ended_how),
    )


def _procedure(one: ProcedureState) -> Body:
    is_bounded = one.protects_from and one.protects_until
    return _told(
        procedure=str(one.procedure),
        stage=str(one.stage),
        stageDate=one.moved_on,
        protectsFrom=one.protects_from if is_bounded else None,
        protectsUntil=one.protects_until if is_bounded else None,
    )


def _renewals(right: RightFacts) -> Body:
    paid = right.paid_through_year or 0
    return _told(
        paidThroughYear=paid if paid >= FIRST_YEAR_WITH_A_FEE else None,
        lastRenewedDate=right.last_renewed_on,
        nextRenewalDate=right.next_renewal_on,
    )


def _told(**members: Any) -> Body:
    """The members that say something."""
    return {name: value for name, value in members.items() if value is not None and value not in ("", {}, [])}
