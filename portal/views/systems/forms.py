"""What is asked about a system or tool: who it is, what it may do, how far, and its public keys."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from accounts.api_clients.keeping import Wanted, walls_to_open
from accounts.api_clients.scopes import WORDS
from accounts.models import ApiClient
from core.actor import Applicant
from core.design.forms import GovukForm
from core.design.look import shown

SCOPES = [(str(scope), words) for scope, words in WORDS.items()]


class ClientForm(GovukForm):
    """What every system and tool has."""

    name = shown(
        forms.CharField(
            label=gettext_lazy("Name"),
            help_text=gettext_lazy("Colleagues see it beside what it does. For example, “Docketing”."),
            max_length=200,
        ),
        noun=gettext_lazy("a name"),
        width="two-thirds",
        size="s",
        spellcheck=False,
    )
    contact_email = shown(
        forms.EmailField(
            label=gettext_lazy("Email address"),
            help_text=gettext_lazy("We write here about what becomes of its requests, and if something is wrong."),
            max_length=254,
        ),
        noun=gettext_lazy("an email address"),
        width="two-thirds",
        size="s",
    )
    scopes = shown(
        forms.MultipleChoiceField(
            label=gettext_lazy("What may it do?"),
            choices=SCOPES,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": gettext_lazy("Select what it may do")},
        ),
        size="s",
    )

    def wanted(self) -> Wanted:
        """What the administrator says."""
        given = self.cleaned_data
        return Wanted(given["name"], given["contact_email"], frozenset(given["scopes"]))


class SystemForm(ClientForm):
    """What a system has: walls that are open to it, and what it may do without a person."""

    inside = shown(
        forms.MultipleChoiceField(
            label=gettext_lazy("Which closed teams and client files are open to it? (optional)"),
            help_text=gettext_lazy("It finds no trace of any other. You can open those that are open to you."),
            widget=forms.CheckboxSelectMultiple,
            required=False,
        ),
        size="s",
    )
    alone = shown(
        forms.ChoiceField(
            label=gettext_lazy("May it send requests and pay by itself?"),
            help_text=gettext_lazy("If not, it prepares, and a person sends and pays."),
            choices=[("no", gettext_lazy("No")), ("yes", gettext_lazy("Yes, up to a limit"))],
            widget=forms.RadioSelect,
            error_messages={"required": gettext_lazy("Select whether it may send requests and pay by itself")},
        ),
        size="s",
        reveals={"yes": ("limit",)},
    )
    limit = shown(
        forms.DecimalField(
            label=gettext_lazy("How much may it pay in a day?"),
            help_text=gettext_lazy("With £0 it sends, and a person pays."),
            min_value=0,
            max_digits=9,
            decimal_places=2,
        ),
        noun=gettext_lazy("how much it may pay in a day"),
        prefix="£",
        width="10",
        inputmode="decimal",
    )

    def __init__(self, *args: Any, by: Applicant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        walls = [(one.key, one.name) for one in walls_to_open(by)]
        self.fields["inside"].choices = walls  # type: ignore[attr-defined]
        if not walls:
            del self.fields["inside"]

    def wanted(self) -> Wanted:
        """What the administrator says."""
        given, plain = self.cleaned_data, super().wanted()
        limit = given["limit"] if given["alone"] == "yes" else None
        pence = None if limit is None else int(limit * 100)
        return Wanted(plain.name, plain.contact_email, plain.scopes, frozenset(given.get("inside", ())), pence)


class ToolForm(ClientForm):
    """What a tool has: where people are sent back to."""

    redirects = shown(
        forms.CharField(
            label=gettext_lazy("Where does it take people back to?"),
            help_text=gettext_lazy(
                "Its redirect addresses, one on each line. They begin with https:// or http://localhost."
            ),
            widget=forms.Textarea,
            max_length=5000,
        ),
        noun=gettext_lazy("at least one redirect address"),
        rows=3,
        size="s",
        spellcheck=False,
    )
    field_order = ("name", "contact_email", "redirects", "scopes")

    def __init__(self, *args: Any, by: Applicant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

    def wanted(self) -> Wanted:
        """What the administrator says."""
        plain, addresses = super().wanted(), tuple(self.cleaned_data["redirects"].split())
        return Wanted(plain.name, plain.contact_email, plain.scopes, redirect_uris=addresses)


class KeysForm(GovukForm):
    """Public keys, as systems give them out."""

    keys = shown(
        forms.CharField(
            label=gettext_lazy("What are its public keys?"),
            help_text=gettext_lazy(
                "Paste a PEM block that begins with -----BEGIN PUBLIC KEY-----, a JWK, or a JWK set of up to 5 keys. "
                "RSA of 2,048 bits or more, or EC on the curve P-256."
            ),
            widget=forms.Textarea,
            max_length=20_000,
        ),
        noun=gettext_lazy("a public key"),
        rows=10,
        size="s",
        spellcheck=False,
    )


def said_of(client: ApiClient) -> dict[str, Any]:
    """What a form about the client is filled with."""
    limit = client.limit_pence
    return {
        "name": client.name,
        "contact_email": client.contact_email,
        "scopes": client.scopes,
        "inside": client.inside,
        "alone": "no" if limit is None else "yes",
        "limit": "" if limit is None else f"{limit / 100:.2f}",
        "redirects": "\n".join(client.redirect_uris.split()),
    }
