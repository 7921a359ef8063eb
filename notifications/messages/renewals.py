"""Messages about renewals, among them those that the law demands."""

from dataclasses import dataclass
from typing import ClassVar

from notifications.messages.base import Message


@dataclass(frozen=True)
class RenewalCertificate(Message):
    """The receipt and the certificates of a renewal."""

    template: ClassVar[str] = "renewal-certificate"

    right_numbers: str
    amount: str
    paid_on: str
    reference: str
    certificates: str


@dataclass(frozen=True)
class ReminderDue(Message):
    """A renewal fee can be paid and is due."""

    template: ClassVar[str] = "reminder-due"

    right_number: str
    title: str
    own_reference: str
    due_on: str
    fee: str
    renew_url: str


@dataclass(frozen=True)
class ReminderLate(Message):
    """A renewal fee was not paid in time and can still be paid."""

    template: ClassVar[str] = "reminder-late"

    right_number: str
    title: str
    own_reference: str
    late_until: str
    fee: str
    renew_url: str


@dataclass(frozen=True)
class ReminderLapsed(Message):
    """A patent lapsed and can be restored until a day."""

    template: ClassVar[str] = "reminder-lapsed"

    right_number: str
    title: str
    own_reference: str
    ceased_on: str
    restore_by: str


@dataclass(frozen=True)
class OverdueNotice(Message):
    """Patents Rules 2007 r.39: the renewal fee is overdue."""

    template: ClassVar[str] = "overdue-notice"
    statutory: ClassVar[bool] = True

    right_number: str
    title: str
    renewal_on: str
    due_on: str
    late_until: str
    fee: str


@dataclass(frozen=True)
class LapseNotice(Message):
    """Patents Rules 2007 r.41: the patent lapsed, with what section 28 allows."""

    template: ClassVar[str] = "lapse-notice"
    statutory: ClassVar[bool] = True

    right_number: str
    title: str
    ceased_on: str
    restore_by: str
