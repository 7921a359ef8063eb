"""Requests of customers as the office lists them."""

from collections.abc import Iterable
from dataclasses import dataclass

from transactions.models import Filing
from transactions.progress import progress
from transactions.registry import NoSuchType, type_named


@dataclass(frozen=True)
class RequestLine:
    """One request; ``title`` says what is asked."""

    filing: Filing
    title: str
    label: str
    tone: str


def request_lines(filings: Iterable[Filing]) -> list[RequestLine]:
    """Each with its title and state."""
    return [_line(one) for one in filings]


def _line(filing: Filing) -> RequestLine:
    try:
        title, stands = str(type_named(filing.type).title), progress(filing)
    except NoSuchType:
        return RequestLine(filing, filing.type, filing.state, "neutral")
    return RequestLine(filing, title, stands.label, stands.tone)
