"""What a client of the API may ask for, and the permissions of a member that come with it."""

from collections.abc import Collection, Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from oauth2_provider.scopes import BaseScopes

from accounts.models import ApiClient
from core.actor import Permission

P = Permission


class Scope(StrEnum):
    """The scopes of the API, as they stand in tokens."""

    RIGHTS_READ = "rights:read"
    RIGHTS_WRITE = "rights:write"
    RIGHTS_RENEW = "rights:renew"
    FILINGS_READ = "filings:read"
    FILINGS_WRITE = "filings:write"
    PAYMENTS_READ = "payments:read"
    PAYMENTS_WRITE = "payments:write"
    MESSAGES_READ = "messages:read"
    INSTRUCTIONS_WRITE = "instructions:write"
    ORGANISATION_READ = "organisation:read"
    WEBHOOKS_WRITE = "webhooks:write"


WORDS: Mapping[Scope, Promise] = {
    Scope.RIGHTS_READ: _("See the rights of the account, their deadlines, costs and history"),
    Scope.RIGHTS_WRITE: _("Change own references, and ask for links to rights"),
    Scope.RIGHTS_RENEW: _("Prepare renewals, one by one and by list"),
    Scope.FILINGS_READ: _("See requests, their documents and certificates"),
    Scope.FILINGS_WRITE: _("Prepare requests of every type, answer questions and withdraw"),
    Scope.PAYMENTS_READ: _("See payments, receipts and the deposit account"),
    Scope.PAYMENTS_WRITE: _("Pay"),
    Scope.MESSAGES_READ: _("Read messages"),
    Scope.INSTRUCTIONS_WRITE: _("See, ask for and give instructions"),
    Scope.ORGANISATION_READ: _("See the organisation and its members"),
    Scope.WEBHOOKS_WRITE: _("Keep webhooks"),
}

PREPARES = {P.VIEW, P.PREPARE}
BRINGS: Mapping[Scope, frozenset[Permission]] = {
    Scope.RIGHTS_READ: frozenset({P.VIEW}),
    Scope.RIGHTS_WRITE: frozenset(PREPARES),
    Scope.RIGHTS_RENEW: frozenset(PREPARES | {P.SUBMIT}),
    Scope.FILINGS_READ: frozenset({P.VIEW}),
    Scope.FILINGS_WRITE: frozenset(PREPARES | {P.SUBMIT}),
    Scope.PAYMENTS_READ: frozenset({P.VIEW, P.SEE_MONEY}),
    Scope.PAYMENTS_WRITE: frozenset({P.VIEW, P.PAY}),
    Scope.MESSAGES_READ: frozenset({P.VIEW}),
    Scope.INSTRUCTIONS_WRITE: frozenset(PREPARES | {P.SUBMIT}),
    Scope.ORGANISATION_READ: frozenset({P.VIEW}),
    Scope.WEBHOOKS_WRITE: frozenset({P.VIEW}),
}
"""No scope brings the permission to approve or to manage people: those stay with people in front of a page."""


def permissions_of(scopes: Collection[str]) -> frozenset[Permission]:
    """What a member's permissions a token of these scopes can stand for at most."""
    return frozenset().union(*(BRINGS[scope] for scope in Scope if scope in scopes))


class ClientScopes(BaseScopes):  # type: ignore[misc]
    """The token server's view: a client gets what its administrator chose, and asks for less if it likes."""

    def get_all_scopes(self) -> dict[str, str]:
        """Every scope with what it lets one do."""
        return {str(scope): str(words) for scope, words in WORDS.items()}

    def get_available_scopes(
        self, application: ApiClient | None = None, request: object = None, *args: object, **kwargs: object
    ) -> list[str]:
        """What the client may ask for."""
        return list(application.scopes) if application else []

    def get_default_scopes(
        self, application: ApiClient | None = None, request: object = None, *args: object, **kwargs: object
    ) -> list[str]:
        """What it gets if it asks for nothing in particular."""
        return self.get_available_scopes(application)
