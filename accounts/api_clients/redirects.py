"""Where a tool may have a person sent back to: https, or the person's own machine (RFC 8252 section 7.3)."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

MOST = 10
LONGEST = 500
OWN_MACHINE = ("localhost", "127.0.0.1")


class BadRedirect(ValueError):
    """An address to which nobody may be sent; the message says which and why."""


def demand_redirects(addresses: Iterable[str]) -> tuple[str, ...]:
    """The addresses, each once, if a person may be sent to every one of them.

    Raises:
        BadRedirect.
    """
    wanted = tuple(dict.fromkeys(one.strip() for one in addresses if one.strip()))
    if not 1 <= len(wanted) <= MOST:
        raise BadRedirect(_("Enter between 1 and %(most)s addresses, one on each line") % {"most": MOST})
    for address in wanted:
        _demand(address)
    return wanted


def _demand(address: str) -> None:
    if not _is_good(address):
        text = _("Enter addresses that begin with https:// or http://localhost, without #. This is none: %(address)s")
        raise BadRedirect(text % {"address": address[:LONGEST]})


def _is_good(address: str) -> bool:
    if len(address) > LONGEST or not address.isascii() or any(letter in address for letter in "#*\\;, '\"<>"):
        return False
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    if not host or "@" in parts.netloc or not address.isprintable():
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and host in OWN_MACHINE)
