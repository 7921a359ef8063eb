"""Which scope a call needs: declared by each view for each method, and demanded before the view runs."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import NotAuthenticated
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from accounts.api_clients.scopes import Scope
from api.kernel.authentication import Caller
from api.kernel.errors import ApiError

OPEN = frozenset[Scope]()
"""The scopes of what anybody may call, without a token."""

Needed = Mapping[str, frozenset[Scope]]


class HasScope(BasePermission):
    """One of the scopes that the view names for the method is enough."""

    def has_permission(self, request: Request, view: Any) -> bool:
        """Raises:
        NotAuthenticated: without a token.
        ApiError: if the token has none of the scopes.
        """
        needed = scopes_for(view, request.method or "")
        if not needed:
            return True
        if not isinstance(request.user, Caller):
            raise NotAuthenticated(_("Send a token: Authorization: Bearer …"))
        if not needed & request.user.scopes:
            words = " ".join(sorted(needed))
            raise ApiError(403, "scopeNeeded", _("The token lacks the scope %(words)s.") % {"words": words})
        return True


def scopes_for(view: Any, method: str) -> frozenset[Scope]:
    """The scopes of which the method needs one; none for what is open to anybody."""
    needed: Needed = getattr(view, "scopes", {})
    return needed.get("GET" if method in ("HEAD", "OPTIONS") else method, OPEN)
