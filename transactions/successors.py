"""What a member who has left had begun goes on with somebody else of the organisation."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import ngettext

from accounts.contact import Person, people_of
from accounts.models import Organisation, User
from notifications.messages.organisations import DraftsPassedOn
from notifications.recipients import Recipient
from notifications.services import tell
from transactions.models import Filing
from transactions.states import ENDED, UNFINISHED


def pass_on(organisation_id: UUID, left: UUID, successor: UUID, *, at: datetime) -> int:
    """Gives what was with the leaver, and the drafts that they began, to the successor; returns how many.

    What stands behind a wall to the successor goes to the first person behind it. Harmless to repeat.
    """
    mine = Q(assigned_to=left) | Q(assigned_to=None, created_by=f"user:{left}", state__in=UNFINISHED)
    taken: dict[UUID, int] = {}
    with transaction.atomic():
        rows = Filing.everything.filter(mine, organisation_id=organisation_id).exclude(state__in=ENDED)
        for filing in rows.select_for_update().order_by("pk"):
            heir = _heir(filing, organisation_id, successor)
            if heir is not None:
                filing.assigned_to = heir
                filing.save(update_fields=["assigned_to"])
                taken[heir] = taken.get(heir, 0) + 1
        for heir, number in taken.items():
            _tell(organisation_id, heir, left, number, at=at)
    return sum(taken.values())


def _heir(filing: Filing, organisation_id: UUID, successor: UUID) -> UUID | None:
    inside = [person.user_id for person in people_of(organisation_id, about=[filing.reference])]
    return successor if successor in inside else next(iter(inside), None)


def _tell(organisation_id: UUID, heir: UUID, left: UUID, number: int, *, at: datetime) -> None:
    person = next((one for one in people_of(organisation_id) if one.user_id == heir), None)
    if person is None:
        return
    with translation.override(person.language):
        words = ngettext("%(number)s request", "%(number)s requests", number) % {"number": number}
        message = DraftsPassedOn(_organisation(organisation_id), _name(left), words)
    tell(message, to=_to(person), key=f"passed-on:{organisation_id}:{left}:{heir}:{at:%Y%m%d%H%M}", about="", at=at)


def _to(person: Person) -> Recipient:
    return Recipient(email=person.email, name=person.name, language=person.language, user_id=person.user_id)


def _organisation(organisation_id: UUID) -> str:
    return Organisation.objects.values_list("name", flat=True).get(pk=organisation_id)


def _name(user_id: UUID) -> str:
    user = User.objects.get(pk=user_id)
    return user.name or user.email
