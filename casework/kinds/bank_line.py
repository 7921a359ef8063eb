"""Money that reached the office's bank and quotes nothing that we know."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.roles import OfficePermission
from casework.kind import CannotSettle, CaseKind, Matter, Outcome, Touched
from casework.models import Case, Stands
from core.actor import Officer
from payments.bank.matching import NotWaiting, give_back, place, references_in
from payments.models import BankLine, BankLineState, DepositAccount

PLACED, RETURNED = "placed", "returned"


class BankLineKind(CaseKind):
    """One credit, by its number."""

    slug = "bank-line"
    title = gettext_lazy("A bank transfer that nobody knows")
    prefix = "BNK"
    outcomes = (
        Outcome(
            PLACED,
            gettext_lazy("Put it into a deposit account"),
            gettext_lazy("Write the account’s reference (DEP-…), and how you know that it is meant for it."),
            permission=OfficePermission.LOAD_STATEMENTS,
        ),
        Outcome(
            RETURNED,
            gettext_lazy("It was sent back"),
            gettext_lazy("Say how and when you sent it back at the bank."),
            permission=OfficePermission.LOAD_STATEMENTS,
        ),
    )

    def read(self, about: str) -> Matter | None:
        """The credit; none of the office's work where it found its payment by itself."""
        line = BankLine.everything.filter(pk=about).exclude(state=BankLineState.MATCHED).first()
        if line is None:
            return None
        is_open = line.state == BankLineState.UNMATCHED
        return Matter(
            stands=Stands.TO_CHECK if is_open else Stands.DONE,
            received_at=line.loaded_at,
            outcome="" if is_open else str(line.state),
            who=line.payer,
            sought=(line.key, line.says, line.payer),
        )

    def all_open(self) -> list[str]:
        """Those that wait for a person."""
        rows = BankLine.everything.filter(state=BankLineState.UNMATCHED)
        return [str(pk) for pk in rows.values_list("pk", flat=True)]

    def touches(self, about: str) -> Touched:
        """Nothing of anybody's before it is placed."""
        return Touched()

    def title_of(self, case: Case) -> str:
        """The same for every one."""
        return str(self.title)

    def settle(self, about: str, outcome: str, why: str, *, by: Officer, at: datetime) -> None:
        """Places it in the account that the officer names, or notes that it went back."""
        line = BankLine.everything.get(pk=about)
        try:
            if outcome == PLACED:
                place(line, _account_in(why), why, by=by, at=at)
            else:
                give_back(line, why, by=by, at=at)
        except NotWaiting as problem:
            raise CannotSettle(str(problem)) from None


def _account_in(why: str) -> str:
    named = [reference for reference in references_in(why) if reference.startswith("DEP-")]
    if len(named) != 1 or not DepositAccount.everything.filter(reference=named[0]).exists():
        raise CannotSettle(_("Enter the reference of one deposit account, like DEP-7F3K-92QX-M4TB"))
    return named[0]
