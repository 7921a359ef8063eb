"""What every customer page may use: the visitor's cookie, what was typed before a time-out, the proved identity."""

from typing import Any

from django import forms

from accounts import typed as typed_answers
from accounts.actors import applicant_in
from accounts.one_login import identity
from accounts.one_login.identity import VerifiedIdentity
from accounts.requests import SiteRequest
from accounts.typed import Typed
from accounts.visitors import new_secret, visitor
from core.actor import Actor, Applicant, Public
from core.clock import now

HAS_TYPED = "typed"
IDENTITY = "identity"


def signed_in(request: SiteRequest) -> Applicant:
    """The signed-in customer.

    Raises:
        SignInNeeded: for anybody else; the middleware sends them to sign in and back.
    """
    return applicant_in(request.actor)


def ensure_visitor(request: SiteRequest) -> Actor:
    """Who is asking, known again later: somebody without a sign-in gets a cookie when they begin something."""
    actor = request.actor
    if isinstance(actor, Public) and not actor.visitor:
        request.visitor_secret = new_secret()
        request.actor = actor = visitor(request.visitor_secret)
    return actor


def typed_for(request: SiteRequest) -> Typed | None:
    """What this person had typed on this page when their session ended; asked only where something was kept."""
    if not request.session.get(HAS_TYPED):
        return None
    return typed_answers.typed_for(by=request.actor, path=request.path, at=now())


def initial_from_typed(request: SiteRequest, form: forms.BaseForm) -> dict[str, Any]:
    """Fills an unbound form with what was typed before the session ended, and returns those initial values.

    A page that answers with a ``TemplateResponse`` need not call it: the middleware fills the forms in its context.
    """
    typed = None if form.is_bound else typed_for(request)
    if typed is None:
        return {}
    values = typed_answers.initial_for(form, typed)
    form.initial = {**(form.initial or {}), **values}
    request.typed_shown = typed
    return values


def proved_identity(request: SiteRequest) -> VerifiedIdentity | None:
    """Who the signed-in person was proved to be within the last half hour; send them to ``prove-identity`` if None."""
    sealed = request.session.get(IDENTITY)
    return identity.unsealed(sealed, at=now()) if sealed else None
