"""Changing the contact address: free, entered at once, and told to the old and the new contact."""

from typing import ClassVar

from django.utils.translation import gettext_lazy

from rights.statuses import Purpose
from transactions.contact_changes import ChangesContact
from transactions.forms.addresses import AddressForm, EmailForm
from transactions.kind import Example, Step, Words
from transactions.types.change_contact_address.examples import EXAMPLES

PUBLIC = gettext_lazy("The register is public. Anyone can see the name and address that you give here.")


class ChangeContactAddress(ChangesContact):
    """The address of the proprietor on the register; no fee (Patents Rules 2007 r.49)."""

    slug: ClassVar[str] = "change_contact_address"
    prefix: ClassVar[str] = "ADR"
    purpose: ClassVar[str] = Purpose.PROPRIETOR
    says: ClassVar[Words] = gettext_lazy("The contact address was changed.")
    title: ClassVar[Words] = gettext_lazy("Change the contact address")
    summary: ClassVar[Words] = gettext_lazy("Change where we write to the owner. It is free and takes effect at once.")
    situations: ClassVar[tuple[Words, ...]] = (gettext_lazy("The owner has moved, or letters should go elsewhere"),)
    steps: ClassVar[tuple[Step, ...]] = (
        Step("address", gettext_lazy("What is the new contact address?"), AddressForm, warning=PUBLIC),
        Step("email", gettext_lazy("What is the email address of the contact?"), EmailForm),
    )
    changes: ClassVar[frozenset[str]] = frozenset({"contact:proprietor"})
    by_list: ClassVar[bool] = True
    gives_away: ClassVar[bool] = True
    examples: ClassVar[tuple[Example, ...]] = EXAMPLES
    before_you_start: ClassVar[Words] = PUBLIC
    done_words: ClassVar[Words] = gettext_lazy("The contact address on the register is changed.")
