"""Addresses within the front door through which a request came: the same page has one at each."""

from typing import Any

from django.urls import reverse

from accounts.requests import SiteRequest


def address(request: SiteRequest, name: str, *args: Any) -> str:
    """The address of a page by its name, at the door at which the reader is."""
    return reverse(f"staff:{name}" if request.door == "staff" else name, args=args)
