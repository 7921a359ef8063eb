"""Issues certificates and extracts as data, with a code by which anyone can have them confirmed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from core.actor import System
from core.days import legal_day
from core.references import is_reference, new_reference, normalise
from rights.history import as_at
from rights.models import Right
from rights.standing import Snapshot, Standing
from transactions.models import Certificate, Filing, FilingRight
from transactions.parts import CertificateKind

PREFIX = "CERT"
HOLDER = System("certificates")
"""Whoever has the code of a certificate sees what it holds, of a test patent, too."""


@dataclass(frozen=True)
class Certified:
    """What a certificate of renewal says (r.36(5)); amounts in pence. ``paid_to_on`` is the last day covered."""

    code: str
    filing: str
    number: str
    title: str
    proprietor: str
    years: tuple[int, ...]
    renewal_pence: int
    additional_pence: int
    received_on: date
    payment: str
    paid_to_on: date | None
    next_renewal_on: date | None
    issued_on: date

    @classmethod
    def read(cls, certificate: Certificate) -> Self:
        """The stored body with its dates as dates."""
        days = ("received_on", "paid_to_on", "next_renewal_on", "issued_on")
        body = dict(certificate.body) | {name: _day(certificate.body[name]) for name in days}
        return cls(code=certificate.code, **{**body, "years": tuple(body["years"])})

    @property
    def total_pence(self) -> int:
        """Fee and additional fee together."""
        return self.renewal_pence + self.additional_pence


@dataclass(frozen=True)
class Extract:
    """An extract of the register: of which right, and the last of its entries that it knows, with that entry's hash.

    The hash is a head of the right's chain, which holds everything that was entered before: with the register's own
    history it proves every word.
    """

    code: str
    kind: CertificateKind
    filing: str
    right_id: int
    number: str
    title: str
    entry: int
    hash: str
    issued_at: datetime

    @classmethod
    def read(cls, certificate: Certificate) -> Self:
        """The stored body."""
        kind = CertificateKind(certificate.kind)
        return cls(
            certificate.code, kind, right_id=certificate.right_id, issued_at=certificate.issued_at, **certificate.body
        )

    @property
    def is_certified(self) -> bool:
        """Whether the office vouches for it."""
        return self.kind == CertificateKind.CERTIFIED_EXTRACT

    @property
    def issued_on(self) -> date:
        """The London day for which it speaks."""
        return legal_day(self.issued_at)


def issue(
    filing: Filing,
    kind: CertificateKind,
    rows: Sequence[FilingRight],
    before: Mapping[int, Standing],
    *,
    at: datetime,
) -> None:
    """Writes one certificate for each right that was dealt with; harmless to repeat."""
    rights = Right.everything.in_bulk([row.right_id for row in rows])
    body = _renewal if kind == CertificateKind.RENEWAL else _extract
    made = [
        Certificate(
            code=new_reference(PREFIX),
            kind=kind,
            filing=filing,
            right_id=row.right_id,
            body=body(filing, row, rights[row.right_id], before[row.right_id], at),
            issued_at=at,
        )
        for row in rows
    ]
    Certificate.objects.bulk_create(made, ignore_conflicts=True, batch_size=500)


def read(certificate: Certificate) -> Certified | Extract:
    """What a stored certificate says."""
    kind = Certified if certificate.kind == CertificateKind.RENEWAL else Extract
    return kind.read(certificate)


def find_certificate(typed: str) -> Certified | Extract | None:
    """The certificate with the code as somebody typed it, or None. It holds nothing but what is public."""
    code = normalise(typed)[:24]
    if not is_reference(code):
        return None
    found = Certificate.objects.filter(code=code).first()
    return read(found) if found else None


def certificates_of(filing: Filing) -> list[Certified | Extract]:
    """The certificates of a filing, in the order of its rights."""
    return [read(one) for one in Certificate.objects.filter(filing=filing).order_by("right_id")]


def snapshot_of(extract: Extract) -> Snapshot | None:
    """What the register said when the extract was made, less what was withheld since; None once the right itself is."""
    if not Right.published(to=HOLDER).filter(pk=extract.right_id).exists():
        return None
    return Snapshot.of(extract.right_id, as_at(extract.right_id, entered=extract.issued_at))


def _extract(filing: Filing, row: FilingRight, right: Right, before: Standing, at: datetime) -> dict[str, Any]:
    about = {"filing": filing.reference, "number": right.number, "title": right.title}
    return {**about, "entry": right.version, "hash": right.head}


def _renewal(filing: Filing, row: FilingRight, right: Right, before: Standing, at: datetime) -> dict[str, Any]:
    quote = before.quote
    return {
        "filing": filing.reference,
        "number": right.number,
        "title": right.title,
        "proprietor": "; ".join(party.name for party in before.proprietors),
        "years": row.years,
        "renewal_pence": row.charge_pence,
        "additional_pence": row.additional_pence,
        "received_on": (filing.paid_on or legal_day(filing.received_at)).isoformat(),
        "payment": filing.payment_reference,
        "paid_to_on": _text(quote.paid_to_on if quote else None),
        "next_renewal_on": _text(quote.next_renewal_on if quote else None),
        "issued_on": legal_day(at).isoformat(),
    }


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
