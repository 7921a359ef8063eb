"""What an organisation wants to be reminded of; what the law demands does not ask here."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from core import audit
from core.actor import Actor, organisation_of
from notifications.models.preferences import ReminderPreference

STAGES = (90, 30, 7)


def wanted_stages(organisation_ids: Collection[UUID]) -> dict[UUID, frozenset[int]]:
    """The stages (days before the due date) that each organisation wants; all of them where nothing was chosen."""
    chosen = ReminderPreference.objects.filter(organisation_id__in=organisation_ids)
    stored = {row.organisation_id: frozenset(row.days_before) for row in chosen}
    return {each: stored.get(each, frozenset(STAGES)) for each in organisation_ids}


def by_email(organisation_id: UUID) -> bool:
    """Whether reminders go out by email; they stand in the mailbox in any case."""
    return by_email_of([organisation_id])[organisation_id]


def by_email_of(organisation_ids: Collection[UUID]) -> dict[UUID, bool]:
    """The same of many organisations."""
    no_email = ReminderPreference.objects.filter(organisation_id__in=organisation_ids, by_email=False)
    silent = set(no_email.values_list("organisation_id", flat=True))
    return {each: each not in silent for each in organisation_ids}


def choose(*, days_before: Collection[int], email: bool, by: Actor, at: datetime) -> None:
    """Stores the organisation's choice.

    Raises:
        ValueError: for a stage that does not exist.
    """
    organisation = organisation_of(by)
    if organisation is None or not set(days_before) <= set(STAGES):
        raise ValueError("Choose from 90, 30 and 7 days before")
    stored = {"days_before": sorted(days_before, reverse=True), "by_email": email, "changed_at": at}
    ReminderPreference.objects.update_or_create(organisation_id=organisation, defaults=stored)
    audit.note("reminders-chosen", by=by, at=at, details={"days_before": stored["days_before"], "by_email": email})
