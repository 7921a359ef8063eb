"""The tables of who acts."""

from accounts.models.organisations import Membership, Organisation
from accounts.models.providers import ProviderDocument, UsedLogoutToken
from accounts.models.sessions import AccountSession
from accounts.models.typed import TypedAnswers
from accounts.models.users import SignInIdentity, User

__all__ = [
    "AccountSession",
    "Membership",
    "Organisation",
    "ProviderDocument",
    "SignInIdentity",
    "TypedAnswers",
    "UsedLogoutToken",
    "User",
]
