"""What stands behind a wall with a right: the account's filings on it, with their payments and documents."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from core.actor import Actor, shut_out_of
from core.walls import put_behind
from payments import services as payments
from rights.models import Link
from rights.walls import Walls, also_behind
from transactions.models import Filing, FilingDocument, FilingRight, ListLine, RightsList


def wall_filing(filing: Filing, by: Actor) -> None:
    """Puts a new filing behind the walls of its rights, as far as who begins it is behind them; in that transaction.

    Whoever is outside begins it as a stranger would: a wall must not tell of itself by hiding their own draft.
    """
    if filing.organisation_id is not None:
        walls, shut_out = _walls(filing.organisation_id, [filing.pk]), shut_out_of(by)
        put_behind(filing.organisation_id, {subject: set(keys) - shut_out for subject, keys in walls.items()})


def wall_for(organisation_id: UUID, about: str) -> None:
    """An account is told of another one's filing: what it is told stands behind the walls of its own links."""
    filing = Filing.everything.filter(reference=about).exclude(organisation_id=organisation_id).first()
    keys = _keys(organisation_id, [filing.pk])[filing.pk] if filing else set()
    if keys:
        put_behind(organisation_id, {about: keys})


@also_behind
def filings_behind(organisation_id: UUID, right_ids: Collection[int]) -> Walls:
    """Everything that the account has filed on the rights, each behind the walls of all rights that it is about."""
    rows = FilingRight.everything.filter(filing__organisation_id=organisation_id, right_id__in=list(right_ids))
    return _walls(organisation_id, sorted(set(rows.values_list("filing_id", flat=True))))


@also_behind
def lists_behind(organisation_id: UUID, right_ids: Collection[int]) -> Walls:
    """The account's lists in which one of the rights stands, each behind the walls of all rights in it."""
    lines = ListLine.everything.filter(list__organisation_id=organisation_id)
    touched = set(lines.filter(right_id__in=list(right_ids)).values_list("list_id", flat=True))
    links = Link.everything.filter(organisation_id=organisation_id).exclude(wall_key="")
    found: dict[str, set[str]] = {}
    for made in RightsList.everything.filter(pk__in=touched):
        rights = lines.filter(list=made, right__isnull=False).values("right_id")
        found[made.reference] = set(links.filter(right_id__in=rights).values_list("wall_key", flat=True))
    return found


def _walls(organisation_id: UUID, filing_ids: Collection[int]) -> Walls:
    keys = _keys(organisation_id, filing_ids)
    found: dict[str, set[str]] = {}
    for filing in Filing.everything.filter(pk__in=filing_ids):
        found[filing.reference] = keys[filing.pk]
    found |= payments.hanging_on(organisation_id, found)
    documents = FilingDocument.everything.filter(filing_id__in=filing_ids)
    for filing_id, file in documents.values_list("filing_id", "file__reference"):
        found[str(file)] = found.get(str(file), set()) | keys[filing_id]
    return found


def _keys(organisation_id: UUID, filing_ids: Collection[int]) -> dict[int, set[str]]:
    rights: dict[int, set[int]] = defaultdict(set)
    for filing_id, right_id in FilingRight.everything.filter(filing_id__in=filing_ids).values_list("filing", "right"):
        rights[right_id].add(filing_id)
    found: dict[int, set[str]] = defaultdict(set)
    links = Link.everything.filter(organisation_id=organisation_id, right_id__in=list(rights)).exclude(wall_key="")
    for right_id, key in links.values_list("right_id", "wall_key"):
        for filing_id in rights[right_id]:
            found[filing_id].add(key)
    return found
