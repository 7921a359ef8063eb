"""Client files: opened, described, given rights, closed to all but named people, and put away."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import OrganisationTeam
from accounts.organising import teams
from core import audit
from core.actor import Acting, Applicant, NotPermitted, Permission, require
from core.walls import put_behind
from rights.models import ClientContact, ClientFile, Link
from rights.walls import rewall


class NoSuchClient(LookupError):
    """The account has no such client file, or none that the actor may know of."""


class NameNeeded(ValueError):
    """A client file has a name."""


@dataclass(frozen=True)
class Told:
    """What a client file says, as it is typed."""

    name: str
    billing_reference: str = ""
    notes: str = ""
    team_key: str = ""
    needs_approval: bool = False


@dataclass(frozen=True)
class ContactTold:
    """Somebody at the client, as it is typed."""

    name: str
    email: str = ""
    phone: str = ""
    role: str = ""


def files(by: Acting, *, search: str = "") -> QuerySet[ClientFile]:
    """The client files that are there for the actor."""
    found = ClientFile.objects.visible_to(by).filter(archived_at=None)
    return found.filter(name__icontains=search) if search else found


def files_of(by: Acting) -> Sequence[ClientFile]:
    """All of them, by name."""
    return list(files(by).order_by("name", "pk"))


def client_file(reference: str, *, by: Acting) -> ClientFile:
    """One of them.

    Raises:
        NoSuchClient.
    """
    found = ClientFile.objects.visible_to(by).filter(reference=reference).first()
    if found is None:
        raise NoSuchClient(reference)
    return found


def open_file(told: Told, *, by: Acting, at: datetime) -> ClientFile:
    """A new client file, without rights yet.

    Raises:
        NotPermitted, NameNeeded.
    """
    _demand_preparer(by)
    with transaction.atomic():
        made = ClientFile(organisation_id=by.organisation_id, created_at=at)
        _tell(made, told, by=by)
        audit.note("client-file-opened-new", by=by, at=at, subject=made.reference)
    return made


def describe(file: ClientFile, told: Told, *, by: Acting, at: datetime) -> None:
    """Says anew what the file is; its links show the new name, and stand behind its team's wall.

    Raises:
        NotPermitted, NameNeeded.
    """
    _demand_preparer(by)
    with transaction.atomic():
        locked = _locked(file, by)
        _tell(locked, told, by=by)
        _carry_to_links(locked)
        audit.note("client-file-changed", by=by, at=at, subject=locked.reference)


def keep_contacts(file: ClientFile, contacts: Iterable[ContactTold], *, by: Acting, at: datetime) -> None:
    """Says anew who the people at the client are.

    Raises:
        NotPermitted.
    """
    _demand_preparer(by)
    with transaction.atomic():
        locked = _locked(file, by)
        ClientContact.everything.filter(file=locked).delete()
        rows = [ClientContact(file=locked, **vars(one)) for one in contacts if one.name.strip()]
        ClientContact.everything.bulk_create(rows)
        audit.note("client-contacts-changed", by=by, at=at, subject=locked.reference)


def place(right_ids: Iterable[int], file: ClientFile | None, *, by: Acting, at: datetime) -> int:
    """Puts the account's links to the rights into the file, or into none, behind its wall; returns how many rights.

    Raises:
        NotPermitted.
    """
    _demand_preparer(by)
    with transaction.atomic():
        locked = _locked(file, by) if file else None
        links = Link.objects.visible_to(by).filter(right_id__in=list(right_ids))
        mine = Link.everything.filter(pk__in=links.values("pk"), organisation_id=by.organisation_id)
        rights = sorted(set(mine.values_list("right_id", flat=True)))
        if mine.exclude(wall_key__in=["", locked.wall_key if locked else ""]).exists():
            demand_manager(by)  # they leave the wall behind which they stand
        mine.update(**_on_links(locked))
        rewall(by.organisation_id, rights)
        subject = locked.reference if locked else ""
        audit.note("rights-placed", by=by, at=at, subject=subject, details={"rights": len(rights)})
    return len(rights)


def named(name: str, *, by: Acting, at: datetime) -> ClientFile | None:
    """The file of that name that is there for the actor, opened if there is none; None for no name."""
    wanted = name.strip()[:60]
    if not wanted:
        return None
    found = ClientFile.objects.visible_to(by).filter(name__iexact=wanted, archived_at=None).order_by("pk").first()
    return found or open_file(Told(wanted), by=by, at=at)


def close_to_all_but(file: ClientFile, people: Collection[UUID], *, by: Applicant, at: datetime) -> None:
    """Puts a wall around the file, or says anew who is behind it.

    Raises:
        NotPermitted: for a member who does not manage people.
        NobodyInside: without anybody.
    """
    demand_manager(by)
    with transaction.atomic():
        locked = _locked(file, by)
        wall = OrganisationTeam.objects.select_for_update().filter(key=locked.own_wall or None).first()
        if wall is None:
            wall = teams.make_wall(locked.name, people, by=by, at=at)
        else:
            teams.name_people(wall, people, by=by, at=at)
        locked.own_wall = wall.key
        _stand(locked)
        audit.note("client-file-closed", by=by, at=at, subject=locked.reference, details={"people": len(people)})


def open_to_all(file: ClientFile, *, by: Applicant, at: datetime) -> None:
    """Takes the file's own wall away; its team's stays.

    Raises:
        NotPermitted.
    """
    demand_manager(by)
    with transaction.atomic():
        locked = _locked(file, by)
        wall = OrganisationTeam.objects.select_for_update().filter(key=locked.own_wall or None).first()
        if wall is not None:
            teams.pull_down(wall, by=by, at=at)
        _stand(locked)
        audit.note("client-file-reopened", by=by, at=at, subject=locked.reference)


def people_behind(file: ClientFile) -> list[UUID]:
    """Who is named on the file's own wall; empty where there is none."""
    wall = OrganisationTeam.objects.filter(key=file.own_wall or None, is_closed=True).first()
    return teams.people_in(wall) if wall else []


