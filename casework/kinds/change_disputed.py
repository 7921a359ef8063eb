"""Changes of ownership or contact that somebody concerned called wrong: their rights are on hold until staff looked."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casework.kind import CannotSettle, CaseKind, Matter, Outcome
from casework.models import Stands
from core.actor import Officer, System
from rights.models import Hold
from transactions.models import Filing
from transactions.objecting import DISPUTED_CHANGE, lift_holds

READER = System("casework")


class ChangeDisputedKind(CaseKind):
    """All holds because of one filing, which is the matter's key."""

    slug = DISPUTED_CHANGE
    title = gettext_lazy("Change that somebody called wrong")
    prefix = "HLD"
    outcomes = (
        Outcome(
            "right",
            gettext_lazy("The change was right"),
            gettext_lazy("The hold ends and the register stays as it is."),
        ),
        Outcome(
            "corrected",
            gettext_lazy("The change was wrong and has been corrected"),
            gettext_lazy("Record the correction first. The hold ends."),
        ),
    )

    def read(self, about: str) -> Matter | None:
        """The filing's holds."""
        holds = Hold.objects.filter(reason=DISPUTED_CHANGE, about=about).order_by("since_at").select_related("right")
        first = holds.first()
        if first is None:
            return None
        filing = Filing.objects.visible_to(READER).filter(reference=about).first()
        numbers = tuple(holds.values_list("right__number", flat=True)[:50])
        return Matter(
            stands=Stands.TO_CHECK if holds.filter(lifted_at=None).exists() else Stands.DONE,
            received_at=first.since_at,
            topic=filing.type if filing else "",
            number=first.right.number,
            rights_count=holds.count(),
            flags=("hold",),
            sought=(about, *numbers),
        )

    def all_open(self) -> list[str]:
        """Filings with a hold in force."""
        held = Hold.objects.filter(reason=DISPUTED_CHANGE, lifted_at=None)
        return sorted(set(held.values_list("about", flat=True)))

    def settle(self, about: str, outcome: str, why: str, *, by: Officer, at: datetime) -> None:
        """Lifts every hold of the filing."""
        if not lift_holds(about, by=by, at=at):
            raise CannotSettle(_("There is no hold any more."))
