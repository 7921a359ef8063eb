"""Complaints, and requests under data protection law: what people write to the office besides their rights."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.roles import OfficePermission
from casework.enquiries import answer_enquiry
from casework.kind import CaseKind, Matter, Outcome, Touched
from casework.models import Case, Enquiry, Stands
from core.actor import Officer

COMPLAINTS = (
    Outcome("upheld", _("The complaint is right"), permission=OfficePermission.ANSWER_COMPLAINTS),
    Outcome("not-upheld", _("The complaint is not right"), permission=OfficePermission.ANSWER_COMPLAINTS),
)
DATA = (
    Outcome("done", _("Do what was asked"), permission=OfficePermission.ANSWER_DATA_REQUESTS),
    Outcome("part", _("Do a part of it"), permission=OfficePermission.ANSWER_DATA_REQUESTS),
    Outcome("refused", _("Refuse"), permission=OfficePermission.ANSWER_DATA_REQUESTS),
)
TITLES = {
    Enquiry.Kind.COMPLAINT: _("Complaint"),
    Enquiry.Kind.ACCESS: _("Request for a copy of personal data"),
    Enquiry.Kind.CORRECTION: _("Request to correct personal data"),
    Enquiry.Kind.ERASURE: _("Request to delete personal data"),
}


class EnquiryKind(CaseKind):
    """One enquiry, by its reference; ``topic`` says what is wanted. What the officer writes is the answer."""

    slug = "enquiry"
    title = _("Complaint or request for data")

    def read(self, about: str) -> Matter | None:
        """The enquiry."""
        enquiry = Enquiry.everything.filter(reference=about).first()
        if enquiry is None:
            return None
        return Matter(
            reference=enquiry.reference,
            stands=Stands.DONE if enquiry.answered_at else Stands.TO_CHECK,
            received_at=enquiry.received_at,
            topic=enquiry.kind,
            outcome=enquiry.outcome,
            number=enquiry.about[:24] if not enquiry.about.count("-") else "",
            who=enquiry.name,
            channel=enquiry.channel,
            language=enquiry.language,
            sought=(enquiry.email, enquiry.about),
        )

    def touches(self, about: str) -> Touched:
        """The account that wrote, and the filing that it wrote about, if any."""
        enquiry = Enquiry.everything.get(reference=about)
        accounts = (enquiry.organisation_id,) if enquiry.organisation_id else ()
        return Touched(filings=(enquiry.about,), accounts=accounts)

    def all_open(self) -> list[str]:
        """Those without an answer."""
        return list(Enquiry.everything.filter(answered_at=None).values_list("reference", flat=True))

    def title_of(self, case: Case) -> str:
        """What is wanted."""
        return str(TITLES.get(Enquiry.Kind(case.topic), self.title)) if case.topic else str(self.title)

    def outcomes_of(self, case: Case) -> tuple[Outcome, ...]:
        """By what is wanted."""
        return COMPLAINTS if case.topic == Enquiry.Kind.COMPLAINT else DATA

    def settle(self, about: str, outcome: str, why: str, *, by: Officer, at: datetime) -> None:
        """Answers, in the officer's words."""
        answer_enquiry(about, outcome=outcome, answer=why, by=by, at=at)
