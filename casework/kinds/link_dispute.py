"""Disputes: an account that is linked to a right says that somebody else's link to it is wrong."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.kind import CannotSettle, CaseKind, Matter, Outcome, Touched
from casework.models import Stands
from core.actor import Officer
from rights.linking.disputing import settle_dispute
from rights.models import LinkDispute


class LinkDisputeKind(CaseKind):
    """One dispute; while it is open, changes to the right are on hold."""

    slug = "link-dispute"
    title = gettext_lazy("Dispute about a link")
    outcomes = (
        Outcome(
            "settled",
            gettext_lazy("Settle the dispute"),
            gettext_lazy("The hold ends and changes to the right go on. End a wrong link first."),
        ),
    )

    def read(self, about: str) -> Matter | None:
        """The dispute, by its reference."""
        rows = LinkDispute.everything.select_related("right", "organisation")
        dispute = rows.filter(reference=about).first()
        if dispute is None:
            return None
        return Matter(
            reference=dispute.reference,
            stands=Stands.DONE if dispute.settled_at else Stands.TO_CHECK,
            received_at=dispute.raised_at,
            outcome="settled" if dispute.settled_at else "",
            number=dispute.right.number,
            rights_count=1,
            who=dispute.organisation.name,
            channel="online",
            flags=("disputed",),
            sought=(dispute.right.number,),
        )

    def touches(self, about: str) -> Touched:
        """The account that raised it."""
        return Touched(accounts=(LinkDispute.everything.get(reference=about).organisation_id,))

    def all_open(self) -> list[str]:
        """Those that nobody has settled."""
        return list(LinkDispute.everything.filter(settled_at=None).values_list("reference", flat=True))

    def settle(self, about: str, outcome: str, why: str, *, by: Officer, at: datetime) -> None:
        """Lifts the hold and keeps what was found."""
        try:
            settle_dispute(about, outcome=why, by=by, at=at)
        except LinkDispute.DoesNotExist:
            raise CannotSettle(_("Somebody has settled this dispute already.")) from None
