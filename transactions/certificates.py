"""Issues certificates of renewal as data, with a code by which anyone can have them confirmed (r.36(5))."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from core.days import legal_day
from core.references import is_reference, new_reference, normalise
from rights.models import Right
from rights.standing import Standing
from transactions.models import Certificate, Filing, FilingRight

PREFIX = "CERT"


@dataclass(frozen=True)
class Certified:
    """What a certificate says; amounts in pence. ``paid_to_on`` is the last day that the payment covers."""

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


def issue(filing: Filing, rows: Sequence[FilingRight], before: Mapping[int, Standing], *, at: datetime) -> None:
    """Writes one certificate for each renewed right; harmless to repeat."""
    rights = Right.everything.in_bulk([row.right_id for row in rows])
    made = [
        Certificate(
            code=new_reference(PREFIX),
            filing=filing,
            right_id=row.right_id,
            body=_body(filing, row, rights[row.right_id], before[row.right_id], at=at),
            issued_at=at,
        )
        for row in rows
    ]
    Certificate.objects.bulk_create(made, ignore_conflicts=True, batch_size=500)


def find_certificate(typed: str) -> Certified | None:
    """The certificate with the code as somebody typed it, or None. It holds nothing but what is public."""
    code = normalise(typed)[:24]
    if not is_reference(code):
        return None
    found = Certificate.objects.filter(code=code).first()
    return Certified.read(found) if found else None


def certificates_of(filing: Filing) -> list[Certified]:
    """The certificates of a filing, in the order of its rights."""
    return [Certified.read(one) for one in Certificate.objects.filter(filing=filing).order_by("right_id")]


def _body(filing: Filing, row: FilingRight, right: Right, before: Standing, *, at: datetime) -> dict[str, Any]:
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
