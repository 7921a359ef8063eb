"""People in answers and on the register: what facts hold of them, how a form names them, who must be told."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from core.addresses import letter_lines
from core.design.forms import GovukForm
from rights.details import Details, PartyOnRecord
from rights.standing import ContactFacts, PartyFacts, Standing
from rights.statuses import PartyRole, Purpose
from transactions.forms.parties import PERSON
from transactions.parts import Answers, Concern, Consent, Words

POSTAL = ("line_1", "line_2", "town", "county")


def details_in(answers: Mapping[str, Any], *, email: str = "") -> Details:
    """The name and address of one page of answers."""
    lines = tuple(answers[key] for key in POSTAL if answers.get(key))
    where = (answers.get("postcode") or "", answers["country"], answers.get("email") or email)
    return Details(lines, *where, name=answers["name"])


def party_in(answers: Mapping[str, Any]) -> PartyOnRecord:
    """The person or company of one page of answers."""
    return PartyOnRecord(
        name=answers["name"],
        person=answers["kind"] == PERSON,
        company_number=answers.get("company_number") or "",
        share=answers.get("share") or "",
        details=details_in(answers),
    )


def party_key(party: PartyFacts | PartyOnRecord) -> str:
    """How an answer names a party on the register; it holds as long as neither name nor company number changes."""
    return f"{party.company_number}:{party.name}"


def party_choices(standings: Sequence[Standing], *roles: str) -> list[tuple[str, str]]:
    """The parties of the roles who stand on all of the rights, to choose from."""
    found = [{party_key(party): party for role in roles for party in one.named(role)} for one in standings]
    first, *others = found or [{}]
    return [(key, party.name) for key, party in first.items() if party.name and all(key in one for one in others)]


def owner_roles(standing: Standing) -> tuple[str, ...]:
    """The role of the owners: proprietors, or before grant applicants where no proprietor is named."""
    return (PartyRole.PROPRIETOR,) if standing.named(PartyRole.PROPRIETOR) else (PartyRole.APPLICANT,)


def offer_owners(form: GovukForm, answers: Answers, standings: Sequence[Standing]) -> None:
    """A step's ``prepare``: in the field ``party`` the owners who stand on all of the rights."""
    form.fields["party"].choices = party_choices(standings, *owner_roles(standings[0]))  # type: ignore[attr-defined]


def chosen_party(standing: Standing, key: str, *roles: str) -> PartyFacts | None:
    """The party that an answer names; None once it has left the register."""
    return next((party for role in roles for party in standing.named(role) if party_key(party) == key), None)


def on_record(party: PartyFacts, *, share: str | None = None) -> PartyOnRecord:
    """A party as a fact states it again, with its address and the day since when it has stood there."""
    own = party.share if share is None else share
    where = Details(party.lines, party.postcode, party.country, party.email, name=party.name)
    details = None if party.is_withheld or not (party.lines or party.email) else where
    return PartyOnRecord(party.name, party.person, party.company_number, own, party.since_on, details)


def all_owners_agree(standing: Standing, says: Words) -> Iterator[Consent]:
    """Of several owners each must agree to what only all of them together can do."""
    owners = standing.proprietors if len(standing.proprietors) > 1 else ()
    return (Consent(owner.name, owner.role, says) for owner in owners)


def told(
    party: PartyFacts | ContactFacts | Details, says: Words, *, message: str = "change-made", may_object: bool = True
) -> Concern:
    """Somebody on the register, or about to be, to be told at the address on record."""
    lines = () if party.is_withheld else letter_lines(party)
    email = "" if party.is_withheld else party.email
    return Concern(party.name, says, email, lines, may_object=may_object, message=message)


def everybody(
    standing: Standing, says: Words, *roles: str, message: str = "change-made", may_object: bool = True
) -> Iterator[Concern]:
    """Each party of the roles that can be reached, and the contact of the owner, each told once at each address."""
    reached: set[tuple[str, tuple[str, ...]]] = set()
    contact = standing.contacts.get(Purpose.PROPRIETOR)
    known: list[PartyFacts | ContactFacts] = [party for role in roles for party in standing.named(role)]
    known += [contact] if contact else []
    for party in _reachable(known):
        concern = told(party, says, message=message, may_object=may_object)
        where = (concern.email, concern.address_lines)
        if where not in reached:
            reached.add(where)
            yield concern


def _reachable(parties: Iterable[PartyFacts | ContactFacts]) -> Iterator[PartyFacts | ContactFacts]:
    return (party for party in parties if not party.is_withheld and (party.email or party.lines))
