"""Where a person may be sent after signing in: back to a page of this site at the same door, nowhere else."""

from urllib.parse import urlsplit

from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import User

LONGEST = 2000
STAFF_PREFIX = "/staff/"
ROUND_ABOUT = ("sign-in/", "sign-out/", "signed-out/", "oidc/", "stay-signed-in/", "keep-typed/", "language/")


def own_path(candidate: str, *, door: str) -> str:
    """The candidate if it is a path of ours that a person can be sent to, else an empty string."""
    if not _is_plain_path(candidate):
        return ""
    is_staff = candidate.startswith(STAFF_PREFIX)
    if is_staff != (door == User.Kind.STAFF):
        return ""
    inner = candidate.removeprefix(STAFF_PREFIX if is_staff else "/")
    return "" if inner.startswith(ROUND_ABOUT) else candidate


def path_of_referrer(referrer: str, *, site: str, door: str) -> str:
    """The path of the page that the browser came from, if that was one of ours."""
    parts = urlsplit(referrer)
    if f"{parts.scheme}://{parts.netloc}" != site:
        return ""
    return own_path(parts.path + (f"?{parts.query}" if parts.query else ""), door=door)


def _is_plain_path(candidate: str) -> bool:
    if not candidate.startswith("/") or candidate.startswith("//") or len(candidate) > LONGEST:
        return False
    if "\\" in candidate or any(letter <= " " or letter == "\x7f" for letter in candidate):
        return False
    return url_has_allowed_host_and_scheme(candidate, allowed_hosts=None)
