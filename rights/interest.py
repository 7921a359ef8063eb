"""What a member of staff owns or represents themselves, so that they leave it to a colleague."""

from collections.abc import Iterable
from uuid import UUID

from accounts.models import Membership, User
from rights.models import Link


def own_accounts(user_id: UUID) -> list[UUID]:
    """Staff are never customers by the same account, so the person is known by the email address of both."""
    email = User.objects.filter(pk=user_id).values_list("email", flat=True).first()
    own = Membership.objects.filter(user__kind=User.Kind.CUSTOMER, user__email__iexact=email or "", left_at=None)
    return list(own.values_list("organisation_id", flat=True)) if email else []


def are_linked(accounts: Iterable[UUID], right_ids: Iterable[int]) -> bool:
    """Whether one of the accounts is linked to one of the rights; ``right_ids`` may be a queryset of ids."""
    links = Link.everything.filter(organisation_id__in=list(accounts), state=Link.State.ACTIVE)
    return links.filter(right_id__in=right_ids).exists()
