"""Search over everything that the office may look for: numbers, references, names, emails; each part along an index."""

from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Case as Choice
from django.db.models import Q, QuerySet, When
from django.db.models.functions import Upper

from accounts.finding import find_accounts
from accounts.models import Organisation
from accounts.roles import OfficePermission, allows, demand
from casework.models import Case, Stands
from casework.models.cases import CaseQuerySet
from core.actor import Officer
from core.references import normalise
from payments.models import Payment
from rights.lookup import bears, likeliness, readings_of
from rights.models import Right
from rights.numbers import NotANumber
from transactions.dues import reference_in
from transactions.models import Filing

SHOWN_CASES, SHOWN = 25, 10
SHORTEST = 3


class TooShort(ValueError):
    """A word of fewer than three letters or digits would find almost everything."""


@dataclass(frozen=True)
class Found:
    """What a text may mean, each list capped; ``more_cases``: there are further cases than those shown."""

    rights: list[Right]
    cases: list[Case]
    filings: list[Filing]
    accounts: list[Organisation]
    more_cases: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether nothing was found."""
        return not (self.rights or self.cases or self.filings or self.accounts)


def search(text: str, *, by: Officer) -> Found:
    """Everything that bears the text: as a number, a reference, an email address, or a part of a name.

    Raises:
        TooShort, NotPermitted.
    """
    demand(by, OfficePermission.SEE_WORK)
    wanted = " ".join(text.replace("\0", "").split())[:200]
    if len(wanted) < SHORTEST:
        raise TooShort
    cases = list(cases_bearing(wanted, by=by)[: SHOWN_CASES + 1])
    accounts = find_accounts(wanted, by=by)[:SHOWN] if allows(by, OfficePermission.LOOK_UP_ACCOUNTS) else []
    return Found(
        rights=_rights(wanted, by=by),
        cases=cases[:SHOWN_CASES],
        filings=_filings_without_case(wanted, cases, by=by),
        accounts=accounts,
        more_cases=len(cases) > SHOWN_CASES,
    )


def cases_bearing(text: str, *, by: Officer) -> CaseQuerySet:
    """Cases in whose words the text stands, open ones first."""
    spellings = {text.upper(), *_as_number(text), _as_reference(text)} - {""}
    rows = Case.objects.visible_to(by).annotate(words=Upper("sought")).select_related("team", "allocated_to")
    found = Q()
    for spelling in sorted(spellings):
        found |= Q(words__contains=spelling)
    is_over = Choice(When(stands=Stands.DONE, then=1), default=0)
    return rows.filter(found).order_by(is_over, "rank", "pk")


def _as_number(text: str) -> list[str]:
    try:
        return readings_of(text)
    except NotANumber:
        return []


def _as_reference(text: str) -> str:
    """The text as a reference is stored, where it is long enough to be one."""
    letters = "".join(letter for letter in text if letter.isalnum())
    return normalise(text) if len(letters) > SHORTEST * 4 else ""


def _rights(text: str, *, by: Officer) -> list[Right]:
    """By any number of theirs, else by the beginnings of words of the owner's name."""
    readings = _as_number(text)
    rows = Right.objects.visible_to(by)
    if readings:
        found = list(rows.filter(bears(readings))[:SHOWN])
        return sorted(found, key=lambda right: likeliness(right, readings))
    words = SearchVector("owner", config="simple")
    return list(rows.annotate(words=words).filter(words=_beginning(text))[:SHOWN])


def _beginning(text: str) -> SearchQuery:
    """Every word of the text, or its beginning, in any order."""
    letters = "".join(letter if letter.isalnum() else " " for letter in text)
    return SearchQuery(
        " & ".join(f"{word}:*" for word in letters.split()) or "none", config="simple", search_type="raw"
    )


def _filings_without_case(text: str, cases: list[Case], *, by: Officer) -> list[Filing]:
    """Filings that pass without officers, such as renewals: by reference, reference of payment, or filer's email."""
    known = [case.about for case in cases]
    rows = Filing.objects.visible_to(by).exclude(reference__in=known).filter(_names_filing(text))
    return list(rows.order_by("-changed_at", "-pk")[:SHOWN])


def _names_filing(text: str) -> Q:
    if "@" in text:
        return Q(pk__in=_with_email(text).values("pk"))
    reference = _as_reference(text) or "none"
    paid_for = Payment.everything.filter(reference=reference).values_list("subject", flat=True).first()
    return Q(reference__in=[reference, reference_in(paid_for or "")])


def _with_email(text: str) -> QuerySet[Filing]:
    return Filing.everything.annotate(address=Upper("email")).filter(address=text.upper())
