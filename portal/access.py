"""Who may open a page; the middleware sends people to sign in and back, and explains what is refused."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http.response import HttpResponseBase

from accounts.requests import SiteRequest
from portal.pages import signed_in

P = ParamSpec("P")
ActorRequest = SiteRequest
Answer = HttpResponseBase
View = Callable[Concatenate[Any, P], Answer]


def sign_in_required(view: View[P]) -> View[P]:
    """For signed-in customers only: anybody else signs in and comes back, with what they typed still there."""

    @wraps(view)
    def guarded(request: SiteRequest, *args: P.args, **kwargs: P.kwargs) -> Answer:
        signed_in(request)
        return view(request, *args, **kwargs)

    return guarded
