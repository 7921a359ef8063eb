"""The words in which messages speak of requests for links, in the language that is switched on."""

import re
from collections.abc import Sequence
from datetime import datetime

from django.utils.text import Truncator, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Organisation
from core.design.formats import counted, day_words, time_words
from rights.models import LinkRequest, Proof, Relation

LONGEST_TITLE = 80
LONGEST_NAME = 60
WEB_ADDRESS = re.compile(r"(?<![@\w.-])[\w-]+(\.[\w-]+)+(?![\w.-]*@)")


def what(requests: Sequence[LinkRequest]) -> str:
    """``patent GB2400001``, or ``3 patents``."""
    if len(requests) == 1:
        return _("patent %(number)s") % {"number": requests[0].right.number}
    return ngettext("%(count)s patent", "%(count)s patents", len(requests)) % {"count": counted(len(requests))}


def patents(requests: Sequence[LinkRequest]) -> str:
    """``patent GB2400001``, or ``patents GB2400001 and GB2400002``."""
    numbers = get_text_list([request.right.number for request in requests], _("and"))
    return ngettext("patent %(numbers)s", "patents %(numbers)s", len(requests)) % {"numbers": numbers}


def details(requests: Sequence[LinkRequest]) -> str:
    """Every number with its title."""
    return "; ".join(
        f"{request.right.number} {Truncator(request.right.title).chars(LONGEST_TITLE)}".strip() for request in requests
    )


def about(requests: Sequence[LinkRequest]) -> str:
    """What the mailbox says that a message is about."""
    first, more = requests[0].right.number, len(requests) - 1
    return _("%(number)s and %(more)s more") % {"number": first, "more": more} if more else first


def numbers(requests: Sequence[LinkRequest]) -> tuple[str, ...]:
    """Every number."""
    return tuple(request.right.number for request in requests)


def account(requests: Sequence[LinkRequest]) -> str:
    """The name of the account that asks, harmless."""
    ids = {request.organisation_id for request in requests}
    return harmless(Organisation.objects.get(pk__in=ids).name) if ids else ""


def relation(request: LinkRequest) -> str:
    """As whom the account asks, for those who are told."""
    is_owner = request.relation == Relation.OWNER
    return _("the owner") if is_owner else _("the owner’s representative")


def proof(request: LinkRequest) -> str:
    """How the link was proved, for those who are told."""
    if request.proof == Proof.IDENTITY and request.state == LinkRequest.State.WITH_STAFF:
        return _("with a verified identity, which the office compares with the register")
    by_proof = {
        Proof.CODE: _("with a one-time code sent to the contact on the register"),
        Proof.IDENTITY: _("with a verified identity that matches the owner on the register"),
        Proof.AUTHORITY: _("with a signed authority, which the office checks"),
        Proof.OWNER: _("by the owner, who agreed to it in its own account"),
    }
    return by_proof[Proof(request.proof)]


def effect(request: LinkRequest, *, at: datetime) -> str:
    """When the link takes effect, for those who are told."""
    if request.effective_at is None:
        return _("after the office has checked it")
    return _("at once") if request.effective_at <= at else day(request.effective_at)


def day(moment: datetime) -> str:
    """``10 May 2019``, in London."""
    return day_words(moment)


def until(moment: datetime) -> str:
    """``11am on 12 June 2024``, in London."""
    return _("%(time)s on %(day)s") % {"time": time_words(moment), "day": day_words(moment)}


def harmless(name: str) -> str:
    """An account's name as it may stand in a message to somebody else: short, one line, no web address."""
    plain = "".join(letter if letter.isalnum() or letter in " &'’.,-@()+" else " " for letter in name)
    return Truncator(" ".join(WEB_ADDRESS.sub(" ", plain).split())).chars(LONGEST_NAME)
