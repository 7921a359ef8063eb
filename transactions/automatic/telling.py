"""Tells the people who see an account's money what is planned, and what was not done after all."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.contact import money_people_of
from core.design.formats import day_words, pounds
from core.walls import put_behind
from notifications.messages import Message
from notifications.messages.automatic import RenewalsNotDone, RenewalsPlanned
from notifications.recipients import Recipient
from notifications.services import tell
from rights.models import Link
from transactions.models import PlannedRenewal

NAMED = 50
Plans = Sequence[PlannedRenewal]


def tell_planned(account: UUID, plans: Plans, *, at: datetime) -> None:
    """Notice before anything is done."""
    _tell(account, plans, _planned, "planned", at=at)


def tell_not_done(account: UUID, plans: Plans, *, at: datetime) -> None:
    """What was planned and is not done, with why: somebody has to renew it, or wants it so."""
    _tell(account, plans, _not_done, "not-done", at=at)


def _tell(account: UUID, plans: Plans, message_of: Callable[[Plans], Message], what: str, *, at: datetime) -> None:
    """One message for each wall, to those who are behind it."""
    links = Link.everything.filter(organisation_id=account, right__in=[plan.right_id for plan in plans])
    walls = dict(links.values_list("right_id", "wall_key"))
    together: dict[str, list[PlannedRenewal]] = defaultdict(list)
    for plan in plans:
        together[walls.get(plan.right_id, "")].append(plan)
    for wall, theirs in together.items():
        if wall:  # a message about several rights stands behind their wall by the name of the wall itself
            put_behind(account, {wall: [wall]})
        for person in money_people_of(account, behind=[wall] if wall else []):
            to = Recipient(person.email, (), person.name, person.language, account, person.user_id)
            with translation.override(person.language):
                message = message_of(theirs)
            key = f"{what}:{theirs[0].pk}:{at.date().isoformat()}:{person.user_id}"
            tell(message, to=to, key=key, about=wall, at=at, concerns=[plan.right.number for plan in theirs])


def _planned(plans: Plans) -> Message:
    ordered = sorted(plans, key=lambda plan: plan.renews_on)
    lines = [f"* {one.right.number}: {pounds(one.pence)}, {day_words(one.renews_on)}" for one in ordered[:NAMED]]
    total = pounds(sum(plan.pence for plan in plans))
    return RenewalsPlanned(str(len(plans)), total, _listed(lines, len(plans)), _address())


def _not_done(plans: Plans) -> Message:
    lines = [f"* {one.right.number}: {one.why}" for one in plans[:NAMED]]
    return RenewalsNotDone(str(len(plans)), _listed(lines, len(plans)), _address())


def _listed(lines: list[str], count: int) -> str:
    more = ["* " + _("and %(more)s more") % {"more": count - NAMED}] if count > NAMED else []
    return "\n".join([*lines, *more])


def _address() -> str:
    return f"{settings.PUBLIC_URL}/automatic/"
