"""Money that a machine may not decide about: card disputes, wrong amounts, refunds that Pay cannot make."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.roles import OfficePermission
from casework.kind import CannotSettle, CaseKind, Matter, Outcome, Touched
from casework.models import Case, Stands
from casework.payments import paid_in
from core.actor import Officer
from core.days import legal_day
from payments.alerts import resolve_alert
from payments.models import AlertKind, Dispute, MoneyAlert
from payments.services import refund_of, returned_by_hand
from transactions.dues import reference_in

TITLES = {
    AlertKind.WRONG_AMOUNT: gettext_lazy("Another amount was paid than was owed"),
    AlertKind.UNEXPECTED_MONEY: gettext_lazy("Money came that nobody expected"),
    AlertKind.REFUND_FAILED: gettext_lazy("A refund failed"),
    AlertKind.REFUND_STUCK: gettext_lazy("A refund cannot be made"),
    AlertKind.REFUND_BY_HAND: gettext_lazy("Money to return by cheque or transfer"),
    AlertKind.CARD_DISPUTE: gettext_lazy("Card dispute"),
    AlertKind.UNKNOWN_AT_PAY: gettext_lazy("A payment is not known at Pay"),
}


class MoneyAlertKind(CaseKind):
    """One alert, by its number."""

    slug = "money-alert"
    title = gettext_lazy("Money that needs a person")
    prefix = "MON"
    outcomes = (
        Outcome(
            "resolved",
            gettext_lazy("It has been dealt with"),
            gettext_lazy("Say what you did, at Pay, at the bank or with the customer."),
            permission=OfficePermission.REFUND,
        ),
    )

    def read(self, about: str) -> Matter | None:
        """The alert with its payment."""
        alert = MoneyAlert.everything.select_related("payment").filter(pk=about).first()
        if alert is None:
            return None
        payment, dispute = alert.payment, Dispute.everything.filter(provider_id=alert.key).first()
        due_at = dispute.evidence_due_at if dispute else None
        return Matter(
            stands=Stands.DONE if alert.resolved_at else Stands.TO_CHECK,
            received_at=alert.raised_at,
            topic=alert.kind,
            outcome="resolved" if alert.resolved_at else "",
            who=payment.email,
            law_ends_on=legal_day(due_at) if due_at else None,
            sought=(payment.reference, reference_in(payment.subject), payment.email),
        )

    def touches(self, about: str) -> Touched:
        """The filing that was paid for, and the account that paid."""
        return paid_in(MoneyAlert.everything.select_related("payment").get(pk=about).payment)

    def all_open(self) -> list[str]:
        """Those that nobody has dealt with."""
        return [str(pk) for pk in MoneyAlert.everything.filter(resolved_at=None).values_list("pk", flat=True)]

    def title_of(self, case: Case) -> str:
        """What is wrong."""
        return str(TITLES.get(AlertKind(case.topic), self.title))

    def settle(self, about: str, outcome: str, why: str, *, by: Officer, at: datetime) -> None:
        """Somebody dealt with it."""
        alert = MoneyAlert.everything.select_for_update(of=("self",)).get(pk=about)
        if alert.resolved_at is not None:
            raise CannotSettle(_("Somebody has dealt with this already."))
        if refund := refund_of(alert.key, alert.kind):
            returned_by_hand(refund, by=by, at=at)
        resolve_alert(alert, by=by, at=at, reason=why)
