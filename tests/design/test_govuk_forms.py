"""Forms as people meet them: labels, hints, errors in GOV.UK's words, values kept, questions that uncover others."""

from typing import Any

import pytest
from django import forms
from django.utils.datastructures import MultiValueDict
from lxml import html

from core.design.adapter import render_field
from core.design.controls import CannotShow
from core.design.forms import GovukForm
from core.design.gallery import Everything, gallery
from core.design.look import shown
from core.design.summary import errors_of

WAYS = [("email", "Email"), ("post", "Post")]


class Contact(GovukForm):
    name = shown(forms.CharField(label="Full name", max_length=5), noun="your full name", autocomplete="name")
    email = forms.EmailField(label="Email address")
    years = forms.IntegerField(label="Years", min_value=1, max_value=9)
    way = shown(forms.ChoiceField(label="How?", choices=WAYS, widget=forms.RadioSelect), reveals={"post": ("street",)})
    street = forms.CharField(label="Street")
    terms = forms.BooleanField(label="I agree", error_messages={"required": "Agree before you go on"})
    url = forms.CharField(label="URL")


def sent(**values: Any) -> Contact:
    return Contact(MultiValueDict({name: [value] for name, value in values.items()}))


def drawn(form: forms.Form, name: str, **overrides: Any) -> Any:
    return html.fromstring(f"<div>{render_field(form[name], overrides)}</div>")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("name", "", "Enter your full name"),
        ("name", "Winifred", "Your full name must be 5 characters or less"),
        ("email", "", "Enter email address"),
        ("email", "nobody", "Enter an email address in the correct format, like name@example.com"),
        ("years", "ten", "Years must be a whole number"),
        ("years", "10", "Years must be 9 or less"),
        ("years", "0", "Years must be 1 or more"),
        ("way", "", "Select an answer"),
        ("way", "fax", "Select one of the options"),
        ("terms", "", "Agree before you go on"),
        ("url", "", "Enter URL"),
    ],
)
def test_errors_say_what_to_do(name: str, value: str, message: str) -> None:
    assert sent(**{name: value}).errors[name] == [message]


@pytest.mark.parametrize("street", ["", "12 Mill Lane"])
def test_an_answer_that_was_never_asked_for_is_neither_checked_nor_kept(street: str) -> None:
    form = sent(way="email", street=street)
    assert "street" not in form.errors
    assert form.cleaned_data["street"] is None


def test_an_uncovered_question_must_be_answered() -> None:
    assert sent(way="post").errors["street"] == ["Enter street"]


def test_the_browser_checks_nothing_by_itself() -> None:
    assert not drawn(Contact(), "name").xpath("//*[@required]")


def test_what_was_typed_is_kept_beside_its_error() -> None:
    made = drawn(sent(email="nobody"), "email")
    box = made.xpath("//input")[0]
    assert box.get("value") == "nobody"
    assert box.get("aria-describedby") == made.xpath("//*[@class='govuk-error-message']/@id")[0]


def test_a_label_can_be_the_heading_of_the_page() -> None:
    made = drawn(Contact(), "name", heading=True, label="What is your name?", hint="As on your passport")
    assert made.xpath("normalize-space(//h1/label)") == "What is your name?"
    assert made.xpath("normalize-space(//*[@class='govuk-hint'])") == "As on your passport"


def test_numbers_are_typed_in_a_text_box_with_a_number_pad() -> None:
    box = drawn(Contact(), "years").xpath("//input")[0]
    assert (box.get("type"), box.get("inputmode")) == ("text", "numeric")


def test_a_choice_draws_the_question_that_it_uncovers_inside_itself() -> None:
    made = drawn(sent(way="post"), "way")
    assert made.xpath("//div[contains(@class, 'govuk-radios__conditional')]//input/@name") == ["street"]


@pytest.mark.parametrize("widget", [forms.PasswordInput, forms.SelectMultiple])
def test_controls_that_the_service_does_not_use_are_refused(widget: type[forms.Widget]) -> None:
    class Refused(forms.Form):
        one = forms.CharField(widget=widget)

    with pytest.raises(CannotShow):
        render_field(Refused()["one"])


def test_every_error_links_to_a_control_on_the_page() -> None:
    form = gallery()["form"]
    page = html.fromstring("".join(str(render_field(bound)) for bound in form))
    controls = set(page.xpath("//input/@id | //select/@id | //textarea/@id"))
    links = {error["href"].removeprefix("#") for error in errors_of(form)}
    assert len(links) == len(form.errors)
    assert links <= controls


def test_an_error_about_a_date_links_to_the_first_box_at_fault() -> None:
    form = Everything({"signed_on-day": "27", "signed_on-month": "", "signed_on-year": ""})
    assert "#id_signed_on-month" in [error["href"] for error in errors_of(form)]


def test_a_form_that_was_not_sent_has_no_error_summary() -> None:
    assert errors_of(Everything(), None, "") == []


def test_errors_of_formsets_are_gathered_form_by_form() -> None:
    lines = forms.formset_factory(Contact, extra=2)
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-name": "Ann", "form-1-name": "Winifred"}
    found = errors_of(lines(data))
    assert {"text": "Your full name must be 5 characters or less", "href": "#id_form-1-name"} in found


def test_fields_of_one_class_do_not_share_what_one_form_changed() -> None:
    first = Everything()
    first.fields["signed_on"].latest = "changed"  # type: ignore[attr-defined]
    assert Everything().fields["signed_on"].latest is None  # type: ignore[attr-defined]
