"""The tables of who acts."""

from accounts.models.api_clients import ApiClient, UsedAssertion
from accounts.models.organisations import Invitation, Membership, Organisation, OrganisationRole, ResponsibleOfficer
from accounts.models.providers import ProviderDocument, UsedLogoutToken
from accounts.models.rules import RulesProposal
from accounts.models.sessions import AccountSession
from accounts.models.teams import OrganisationTeam, OrganisationTeamMember
from accounts.models.typed import TypedAnswers
from accounts.models.users import SignInIdentity, User

__all__ = [
    "AccountSession",
    "ApiClient",
    "Invitation",
    "Membership",
    "Organisation",
    "OrganisationRole",
    "OrganisationTeam",
    "OrganisationTeamMember",
    "ProviderDocument",
    "ResponsibleOfficer",
    "RulesProposal",
    "SignInIdentity",
    "TypedAnswers",
    "UsedAssertion",
    "UsedLogoutToken",
    "User",
]
