"""Requests to link a right to an account that staff decide: a signed authority, or one that somebody objected to."""

from datetime import datetime

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from casework.kind import CannotSettle, CaseKind, Matter, Outcome, Touched
from casework.models import Stands
from core.actor import Officer
from rights import linking
from rights.linking.problems import CannotLink, NoSuchProof
from rights.models import LinkRequest

State = LinkRequest.State
WITH_STAFF = (State.WITH_STAFF, State.FROZEN)


class LinkRequestKind(CaseKind):
    """A request for a link that staff must decide; one that is decided, or went away, is done."""

    slug = "link-request"
    title = _("Request to link a right")
    outcomes = (
        Outcome("granted", _("Link the right to the account"), needs_reason=False),
        Outcome("refused", _("Refuse the link"), _("The account reads your reason.")),
    )

    def read(self, about: str) -> Matter | None:
        """The request, by its reference."""
        rows = LinkRequest.everything.select_related("right", "organisation")
        request = rows.filter(reference=about).first()
        if request is None:
            return None
        is_here = request.state in WITH_STAFF
        return Matter(
            reference=request.reference,
            stands=Stands.TO_CHECK if is_here else Stands.DONE,
            received_at=request.asked_at,
            topic=f"{request.proof}-{request.relation}",
            outcome="" if is_here else request.state,
            number=request.right.number,
            rights_count=1,
            who=request.organisation.name,
            channel="online",
            flags=("disputed",) if request.state == State.FROZEN else (),
            sought=(request.right.number, request.organisation.name, request.stands_for),
        )

    def touches(self, about: str) -> Touched:
        """The account that asks."""
        return Touched(accounts=(LinkRequest.everything.get(reference=about).organisation_id,))

    def all_open(self) -> list[str]:
        """Those that wait for staff."""
        return list(LinkRequest.everything.filter(state__in=WITH_STAFF).values_list("reference", flat=True))

    def settle(self, about: str, outcome: str, why: str, *, by: Officer, at: datetime) -> None:
        """Makes the link or refuses it."""
        try:
            linking.decide(about, accept=outcome == "granted", by=by, why=why, at=at)
        except NoSuchProof:
            raise CannotSettle(gettext("This request does not wait for the office any more.")) from None
        except CannotLink as refusal:
            raise CannotSettle(str(refusal)) from refusal
