"""The tables of what we told people and firms' systems."""

from notifications.models.notices import Notice
from notifications.models.preferences import ReminderPreference
from notifications.models.webhooks import Delivery, Webhook

__all__ = ["Delivery", "Notice", "ReminderPreference", "Webhook"]
