"""Builds the gallery: every kind of field in every state, and every partial, for people and for the browser checks."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from core.design.chart import Bar, Chart
from core.design.fields import DateInputField
from core.design.formats import pounds
from core.design.forms import GovukForm
from core.design.look import shown
from core.design.navigation import Destination
from core.design.paging import keyset, numbered

WAYS = [("email", "Email"), ("post", "Post"), ("none", "Do not contact me")]
COUNTRIES = [("GB", "United Kingdom"), ("IE", "Ireland"), ("FR", "France")]


class Everything(GovukForm):
    """Every kind of field that a page may declare."""

    name = shown(forms.CharField(label="Full name", max_length=20), autocomplete="name", spellcheck=False, width="20")
    email = shown(
        forms.EmailField(label="Email address", help_text="We only use this to send you a receipt"), width="30"
    )
    amount = shown(
        forms.IntegerField(label="Amount", min_value=1, max_value=99), prefix="£", suffix="per year", width="5"
    )
    address = shown(forms.CharField(label="Address", widget=forms.Textarea), rows=3, autocomplete="street-address")
    reason = shown(forms.CharField(label="Reason", max_length=50, widget=forms.Textarea), count=True, rows=3)
    country = forms.ChoiceField(label="Country", choices=COUNTRIES)
    way = shown(
        forms.ChoiceField(label="How should we contact you?", choices=WAYS, widget=forms.RadioSelect),
        noun="how we should contact you",
        hints={"post": "Letters take 2 to 4 working days"},
        reveals={"email": ("other_email",)},
        divided_before="none",
    )
    other_email = shown(forms.EmailField(label="Email address for messages"), width="20")
    sure = shown(
        forms.ChoiceField(label="Are you sure?", choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect),
        noun="yes if you are sure",
        inline=True,
    )
    topics = shown(
        forms.MultipleChoiceField(label="Messages that you want", choices=WAYS, widget=forms.CheckboxSelectMultiple),
        noun="the messages that you want",
        exclusive="none",
        divided_before="none",
    )
    agree = shown(forms.BooleanField(label="I have read this"), noun="that you have read this")
    signed_on = shown(DateInputField(label="Date of the transfer", help_text="For example, 27 3 2026"), size="m")
    document = shown(forms.FileField(label="Signed assignment", help_text="A PDF up to 25MB"), accept=".pdf")


class Question(GovukForm):
    """A page that asks one thing: its label is the page's heading."""

    number = shown(
        forms.CharField(label="What is the patent number?", help_text="For example, GB2345678"),
        noun="a patent number",
        heading=True,
        width="20",
    )


class Filters(GovukForm):
    """A filter panel."""

    words = forms.CharField(label="Number, title or owner", required=False)
    state = forms.MultipleChoiceField(
        label="Status",
        choices=[("due", "Due soon"), ("late", "Late")],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


FILLED = {
    "name": "Amina Okafor",
    "email": "amina@example.com",
    "amount": "70",
    "address": "12 Mill Lane\nNewport",
    "reason": "The owner moved",
    "country": "IE",
    "way": "email",
    "other_email": "post@example.com",
    "sure": "yes",
    "topics": ["email", "post"],
    "agree": "on",
    "signed_on-day": "27",
    "signed_on-month": "3",
    "signed_on-year": "2026",
}
WRONG = {
    "name": "A name that is far too long for the box",
    "email": "amina at example",
    "amount": "100",
    "way": "email",
    "signed_on-day": "31",
    "signed_on-month": "2",
}


def gallery() -> dict[str, Any]:
    """The context of ``templates/design/gallery.html``."""
    return {
        "form": Everything(_sent(WRONG), MultiValueDict(), prefix=None, auto_id="wrong-%s"),
        "states": [
            ("Empty", Everything(auto_id="empty-%s")),
            ("Filled in", Everything(_sent(FILLED), MultiValueDict({"document": [_file()]}), auto_id="filled-%s")),
        ],
        "filters": Filters(auto_id="filter-%s"),
        "navigation": _destinations(),
        "section": "patents",
        **_partials(),
    }


def question() -> dict[str, Any]:
    """The context of ``templates/design/gallery_question.html``: one question, sent empty."""
    return {"form": Question({}), "navigation": _destinations()}


def _sent(values: dict[str, Any]) -> MultiValueDict[str, Any]:
    return MultiValueDict({name: value if isinstance(value, list) else [value] for name, value in values.items()})


def _file() -> SimpleUploadedFile:
    return SimpleUploadedFile("assignment.pdf", b"%PDF-1.7")


def _destinations() -> list[Destination]:
    return [
        Destination("Home", "/home/", "home"),
        Destination("Your patents", "/portfolio/", "patents"),
        Destination("Messages", "/messages/", "messages", waiting=3),
        Destination("Account", "/account/", "account"),
    ]


def _partials() -> dict[str, Any]:
    return {
        "figures": [
            {"label": "Due in the next 3 months", "value": 4, "href": "#due", "tone": "attention", "hint": "£640"},
            {"label": "Late", "value": 1, "href": "#late", "tone": "urgent", "hint": "Pay by 30 June 2026"},
            {"label": "Messages", "value": 3, "href": "#messages"},
        ],
        "events": [
            {"title": "Renewed for year 6", "on": date(2026, 3, 27), "by": "Okafor Ltd", "text": "£90 paid by card."},
            {"title": "Granted", "on": date(2022, 8, 31), "by": "the office"},
            {
                "title": "Filed",
                "on": date(2019, 5, 10),
                "by": "Okafor Ltd",
                "href": "#filing",
                "link": "See the request",
            },
        ],
        "chart": _chart(),
        "numbered": numbered(6, 12, "?page={}".format),
        "keyset": keyset(previous="?before=a", following="?after=b", following_label="27 March 2026 onwards")
        | {"landmarkLabel": "Earlier and later"},
        "chosen": [{"label": "Late", "href": "?without=late"}, {"label": "Due soon", "href": "?without=due"}],
        "tones": ["neutral", "info", "good", "notice", "warning", "bad", "strong"],
        "sections": [
            {"text": "Register", "href": "#register", "current": True},
            {"text": "History", "href": "#history"},
        ],
    }


def _chart() -> Chart:
    costs = {2027: 9000, 2028: 11000, 2029: 13000, 2030: 15000, 2031: 18050}
    return Chart(
        key="costs",
        title="Renewal fees to the end of the term",
        description="Fees rise from £90 in 2027 to £180.50 in 2031.",
        label_heading="Year",
        value_heading="Fee",
        bars=tuple(Bar(str(year), pence, pounds(pence)) for year, pence in costs.items()),
    )
