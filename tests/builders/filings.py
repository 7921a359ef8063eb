"""Filings for tests: accounts, rights as the examples have them, drafts, and cards that pay."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from builders.files import PDF
from builders.people import a_role
from builders.register import a_link, a_patent
from django.db import transaction

from accounts.models import Membership, Organisation, User
from core.actor import Applicant, Officer, Public, System
from core.days import LONDON
from core.files import store
from core.models import OutboxMessage, StoredFile
from core.outbox.registry import keep
from payments.charges import Charge, Ending, State
from payments.concluding import conclude
from payments.models import Attempt, Payment
from payments.services import open_payment
from rights.facts import AddressChanged, Dated, Details, Opening
from rights.models import Right
from rights.register import open_rights
from transactions.dues import subject_of
from transactions.models import Filing
from transactions.parts import Example
from transactions.services import agree_price, answer, begin, give, submit

BOOKS = System("tests")
OURS = (
    "payment-capturable", "payment-settled", "payment-lost", "payment-disputed", "refund-made", "record-filing",
    "filing-ended", "enter-waiting", "entries-watched", "links-ended",
)  # fmt: skip


def an_account(at: datetime, *, name: str = "Example Instruments Ltd", email: str = "owner@example.com") -> Applicant:
    """A person with a fresh sign-in who may do everything in an account of their own."""
    organisation = Organisation.objects.create(kind="company", name=name, created_at=at)
    user = User.objects.create(kind="customer", email=email, name=name, created_at=at)
    Membership.objects.create(user=user, organisation=organisation, role=a_role(organisation), joined_at=at)
    return Applicant(user.pk, organisation.pk, signed_in_at=at)


def an_officer(
    at: datetime,
    *,
    email: str = "officer@office.example",
    name: str = "An officer",
    roles: Sequence[str] = ("formalities_officer",),
) -> Officer:
    """A member of staff."""
    user = User.objects.create(kind="staff", email=email, name=name, roles=list(roles), created_at=at)
    return Officer(user.pk, frozenset(roles), signed_in_at=at)


def a_visitor(name: str = "a") -> Public:
    """Somebody who did not sign in."""
    return Public(visitor=name * 64)


def linked(right: Right, by: Applicant, *, relation: str = "owner", since_at: datetime | None = None) -> None:
    """Links the right to the account, long enough ago unless said."""
    more = {"since_at": since_at} if since_at else {}
    a_link(right, Organisation.objects.get(pk=by.organisation_id), relation=relation, **more)


def owned(at: datetime, *, days_linked: int = 100, **about: Any) -> tuple[Right, Applicant]:
    """A right with a contact of long ago, linked to its owner's account, and the owner."""
    old = Details(("1 Old Street", "Newport"), "NP10 8QQ", "GB", "before@example.com")
    contact = AddressChanged(effective_on=date(2020, 1, 2), purpose="proprietor", name="Old Name", particulars=old)
    right, by = a_patent(contacts=[contact], **about), an_account(at)
    linked(right, by, since_at=at - timedelta(days=days_linked))
    return right, by


def morning_of(example: Example) -> datetime:
    """Nine o'clock in London on the example's day."""
    return datetime.combine(example.on, time(9), LONDON)


def example_right(example: Example) -> Right:
    """The right that the example tells of, entered a year before its day."""
    events = tuple(Dated(fact) for fact in example.history)
    opening = Opening(effective_on=example.history[0].effective_on, events=events)
    with transaction.atomic():
        at = morning_of(example) - timedelta(days=365)
        (right_id,) = open_rights([opening], because="tests", by=BOOKS, at=at)
    return Right.everything.get(pk=right_id)


def example_filer(example: Example, right: Right) -> Applicant | Public:
    """Whoever files in the example: linked as it says, or a stranger in some browser."""
    if example.relation is None:
        return a_visitor()
    by = an_account(morning_of(example))
    if example.relation == "party":
        return by
    linked(right, by, relation=example.relation, since_at=morning_of(example) - timedelta(days=100))
    for reference, day in example.filed_before.items():
        filed_document(right, reference, by=by, at=datetime.combine(day, time(9), LONDON))
    return by


def filed_document(right: Right, reference: str, *, by: Applicant, at: datetime) -> None:
    """A document that the account gave with an earlier request, which is decided by now."""
    file = store(name="deed.pdf", content=PDF, by=by, at=at)
    StoredFile.everything.filter(pk=file.pk).update(reference=reference)
    before = begin("change_owner_name", [right.pk], by=by, at=at)
    give(before, "proof", UUID(reference), by=by, at=at)
    Filing.everything.filter(pk=before.pk).update(state="recorded", received_at=at, submitted_at=at)


