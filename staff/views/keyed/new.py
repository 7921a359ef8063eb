"""Begins a request for somebody who wrote or called: what, for which rights, from whom, and how we answer."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import Organisation
from accounts.requests import SiteRequest
from casework.accounts import NoSuchAccount, account_of
from core.clock import now
from core.days import LONDON, legal_day
from core.design.fields import DateInputField
from core.design.forms import GovukForm
from core.design.look import shown
from filling.way import first_page
from rights.lookup import bears, readings_of
from rights.models import Right
from rights.numbers import NotANumber
from staff.pages import here, needs
from staff.views.keyed import KEY_IN
from transactions.models import Filing
from transactions.offers import by_topic
from transactions.services import CannotBegin, Keyed, KeyedWrong, LinkedToRight, NoSuchRight, TooManyRights, begin_keyed

NOON = time(12)
LANGUAGES = [("en", gettext_lazy("English")), ("cy", gettext_lazy("Welsh"))]
CHANNELS = [("paper", gettext_lazy("On paper, by post or by hand")), ("phone", gettext_lazy("On the phone"))]


class New(GovukForm):
    """Everything that the office must know before the request's own questions."""

    slug = shown(
        forms.ChoiceField(label=gettext_lazy("What do they ask for?")), noun=gettext_lazy("what they ask for"), size="m"
    )
    numbers = shown(
        forms.CharField(
            label=gettext_lazy("Patent or application numbers"),
            help_text=gettext_lazy("One on each line, up to 50"),
            max_length=2000,
            widget=forms.Textarea,
        ),
        noun=gettext_lazy("at least one number"),
        size="m",
        rows=3,
        spellcheck=False,
    )
    channel = shown(
        forms.ChoiceField(label=gettext_lazy("How did it come?"), choices=CHANNELS, widget=forms.RadioSelect),
        noun=gettext_lazy("how it came"),
        size="m",
    )
    received_on = shown(
        DateInputField(
            label=gettext_lazy("When did it come?"),
            help_text=gettext_lazy("The day that counts: fees and time limits are those of this day."),
        ),
        noun=gettext_lazy("the day on which it came"),
        size="m",
    )
    why = shown(
        forms.CharField(
            label=gettext_lazy("Why did it not come online?"),
            help_text=gettext_lazy("For our figures. For example, no computer, or the service was down."),
            max_length=300,
        ),
        noun=gettext_lazy("why it did not come online"),
        size="m",
    )
    name = shown(
        forms.CharField(label=gettext_lazy("Who asks?"), max_length=200), noun=gettext_lazy("who asks"), size="m"
    )
    address = shown(
        forms.CharField(
            label=gettext_lazy("Postal address, if they want letters (optional)"),
            help_text=gettext_lazy("One line of the address on each line, up to six"),
            required=False,
            max_length=500,
            widget=forms.Textarea,
        ),
        size="m",
        rows=5,
    )
    email = shown(
        forms.EmailField(
            label=gettext_lazy("Email address (optional)"),
            required=False,
            max_length=254,
            error_messages={
                "invalid": gettext_lazy("Enter an email address in the correct format, like name@example.com")
            },
        ),
        size="m",
    )
    language = shown(
        forms.ChoiceField(
            label=gettext_lazy("In which language do we answer?"), choices=LANGUAGES, widget=forms.RadioSelect
        ),
        noun=gettext_lazy("a language"),
        size="m",
        inline=True,
    )
    large_print = shown(forms.BooleanField(label=gettext_lazy("Letters in large print"), required=False), small=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = [(one.slug, str(one.title)) for types in by_topic().values() for one in types]
        choices = [("", _("Select one")), *titles]
        self.fields["slug"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Whoever wants large print has an address, and everybody can be told in some way."""
        cleaned: dict[str, Any] = super().clean() or {}
        lines = [line.strip() for line in cleaned.get("address", "").splitlines() if line.strip()]
        if len(lines) > 6:
            self.add_error("address", _("Enter the address in up to six lines"))
        if cleaned.get("large_print") and not lines:
            self.add_error("address", _("Enter the postal address for letters in large print"))
        if not self.errors and not lines and not cleaned.get("email"):
            self.add_error("address", _("Enter a postal address or an email address, so that we can answer"))
        cleaned["lines"] = tuple(lines)
        return cleaned


class ForCaller(New):
    """The same for somebody who has an account: who calls is made sure of first."""

    caller_check = shown(
        forms.CharField(
            label=gettext_lazy("How did you make sure who calls?"),
            help_text=gettext_lazy(
                "For example, you called the number on the account back. No answers to secret questions."
            ),
            max_length=300,
            widget=forms.Textarea,
        ),
        noun=gettext_lazy("how you made sure who calls"),
        size="m",
        rows=3,
    )


@never_cache
@require_http_methods(["GET", "POST"])
@needs(KEY_IN)
def new_page(request: SiteRequest) -> HttpResponse:
    """Asks for it, and leads to the request's own questions."""
    account = _account(request)
    form = (ForCaller if account else New)(request.POST or None, initial=_initial(account))
    if request.method == "POST" and form.is_valid():
        filing = _begun(request, form, account)
        if filing is not None:
            return HttpResponseRedirect(first_page(request, filing))
    return TemplateResponse(request, "office/keyed/new.html", {"form": form, "account": account, "section": "keyed"})


def _account(request: SiteRequest) -> Organisation | None:
    """The account of the caller, if the address names one.

    Raises:
        Http404.
    """
    given = request.GET.get("account", "")
    if not given:
        return None
    try:
        return account_of(UUID(given), by=here(request), at=now()).organisation
    except (ValueError, NoSuchAccount):
        raise Http404 from None


def _initial(account: Organisation | None) -> dict[str, Any]:
    said: dict[str, Any] = {"language": "en", "received_on": legal_day(now())}
    return said | ({"name": account.name, "channel": "phone"} if account else {})


def _begun(request: SiteRequest, form: New, account: Organisation | None) -> Filing | None:
    said = form.cleaned_data
    rights = _rights(request, form)
    if rights is None:
        return None
    keyed = Keyed(
        channel=said["channel"],
        received_at=_moment(said["received_on"]),
        name=said["name"],
        why=said["why"],
        email=said["email"],
        address_lines=said["lines"],
        large_print=said["large_print"],
        organisation_id=account.pk if account else None,
        caller_check=said.get("caller_check", ""),
    )
    ids = [one.pk for one in rights]
    try:
        return begin_keyed(said["slug"], ids, keyed, language=said["language"], by=here(request), at=now())
    except KeyedWrong as wrong:
        form.add_error(wrong.field, str(wrong))
    except (CannotBegin, NoSuchRight, TooManyRights, LinkedToRight) as refusal:
        form.add_error("numbers", str(refusal) or _("Enter numbers that are on the register"))
    return None


def _moment(day: date) -> datetime:
    """Today counts from now; of another day nobody knows the hour, so that noon stands for it."""
    return now() if day == legal_day(now()) else datetime.combine(day, NOON, LONDON)


def _rights(request: SiteRequest, form: New) -> list[Right] | None:
    """The rights that were named; a number that is not on the register is said beside the box."""
    found: list[Right] = []
    for typed in dict.fromkeys(line.strip() for line in form.cleaned_data["numbers"].splitlines() if line.strip()):
        try:
            right = Right.objects.visible_to(here(request)).filter(bears([typed.upper(), *readings_of(typed)])).first()
        except NotANumber:
            right = None
        if right is None:
            form.add_error("numbers", _("%(number)s is not on the register") % {"number": typed})
        else:
            found.append(right)
    return None if form.errors else found
