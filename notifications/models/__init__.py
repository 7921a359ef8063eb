"""The tables of what we told people."""

from notifications.models.notices import Notice
from notifications.models.preferences import ReminderPreference

__all__ = ["Notice", "ReminderPreference"]
