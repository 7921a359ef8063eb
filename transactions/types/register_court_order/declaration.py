"""Registering an order that transfers a right: the order says who owns it, and nobody signs or consents."""

from typing import ClassVar

from django.utils.translation import gettext_lazy

from rights.statuses import Devolution
from transactions.kind import Evidence, Example, Step, Words
from transactions.ownership.passing import CONTACT, OWNERS, PassesOwnership
from transactions.types.register_court_order.examples import EXAMPLES
from transactions.types.register_court_order.forms import OrderForm


class RegisterCourtOrder(PassesOwnership):
    """An order of a court or of the comptroller transferring a right (s.33(3)(e)); a sealed copy establishes it."""

    slug: ClassVar[str] = "register_court_order"
    prefix: ClassVar[str] = "ORD"
    how: ClassVar[str] = Devolution.COURT_ORDER
    title: ClassVar[Words] = gettext_lazy("Register a court order")
    summary: ClassVar[Words] = gettext_lazy("For an order of a court or of the office that says who owns a right.")
    situations: ClassVar[tuple[Words, ...]] = (gettext_lazy("A court or the office has decided who owns it"),)
    steps: ClassVar[tuple[Step, ...]] = (
        Step("instrument", gettext_lazy("The order"), OrderForm),
        OWNERS,
        CONTACT,
    )
    evidence: ClassVar[tuple[Evidence, ...]] = (
        Evidence(
            "order",
            gettext_lazy("Sealed copy of the order"),
            gettext_lazy("A scan of the copy that the court has sealed."),
        ),
    )
    examples: ClassVar[tuple[Example, ...]] = EXAMPLES
