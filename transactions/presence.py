"""Who is working on a filing at this moment, kept in the cache only: a hint for people, never a lock."""

from datetime import datetime, timedelta
from uuid import UUID

from django.core.cache import cache

from accounts.contact import people_of
from core.actor import Actor, Applicant
from transactions.models import Filing

LASTS = timedelta(minutes=10)


def others_at_work(filing: Filing, *, by: Actor, at: datetime) -> list[str]:
    """Notes that the actor is here, and names those of the account who were in the last ten minutes."""
    if not isinstance(by, Applicant) or by.organisation_id != filing.organisation_id:
        return []
    key = f"at-work:{filing.reference}"
    seen: dict[UUID, datetime] = cache.get(key) or {}
    fresh = {user: when for user, when in seen.items() if at - LASTS < when <= at}
    cache.set(key, {**fresh, by.user_id: at}, LASTS.total_seconds())
    others = set(fresh) - {by.user_id}
    if not others:
        return []
    return [person.name or person.email for person in people_of(by.organisation_id) if person.user_id in others]
