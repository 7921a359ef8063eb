"""The small forms of the pages about rights: filters, the box for a number, one's own reference."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from django import forms
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from core.design.adapter import render_field
from core.design.forms import GovukForm
from core.design.look import shown
from rights.portfolio import DUE, LATE, PAGE_SIZES, RESTORABLE, View
from rights.shown.words import KINDS, RELATIONS
from rights.statuses import Status

Choice = tuple[str, str | Promise]

ANY = gettext_lazy("All")
NEEDS: list[Choice] = [
    ("", ANY),
    (DUE, gettext_lazy("Due in the next 3 months")),
    (LATE, gettext_lazy("Late")),
    (RESTORABLE, gettext_lazy("Ceased, can be restored")),
]
SORTS: list[Choice] = [
    ("", gettext_lazy("Next renewal, soonest first")),
    ("-renews_on", gettext_lazy("Next renewal, latest first")),
    ("number", gettext_lazy("Number")),
    ("title", gettext_lazy("Title")),
    ("owner", gettext_lazy("Owner")),
    ("own_reference", gettext_lazy("Your reference")),
    ("client", gettext_lazy("Client")),
    ("status", gettext_lazy("Status")),
]
COLUMNS: list[Choice] = [
    ("title", gettext_lazy("Title")),
    ("owner", gettext_lazy("Owner")),
    ("own_reference", gettext_lazy("Your reference and client")),
    ("status", gettext_lazy("Status")),
    ("kind", gettext_lazy("Kind")),
    ("relation", gettext_lazy("Your role")),
]
SMALL = {"small": True}
SIZES = [(str(size), str(size)) for size in PAGE_SIZES]


class FilterForm(GovukForm):
    """The filters of a portfolio; sent by GET, and read by ``View.of``."""

    need = forms.ChoiceField(label=gettext_lazy("Renewal"), choices=NEEDS, required=False, widget=forms.RadioSelect)
    status = forms.ChoiceField(label=gettext_lazy("Status"), choices=[("", ANY), *Status.choices], required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=[("", ANY), *KINDS.items()], required=False)
    relation = forms.ChoiceField(
        label=gettext_lazy("Your role"), choices=[("", ANY), *RELATIONS.items()], required=False
    )
    client = forms.ChoiceField(label=gettext_lazy("Client"), required=False)
    sort = forms.ChoiceField(label=gettext_lazy("Sort by"), choices=SORTS, required=False)
    size = forms.ChoiceField(label=gettext_lazy("Patents on a page"), choices=SIZES, required=False)
    col = forms.MultipleChoiceField(
        label=gettext_lazy("Columns"), choices=COLUMNS, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, view: View, clients: Sequence[str]) -> None:
        sort = f"-{view.sort}" if view.descending else view.sort
        super().__init__(
            initial={
                "need": view.need,
                "status": view.status[0] if view.status else "",
                "kind": view.kind,
                "relation": view.relation,
                "client": view.client,
                "sort": "" if sort == "renews_on" else sort,
                "size": str(view.size),
                "col": list(view.columns),
            }
        )
        self.fields["sort"].choices = _with(SORTS, sort, view)  # type: ignore[attr-defined]
        names = sorted({*clients, *([view.client] if view.client else [])})
        self.fields["client"].choices = [("", ANY), *((name, name) for name in names)]  # type: ignore[attr-defined]


def filter_fields(view: View, clients: Sequence[str]) -> SafeString:
    """The filters' fields, drawn; all but the clients' are the same for everybody and drawn once for each view."""
    apart_from_paging = replace(view, search="", client="", cursor="")
    return mark_safe(_common_fields(apart_from_paging, get_language() or "en") + _client_field(view, clients))  # noqa: S308


@lru_cache(maxsize=256)
def _common_fields(view: View, language: str) -> str:
    form = FilterForm(view, ())
    return "".join(render_field(form[name], SMALL) for name in form.fields if name != "client")


def _client_field(view: View, clients: Sequence[str]) -> str:
    return render_field(FilterForm(view, clients)["client"], SMALL) if clients else ""


def _with(choices: list[Choice], sort: str, view: View) -> list[Choice]:
    """The ways to sort, with the one that is on even where only a heading leads to it."""
    known = {value for value, _words in choices} | {"renews_on"}
    if sort in known:
        return choices
    names = dict(choices)
    words = _("%(column)s, from the end") % {"column": names[view.sort]}
    return [*choices, (sort, words)]


def kept(view: View, *, without: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The view as hidden inputs, for a form that changes only what is named in ``without``."""
    sort = f"-{view.sort}" if view.descending else view.sort
    whole = [("q", view.search), ("need", view.need), *(("status", one) for one in view.status)]
    whole += [("kind", view.kind), ("relation", view.relation), ("client", view.client)]
    whole += [("sort", sort), ("size", str(view.size)), *(("col", one) for one in view.columns)]
    return ((name, value) for name, value in whole if value and name not in without)


class FindForm(GovukForm):
    """One box for any number, as people type it."""

    number = shown(
        forms.CharField(
            label=gettext_lazy("What is the patent or application number?"),
            help_text=gettext_lazy("For example, GB2606630, EP3756048 or GB1418215.8"),
            max_length=300,
            error_messages={
                "required": gettext_lazy("Enter a patent number, like GB2606630"),
                "max_length": gettext_lazy("Enter one number at a time"),
            },
        ),
        width="20",
        size="m",
        spellcheck=False,
        autocapitalize="characters",
    )


class OwnWordsForm(GovukForm):
    """What the account itself calls a right."""

    own_reference = shown(
        forms.CharField(
            label=gettext_lazy("Your reference"),
            help_text=gettext_lazy("The number of your own file, up to 60 characters"),
            max_length=60,
            required=False,
        ),
        width="20",
        spellcheck=False,
    )
    client = shown(
        forms.CharField(
            label=gettext_lazy("Client"),
            help_text=gettext_lazy(
                "The person or company you look after this patent for. You can filter your portfolio by client."
            ),
            max_length=60,
            required=False,
        ),
        width="20",
        spellcheck=False,
    )
