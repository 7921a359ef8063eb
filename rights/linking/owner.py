"""Proof by the owner itself: a representative asks, and the owner answers in its own linked account."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from core import audit
from core.actor import Acting
from core.references import new_reference
from notifications.messages import OwnerAsked
from notifications.services import tell
from rights.linking import words
from rights.linking.concerned import people
from rights.linking.offers import locked_offer, published_only
from rights.linking.problems import TooMany
from rights.linking.queries import hold_names
from rights.models import Link, LinkRequest, Proof, Relation

State = LinkRequest.State
LASTS = timedelta(days=28)
ASKED_FOR_A_RIGHT_A_WEEK = 5
SEVERAL = _("The owner of %(number)s was asked several times this week. Choose another proof, or try again in a week.")


def ask_owner(request: LinkRequest, *, by: Acting, at: datetime) -> list[LinkRequest]:
    """Asks the owner for the request and all that are open with it, in whichever accounts are linked for the owner.

    Whether there is such an account is not said to whoever asks; without one nobody answers, and the request ends
    after 28 days.

    Raises:
        NoSuchProof: if the request is past being proved, or the right has several owners.
        TooMany: past the limit for a right.
        NotPermitted: for a member who may not prepare.
    """
    with transaction.atomic():
        requests = published_only(locked_offer(request, Proof.OWNER, by=by, at=at).requests)
        _keep_limit(requests, by=by, at=at)
        name, batch = Organisation.objects.get(pk=by.organisation_id).name, new_reference("OWN")
        for row in requests:
            row.proof, row.state, row.batch, row.code_hash = Proof.OWNER, State.WITH_OWNER, batch, ""
            row.stands_for, row.expires_at = name, at + LASTS
            row.save()
            audit.note("link-owner-asked", by=by, at=at, subject=row.right.number)
        _tell_owners(requests, at=at)
    return list(requests)


def end_unanswered(*, at: datetime) -> int:
    """Ends the requests that no owner answered in 28 days; returns how many."""
    over = LinkRequest.everything.filter(state=State.WITH_OWNER, expires_at__lte=at)
    return over.update(state=State.EXPIRED, decided_at=at, why="unanswered")


def _keep_limit(requests: Sequence[LinkRequest], *, by: Acting, at: datetime) -> None:
    hold_names([f"right {row.right_id}" for row in requests], by=by)
    lately = LinkRequest.everything.filter(proof=Proof.OWNER, expires_at__gt=at + LASTS - timedelta(days=7))
    for row in requests:
        if lately.filter(right_id=row.right_id).exclude(pk=row.pk).count() >= ASKED_FOR_A_RIGHT_A_WEEK:
            raise TooMany(SEVERAL % {"number": row.right.number})


def _tell_owners(requests: Sequence[LinkRequest], *, at: datetime) -> None:
    """One message for each person of each owner's account, about all of its rights."""
    by_right = {row.right_id: row for row in requests}
    links = Link.everything.filter(right_id__in=list(by_right), relation=Relation.OWNER, state=Link.State.ACTIVE)
    theirs: dict[UUID, list[LinkRequest]] = {}
    for right_id, organisation_id in links.values_list("right_id", "organisation_id"):
        theirs.setdefault(organisation_id, []).append(by_right[right_id])
    for organisation_id, rows in theirs.items():
        for person, to in people(organisation_id, about=[row.right.number for row in rows]):
            with translation.override(to.language):
                message = OwnerAsked(
                    firm=words.account(rows),
                    patents=words.patents(rows),
                    until=words.day(at + LASTS),
                    answer_url=f"{settings.PUBLIC_URL}/representatives/",
                )
            tell(message, to=to, key=f"owner-asked:{rows[0].batch}:{person}", about=words.about(rows), at=at)
