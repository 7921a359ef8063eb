"""What every office page says about itself: which permission opens it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpResponseRedirect

from accounts.actors import officer_in
from accounts.requests import SiteRequest
from accounts.roles import OfficePermission, demand
from core.actor import Officer

V = TypeVar("V", bound=Callable[..., Any])


class SayWhyFirst(Exception):
    """The case belongs to another team: the officer first says at ``address`` why it is opened."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


def needs(permission: OfficePermission) -> Callable[[V], V]:
    """A page for staff who hold the permission; a colleague without it gets 403 with the reason.

    ``needs`` is an attribute of the view afterwards, by which a test walks every page as every role. A page may show
    less or more by further permissions; a service behind it demands its own.
    """

    def dress(view: V) -> V:
        @wraps(view)
        def guarded(request: SiteRequest, *args: Any, **kwargs: Any) -> Any:
            demand(officer_in(request.actor), permission)
            try:
                return view(request, *args, **kwargs)
            except SayWhyFirst as asked:
                return HttpResponseRedirect(asked.address)

        guarded.needs = permission  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return dress


def here(request: SiteRequest) -> Officer:
    """The member of staff who is signed in.

    Raises:
        SignInNeeded: for anybody else.
    """
    return officer_in(request.actor)
