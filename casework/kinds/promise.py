"""Promises of the outbox that were given up after many tries: a person looks, and has them tried again."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.roles import OfficePermission
from casework.kind import CannotSettle, CaseKind, Matter, Outcome
from casework.models import Case, Stands
from core.actor import Officer
from core.models import OutboxMessage
from core.office import OFFICE_WORK
from core.outbox.relay import abandoned, retry


class PromiseKind(CaseKind):
    """One promise, by its number."""

    slug = "promise"
    title = gettext_lazy("Work that the service gave up")
    prefix = "JOB"
    outcomes = (
        Outcome(
            "retry",
            gettext_lazy("Try again"),
            gettext_lazy("When what stopped it has been mended. Nothing is done twice."),
            permission=OfficePermission.MEND_DELIVERIES,
        ),
    )

    def read(self, about: str) -> Matter | None:
        """The promise, while it is given up or after it was tried again."""
        message = OutboxMessage.objects.filter(pk=about).exclude(kind=OFFICE_WORK).first()
        if message is None:
            return None
        is_given_up = message.state == OutboxMessage.State.ABANDONED
        return Matter(
            stands=Stands.TO_CHECK if is_given_up else Stands.DONE,
            received_at=message.ended_at or message.promised_at,
            topic=message.kind[:60],
            sought=(message.key, message.kind, str(message.payload.get("reference", ""))),
        )

    def all_open(self) -> list[str]:
        """Everything that was given up."""
        return [str(pk) for pk in abandoned().exclude(kind=OFFICE_WORK).values_list("pk", flat=True)]

    def title_of(self, case: Case) -> str:
        """With what was promised."""
        return f"{self.title}: {case.topic}"

    def settle(self, about: str, outcome: str, why: str, *, by: Officer, at: datetime) -> None:
        """Tries it again."""
        if not retry(int(about), by=by, at=at):
            raise CannotSettle(_("It is being tried again already."))
