"""Standard texts: which are offered where, filled in for a case, and written anew as a further version."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.roles import OfficePermission, demand
from casework.models import Case, StandardText
from casework.registry import kind_named
from core import audit
from core.actor import Officer, label
from core.days import legal_day
from core.design.formats import day_words
from notifications.texts import FIELD

FIELDS = ("reference", "number", "who", "what", "received_on")
Use = StandardText.Use


class CannotWrite(ValueError):
    """The text cannot be kept; the message says why, ``field`` names what is wrong."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field = field


@dataclass(frozen=True)
class Written:
    """A text as somebody wrote it, before it is a version."""

    slug: str
    use: str
    title: str
    title_cy: str = ""
    english: str = ""
    welsh: str = ""
    is_retired: bool = False


def current(*, by: Officer, use: str = "") -> list[StandardText]:
    """The latest version of every text in use, by its title; of all uses, or of one."""
    rows = StandardText.objects.visible_to(by).order_by("slug", "-version").distinct("slug")
    kept = [one for one in rows if not one.is_retired and use in ("", one.use)]
    return sorted(kept, key=lambda one: (one.use, one.slug == "other", one.title))


def versions_of(slug: str, *, by: Officer) -> list[StandardText]:
    """Every version, the latest first."""
    return list(StandardText.objects.visible_to(by).filter(slug=slug).order_by("-version"))


def write_text(written: Written, *, by: Officer, at: datetime) -> StandardText:
    """Keeps a further version; an unchanged text makes none.

    Raises:
        CannotWrite, NotPermitted.
    """
    demand(by, OfficePermission.MANAGE_TEXTS)
    for name in ("english", "welsh"):
        _demand_fields(name, getattr(written, name))
    with transaction.atomic():
        rows = StandardText.everything.select_for_update().filter(slug=written.slug)
        last = rows.order_by("-version").first()
        if last is not None and last.use != written.use:
            raise CannotWrite("slug", _("A text of this name exists for another use. Choose another name"))
        if last is not None and _same(last, written):
            return last
        made = StandardText.everything.create(
            version=last.version + 1 if last else 1, at=at, by=label(by), **vars(written)
        )
        audit.note("standard-text-written", by=by, at=at, subject=f"{made.slug} {made.version}")
    return made


def filled(text: StandardText, case: Case, *, language: str) -> str:
    """The words for a case in a language; where Welsh is missing, the English ones."""
    words = text.welsh if language == "cy" and text.welsh else text.english
    values = fields_of(case)
    return FIELD.sub(lambda match: values.get(match[1], match[0]), words)


def fields_of(case: Case) -> Mapping[str, str]:
    """What the fields of a text stand for."""
    return {
        "reference": case.reference,
        "number": case.number or "–",
        "who": case.who or "–",
        "what": kind_named(case.kind).title_of(case),
        "received_on": day_words(legal_day(case.received_at)),
    }


def title_of(text: StandardText) -> str:
    """Its title in the language of the page."""
    return text.title_cy if (get_language() or "en").startswith("cy") and text.title_cy else text.title


def reasons_in_words(codes: Iterable[str], own_words: str, *, language: str, by: Officer, case: Case) -> str:
    """What a letter says in the language of the request: a sentence for each reason, then the officer’s own words."""
    chosen = set(codes)
    said = [filled(one, case, language=language) for one in current(by=by, use=Use.REFUSAL) if one.slug in chosen]
    return "\n\n".join([*filter(None, said), *([own_words.strip()] if own_words.strip() else [])])


def _demand_fields(name: str, words: str) -> None:
    strange = [found for found in FIELD.findall(words) if found not in FIELDS]
    if strange:
        known = ", ".join(f"(({one}))" for one in FIELDS)
        text = _("There is no field ((%(field)s)). Use these: %(known)s")
        raise CannotWrite(name, text % {"field": strange[0], "known": known})


def _same(text: StandardText, written: Written) -> bool:
    return all(getattr(text, name) == value for name, value in vars(written).items())
