"""Links, and requests for them, in the office's words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rights.models import Link, LinkRequest, Proof

Words = str | Promise

PROOFS: Mapping[str, Words] = {
    Proof.CODE: _("one-time code"),
    Proof.IDENTITY: _("verified identity"),
    Proof.AUTHORITY: _("signed authority"),
    Proof.OWNER: _("the owner in its own account"),
}
LINK_STATES: Mapping[str, Words] = {
    Link.State.WAITING: _("Waiting"),
    Link.State.ACTIVE: _("Active"),
    Link.State.FROZEN: _("Frozen"),
    Link.State.ENDED: _("Ended"),
}
REQUEST_STATES: Mapping[str, Words] = {
    LinkRequest.State.ASKED: _("Not proved yet"),
    LinkRequest.State.CODE_SENT: _("Code sent"),
    LinkRequest.State.WAITING: _("Waiting"),
    LinkRequest.State.WITH_STAFF: _("With the office"),
    LinkRequest.State.GRANTED: _("Linked"),
    LinkRequest.State.REFUSED: _("Refused"),
    LinkRequest.State.LOCKED: _("Locked after wrong codes"),
    LinkRequest.State.EXPIRED: _("Expired"),
    LinkRequest.State.FROZEN: _("Frozen after an objection"),
    LinkRequest.State.CANCELLED: _("Cancelled"),
}


def link_rows(links: list[Link]) -> list[dict[str, object]]:
    """Each link with its proof and state in words."""
    return [{"link": one, "proof": PROOFS[one.proof], "state": LINK_STATES[one.state]} for one in links]


def request_rows(requests: list[LinkRequest]) -> list[dict[str, object]]:
    """Each request with its proof and state in words."""
    return [{"asked": one, "proof": PROOFS[one.proof], "state": REQUEST_STATES[one.state]} for one in requests]
