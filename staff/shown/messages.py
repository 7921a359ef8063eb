"""Messages as a case lists them: what, to whom by which way, and what became of each."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from notifications.models import Notice

S = Notice.State
TONES = {S.PROMISED: "neutral", S.SENT: "info", S.DELIVERED: "good", S.FAILED: "bad", S.RETURNED: "bad"}


@dataclass(frozen=True)
class MessageLine:
    """One message."""

    notice: Notice
    way: str
    to: str
    stands: str
    tone: str


def message_lines(notices: Iterable[Notice]) -> list[MessageLine]:
    """Each in words."""
    return [message_line(one) for one in notices]


def message_line(notice: Notice) -> MessageLine:
    """One message in words."""
    return MessageLine(notice, _way(notice), _to(notice), _stands(notice), TONES[S(notice.state)])


def _way(notice: Notice) -> str:
    ways = {"email": _("Email"), "letter": _("Letter"), "mailbox": _("Message in the account")}
    return ways[notice.channel]


def _to(notice: Notice) -> str:
    lines = notice.address.get("lines") or notice.address.get("address_lines") or []
    return notice.address.get("email") or ", ".join([notice.address.get("name", ""), *lines]).strip(", ")


def _stands(notice: Notice) -> str:
    words = {
        S.PROMISED: _("Being sent"),
        S.SENT: _("Sent"),
        S.DELIVERED: _("Delivered"),
        S.FAILED: _("Not delivered"),
        S.RETURNED: _("Came back"),
    }
    return words[S(notice.state)]
