"""Members of staff as colleagues: who may be given a case, and how history names them."""

from collections.abc import Iterable

from accounts.models import User
from accounts.roles import OfficePermission, demand, permissions_of
from core.actor import Officer

OFFICER = "officer:"


def colleagues(*, by: Officer, oneself: bool = False) -> list[User]:
    """Everybody else who works on cases, by name; ``oneself`` too where that is asked for."""
    demand(by, OfficePermission.SEE_WORK)
    staff = User.objects.filter(kind=User.Kind.STAFF, is_active=True).order_by("name", "pk")
    staff = staff if oneself else staff.exclude(pk=by.user_id)
    return [one for one in staff if OfficePermission.WORK in permissions_of(Officer(one.pk, frozenset(one.roles)))]


def everybody(*, by: Officer) -> list[User]:
    """Every other member of staff, whatever their role, by name."""
    demand(by, OfficePermission.SEE_WORK)
    staff = User.objects.filter(kind=User.Kind.STAFF, is_active=True).exclude(pk=by.user_id)
    return list(staff.order_by("name", "pk"))


def names_of(labels: Iterable[str], *, by: Officer) -> dict[str, str]:
    """Names for the labels by which history rows name members of staff."""
    demand(by, OfficePermission.SEE_WORK)
    ids = {text.removeprefix(OFFICER) for text in labels if text.startswith(OFFICER)}
    return {f"{OFFICER}{one.pk}": one.name for one in User.objects.filter(pk__in=ids, kind=User.Kind.STAFF)}
