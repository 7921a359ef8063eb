"""One typed message for each template."""

from notifications.messages.accounts import AccountCreated
from notifications.messages.agreements import (
    AgreementAnswered,
    AgreementAsked,
    AgreementAskedByAddress,
    ChangeAskedByParty,
)
from notifications.messages.automatic import RenewalsNotDone, RenewalsPlanned
from notifications.messages.base import Message
from notifications.messages.changes import (
    ChangeAsked,
    ChangeMade,
    EntryWatched,
    FilingNotDone,
    FilingOpenedAgain,
    FilingOutcome,
    FilingReceived,
    FilingWaits,
)
from notifications.messages.contacts import ContactChangedNew, ContactChangedOld
from notifications.messages.digests import (
    CopyConfirm,
    ReminderCopied,
    ReminderDigest,
    RemindersDue,
    RemindersLapsed,
    RemindersLate,
)
from notifications.messages.enquiries import EnquiryAnswered, EnquiryReceived
from notifications.messages.filings import DraftReminder
from notifications.messages.instructions import InstructionAsked, InstructionGiven, InstructionReminder
from notifications.messages.linking import (
    LinkActive,
    LinkCode,
    LinkFrozen,
    LinkRefused,
    LinkRequested,
    LinkWaiting,
    OwnerAsked,
)
from notifications.messages.money import BalanceLow, StatementReady
from notifications.messages.organisations import (
    DraftsPassedOn,
    Invited,
    MemberJoined,
    RulesConfirmed,
    RulesProposed,
    RulesRejected,
)
from notifications.messages.payments import PaymentFailed, RefundMade
from notifications.messages.renewals import (
    LapseNotice,
    OverdueNotice,
    ReminderDue,
    ReminderLapsed,
    ReminderLate,
    RenewalCertificate,
)
from notifications.messages.together import (
    AuthorityOver,
    DraftClosed,
    DraftHanded,
    DraftPassedOn,
    NotAnsweredInTime,
    OfficeAsks,
)

ALL_MESSAGES: tuple[type[Message], ...] = (
    AccountCreated, LinkCode, LinkRequested, LinkActive, LinkWaiting, LinkRefused, LinkFrozen, ContactChangedOld,
    OwnerAsked, ContactChangedNew, RenewalCertificate, FilingNotDone, PaymentFailed, RefundMade, ReminderDue,
    ReminderLate, ReminderLapsed, OverdueNotice, LapseNotice, DraftReminder, FilingReceived, FilingOutcome,
    FilingWaits, ChangeMade, FilingOpenedAgain, ChangeAsked, EntryWatched, AgreementAsked, AgreementAskedByAddress,
    AgreementAnswered, ChangeAskedByParty, DraftHanded, OfficeAsks, NotAnsweredInTime, AuthorityOver, RemindersDue,
    RemindersLate, RemindersLapsed, DraftClosed, DraftPassedOn, EnquiryReceived, EnquiryAnswered, Invited,
    MemberJoined, DraftsPassedOn, BalanceLow, StatementReady, RenewalsPlanned, InstructionAsked, InstructionGiven,
    InstructionReminder, CopyConfirm, ReminderCopied, ReminderDigest, RenewalsNotDone, RulesProposed, RulesConfirmed,
    RulesRejected,
)  # fmt: skip

__all__ = [
    "ALL_MESSAGES",
    "AccountCreated",
    "AgreementAnswered",
    "AgreementAsked",
    "AgreementAskedByAddress",
    "AuthorityOver",
    "BalanceLow",
    "ChangeAsked",
    "ChangeAskedByParty",
    "ChangeMade",
    "ContactChangedNew",
    "ContactChangedOld",
    "CopyConfirm",
    "DraftClosed",
    "DraftHanded",
    "DraftPassedOn",
    "DraftReminder",
    "DraftsPassedOn",
    "EnquiryAnswered",
    "EnquiryReceived",
    "EntryWatched",
    "FilingNotDone",
    "FilingOpenedAgain",
    "FilingOutcome",
    "FilingReceived",
    "FilingWaits",
    "InstructionAsked",
    "InstructionGiven",
    "InstructionReminder",
    "Invited",
    "LapseNotice",
    "LinkActive",
    "LinkCode",
    "LinkFrozen",
    "LinkRefused",
    "LinkRequested",
    "LinkWaiting",
    "MemberJoined",
    "Message",
    "NotAnsweredInTime",
    "OfficeAsks",
    "OverdueNotice",
    "OwnerAsked",
    "PaymentFailed",
    "RefundMade",
    "ReminderCopied",
    "ReminderDigest",
    "ReminderDue",
    "ReminderLapsed",
    "ReminderLate",
    "RemindersDue",
    "RemindersLapsed",
    "RemindersLate",
    "RenewalCertificate",
    "RenewalsNotDone",
    "RenewalsPlanned",
    "RulesConfirmed",
    "RulesProposed",
    "RulesRejected",
    "StatementReady",
]
