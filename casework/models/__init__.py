"""The tables of the office's work."""

from casework.models.cases import OURS, Case, CaseEvent, Stands
from casework.models.checks import CaseTick
from casework.models.enquiries import Enquiry
from casework.models.notes import Mention, Note
from casework.models.quality import QualityDraw, QualitySample, SampleRule
from casework.models.refunds import RefundProposal
from casework.models.rules import RoutingRule, ServiceStandard
from casework.models.teams import Absence, Team, TeamMember
from casework.models.texts import StandardText

__all__ = [
    "OURS",
    "Absence",
    "Case",
    "CaseEvent",
    "CaseTick",
    "Enquiry",
    "Mention",
    "Note",
    "QualityDraw",
    "QualitySample",
    "RefundProposal",
    "RoutingRule",
    "SampleRule",
    "ServiceStandard",
    "StandardText",
    "Stands",
    "Team",
    "TeamMember",
]
