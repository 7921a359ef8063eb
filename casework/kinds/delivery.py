"""Messages that must arrive and did not: returned letters, and emails for which no postal address is known."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.roles import OfficePermission
from casework.kind import CannotSettle, CaseKind, Matter, Outcome, Touched
from casework.models import Case, Stands
from core.actor import Officer, System
from notifications.failing import NothingToResolve, resolve, send_again
from notifications.models import Notice
from notifications.services import LARGE_PRINT

READER = System("casework")
MEND = OfficePermission.MEND_DELIVERIES
POSTED = Outcome("posted", gettext_lazy("It was printed and posted"), permission=MEND, needs_reason=False)


class DeliveryKind(CaseKind):
    """One message, by its reference."""

    slug = "delivery"
    title = gettext_lazy("Message that did not arrive")
    outcomes = (
        Outcome("again", gettext_lazy("Send it again to the same address"), permission=MEND, needs_reason=False),
        Outcome("reached", gettext_lazy("The person was reached another way"), permission=MEND),
        Outcome("cannot", gettext_lazy("The person cannot be reached"), permission=MEND),
    )

    def read(self, about: str) -> Matter | None:
        """The message; None unless the office was asked about it."""
        notice = Notice.objects.visible_to(READER).filter(reference=about).first()
        if notice is None:
            return None
        return Matter(
            reference=notice.reference,
            stands=Stands.TO_CHECK if notice.office_since else Stands.DONE,
            received_at=notice.office_since or notice.created_at,
            topic=LARGE_PRINT if notice.why == LARGE_PRINT else notice.template[:60],
            who=str(notice.address.get("email") or next(iter(notice.address.get("lines", [])), "")),
            channel=notice.channel,
            language=notice.language,
            sought=(notice.about, str(notice.address.get("email", "")), notice.subject),
        )

    def touches(self, about: str) -> Touched:
        """The account that was told, and the filing that it was told about."""
        notice = Notice.objects.visible_to(READER).get(reference=about)
        accounts = (notice.organisation_id,) if notice.organisation_id else ()
        return Touched(filings=(notice.about,), accounts=accounts)

    def all_open(self) -> list[str]:
        """Messages about which the office was asked."""
        asked = Notice.objects.visible_to(READER).filter(office_since__isnull=False)
        return list(asked.values_list("reference", flat=True))

    def title_of(self, case: Case) -> str:
        """What the office has to do."""
        return _("Letter to print in large print and post") if case.topic == LARGE_PRINT else str(self.title)

    def outcomes_of(self, case: Case) -> tuple[Outcome, ...]:
        """What the office prints itself is posted; anything else has to reach the person another way."""
        return (POSTED, *self.outcomes[1:]) if case.topic == LARGE_PRINT else self.outcomes

    def settle(self, about: str, outcome: str, why: str, *, by: Officer, at: datetime) -> None:
        """Keeps how the person was reached, or why that cannot be."""
        notice = Notice.objects.visible_to(by).get(reference=about)
        try:
            if outcome == "again":
                send_again(notice, by=by, at=at)
                return
            resolve(notice, by=by, at=at, reason=why)
        except NothingToResolve:
            text = _("It cannot be sent again, or somebody has dealt with it. Print it as a letter and post it.")
            raise CannotSettle(text if outcome == "again" else _("Somebody has dealt with this already.")) from None