def drafted(
    slug: str,
    rights: Sequence[Right],
    answers: Mapping[str, Mapping[str, Any]],
    *,
    by: Any,
    at: datetime,
    evidence: Sequence[str] = (),
) -> Filing:
    """A draft with all its answers, and a small document for each key of ``evidence``."""
    filing = begin(slug, [right.pk for right in rights], by=by, at=at)
    for key, data in answers.items():
        filing = answer(filing, key, data, by=by, at=at)
    for key in evidence:
        give(filing, key, store(name=f"{key}.pdf", content=PDF, by=by, at=at).reference, by=by, at=at)
    return filing


def filed(
    slug: str,
    rights: Sequence[Right],
    answers: Mapping[str, Mapping[str, Any]],
    *,
    by: Any,
    at: datetime,
    evidence: Sequence[str] = (),
) -> Filing:
    """A submitted filing; one with a price waits for its payment."""
    return submit(drafted(slug, rights, answers, by=by, at=at, evidence=evidence), by=by, at=at)


def card_shown(filing: Filing, *, by: Any, at: datetime) -> Attempt:
    """The person stands before the card pages: the payment is open and its attempt begun, without asking Pay."""
    ready, found = agree_price(filing, by=by, at=at)
    payment = open_payment(
        subject=subject_of(ready),
        amount_pence=found.total_pence,
        description="Renew",
        email="payer@example.com",
        language="en",
        by=by,
        at=at,
    )
    Filing.everything.filter(pk=filing.pk).update(payment_reference=payment.reference)
    number = Attempt.everything.filter(payment=payment).count() + 1
    return Attempt.everything.create(
        payment=payment,
        number=number,
        provider_id=f"charge-{payment.reference}-{number}",
        state="started",
        return_token=f"token-{payment.reference}-{number}",
        created_at=at,
        created_by="tests",
    )


def confirmed(attempt: Attempt, *, paid_at: datetime, at: datetime | None = None) -> None:
    """Pay says that the person confirmed at ``paid_at``; we hear of it at ``at``."""
    conclude(attempt.pk, _charge(attempt, State.CONFIRMED), paid_at, at=at or paid_at)


def captured(attempt: Attempt, *, at: datetime, pence: int | None = None) -> None:
    """Pay says that the money is there, if we have asked for it: all of it, unless said."""
    payment = Payment.everything.get(pk=attempt.payment_id)
    if payment.state == "capturing":
        charge = _charge(attempt, State.PAID)
        conclude(attempt.pk, replace(charge, amount_pence=pence or charge.amount_pence), None, at=at)


def declined(attempt: Attempt, *, at: datetime) -> None:
    """Pay says that no money comes of it."""
    conclude(attempt.pk, _charge(attempt, State.FAILED), None, at=at)


def expired(attempt: Attempt, *, at: datetime) -> None:
    """Pay says that nobody confirmed within 90 minutes."""
    conclude(attempt.pk, _charge(attempt, State.FAILED, Ending.EXPIRED), None, at=at)


def _charge(attempt: Attempt, state: State, ending: Ending = Ending.NONE) -> Charge:
    payment = Payment.everything.get(pk=attempt.payment_id)
    return Charge(attempt.provider_id or "", attempt.reference, payment.amount_pence, state, ending)


def keep_ours(at: datetime, *, only: Sequence[str] = OURS) -> int:
    """Keeps the promises that are transactions' to keep, oldest first, as the relay would; returns how many."""
    kept = 0
    while message := OutboxMessage.objects.filter(kind__in=only, state="promised").order_by("id").first():
        keep(message.kind, message.payload, at=at)
        OutboxMessage.objects.filter(pk=message.pk).update(state="kept", ended_at=at)
        kept += 1
    return kept


def paid(filing: Filing, *, by: Any, at: datetime) -> Filing:
    """The whole payment by card, from the card pages to the entry."""
    attempt = card_shown(filing, by=by, at=at)
    confirmed(attempt, paid_at=at)
    keep_ours(at)
    captured(attempt, at=at)
    keep_ours(at)
    return fresh(filing)


def fresh(filing: Filing) -> Filing:
    """The filing as it is stored now."""
    return Filing.everything.get(pk=filing.pk)
