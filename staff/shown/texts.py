"""Standard texts offered beside a form: each is a link that fills its words in, in the language of the customer."""

from dataclasses import dataclass

from django.utils.http import urlencode

from accounts.requests import SiteRequest
from casework.models import Case
from casework.texts import current, filled, title_of
from core.design.forms import GovukForm
from staff.pages import here


@dataclass(frozen=True)
class Offered:
    """One text to begin with."""

    title: str
    href: str


def offers(request: SiteRequest, case: Case, use: str, form: GovukForm, field: str) -> list[Offered]:
    """The texts of a use; the one that the address names begins the field, unless something was typed."""
    texts = current(by=here(request), use=use)
    chosen = next((one for one in texts if one.slug == request.GET.get("text")), None)
    if chosen is not None and not form.is_bound:
        form.initial = {**(form.initial or {}), field: filled(chosen, case, language=case.language)}
    return [Offered(title_of(one), f"?{urlencode({'text': one.slug})}") for one in texts]
