"""Addresses of rights: the number as it stands in one, and many addresses from one look-up."""

from collections.abc import Callable
from urllib.parse import quote, urlencode

from django.urls import reverse


def in_address(number: str) -> str:
    """The number as one part of an address; only certificates have slashes, and read the same with hyphens."""
    return number.replace("/", "-")


def right_address(name: str, number: str) -> str:
    """The address of the named page for one right."""
    return reverse(name, args=[in_address(number)])


def addresses(name: str) -> Callable[[str], str]:
    """Makes the addresses of the named page for many rights; the name is looked up once."""
    before, after = reverse(name, args=["~"]).split("~")
    return lambda number: f"{before}{quote(in_address(number))}{after}"


def renew_address(number: str) -> str:
    """Where this one right is renewed."""
    return f"{reverse('renew')}?{urlencode({'right': number})}"
