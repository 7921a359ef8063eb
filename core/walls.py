"""What stands behind the walls of an organisation: the conditions by which queries leave it out, and who writes it."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from django.db.models import BooleanField, CharField, Exists, F, Func, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from core.actor import Actor, organisation_of, shut_out_of
from core.models.walls import BehindWall


def open_to(actor: Actor, subject: str) -> Q:
    """The condition that what the column ``subject`` names (a reference or number) is not behind a wall to the actor.

    It costs nothing to whom no wall shuts out.
    """
    shut_out, organisation_id = shut_out_of(actor), organisation_of(actor)
    if not shut_out or organisation_id is None:
        return Q()
    return ~Q(Exists(_behind(organisation_id, shut_out).filter(subject=Cast(OuterRef(subject), CharField()))))


def open_to_all_of(actor: Actor, subjects: str) -> Q:
    """The same for a column that names several things: none of them is behind a wall to the actor."""
    shut_out, organisation_id = shut_out_of(actor), organisation_of(actor)
    if not shut_out or organisation_id is None:
        return Q()
    is_named = Func(
        F("subject"),
        OuterRef(subjects),
        arg_joiner=" = ANY(",
        template="(%(expressions)s))",
        output_field=BooleanField(),
    )
    return ~Q(Exists(_behind(organisation_id, shut_out).filter(is_named)))


def is_open_to(actor: Actor, subject: str) -> bool:
    """Whether the one thing is not behind a wall to the actor."""
    shut_out, organisation_id = shut_out_of(actor), organisation_of(actor)
    if not shut_out or organisation_id is None:
        return True
    return not _behind(organisation_id, shut_out).filter(subject=subject).exists()


def walls_of(organisation_id: UUID | None, subjects: Iterable[str]) -> list[str]:
    """The keys of the walls behind which any of the things stands."""
    named = [subject for subject in subjects if subject]
    if organisation_id is None or not named:
        return []
    rows = BehindWall.objects.filter(organisation_id=organisation_id, subject__in=named)
    return sorted(set(rows.values_list("wall_key", flat=True)))


def put_behind(organisation_id: UUID, walls: Mapping[str, Collection[str]]) -> None:
    """Says anew behind which walls (their keys) each subject stands; an empty collection takes it out."""
    BehindWall.objects.filter(organisation_id=organisation_id, subject__in=list(walls)).delete()
    rows = [
        BehindWall(organisation_id=organisation_id, subject=subject, wall_key=key)
        for subject, keys in walls.items()
        for key in sorted(set(keys))
    ]
    BehindWall.objects.bulk_create(rows, ignore_conflicts=True, batch_size=5000)


def follow(organisation_id: UUID | None, subject: str, *, of: str) -> None:
    """Puts what hangs on something (a payment on a request) behind the same walls."""
    if walls := walls_of(organisation_id, [of]):
        assert organisation_id is not None
        put_behind(organisation_id, {subject: walls})


def _behind(organisation_id: UUID, keys: Collection[str]) -> QuerySet[BehindWall]:
    return BehindWall.objects.filter(organisation_id=organisation_id, wall_key__in=sorted(keys))
