"""The tags that pages use: components, fields, error summaries, dates and money in words."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template.base import FilterExpression, NodeList, Parser, Token, token_kwargs
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.design import formats, navigation
from core.design.accessibility import Statement, statement
from core.design.adapter import render_field
from core.design.cookies import Cookie, cookies
from core.design.environment import render
from core.design.forms import GovukForm
from core.design.summary import errors_of

register = template.Library()

# Where a plain string stands for {"text": …}.
TEXTS = frozenset({"label", "hint", "errorMessage", "legend", "prefix", "suffix"})
# Where the content of a block goes, if not to ``html``.
CONTENTS = {
    "error-summary": "descriptionHtml",
    "generic-header": "logoHtml",
    "service-navigation": "slots__navigationEnd",
}
TONES = {
    "neutral": "govuk-tag--grey",
    "info": "",
    "good": "govuk-tag--green",
    "notice": "govuk-tag--yellow",
    "warning": "govuk-tag--orange",
    "bad": "govuk-tag--red",
    "strong": "govuk-tag--teal",
}


@register.simple_tag(takes_context=True)
def door_url(context: Context, name: str, **arguments: Any) -> str:
    """The address of a page that every front door has, at the door at which the reader is."""
    is_staff = getattr(context.get("request"), "door", "") == "staff"
    return reverse(f"staff:{name}" if is_staff else name, kwargs=arguments)


register.filter("day", formats.day_words)
register.filter("clock", formats.time_words)
register.filter("moment", formats.moment_words)
register.filter("pounds", formats.pounds)
register.filter("counted", formats.counted)
register.filter("month", formats.month_words)
register.filter("last_of_month", formats.last_of_month)
register.filter("fee", formats.fee_words)


def nested(params: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters with ``label__classes="…"`` put where it belongs, and plain texts wrapped."""
    result: dict[str, Any] = {}
    for path, value in params.items():
        *outer, last = path.split("__")
        inside = result
        for name in outer:
            inside[name] = dict(inside.get(name) or {})
            inside = inside[name]
        is_text = last in TEXTS and value and not isinstance(value, Mapping)
        inside[last] = {"text": value} if is_text else value
    return result


@register.simple_tag
def govuk(component: str, params: Mapping[str, Any] | None = None, **options: Any) -> SafeString:
    """A component: ``{% govuk "button" text=label href=url %}``; ``params`` is a whole mapping, options win."""
    return render(component, {**(params or {}), **nested(options)})


class BlockNode(template.Node):
    """A component around a piece of page."""

    def __init__(self, component: FilterExpression, options: dict[str, FilterExpression], nodelist: NodeList) -> None:
        self.component = component
        self.options = options
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """The component with the block's content as its markup."""
        component = str(self.component.resolve(context))
        options = {name: value.resolve(context) for name, value in self.options.items()}
        whole = options.pop("params", None) or {}
        content = mark_safe(self.nodelist.render(context).strip())  # noqa: S308 - rendered by Django
        return render(component, {**whole, **nested({**options, CONTENTS.get(component, "html"): content})})


@register.tag
def govukblock(parser: Parser, token: Token) -> BlockNode:
    """A component with content: ``{% govukblock "details" summaryText=words %}…{% endgovukblock %}``."""
    parts = token.split_contents()[1:]
    if not parts:
        raise template.TemplateSyntaxError("govukblock needs the name of a component.")
    options = token_kwargs(parts[1:], parser)
    nodelist = parser.parse(("endgovukblock",))
    parser.delete_first_token()
    return BlockNode(parser.compile_filter(parts[0]), options, nodelist)


@register.simple_tag
def govukfield(bound: BoundField, **overrides: Any) -> SafeString:
    """A form field with label, hint and error; ``overrides`` are options of ``Look``, ``label`` or ``hint``."""
    return render_field(bound, overrides)


@register.simple_tag
def govukerrors(*pages: Any) -> SafeString:
    """The error summary of forms and formsets; nothing where there are no errors."""
    errors = errors_of(*pages)
    if not errors:
        return SafeString("")
    return render("error-summary", {"titleText": _("There is a problem"), "errorList": errors})


@register.simple_tag
def error_prefix(*pages: Any) -> str:
    """What a page's title starts with when something is wrong."""
    return _("Error: ") if errors_of(*pages) else ""


@register.simple_tag
def page_address(name: str) -> str:
    """The address of a page by its URL name; ``/name/`` where this site does not route it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return f"/{name}/"


@register.simple_tag
def page_language() -> str:
    """The language for ``<html lang>``: ``en`` or ``cy``."""
    return (get_language() or "en")[:2]


@register.simple_tag
def tone_tag(text: str, tone: str = "neutral") -> SafeString:
    """A tag whose colour follows its tone: neutral, info, good, notice, warning, bad or strong."""
    return render("tag", {"text": text, "classes": TONES[tone]})


@register.simple_tag
def accessibility_statement() -> Statement:
    """What is known about accessibility."""
    return statement()


@register.simple_tag
def cookies_used() -> list[Cookie]:
    """The cookies that the service sets."""
    return cookies()


@register.simple_tag(takes_context=True)
def navigation_items(context: Context) -> list[dict[str, Any]]:
    """The service navigation's items, from ``navigation`` and ``section`` in the context."""
    return navigation.items(context.get("navigation"), str(context.get("section", "")))


@register.simple_tag(takes_context=True)
def footer_links(context: Context) -> list[dict[str, str]]:
    """The links at the foot of every page."""
    return navigation.footer(page_address, str(context.get("source_code_url", "")))


@register.filter
def open_fields(form: BaseForm) -> list[BoundField]:
    """The visible fields that no other field uncovers."""
    covered = form.revealed() if isinstance(form, GovukForm) else {}
    return [bound for bound in form.visible_fields() if bound.name not in covered]
