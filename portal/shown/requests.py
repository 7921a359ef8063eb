"""An account's requests as short lines: what was asked for, how it stands, since when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from transactions.models import Filing
from transactions.progress import Progress, progress
from transactions.registry import NoSuchType, type_named


@dataclass(frozen=True)
class RequestLine:
    """One request."""

    title: str
    reference: str
    href: str
    progress: Progress
    changed_at: datetime


def request_lines(filings: Iterable[Filing]) -> list[RequestLine]:
    """The filings whose type is still declared, in the order given."""
    return [_line(filing) for filing in filings if _is_declared(filing)]


def _is_declared(filing: Filing) -> bool:
    try:
        type_named(filing.type)
    except NoSuchType:
        return False
    return True


def _line(filing: Filing) -> RequestLine:
    return RequestLine(
        title=str(type_named(filing.type).title),
        reference=filing.reference,
        href=reverse("filing", args=[filing.reference]),
        progress=progress(filing),
        changed_at=filing.changed_at,
    )
