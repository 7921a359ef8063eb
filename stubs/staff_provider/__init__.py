"""Stands in for the office's own sign-in: a Microsoft-style OpenID provider for staff, wrong on demand."""

from stubs.staff_provider.provider import StaffProvider

__all__ = ["StaffProvider"]
