"""Requests for links in tests: rights with contacts on record, what was sent to them, and proved identities."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from builders.register import a_patent, details

from accounts.one_login.identity import ProvedAddress, VerifiedIdentity
from core.actor import Applicant
from notifications.models import Notice
from notifications.secrets import opened
from rights.facts import AddressChanged, PartyOnRecord
from rights.linking import ask_link, send_code
from rights.linking.offers import offers_for
from rights.models import LinkRequest, Right

OWNER = PartyOnRecord("Rhiannon Testwood", person=True)
FILED_ON = date(2019, 5, 10)


def address(purpose: str, name: str, *lines: str, email: str = "", postcode: str = "NP10 9ZZ") -> AddressChanged:
    """A contact on record for a purpose."""
    particulars = details(*(lines or ("14 Sample Terrace", "Newport")), postcode=postcode, email=email)
    return AddressChanged(effective_on=FILED_ON, purpose=purpose, name=name, particulars=particulars)


def owned(*, email: str = "rhiannon@owner.example", postcode: str = "NP10 9ZZ", **others: object) -> Right:
    """A patent of one person, Rhiannon Testwood, with her address on record since 2 January 2024."""
    contact = address("proprietor", "Rhiannon Testwood", email=email, postcode=postcode)
    return a_patent(**{"proprietors": (OWNER,), "contacts": (contact,)} | others)  # type: ignore[arg-type]


def represented(*, owner_email: str = "", **others: object) -> Right:
    """The same with a firm as agent, whose address is the address for service."""
    firm = address("service", "Mockford & Specimen LLP", "3 Illustration Mews", email="firm@firm.example")
    contacts = (address("proprietor", "Rhiannon Testwood", email=owner_email), firm)
    given = {"proprietors": (OWNER,), "agents": ("Mockford & Specimen LLP",), "contacts": contacts}
    return a_patent(**given | others)  # type: ignore[arg-type]


def asked(right: Right, *, by: Applicant, at: datetime, relation: str = "owner") -> LinkRequest:
    """A request for a link."""
    return ask_link(right.number, relation=relation, by=by, at=at)


def ways(request: LinkRequest, *, by: Applicant, at: datetime) -> list[str]:
    """The kinds of proof that are open, codes with how they are sent."""
    offers = offers_for(request, by=by, at=at)
    return [offer.option.channel or str(offer.option.proof) for offer in offers]


def key_of(request: LinkRequest, channel: str, *, by: Applicant, at: datetime) -> str:
    """The option of a code sent so."""
    offers = offers_for(request, by=by, at=at)
    return next(offer.option.key for offer in offers if offer.option.channel == channel)


def code_for(request: LinkRequest, *, by: Applicant, at: datetime, channel: str = "email") -> str:
    """Has a code sent, and reads it as the contact on record would."""
    send_code(request, key_of(request, channel, by=by, at=at), by=by, at=at)
    return sent_code()


def sent_code() -> str:
    """The code in the last message with one."""
    notice = Notice.everything.filter(template="link-code").latest("pk")
    return str(opened(notice.personalisation)["code"])


def wrong(code: str) -> str:
    """Another code of the same shape."""
    return code[:-1] + ("2" if code[-1] != "2" else "3")


def told(template: str = "link-requested") -> list[Notice]:
    """What was told, in the order of telling."""
    return list(Notice.everything.filter(template=template).order_by("pk"))


def tokens() -> Iterator[str]:
    """The secrets in the "this was not me" addresses, in the order of telling."""
    for notice in told():
        found = re.search(r"/not-me/([\w-]+)/", notice.body)
        assert found, notice.body
        yield found[1]


def identity(
    *, at: datetime, name: str = "Rhiannon Testwood", postcode: str = "NP10 9ZZ", is_current: bool = True
) -> VerifiedIdentity:
    """A proved identity."""
    given, family = name.rsplit(" ", 1)
    parts = (("GivenName", given), ("FamilyName", family))
    where = ProvedAddress(("14 Sample Terrace", "Newport"), postcode, "GB", is_current)
    return VerifiedIdentity(parts, (name,), date(1971, 3, 14), (where,), at)
