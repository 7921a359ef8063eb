"""Changing the address for service: where the office and others send what the law wants served."""

from typing import ClassVar

from django.utils.translation import gettext_lazy

from rights.statuses import Purpose
from transactions.contact_changes import ChangesContact
from transactions.forms.addresses import EmailForm, ServiceAddressForm
from transactions.kind import Example, Step, Words
from transactions.types.change_address_for_service.examples import EXAMPLES

PUBLIC = gettext_lazy("The register is public. Anyone can see the name and address that you give here.")
WHERE = gettext_lazy("It must be in the United Kingdom, the Isle of Man, the Channel Islands or Gibraltar.")


class ChangeAddressForService(ChangesContact):
    """The address for service of the owner; no fee (Patents Rules 2007 rr.103 and 104)."""

    slug: ClassVar[str] = "change_address_for_service"
    prefix: ClassVar[str] = "SRV"
    purpose: ClassVar[str] = Purpose.SERVICE
    says: ClassVar[Words] = gettext_lazy("The address for service was changed.")
    old_message: ClassVar[str] = "change-made"
    new_message: ClassVar[str] = "change-made"
    title: ClassVar[Words] = gettext_lazy("Change the address for service")
    summary: ClassVar[Words] = gettext_lazy("Where the office and others send official letters about a right.")
    situations: ClassVar[tuple[Words, ...]] = (gettext_lazy("Official letters should go to another address"),)
    steps: ClassVar[tuple[Step, ...]] = (
        Step(
            "address",
            gettext_lazy("What is the new address for service?"),
            ServiceAddressForm,
            guidance=WHERE,
            warning=PUBLIC,
        ),
        Step("email", gettext_lazy("What is the email address for official letters?"), EmailForm),
    )
    changes: ClassVar[frozenset[str]] = frozenset({"contact:service"})
    by_list: ClassVar[bool] = True
    gives_away: ClassVar[bool] = True
    examples: ClassVar[tuple[Example, ...]] = EXAMPLES
    before_you_start: ClassVar[Words] = PUBLIC
    done_words: ClassVar[Words] = gettext_lazy("The address for service on the register is changed.")
