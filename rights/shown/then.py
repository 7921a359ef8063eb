"""What the register said at some time, also beside what it says today, and the chain of title in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.design.formats import day_words
from rights.shown import interests, register
from rights.standing import Snapshot
from rights.statuses import Devolution
from rights.title import Owner, Tenure


@dataclass(frozen=True)
class Compared:
    """One thing that the register says, then and now; an empty side said nothing."""

    key: str
    then: tuple[str, ...]
    now: tuple[str, ...]

    @property
    def differs(self) -> bool:
        """Whether it changed."""
        return self.then != self.now


def compared(then: Snapshot, now: Snapshot, *, for_office: bool = False) -> list[Compared]:
    """Everything public that the register said at one of the two times, in its own order; for the office all of it."""
    before, after = dict(said(then, for_office=for_office)), dict(said(now, for_office=for_office))
    keys = [*before, *(key for key in after if key not in before)]
    return [Compared(key, before.get(key, ()), after.get(key, ())) for key in keys]


def said(snapshot: Snapshot, *, for_office: bool = False) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Everything public that the register said, as keys with their lines; several of one key are numbered."""
    counted: dict[str, int] = {}
    for key, lines in _lines(snapshot, for_office):
        counted[key] = counted.get(key, 0) + 1
        yield (key if counted[key] == 1 else f"{key} {counted[key]}"), lines


def _lines(snapshot: Snapshot, for_office: bool) -> Iterator[tuple[str, tuple[str, ...]]]:
    rows = register.register_rows(snapshot.right)
    rows += interests.interest_rows(snapshot) + interests.procedure_rows(snapshot)
    yield from ((row.key, row.lines) for row in rows)
    for person in register.people(snapshot, register.OWN_ROLES if for_office else register.PUBLIC_ROLES):
        yield person.role, (person.name, *person.address)
    addresses = register.office_addresses(snapshot) if for_office else register.public_addresses(snapshot)
    for address in addresses:
        yield address.label, (address.name, *address.lines)


@dataclass(frozen=True)
class Held:
    """One tenure in words."""

    owners: tuple[str, ...]
    from_on: str
    until_on: str
    how: str
    entered_on: str
    number: int


def held(tenure: Tenure) -> Held:
    """A tenure for the page and the certificate."""
    until = day_words(tenure.until_on) if tenure.until_on else _("today")
    owners = tuple(map(_owner, tenure.owners))
    return Held(owners, day_words(tenure.from_on), until, _how(tenure), day_words(tenure.entered_on), tenure.number)


def _how(tenure: Tenure) -> str:
    if tenure.how == "renamed":
        return _("New name of the same owner")
    return str(Devolution(tenure.how).label) if tenure.how else _("As the register says, without more")


def _owner(owner: Owner) -> str:
    name = owner.name or _("Name withheld")
    return _("%(name)s (share %(share)s)") % {"name": name, "share": owner.share} if owner.share else name
