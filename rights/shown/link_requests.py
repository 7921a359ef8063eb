"""How a request for a link stands, in words, with what happens next."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.design.formats import day_words, moment_words
from rights.linking.asking import CANCELLABLE, PROVABLE
from rights.models import LinkRequest

State = LinkRequest.State

LABELS: dict[str, tuple[str | Promise, str]] = {
    State.ASKED: (gettext_lazy("Not proved yet"), "notice"),
    State.CODE_SENT: (gettext_lazy("Code sent"), "info"),
    State.LOCKED: (gettext_lazy("Code locked"), "warning"),
    State.WAITING: (gettext_lazy("Waiting"), "info"),
    State.WITH_STAFF: (gettext_lazy("We are checking"), "info"),
    State.WITH_OWNER: (gettext_lazy("The owner was asked"), "info"),
    State.GRANTED: (gettext_lazy("Linked"), "good"),
    State.REFUSED: (gettext_lazy("Refused"), "bad"),
    State.EXPIRED: (gettext_lazy("Ended"), "neutral"),
    State.FROZEN: (gettext_lazy("Frozen"), "bad"),
    State.CANCELLED: (gettext_lazy("Cancelled"), "neutral"),
}
CODE_OVER = (gettext_lazy("Code expired"), "warning")


@dataclass(frozen=True)
class Standing:
    """What the pages say of one request."""

    request: LinkRequest
    label: str
    tone: str
    sentence: str
    may_prove: bool
    may_enter_code: bool
    may_cancel: bool


def standing(request: LinkRequest, *, at: datetime) -> Standing:
    """How the request stands at the moment."""
    has_code = request.state == State.CODE_SENT and request.expires_at is not None and request.expires_at > at
    is_over = request.state == State.CODE_SENT and not has_code
    label, tone = CODE_OVER if is_over else LABELS[request.state]
    return Standing(
        request=request,
        label=str(label),
        tone=tone,
        sentence=_code_over(request) if is_over else SENTENCES[request.state](request),
        may_prove=request.state in PROVABLE,
        may_enter_code=has_code,
        may_cancel=request.state in CANCELLABLE,
    )


def _asked(request: LinkRequest) -> str:
    return _("Choose how to prove the link.")


def _code_sent(request: LinkRequest) -> str:
    until = moment_words(request.expires_at) if request.expires_at else ""
    by_email = _("We sent a code to %(where)s. Enter it by %(until)s.")
    by_post = _("We posted a code to the address on the register in %(where)s. Enter it by %(until)s.")
    words = by_email if "@" in request.code_sent_to else by_post
    return words % {"where": request.code_sent_to, "until": until}


def _code_over(request: LinkRequest) -> str:
    return _("The code that we sent no longer works. Get a new one, or choose another proof.")


def _locked(request: LinkRequest) -> str:
    return _("A wrong code was entered 5 times, so it no longer works. Choose another proof, or get a code tomorrow.")


def _waiting(request: LinkRequest) -> str:
    day = day_words(request.effective_at) if request.effective_at else ""
    words = _(
        "Your identity matches the register, and we told the contact on record. "
        "The link takes effect on %(day)s unless they object."
    )
    return words % {"day": day}


def _with_staff(request: LinkRequest) -> str:
    if request.proof == "identity":
        return _(
            "Your identity and the register do not agree, so a member of staff looks at it. "
            "We write to you within 5 working days."
        )
    return _("A member of staff looks at your proof. We write to you within 5 working days.")


def _with_owner(request: LinkRequest) -> str:
    until = day_words(request.expires_at) if request.expires_at else ""
    words = _("The owner can answer until %(until)s. You can also choose another proof meanwhile.")
    return words % {"until": until}


def _granted(request: LinkRequest) -> str:
    return _("The patent is linked to your account.")


def _refused(request: LinkRequest) -> str:
    return _("We did not make the link: %(why)s") % {"why": request.why}


def _expired(request: LinkRequest) -> str:
    if request.why == "unanswered":
        return _("The owner did not answer in 28 days, so this request has ended. You can ask again.")
    return _("The register changed after you asked, so this request has ended. You can ask again.")


def _frozen(request: LinkRequest) -> str:
    return _(
        "Someone who was told of the link said that it was not theirs to make. "
        "Until we have looked, you see no more than the public register. You can still pay renewal fees."
    )


def _cancelled(request: LinkRequest) -> str:
    return _("You cancelled this request. Nothing was linked.")


SENTENCES: dict[str, Callable[[LinkRequest], str]] = {
    State.ASKED: _asked,
    State.CODE_SENT: _code_sent,
    State.LOCKED: _locked,
    State.WAITING: _waiting,
    State.WITH_STAFF: _with_staff,
    State.WITH_OWNER: _with_owner,
    State.GRANTED: _granted,
    State.REFUSED: _refused,
    State.EXPIRED: _expired,
    State.FROZEN: _frozen,
    State.CANCELLED: _cancelled,
}
