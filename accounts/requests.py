"""A request as it is behind the middleware: it knows who is asking, and the sign-in behind them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from django.http import HttpRequest

from accounts.actors import SignInNeeded
from accounts.models import AccountSession
from accounts.typed import Typed
from core.actor import Actor

V = TypeVar("V", bound=Callable[..., Any])


class SiteRequest(HttpRequest):
    """What ``oneipo.middleware`` adds. ``door`` is ``customer`` or ``staff``; ``session_cookie`` is empty for none.

    ``account_session`` is the sign-in that stands. ``ended_session`` is one that this very request found ended;
    ``left_session`` is that one, or the one of which this browser was told before and did not come back to.
    """

    correlation_id: str
    door: str
    session_cookie: str
    actor: Actor
    account_session: AccountSession | None
    ended_session: AccountSession | None
    left_session: AccountSession | None
    session_ends_at: datetime | None
    visitor_secret: str
    typed_shown: Typed | None
    typed_kept: bool


def session_of(request: SiteRequest) -> AccountSession:
    """The sign-in behind the request.

    Raises:
        SignInNeeded: if there is none.
    """
    if request.account_session is None:
        raise SignInNeeded("This page is for people who are signed in")
    return request.account_session


def had_files(request: HttpRequest) -> bool:
    """Whether the form came with files that somebody chose."""
    return any(file.name for name in request.FILES for file in request.FILES.getlist(name))


def no_activity(view: V) -> V:
    """Marks a view that is asked for without a person doing anything: it does not put off the end of a session."""
    setattr(view, "counts_as_activity", False)  # noqa: B010  views are plain functions to the type checker
    return view


def open_to_ended(view: V) -> V:
    """Marks a view that may be sent a form although the session has ended, because it knows what to do then."""
    setattr(view, "open_to_ended", True)  # noqa: B010
    return view
