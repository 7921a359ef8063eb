"""Begins a filing: checks that the rights are there for the actor and that something can be done for one of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from accounts.models import ApiClient, User
from core.actor import (
    Actor,
    Machine,
    Permission,
    Public,
    comes_by_program,
    label,
    organisation_of,
    require,
    require_fresh_sign_in,
    user_of,
)
from core.days import legal_day
from core.design.formats import counted
from core.references import new_reference
from rights.models import Right
from transactions.examination import Examination, examine
from transactions.kind import MOST_BY_LIST, TransactionType
from transactions.models import Filing, FilingRight
from transactions.registry import type_named
from transactions.standings import load
from transactions.states import State
from transactions.walls import wall_filing


@dataclass(frozen=True)
class Keyed:
    """A request that came by ``paper`` or ``phone``: from whom, when, why so, and how they want to be told.

    ``address_lines`` make us write letters, ``large_print`` large ones. ``organisation_id`` is a caller's account, and
    ``caller_check`` how the caller was identified.
    """

    channel: str
    received_at: datetime
    name: str
    why: str
    email: str = ""
    address_lines: tuple[str, ...] = ()
    large_print: bool = False
    organisation_id: UUID | None = None
    caller_check: str = ""

    def columns(self) -> dict[str, Any]:
        """The same for a filing's row."""
        return {
            "channel": self.channel,
            "received_at": self.received_at,
            "on_behalf_of": self.name,
            "keyed_why": self.why,
            "email": self.email,
            "post_to": list(self.address_lines),
            "large_print": self.large_print,
            "organisation_id": self.organisation_id,
            "caller_check": self.caller_check,
        }


class NoSuchRight(LookupError):
    """At least one of the rights is unknown, unpublished or somebody else's secret: all answer alike."""


class TooManyRights(ValueError):
    """More rights than one filing of the type may have; the message says how many it may."""


class CannotBegin(Exception):
    """Nothing can be done for any of the rights; ``examination`` says why, right by right."""

    def __init__(self, examination: Examination) -> None:
        super().__init__("; ".join(str(o.text) for line in examination.lines for o in line.objections))
        self.examination = examination


def begin(
    slug: str,
    right_ids: Sequence[int],
    *,
    by: Actor,
    at: datetime,
    language: str = "en",
    keyed: Keyed | None = None,
    by_list: bool = False,
) -> Filing:
    """A new draft, or the one that the same account already has for just these rights.

    ``keyed`` is what the office knows of a request that came by paper or phone. What comes ``by_list`` has been asked
    of the rules in its dry run, and may be about more rights.

    Raises:
        NoSuchRight, TooManyRights, CannotBegin, NotPermitted, SignInTooOld.
    """
    declared, wanted = type_named(slug), sorted(set(right_ids))
    _demand_permission(declared, by, at)
    _demand_rights(declared, wanted, by, most=MOST_BY_LIST if by_list else declared.most_rights)
    if not by_list:
        survey(declared, wanted, by=by, at=keyed.received_at if keyed else at)
    with transaction.atomic():
        found = None if keyed or by_list else _same_draft(slug, wanted, by)
        filing = found or _new_draft(declared, by=by, at=at, language=language, keyed=keyed, by_list=by_list)
        rows = [FilingRight(filing=filing, right_id=pk) for pk in wanted]
        FilingRight.everything.bulk_create(rows, ignore_conflicts=True, batch_size=5000)
        wall_filing(filing, by)
    return filing


def survey(declared: TransactionType, right_ids: Sequence[int], *, by: Actor, at: datetime) -> Examination:
    """What the rules say before anything was answered.

    Raises:
        CannotBegin: if nothing can be done for any of the rights.
    """
    on = legal_day(at)
    standings = load(right_ids, by=by, on=on)
    found = examine(declared, {}, [standings[pk] for pk in right_ids], on=on, by=by, asked=False)
    if not found.payable:
        raise CannotBegin(found)
    return found


def _demand_permission(declared: TransactionType, by: Actor, at: datetime) -> None:
    if isinstance(by, Public):
        return
    if organisation_of(by) is not None:
        require(by, [Permission.PREPARE], reason=_("Ask the administrator of your account to let you prepare requests"))
    if declared.gives_away and organisation_of(by) is not None and not comes_by_program(by):
        require_fresh_sign_in(by, at=at, reason=_("Sign in again before you change this"))


def _demand_rights(declared: TransactionType, right_ids: Sequence[int], by: Actor, *, most: int) -> None:
    if len(right_ids) > most:
        raise TooManyRights(_("Choose up to %(most)s rights") % {"most": counted(most)})
    if not right_ids or Right.objects.visible_to(by).filter(pk__in=right_ids).count() != len(right_ids):
        raise NoSuchRight


def _same_draft(slug: str, right_ids: Sequence[int], by: Actor) -> Filing | None:
    drafts = Filing.objects.visible_to(by).filter(type=slug, state=State.DRAFT).exclude(organisation=None, visitor="")
    sized = drafts.annotate(held=Count("rights")).filter(held=len(right_ids))
    for draft in sized.order_by("-changed_at")[:20]:
        if list(
            FilingRight.everything.filter(filing=draft).order_by("right_id").values_list("right_id", flat=True)
        ) == list(right_ids):
            return draft
    return None


def _new_draft(
    declared: TransactionType, *, by: Actor, at: datetime, language: str, keyed: Keyed | None, by_list: bool
) -> Filing:
    said: dict[str, Any] = {
        "organisation_id": organisation_of(by),
        "visitor": by.visitor if isinstance(by, Public) else "",
        "email": _email_of(by),
        "received_at": at,
        "channel": Filing.Channel.API if comes_by_program(by) else Filing.Channel.ONLINE,
    }
    return Filing.everything.create(
        reference=new_reference(declared.prefix),
        type=declared.slug,
        by_list=by_list,
        language=language,
        created_at=at,
        created_by=label(by),
        written_by=[label(by)] if organisation_of(by) else [],
        changed_at=at,
        **(said | (keyed.columns() if keyed else {})),
    )


def _email_of(by: Actor) -> str:
    if isinstance(by, Machine):
        return ApiClient.objects.filter(client_id=by.client_id).values_list("contact_email", flat=True).first() or ""
    user = user_of(by) if organisation_of(by) else None
    return User.objects.filter(pk=user).values_list("email", flat=True).first() or "" if user else ""
