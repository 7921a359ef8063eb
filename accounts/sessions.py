"""Sign-ins as they stand: opened, touched by activity, ended after idleness, by the person or by the provider."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef

from accounts.models import AccountSession, Membership, Organisation, User
from core.actor import Actor

LONGEST = timedelta(hours=12)
TOUCH_EVERY = timedelta(seconds=5)
REMEMBERED_FOR = timedelta(days=2)

Why = AccountSession.Why


def open_session(
    *,
    user: User,
    door: str,
    session_key: str,
    organisation: Organisation | None,
    issuer: str,
    subject: str,
    authenticated_at: datetime | None,
    browser: str,
    at: datetime,
) -> AccountSession:
    """Remembers a sign-in; ``session_key`` is the browser session's, which must be new."""
    return AccountSession.everything.create(
        user=user,
        door=door,
        session_key=session_key,
        organisation=organisation,
        issuer=issuer,
        subject=subject,
        browser=browser[:100],
        signed_in_at=at,
        authenticated_at=authenticated_at,
        last_active_at=at,
    )


def find(session_key: str, *, door: str) -> AccountSession | None:
    """The sign-in of a browser session at one door, ended or not; ``may_switch`` where the person has another one."""
    others = Membership.objects.filter(user=OuterRef("user"), left_at=None)
    another = Exists(others.exclude(organisation=OuterRef("organisation")))
    rows = AccountSession.everything.filter(session_key=session_key, door=door).select_related("user", "organisation")
    return rows.annotate(may_switch=another).first()


def ends_at(session: AccountSession) -> datetime:
    """When it ends if nothing is done: ten minutes after the last activity, twelve hours after the sign-in at most."""
    idle = session.last_active_at + timedelta(seconds=settings.IDLE_SECONDS)
    return min(idle, session.signed_in_at + LONGEST)


def ended_by_time(session: AccountSession, *, at: datetime) -> bool:
    """Whether it is over; one whose time has come is ended here and now."""
    if session.ended_at is None and at >= ends_at(session):
        end(session, Why.TOO_LONG if at >= session.signed_in_at + LONGEST else Why.IDLE, at=at)
    return session.ended_at is not None


def touch(session: AccountSession, *, at: datetime) -> None:
    """Notes activity; written at most every few seconds, so that a page costs one small statement at most."""
    if at - session.last_active_at >= TOUCH_EVERY:
        AccountSession.everything.filter(pk=session.pk, ended_at=None).update(last_active_at=at)
        session.last_active_at = at
        _remember_account(session)


def renew(session: AccountSession, *, session_key: str, authenticated_at: datetime, at: datetime) -> None:
    """The person proved again who they are: the same sign-in under a new key."""
    session.session_key, session.authenticated_at, session.last_active_at = session_key, authenticated_at, at
    session.save(update_fields=["session_key", "authenticated_at", "last_active_at"])


def act_for(session: AccountSession, organisation: Organisation) -> None:
    """The sign-in acts for this organisation from now on; membership is asked again on every request."""
    session.organisation = organisation
    session.save(update_fields=["organisation"])
    _remember_account(session)


def end(session: AccountSession, why: str, *, at: datetime) -> None:
    """Ends one sign-in and forgets what its browser session held."""
    session.ended_at, session.why_ended = at, why
    session.save(update_fields=["ended_at", "why_ended"])
    _store()(session.session_key).delete()


def end_sessions(*, issuer: str, subject: str, why: str, at: datetime) -> int:
    """Ends every open sign-in of the provider's subject; returns how many there were."""
    rows = AccountSession.everything.filter(issuer=issuer, subject=subject, ended_at=None)
    return _end_all(list(rows), why, at=at)


def end_own(*, by: Actor, session_id: UUID, at: datetime) -> bool:
    """Ends one of the person's own sign-ins; False if there is no such open one."""
    rows = AccountSession.objects.visible_to(by).filter(pk=session_id, ended_at=None)
    return _end_all(list(rows), Why.BY_PERSON, at=at) == 1


def end_others(*, by: Actor, but: UUID, at: datetime) -> int:
    """Ends all of the person's sign-ins but one; returns how many there were."""
    rows = AccountSession.objects.visible_to(by).filter(ended_at=None).exclude(pk=but)
    return _end_all(list(rows), Why.BY_PERSON, at=at)


def open_sessions(*, by: Actor, at: datetime) -> Sequence[AccountSession]:
    """Where the person is signed in now, the last used first."""
    rows = AccountSession.objects.visible_to(by).filter(ended_at=None).order_by("-last_active_at")
    return [row for row in rows if at < ends_at(row)]


def ended_session(session_id: str | None) -> AccountSession | None:
    """The sign-in with this id, once it has ended; the id comes from the server's own memory of the browser."""
    if not session_id:
        return None
    rows = AccountSession.everything.filter(pk=UUID(session_id)).exclude(ended_at=None)
    return rows.select_related("user", "organisation").first()


def forget_old(*, at: datetime) -> int:
    """Deletes sign-ins that nobody comes back to, and browser sessions that ran out; returns how many of the former."""
    _store().clear_expired()
    old = AccountSession.everything.filter(last_active_at__lt=at - REMEMBERED_FOR)
    return old.delete()[0]


def _remember_account(session: AccountSession) -> None:
    """Where the person acted last: the next sign-in begins there."""
    user, acting = session.user, session.organisation_id
    if acting is not None and user.last_organisation_id != acting:
        User.objects.filter(pk=user.pk).update(last_organisation=acting)
        user.last_organisation_id = acting


def _end_all(rows: list[AccountSession], why: str, *, at: datetime) -> int:
    for row in rows:
        end(row, why, at=at)
    return len(rows)


def _store() -> Any:
    return import_module(settings.SESSION_ENGINE).SessionStore