def put_away(file: ClientFile, *, by: Acting, at: datetime) -> None:
    """Archives a file; its links keep its name.

    Raises:
        NotPermitted.
    """
    _demand_preparer(by)
    with transaction.atomic():
        locked = _locked(file, by)
        locked.archived_at = None if locked.archived_at else at
        locked.save(update_fields=["archived_at"])
        audit.note("client-file-archived", by=by, at=at, subject=locked.reference)


def note_opened(file: ClientFile, *, by: Acting, at: datetime) -> None:
    """A file behind a wall remembers who opened it."""
    if file.wall_key:
        audit.note("client-file-opened", by=by, at=at, subject=file.reference)


def note_right_opened(link: Link, *, by: Acting, at: datetime) -> None:
    """So does a right behind a wall."""
    if link.wall_key:
        audit.note("right-opened", by=by, at=at, subject=link.number)


def things_in(file: ClientFile) -> list[QuerySet[Any, Any]]:
    """What opening it may mean: the file's own reference, and the numbers of its rights."""
    itself = ClientFile.everything.filter(pk=file.pk).values("reference")
    return [itself, Link.everything.filter(client_file=file).values("number")]


def _demand_may_open(file: ClientFile, team_key: str, *, by: Acting) -> None:
    """Whoever takes a file out from behind its team's wall opens it, which only a manager of people does."""
    stands_by_team = file.wall_key and file.wall_key == file.team_key
    if stands_by_team and team_key != file.team_key:
        demand_manager(by)


def _tell(file: ClientFile, told: Told, *, by: Acting) -> None:
    if not told.name.strip():
        raise NameNeeded(_("Enter the client’s name"))
    known = {team.key for team in teams.teams_of(by)}
    if told.team_key and told.team_key not in known:
        raise NotPermitted(_("Choose one of your organisation’s teams."))
    _demand_may_open(file, told.team_key, by=by)
    file.name, file.billing_reference = told.name.strip()[:60], told.billing_reference.strip()[:60]
    file.notes, file.needs_approval = told.notes.strip()[:2000], told.needs_approval
    file.team_key = told.team_key
    _stand(file)


def _stand(file: ClientFile) -> None:
    """Works out behind which wall the file stands, and carries it to its links and all that hangs on them."""
    own = OrganisationTeam.objects.filter(key=file.own_wall or None, is_closed=True).exists()
    file.wall_key = file.own_wall if own else file.team_key
    file.save()
    _carry_to_links(file)


def _carry_to_links(file: ClientFile) -> None:
    links = Link.everything.filter(client_file=file)
    rights = list(links.exclude(wall_key=file.wall_key).values_list("right_id", flat=True))
    links.update(**_on_links(file))
    rewall(file.organisation_id, rights)
    put_behind(file.organisation_id, {file.reference: [file.wall_key] if file.wall_key else []})


def _on_links(file: ClientFile | None) -> dict[str, object]:
    if file is None:
        return {"client_file": None, "client": "", "wall_key": ""}
    return {"client_file": file, "client": file.name, "wall_key": file.wall_key}


def _locked(file: ClientFile, by: Acting) -> ClientFile:
    """The file as it is now, locked; it must be there for the actor.

    Raises:
        NoSuchClient.
    """
    visible = ClientFile.objects.visible_to(by).filter(pk=file.pk)
    found = ClientFile.everything.select_for_update().filter(pk__in=visible.values("pk")).first()
    if found is None:
        raise NoSuchClient(file.reference)
    return found


def _demand_preparer(by: Acting) -> None:
    require(by, [Permission.PREPARE], reason=_("Ask an administrator of your organisation to keep client files."))


def demand_manager(by: Acting) -> None:
    """Raises:
    NotPermitted: for a member who may not close files.
    """
    require(by, [Permission.MANAGE_PEOPLE], reason=_("Ask an administrator of your organisation to close files."))
