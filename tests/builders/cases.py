"""Cases for tests: an office with its teams, requests that wait for it, and officers in teams."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from builders.filings import an_account, filed, owned, paid
from builders.register import OPENED_AT, a_patent

from casework.checking import checklist, tick
from casework.keepers import keep_office_work
from casework.models import Case, Stands, Team, TeamMember
from casework.ranking import rank_of
from casework.seeding import seed_office
from core.actor import Officer
from core.models import OutboxMessage
from payments.models import Payment
from transactions.models import Filing


def an_office() -> dict[str, Team]:
    """The teams, rules and standards with which an office begins, by the teams' slugs."""
    seed_office(at=OPENED_AT)
    return {team.slug: team for team in Team.everything.all()}


def in_team(team: Team, by: Officer, *, at: datetime) -> None:
    """Makes the officer one of the team."""
    TeamMember.everything.create(team=team, user_id=by.user_id, since_at=at)


def told_office(*, at: datetime) -> None:
    """Keeps every promise to the office that is not kept yet."""
    for message in OutboxMessage.objects.filter(kind="office-work", state="promised").order_by("pk"):
        keep_office_work(message.payload, at=at)
        OutboxMessage.objects.filter(pk=message.pk).update(state="kept")


def a_request(at: datetime, **about: Any) -> tuple[Case, Filing]:
    """A change of the owner's name that an officer must check, with its case."""
    right, by = owned(at, **about)
    answers = {"owner": {"owner": "New Name Ltd"}}
    filing = filed("assign_with_two_officers", [right], answers, by=by, at=at)
    told_office(at=at)
    return Case.everything.get(about=filing.reference), filing


def checked(case: Case, *, by: Officer, at: datetime) -> None:
    """Ticks everything on the checklist of a request's case."""
    filing = Filing.everything.get(reference=case.about)
    tick(case, filing, [one.key for one in checklist(case, filing, by=by)], by=by, at=at)


def a_payment_applied(at: datetime) -> Payment:
    """A card payment for a renewal, captured and used."""
    by = an_account(at, email="payer@example.com")
    answers = {"receipt": {"email": "payer@example.com", "reminders": "no"}}
    paid(filed("renew", [a_patent(paid_through=5)], answers, by=by, at=at), by=by, at=at)
    return Payment.everything.get()


def many_cases(number: int, *, at: datetime, team: Team | None = None, **about: Any) -> list[Case]:
    """Plain rows, without matters behind them, for lists; each was received a minute after the one before."""
    return Case.everything.bulk_create(_rows(number, at, team, about), batch_size=5000)


def _rows(number: int, at: datetime, team: Team | None, about: dict[str, Any]) -> Iterator[Case]:
    for place in range(number):
        received = at + timedelta(minutes=place)
        said: dict[str, Any] = {"kind": "filing", "topic": "change_owner_name", "stands": Stands.TO_CHECK} | about
        case = Case(
            reference=f"CSE-{place:04}-TEST-{at:%m%d}",
            about=f"row-{place}",
            team=team,
            received_at=received,
            opened_at=received,
            started_on=received.date(),
            number=f"GB{2500000 + place}",
            who=f"Applicant {place}",
            sought=f"GB{2500000 + place}\nApplicant {place}",
            **said,
        )
        case.rank = rank_of(case)
        yield case
