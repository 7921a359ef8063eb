"""Working on a filing within one account: remarks that nobody else reads, and handing a draft to a colleague."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.contact import Person, people_of
from core.actor import Actor, Applicant, Permission, require
from notifications.messages import DraftHanded
from notifications.recipients import Recipient
from notifications.services import tell
from transactions.models import Filing, FilingComment
from transactions.registry import type_named
from transactions.states import State
from transactions.telling import address_of
from transactions.workflow import CannotMove, is_filer, lock


class NothingSaid(ValueError):
    """A remark has words."""


class NoColleague(LookupError):
    """Nobody of the account is that person."""


def comment(filing: Filing, text: str, *, by: Applicant, at: datetime) -> FilingComment:
    """A remark on one's own account's filing.

    Raises:
        NothingSaid, NotPermitted.
        CannotMove: if the filing is somebody else's.
    """
    _demand_own(filing, by)
    if not text.strip():
        raise NothingSaid(_("Enter what you want to say"))
    return FilingComment.everything.create(filing=filing, text=text.strip()[:2000], at=at, author_id=by.user_id)


def hand_over(filing: Filing, user_id: UUID, note: str, *, by: Applicant, at: datetime) -> Filing:
    """Hands a draft to somebody of the same account, who is told with the note.

    Raises:
        NoColleague, NotPermitted.
        CannotMove: if it is no draft any more, or somebody else's.
    """
    _demand_own(filing, by)
    colleague = next((one for one in colleagues_of(by, filing) if one.user_id == user_id), None)
    if colleague is None:
        raise NoColleague(_("Choose somebody of your account"))
    with transaction.atomic():
        draft = lock(filing)
        if draft.state != State.DRAFT:
            raise CannotMove(f"{draft.reference} is {draft.state}: only drafts are handed over")
        draft.assigned_to, draft.changed_at = user_id, at
        draft.save(update_fields=["assigned_to", "changed_at"])
        remark = FilingComment.everything.create(
            filing=draft, text=note.strip()[:2000], at=at, author_id=by.user_id, handed_to_id=user_id
        )
        _tell(draft, remark, colleague, by=by, at=at)
    return draft


def colleagues_of(by: Applicant, filing: Filing) -> list[Person]:
    """Everybody else of the account who may know of the filing."""
    people = people_of(by.organisation_id, about=[filing.reference])
    return [person for person in people if person.user_id != by.user_id]


def has_colleagues(by: Actor) -> bool:
    """Whether somebody else belongs to the account, so that there is anybody to work with."""
    return isinstance(by, Applicant) and len(people_of(by.organisation_id)) > 1


def _demand_own(filing: Filing, by: Applicant) -> None:
    if not is_filer(by, filing):
        raise CannotMove(f"{filing.reference} belongs to somebody else")
    require(by, [Permission.PREPARE], reason=_("Ask the administrator of your account to let you prepare requests"))


def _tell(draft: Filing, remark: FilingComment, colleague: Person, *, by: Applicant, at: datetime) -> None:
    names = {person.user_id: person.name or person.email for person in people_of(by.organisation_id)}
    with translation.override(colleague.language):
        message = DraftHanded(
            what=str(type_named(draft.type).title),
            reference=draft.reference,
            handed_by=names.get(by.user_id, ""),
            note=remark.text,
            filing_url=address_of(draft),
        )
    to = Recipient(colleague.email, (), colleague.name, colleague.language, draft.organisation_id, colleague.user_id)
    tell(message, to=to, key=f"{draft.reference}:handed:{remark.pk}", about=draft.reference, at=at)
