"""Changing where reminders of renewals go; anywhere in the world, and no part of the public register."""

from typing import ClassVar

from django.utils.translation import gettext_lazy

from rights.statuses import Purpose
from transactions.contact_changes import ChangesContact
from transactions.forms.addresses import AddressForm, EmailForm
from transactions.kind import Example, Step, Words
from transactions.types.change_reminder_address.examples import EXAMPLES

NOTICES = gettext_lazy(
    "The notices that the law demands, that a renewal is overdue or that a patent has lapsed, go to this address too."
)


class ChangeReminderAddress(ChangesContact):
    """The address for renewal reminders, separate from every other; no fee (Patents Rules 2007 r.39(3)(a))."""

    slug: ClassVar[str] = "change_reminder_address"
    prefix: ClassVar[str] = "REM"
    purpose: ClassVar[str] = Purpose.RENEWAL_REMINDER
    says: ClassVar[Words] = gettext_lazy("The address for renewal reminders was changed.")
    old_message: ClassVar[str] = "change-made"
    new_message: ClassVar[str] = "change-made"
    title: ClassVar[Words] = gettext_lazy("Change the address for renewal reminders")
    summary: ClassVar[Words] = gettext_lazy("Who is reminded before a renewal is due. It is not shown to the public.")
    situations: ClassVar[tuple[Words, ...]] = (gettext_lazy("Somebody else should get the renewal reminders"),)
    steps: ClassVar[tuple[Step, ...]] = (
        Step("address", gettext_lazy("Who should be reminded, and where?"), AddressForm, guidance=NOTICES),
        Step("email", gettext_lazy("What is their email address?"), EmailForm),
    )
    changes: ClassVar[frozenset[str]] = frozenset({"contact:renewal-reminder"})
    by_list: ClassVar[bool] = True
    gives_away: ClassVar[bool] = True
    examples: ClassVar[tuple[Example, ...]] = EXAMPLES
    done_words: ClassVar[Words] = gettext_lazy("The address for renewal reminders is changed.")
