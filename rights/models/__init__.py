"""The register's tables, and those of what hangs on it."""

from rights.models.clients import ClientContact, ClientFile
from rights.models.disputes import LinkDispute
from rights.models.entries import DailyRoot, Entry, SourceRecord
from rights.models.holds import Hold, SentReminder
from rights.models.instructions import Instruction
from rights.models.interests import Authority, Interest, Proceeding
from rights.models.journal import JournalIssue
from rights.models.links import COPIED_KEYS, Link, Proof, Relation
from rights.models.people import Contact, Particulars, Party
from rights.models.reference import ExcludedDay, FeeProposal, FeeTable
from rights.models.requests import LinkCodeSending, LinkRequest, NotMeToken
from rights.models.right import Right
from rights.models.slices import TestMake
from rights.models.tracking import CalendarFeed, Decision, ReminderCopy, Review, SavedView
from rights.models.watches import Watch

__all__ = [
    "COPIED_KEYS",
    "Authority",
    "CalendarFeed",
    "ClientContact",
    "ClientFile",
    "Contact",
    "DailyRoot",
    "Decision",
    "Entry",
    "ExcludedDay",
    "FeeProposal",
    "FeeTable",
    "Hold",
    "Instruction",
    "Interest",
    "JournalIssue",
    "Link",
    "LinkCodeSending",
    "LinkDispute",
    "LinkRequest",
    "NotMeToken",
    "Particulars",
    "Party",
    "Proceeding",
    "Proof",
    "Relation",
    "ReminderCopy",
    "Review",
    "Right",
    "SavedView",
    "SentReminder",
    "SourceRecord",
    "TestMake",
    "Watch",
]
