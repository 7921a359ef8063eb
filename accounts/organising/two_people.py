"""The two-person rule and the spending limit of an organisation: asked by every service that sends or pays."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import ApiClient, Organisation, RulesProposal
from accounts.organising.members import members_of
from accounts.organising.proposals import is_only_administrator, propose, replace_waiting
from accounts.organising.roles import demand_manager, lock
from core import audit
from core.actor import Acting, Actor, Applicant, Machine, NotPermitted, Permission, label, may, organisation_of
from core.design.formats import pounds

AGREED_BEFOREHAND = "machine:automatic-renewal"
"""What an organisation agreed to beforehand, within limits of its own, needs no second person each time."""


class SecondPersonNeeded(NotPermitted):
    """Another member who may approve must do it; the message says so to the reader."""


class NobodyToApprove(ValueError):
    """The rule cannot be switched on: there are not two people, or none of them may approve."""


@dataclass(frozen=True)
class Rules:
    """``limit_pence``: what one person may pay in a London day; None for any amount."""

    needs_two_people: bool = False
    limit_pence: int | None = None

    def not_looser_than(self, other: Self) -> Self:
        """Of each rule the stricter one."""
        limits = [limit for limit in (self.limit_pence, other.limit_pence) if limit is not None]
        return type(self)(self.needs_two_people or other.needs_two_people, min(limits, default=None))


def rules_of(organisation_id: UUID | None) -> Rules:
    """The rules of an organisation; none for somebody without one."""
    if organisation_id is None:
        return Rules()
    rows = Organisation.objects.filter(pk=organisation_id).values_list("needs_two_people", "spending_limit_pence")
    found = rows.first()
    return Rules(*found) if found else Rules()


def lock_limit(by: Acting) -> bool:
    """Whether what the actor may pay in a day is limited; if so a lock keeps two payments from both being the last."""
    if isinstance(by, Machine):
        if label(by) == AGREED_BEFOREHAND:
            return False
        return bool(ApiClient.objects.filter(client_id=by.client_id).select_for_update().values_list("pk"))
    limited = Organisation.objects.filter(pk=by.organisation_id, spending_limit_pence__isnull=False)
    return bool(limited.select_for_update().values_list("pk"))


def change_rules(rules: Rules, *, by: Applicant, at: datetime) -> RulesProposal | None:
    """Chooses the organisation's rules: what is stricter holds at once.

    What is looser waits for another administrator where there is one, and is returned; it replaces what waited. The
    rules as they are change nothing.

    Raises:
        NotPermitted, NobodyToApprove.
    """
    demand_manager(by)
    if rules.needs_two_people or rules.limit_pence is not None:
        _demand_two(by)
    with transaction.atomic():
        organisation = lock(by)
        before = Rules(organisation.needs_two_people, organisation.spending_limit_pence)
        if rules == before:
            return None
        replace_waiting(organisation, by=by, at=at)
        at_once = rules if is_only_administrator(by) else rules.not_looser_than(before)
        organisation.needs_two_people, organisation.spending_limit_pence = at_once.needs_two_people, at_once.limit_pence
        organisation.save(update_fields=["needs_two_people", "spending_limit_pence"])
        details = {"two_people": at_once.needs_two_people, "limit_pence": at_once.limit_pence}
        if at_once != at_once.not_looser_than(before):
            audit.note("rules-loosened-alone", by=by, at=at, details=details)
        elif at_once != before:
            audit.note("rules-chosen", by=by, at=at, details=details)
        if at_once == rules:
            return None
        two, limit = rules.needs_two_people, rules.limit_pence
        return propose(organisation, needs_two_people=two, limit_pence=limit, by=by, at=at)


def may_send(by: Actor, *, written_by: Collection[str]) -> bool:
    """Whether the actor may send what those named by their labels wrote.

    A system sends nothing, unless an administrator lets it; where the two-person rule holds, a person sends nothing
    that they wrote.
    """
    if label(by) == AGREED_BEFOREHAND:
        return True
    if isinstance(by, Machine):
        return by.limit_pence is not None
    return not rules_of(organisation_of(by)).needs_two_people or _is_second(by, written_by)


def demand_may_pay(by: Actor, *, amount_pence: int, spent_pence: int, written_by: Collection[str]) -> None:
    """Demands a second person above the limit: ``spent_pence`` is what the actor paid earlier on the same day.

    Raises:
        SecondPersonNeeded.
    """
    if isinstance(by, Machine):
        _demand_within(by, amount_pence + spent_pence)
        return
    limit = rules_of(organisation_of(by)).limit_pence
    if (
        label(by) == AGREED_BEFOREHAND
        or limit is None
        or spent_pence + amount_pence <= limit
        or _is_second(by, written_by)
    ):
        return
    text = _(
        "One person of your organisation may pay up to %(limit)s in a day. A colleague who may approve and did not "
        "prepare this must pay it."
    )
    raise SecondPersonNeeded(text % {"limit": pounds(limit)})


def _demand_within(by: Machine, pence: int) -> None:
    """Raises:
    SecondPersonNeeded: if it is more than an administrator lets the system pay alone in a day.
    """
    if label(by) == AGREED_BEFOREHAND or (by.limit_pence is not None and pence <= by.limit_pence):
        return
    text = _(
        "An administrator lets this system pay up to %(limit)s in a day by itself. A colleague who may pay must pay it."
    )
    raise SecondPersonNeeded(text % {"limit": pounds(by.limit_pence or 0)})


def _is_second(by: Actor, written_by: Collection[str]) -> bool:
    """Somebody who may approve and did not write it; what nobody of the organisation wrote has no second person."""
    return may(by, Permission.APPROVE) and bool(written_by) and label(by) not in written_by


def _demand_two(by: Applicant) -> None:
    members = members_of(by)
    if len(members) < 2 or not any(Permission.APPROVE in one.role.permissions for one in members):
        raise NobodyToApprove(_("Invite a second person first, and give somebody a role that may approve."))
