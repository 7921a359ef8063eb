"""The tables of the office's work."""

from casework.models.cases import OURS, Case, CaseEvent, Stands
from casework.models.enquiries import Enquiry
from casework.models.notes import Mention, Note
from casework.models.refunds import RefundProposal
from casework.models.rules import RoutingRule, ServiceStandard
from casework.models.teams import Absence, Team, TeamMember

__all__ = [
    "OURS",
    "Absence",
    "Case",
    "CaseEvent",
    "Enquiry",
    "Mention",
    "Note",
    "RefundProposal",
    "RoutingRule",
    "ServiceStandard",
    "Stands",
    "Team",
    "TeamMember",
]
