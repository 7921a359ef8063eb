"""Which of the roles that the provider names are roles here."""

from collections.abc import Iterable

from accounts.roles import ROLES


class NoRole(Exception):
    """The person signed in rightly and has no role in this service."""


def known_roles(said: Iterable[str]) -> list[str]:
    """The roles of this service among those said.

    Raises:
        NoRole: if there is none.
    """
    known = sorted(set(said) & ROLES)
    if not known:
        raise NoRole("none of the roles is one of this service")
    return known
