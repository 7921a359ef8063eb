"""What a sign-in does to who we know: finds or makes the person, and gives a newcomer an account of their own."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import Membership, Organisation, SignInIdentity, User
from accounts.organising.roles import first_roles
from core import audit
from core.actor import Actor


class WrongDoor(Exception):
    """The subject belongs to somebody of the other kind: staff never sign in as customers, nor customers as staff."""


class NotActive(Exception):
    """The person's access was taken away."""


def sign_in_customer(*, issuer: str, subject: str, email: str, at: datetime, language: str = "en") -> User:
    """The customer behind the provider's subject, made on the first sign-in with an account of their own.

    Raises:
        WrongDoor: if the subject belongs to a member of staff.
        NotActive: if the customer was shut out.
    """
    user = _known(issuer, subject) or _first_come(issuer, subject, email, language, at=at)
    _demand(user, User.Kind.CUSTOMER)
    return _brought_up_to_date(user, email=email)


def sign_in_officer(*, issuer: str, subject: str, email: str, name: str, roles: Iterable[str], at: datetime) -> User:
    """The member of staff behind the subject, with the name, address and roles that the provider says today.

    Raises:
        WrongDoor: if the subject belongs to a customer.
        NotActive: if the person was shut out.
    """
    user = _known(issuer, subject) or _first_officer(issuer, subject, email, at=at)
    _demand(user, User.Kind.STAFF)
    return _brought_up_to_date(user, email=email, name=name, roles=sorted(roles))


def change_language(user: User, language: str) -> User:
    """Remembers in which language the person reads pages and messages: ``en`` or ``cy``."""
    return _brought_up_to_date(user, language=language)


def change_own_name(user: User, name: str) -> User:
    """What colleagues read beside what the person did."""
    return _brought_up_to_date(user, name=name.strip()[:200])


def change_name(organisation: Organisation, name: str, *, by: Actor, at: datetime) -> None:
    """What the account is called, on its own pages only."""
    organisation.name = name
    organisation.save(update_fields=["name"])
    audit.note("account-renamed", by=by, at=at)


def choose_hand_over(organisation: Organisation, *, agrees: bool, by: Actor, at: datetime) -> None:
    """Whether an owner whom the organisation no longer represents goes on with its drafts."""
    organisation.hands_over_drafts = agrees
    organisation.save(update_fields=["hands_over_drafts"])
    audit.note("hand-over-chosen", by=by, at=at, details={"agrees": agrees})


def _known(issuer: str, subject: str) -> User | None:
    identity = SignInIdentity.objects.filter(issuer=issuer, subject=subject).select_related("user").first()
    return identity.user if identity else None


def _demand(user: User, kind: str) -> None:
    if user.kind != kind:
        raise WrongDoor(f"{user.pk} is {user.kind}")
    if not user.is_active:
        raise NotActive(str(user.pk))


def _first_come(issuer: str, subject: str, email: str, language: str, *, at: datetime) -> User:
    try:
        with transaction.atomic():
            user = _made(User.Kind.CUSTOMER, issuer, subject, email, language, at=at)
            _give_own_account(user, at=at)
    except IntegrityError:  # the same person came in by two tabs at once
        return SignInIdentity.objects.select_related("user").get(issuer=issuer, subject=subject).user
    return user


def _first_officer(issuer: str, subject: str, email: str, *, at: datetime) -> User:
    try:
        with transaction.atomic():
            return _made(User.Kind.STAFF, issuer, subject, email, "en", at=at)
    except IntegrityError:
        return SignInIdentity.objects.select_related("user").get(issuer=issuer, subject=subject).user


def _made(kind: str, issuer: str, subject: str, email: str, language: str, *, at: datetime) -> User:
    user = User.objects.create(kind=kind, email=email, language=language, created_at=at)
    SignInIdentity.objects.create(user=user, issuer=issuer, subject=subject, first_seen_at=at)
    return user


def _give_own_account(user: User, *, at: datetime) -> None:
    own = Organisation.objects.create(kind=Organisation.Kind.PERSON, name=user.email, created_at=at)
    Membership.objects.create(user=user, organisation=own, role=first_roles(own, at=at), joined_at=at)


def _brought_up_to_date(user: User, **said: object) -> User:
    changed = [name for name, value in said.items() if getattr(user, name) != value]
    for name in changed:
        setattr(user, name, said[name])
    if changed:
        user.save(update_fields=changed)
    return user
