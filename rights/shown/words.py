"""Words and colours for how a right stands, what it needs, and what an account is to it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.design.formats import pounds
from rights.models import Relation
from rights.portfolio import DUE, LATE, RESTORABLE
from rights.statuses import Status

Words = str | Promise

STATUS_TONES: Mapping[str, str] = {
    Status.PENDING: "neutral",
    Status.PUBLISHED: "info",
    Status.GRANTED: "good",
    Status.CEASED: "bad",
    Status.RESTORATION_APPLIED: "notice",
}
NEED_WORDS: Mapping[str, Words] = {
    DUE: gettext_lazy("Due soon"),
    LATE: gettext_lazy("Late"),
    RESTORABLE: gettext_lazy("Can be restored"),
}
NEED_TONES: Mapping[str, str] = {DUE: "notice", LATE: "bad", RESTORABLE: "warning"}
KINDS: Mapping[str, Words] = {
    "GB": gettext_lazy("UK patent (GB)"),
    "EP": gettext_lazy("European patent (UK)"),
    "SPC": gettext_lazy("Supplementary protection certificate"),
}
RELATIONS: Mapping[str, Words] = {
    Relation.OWNER: gettext_lazy("Owner"),
    Relation.REPRESENTATIVE: gettext_lazy("Representative"),
}


def status_words(status: str) -> str:
    """The office's words for a stored status."""
    return str(Status(status).label) if status in Status.values else status


def status_tone(status: str) -> str:
    """The colour of a status; grey for what has ended."""
    return STATUS_TONES.get(status, "neutral")


def capped(count: int, *, at_most: int) -> str:
    """A count that was not taken beyond a limit: ``37``, ``1,000+``."""
    return f"{at_most:,}+" if count > at_most else f"{count:,}"


def patents_counted(count: int, *, at_most: int) -> str:
    """``1 patent``, ``37 patents``, ``More than 1,000 patents``."""
    if count > at_most:
        return _("More than %(count)s patents") % {"count": f"{at_most:,}"}
    return ngettext("%(count)s patent", "%(count)s patents", count) % {"count": f"{count:,}"}


def money(pence: int | None) -> str:
    """An amount, or that it is not known."""
    return _("Not known") if pence is None else pounds(pence)
