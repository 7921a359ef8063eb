"""Telling people that a renewal is due, late or lapsed: once, ever, for each right, year, stage and recipient."""

from rights.reminding.reminders import remind
from rights.reminding.statutory import send_statutory_notices

__all__ = ["remind", "send_statutory_notices"]
