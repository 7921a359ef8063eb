"""Complaints and requests for personal data: taken in from anybody, answered by staff in a message or a letter."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import OfficePermission, demand
from casework.kind import CannotSettle
from casework.models import Enquiry
from core import audit
from core.actor import Actor, Officer, label, organisation_of
from core.office import tell_office
from core.references import new_reference
from notifications.messages import EnquiryAnswered, EnquiryReceived
from notifications.recipients import Recipient
from notifications.services import tell


@dataclass(frozen=True)
class Said:
    """What somebody wrote; ``received_at`` is earlier than the moment of noting where it came by post."""

    kind: str
    name: str
    text: str
    email: str = ""
    address: str = ""
    about: str = ""
    language: str = "en"


def take_enquiry(
    said: Said, *, by: Actor, at: datetime, channel: str = Enquiry.Channel.ONLINE, received_at: datetime | None = None
) -> Enquiry:
    """Notes what was written, tells the office, and acknowledges it where there is an email address."""
    with transaction.atomic():
        enquiry = Enquiry.everything.create(
            reference=new_reference("ENQ"),
            kind=said.kind,
            channel=channel,
            language=said.language,
            organisation_id=organisation_of(by),
            name=said.name[:200],
            email=said.email[:254],
            address=said.address[:500],
            about=said.about[:40],
            text=said.text[:5000],
            received_at=received_at or at,
            noted_by=label(by),
        )
        tell_office("enquiry", enquiry.reference, version="taken", at=at)
        audit.note("enquiry-taken", by=by, at=at, subject=enquiry.reference, details={"kind": enquiry.kind})
        if enquiry.email:
            message = EnquiryReceived(enquiry.reference)
            tell(message, to=_writer(enquiry), key=f"{enquiry.reference}:received", about=enquiry.reference, at=at)
    return enquiry


def note_identity(reference: str, how: str, *, by: Officer, at: datetime) -> None:
    """Keeps how staff made sure who asks, before anybody's data go anywhere (UK GDPR Article 12(6)).

    Raises:
        NotPermitted.
    """
    demand(by, OfficePermission.ANSWER_DATA_REQUESTS)
    Enquiry.everything.filter(reference=reference, answered_at=None).update(identity_checked=how.strip()[:300])
    audit.note("identity-checked", by=by, at=at, subject=reference, reason=how[:500])


def answer_enquiry(reference: str, *, outcome: str, answer: str, by: Officer, at: datetime) -> Enquiry:
    """Answers, once; what is told of a person goes to nobody whose identity was not checked.

    Raises:
        CannotSettle: if it was answered, or the identity was not checked.
    """
    with transaction.atomic():
        enquiry = Enquiry.everything.select_for_update().get(reference=reference)
        if enquiry.answered_at is not None:
            raise CannotSettle(_("Somebody has answered this already."))
        if enquiry.kind != Enquiry.Kind.COMPLAINT and outcome != "refused" and not enquiry.identity_checked:
            raise CannotSettle(_("Say first how you made sure who asks."))
        enquiry.answer, enquiry.outcome = answer[:5000], outcome
        enquiry.answered_at, enquiry.answered_by = at, label(by)
        enquiry.save()
        message = EnquiryAnswered(enquiry.reference, enquiry.answer)
        tell(message, to=_writer(enquiry), key=f"{enquiry.reference}:answered", about=enquiry.reference, at=at)
    return enquiry


def _writer(enquiry: Enquiry) -> Recipient:
    lines = tuple(line.strip() for line in enquiry.address.splitlines() if line.strip())
    return Recipient(
        email=enquiry.email,
        address_lines=lines,
        name=enquiry.name,
        language=enquiry.language,
        organisation_id=enquiry.organisation_id,
    )
