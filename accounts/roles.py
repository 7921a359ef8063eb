"""What members of staff may do: permissions, the roles that hold them, and how services demand them.

The office's provider names the roles at every sign-in; what it names beyond these opens nothing.
"""

from enum import StrEnum
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.actor import Actor, NotPermitted, Officer

Words = str | Promise


class OfficePermission(StrEnum):
    """What a member of staff may do."""

    SEE_WORK = "see-work"
    NOTE = "note"
    WORK = "work"
    DECIDE = "decide"
    CORRECT = "correct"
    REOPEN = "reopen"
    ALLOCATE = "allocate"
    KEY_IN = "key-in"
    LOOK_UP_ACCOUNTS = "look-up-accounts"
    MEND_DELIVERIES = "mend-deliveries"
    REFUND = "refund"
    LOAD_STATEMENTS = "load-statements"
    ANSWER_COMPLAINTS = "answer-complaints"
    ANSWER_DATA_REQUESTS = "answer-data-requests"
    CHECK_QUALITY = "check-quality"
    SEE_REPORTS = "see-reports"
    MANAGE_TEXTS = "manage-texts"
    MANAGE_RULES = "manage-rules"
    MANAGE_REFERENCE_DATA = "manage-reference-data"
    READ_AUDIT = "read-audit"


P = OfficePermission


class Role:
    """One role: its name at the provider, its title for people, what it may do."""

    key: ClassVar[str]
    title: ClassVar[Words]
    permissions: ClassVar[frozenset[OfficePermission]]


class FormalitiesOfficer(Role):
    """Checks requests, asks, decides, and keys in what came by paper or phone."""

    key = "formalities_officer"
    title = gettext_lazy("Formalities officer")
    permissions = frozenset({P.SEE_WORK, P.NOTE, P.WORK, P.DECIDE, P.KEY_IN, P.LOOK_UP_ACCOUNTS, P.MEND_DELIVERIES})


class Examiner(Role):
    """Reads everything, notes and refers; decides no request."""

    key = "examiner"
    title = gettext_lazy("Examiner")
    permissions = frozenset({P.SEE_WORK, P.NOTE})


class TeamLeader(Role):
    """Does what officers do, shares out the work, reopens, checks quality, and keeps texts and rules."""

    key = "team_leader"
    title = gettext_lazy("Team leader")
    permissions = FormalitiesOfficer.permissions | {
        P.REOPEN,
        P.ALLOCATE,
        P.REFUND,
        P.LOAD_STATEMENTS,
        P.ANSWER_COMPLAINTS,
        P.CHECK_QUALITY,
        P.SEE_REPORTS,
        P.MANAGE_TEXTS,
        P.MANAGE_RULES,
    }


class RegisterAdministrator(Role):
    """Decides corrections, which are kept apart from changes, and keeps fees and closed days."""

    key = "register_administrator"
    title = gettext_lazy("Register administrator")
    permissions = frozenset({P.SEE_WORK, P.NOTE, P.WORK, P.DECIDE, P.CORRECT, P.MANAGE_REFERENCE_DATA})


class Support(Role):
    """Helps people who call: looks up accounts, sends again, keys in. Decides nothing."""

    key = "support"
    title = gettext_lazy("Customer support")
    permissions = frozenset({P.SEE_WORK, P.NOTE, P.KEY_IN, P.LOOK_UP_ACCOUNTS, P.MEND_DELIVERIES, P.ANSWER_COMPLAINTS})


class Auditor(Role):
    """Reads the audit log and the work, and answers requests for a person's data; changes nothing else."""

    key = "auditor"
    title = gettext_lazy("Auditor or data protection officer")
    permissions = frozenset({P.SEE_WORK, P.LOOK_UP_ACCOUNTS, P.READ_AUDIT, P.SEE_REPORTS, P.ANSWER_DATA_REQUESTS})


KNOWN: tuple[type[Role], ...] = (FormalitiesOfficer, Examiner, TeamLeader, RegisterAdministrator, Support, Auditor)
TITLES = {role.key: role.title for role in KNOWN}
ROLES = frozenset(TITLES)
_PERMISSIONS = {role.key: role.permissions for role in KNOWN}


def permissions_of(officer: Officer) -> frozenset[OfficePermission]:
    """Everything that the officer's roles let them do."""
    return frozenset().union(*(_PERMISSIONS.get(role, frozenset()) for role in officer.roles))


def allows(actor: Actor, permission: OfficePermission) -> bool:
    """Whether the actor is a member of staff with a role that holds the permission."""
    return isinstance(actor, Officer) and permission in permissions_of(actor)


def demand(actor: Actor, permission: OfficePermission) -> None:
    """Demands the permission of a member of staff.

    Raises:
        NotPermitted: with a sentence that names the roles that hold it.
    """
    if allows(actor, permission):
        return
    able = _(" or ").join(str(role.title).lower() for role in KNOWN if permission in role.permissions)
    raise NotPermitted(_("Your role does not let you do this. Ask a colleague who is: %(roles)s.") % {"roles": able})
