"""What follows when a right moves behind another wall within an account: everything that hangs on it moves along."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from uuid import UUID

from core.models import BehindWall
from core.walls import put_behind
from rights.models import Link

CHUNK = 1000
Walls = Mapping[str, Collection[str]]
Follower = Callable[[UUID, Collection[int]], Walls]
_FOLLOWERS: list[Follower] = []


def also_behind(follower: Follower) -> Follower:
    """Registers an upper layer's say: which subjects hang on rights of an account, with the walls of each."""
    if follower not in _FOLLOWERS:
        _FOLLOWERS.append(follower)
    return follower


def rewall(organisation_id: UUID, right_ids: Iterable[int]) -> None:
    """Puts what the account has about the rights behind the walls of its links; in the caller's transaction."""
    if not _has_walls(organisation_id):
        return
    ids = sorted(set(right_ids))
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        for follower in (_numbers, *_FOLLOWERS):
            put_behind(organisation_id, follower(organisation_id, chunk))


def follow_numbers(right_ids: Collection[int]) -> None:
    """A right got another number: messages under it stand behind the same walls."""
    walled = Link.everything.filter(right_id__in=list(right_ids)).exclude(wall_key="")
    for organisation_id in set(walled.values_list("organisation_id", flat=True)):
        put_behind(organisation_id, _numbers(organisation_id, right_ids))


def _has_walls(organisation_id: UUID) -> bool:
    walled = Link.everything.filter(organisation_id=organisation_id).exclude(wall_key="")
    return walled.exists() or BehindWall.objects.filter(organisation_id=organisation_id).exists()


def _numbers(organisation_id: UUID, right_ids: Collection[int]) -> Walls:
    """The rights' own numbers, under which messages and the log speak of them."""
    links = Link.everything.filter(organisation_id=organisation_id, right_id__in=list(right_ids))
    columns = ("wall_key", "right__number", "right__application_number", "right__publication_number")
    found: dict[str, set[str]] = defaultdict(set)
    for key, *numbers in links.values_list(*columns):
        for number in filter(None, numbers):
            found[number] |= {key} if key else set()
    return found
