"""Makes a list of rows, once for the same rows; and changes its lines one by one before it is sent."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.api_clients.acting import kept
from core import audit
from core.actor import Acting, Permission, label, require
from core.outbox import promise
from core.walls import put_behind, walls_of
from rights.numbers import meanings
from transactions.lists.reading import Row
from transactions.models import ListLine, RightsList
from transactions.registry import type_named

CHECK = "check-list"


class NotByList(ValueError):
    """The type is not one that can be asked for by list."""


class AlreadySent(Exception):
    """The list is a request by now and is changed no more."""


def make_list(
    slug: str, rows: Sequence[Row], *, name: str, language: str = "en", by: Acting, at: datetime
) -> RightsList:
    """A list of the rows, to be looked at by a worker; the same rows again lead to the list that is there.

    Raises:
        NotPermitted, NotByList.
    """
    require(by, [Permission.PREPARE], reason=_("Ask the administrator of your account to let you prepare requests"))
    if not type_named(slug).by_list:
        raise NotByList(slug)
    digest = sha256("\n".join(f"{row.number}\t{row.reference}" for row in rows).encode()).hexdigest()
    with transaction.atomic():
        digest = _own_digest(digest, slug, by)
        made, is_new = RightsList.everything.get_or_create(
            organisation_id=by.organisation_id,
            type=slug,
            content_hash=digest,
            filing=None,
            dropped_at=None,
            defaults={
                "name": name[:150],
                "language": language,
                "size": len(rows),
                "created_at": at,
                "created_by": label(by),
            },
        )
        if is_new:
            lines = (
                ListLine(list=made, place=place, typed=row.number, own_reference=row.reference)
                for place, row in enumerate(rows, start=1)
            )
            ListLine.everything.bulk_create(lines, batch_size=5000)
            stand_behind(made, [line.number for line in rows], by=by)
            audit.note("list-made", by=by, at=at, subject=made.reference, details={"lines": len(rows)})
            promise_check(made, by=by, at=at)
    return made


def _own_digest(digest: str, slug: str, by: Acting) -> str:
    """The same rows lead to the list that is there, unless that stands behind a wall: then to one of one's own."""
    same = RightsList.everything.filter(organisation_id=by.organisation_id, type=slug, content_hash=digest)
    open_ones = same.filter(filing=None, dropped_at=None)
    if open_ones.exclude(pk__in=RightsList.objects.visible_to(by).filter(pk__in=open_ones.values("pk"))).exists():
        return sha256(f"{digest} {label(by)}".encode()).hexdigest()
    return digest


def stand_behind(made: RightsList, numbers: Sequence[str], *, by: Acting) -> None:
    """The list stands behind the walls of the numbers in it, as far as its maker is behind them.

    A wall of which the maker must not know does not tell of itself by hiding the maker's own list.
    """
    spelled = {number for typed in numbers for number in meanings(typed)}
    keys = {*walls_of(made.organisation_id, spelled), *walls_of(made.organisation_id, [made.reference])} - by.shut_out
    if keys:
        put_behind(made.organisation_id, {made.reference: keys})


def promise_check(made: RightsList, *, by: Acting, at: datetime) -> None:
    """A worker looks at what nobody has looked at."""
    payload = {"reference": made.reference, **kept(by), "after": made.checked}
    promise(CHECK, key=f"{made.reference}:{made.checked}:{at.isoformat()}", payload=payload, at=at)


def lists_of(by: Acting) -> Sequence[RightsList]:
    """The account's lists that are not requests yet, the newest first."""
    open_ones = RightsList.objects.visible_to(by).filter(filing=None, dropped_at=None)
    return list(open_ones.order_by("-created_at", "-pk")[:50])


def list_for(reference: str, *, by: Acting) -> RightsList | None:
    """One list of the account."""
    return RightsList.objects.visible_to(by).select_related("filing").filter(reference=reference).first()


def rename(made: RightsList, name: str, *, by: Acting, at: datetime) -> None:
    """Gives the list another name.

    Raises:
        NotPermitted, AlreadySent.
    """
    with transaction.atomic():
        locked = lock_open(made, by=by)
        locked.name = " ".join(name.split())[:150]
        locked.save(update_fields=["name"])
        audit.note("list-renamed", by=by, at=at, subject=locked.reference)


def leave_out(made: RightsList, place: int, *, is_out: bool, by: Acting, at: datetime) -> None:
    """The person leaves a line out, or takes it in again.

    Raises:
        NotPermitted, AlreadySent.
    """
    with transaction.atomic():
        locked = lock_open(made, by=by)
        ListLine.everything.filter(list=locked, place=place).update(left_out=is_out)
        details = {"place": place, "out": is_out}
        audit.note("list-line-left-out", by=by, at=at, subject=locked.reference, details=details)


def correct(made: RightsList, place: int, typed: str, *, by: Acting, at: datetime) -> None:
    """Another number for a line; the dry run looks at the line afresh, and at those that were its double.

    Raises:
        NotPermitted, AlreadySent.
    """
    with transaction.atomic():
        locked = lock_open(made, by=by)
        plain = " ".join(typed.replace("\0", "").split())[:60]
        again = ListLine.everything.filter(list=locked, place=place)
        was = again.values_list("right_id", flat=True).first()
        again.update(typed=plain, right=None, verdict="", pence=0, why="", left_out=False)
        if was is not None:
            doubles = ListLine.everything.filter(list=locked, right_id=was, verdict=ListLine.Verdict.TWICE)
            doubles.update(right=None, verdict="", pence=0, why="")
        stand_behind(locked, [plain], by=by)
        audit.note("list-corrected", by=by, at=at, subject=locked.reference, details={"place": place})


def drop(made: RightsList, *, by: Acting, at: datetime) -> None:
    """Throws a list away that was not sent.

    Raises:
        NotPermitted, AlreadySent.
    """
    with transaction.atomic():
        locked = lock_open(made, by=by)
        locked.dropped_at = at
        locked.save(update_fields=["dropped_at"])
        audit.note("list-dropped", by=by, at=at, subject=locked.reference)


def lock_open(made: RightsList, *, by: Acting) -> RightsList:
    """The list as it is now, locked, in the caller's transaction.

    Raises:
        NotPermitted, AlreadySent.
    """
    require(by, [Permission.PREPARE], reason=_("Ask the administrator of your account to let you prepare requests"))
    mine = RightsList.objects.visible_to(by).filter(pk=made.pk)
    locked = RightsList.everything.select_for_update().get(pk__in=mine.values("pk"))
    if locked.filing_id is not None or locked.dropped_at is not None:
        raise AlreadySent(_("This list was sent or deleted meanwhile."))
    return locked
