"""Questions about a name and address, and about an email address."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.addresses import (
    NotAPostcode,
    countries,
    has_british_postcode,
    read_postcode,
    service_countries,
)
from core.design.forms import GovukForm
from core.design.look import shown


class PostalForm(GovukForm):
    """A postal address; a postcode is needed and checked where Royal Mail delivers."""

    line_1 = shown(
        forms.CharField(label=gettext_lazy("Address line 1"), max_length=100),
        noun=gettext_lazy("address line 1, typically the building and street"),
        autocomplete="address-line1",
    )
    line_2 = shown(
        forms.CharField(label=gettext_lazy("Address line 2 (optional)"), max_length=100, required=False),
        autocomplete="address-line2",
    )
    town = shown(
        forms.CharField(label=gettext_lazy("Town or city"), max_length=100),
        noun=gettext_lazy("a town or city"),
        autocomplete="address-level2",
        width="two-thirds",
    )
    county = shown(
        forms.CharField(label=gettext_lazy("County or region (optional)"), max_length=100, required=False),
        width="two-thirds",
    )
    postcode = shown(
        forms.CharField(
            label=gettext_lazy("Postcode"),
            help_text=gettext_lazy("Leave this empty if the country has no postcodes."),
            max_length=16,
            required=False,
        ),
        autocomplete="postal-code",
        width="10",
    )
    country = shown(
        forms.ChoiceField(label=gettext_lazy("Country"), choices=countries, initial="GB"),
        noun=gettext_lazy("a country"),
        autocomplete="country",
    )

    def clean(self) -> dict[str, Any]:
        """Reads the postcode as the country's mail has it."""
        cleaned: dict[str, Any] = super().clean() or {}
        postcode, country = cleaned.get("postcode", ""), cleaned.get("country", "")
        if not has_british_postcode(country):
            return cleaned
        if not postcode:
            self.add_error("postcode", _("Enter a postcode, like AA3 1AB"))
            return cleaned
        try:
            cleaned["postcode"] = read_postcode(postcode)
        except NotAPostcode:
            self.add_error("postcode", _("Enter a full UK postcode, like AA3 1AB"))
        return cleaned


class AddressForm(PostalForm):
    """Whom and where the office writes to."""

    name = shown(
        forms.CharField(label=gettext_lazy("Name of the person or firm to write to"), max_length=200),
        noun=gettext_lazy("the name of the person or firm to write to"),
        autocomplete="name",
    )
    field_order = ["name"]


class ServiceAddressForm(AddressForm):
    """An address for service: in the United Kingdom, the Isle of Man, the Channel Islands or Gibraltar (r.103)."""

    country = shown(
        forms.ChoiceField(label=gettext_lazy("Country"), choices=service_countries, initial="GB"),
        noun=gettext_lazy("a country"),
        autocomplete="country",
    )


class EmailForm(GovukForm):
    """The email address on record."""

    email = shown(
        forms.EmailField(
            label=gettext_lazy("Email address"),
            help_text=gettext_lazy(
                "We tell this address at once. Codes for linking the patent can be sent to it after 28 days."
            ),
            max_length=254,
        ),
        noun=gettext_lazy("an email address"),
        autocomplete="email",
    )
