"""Takes what people say of the service."""

from datetime import datetime

from core.actor import Actor
from transactions.models import Feedback, Filing
from transactions.workflow import CannotMove, is_filer


def give_feedback(
    filing: Filing, *, satisfaction: int, comment: str, language: str, by: Actor, at: datetime
) -> Feedback:
    """Stores the answer, or replaces an earlier one.

    Raises:
        CannotMove: if the filing is not the actor's.
    """
    if not is_filer(by, filing):
        raise CannotMove(f"{filing.reference} belongs to somebody else")
    values = {"satisfaction": satisfaction, "comment": comment[:1200], "language": language, "given_at": at}
    feedback, _ = Feedback.objects.update_or_create(filing=filing, defaults=values)
    return feedback


def say_of_service(*, satisfaction: int, comment: str, language: str, at: datetime) -> Feedback:
    """Stores what somebody says of the whole service; who it was is not kept."""
    values = {"satisfaction": satisfaction, "comment": comment[:1200], "language": language, "given_at": at}
    return Feedback.objects.create(filing=None, **values)
