"""What happened to a case, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENTS: Mapping[str, str | Promise] = {
    "taken": _("Taken"),
    "released": _("Released"),
    "handed-over": _("Handed over to %(to)s"),
    "allocated": _("Given to %(to)s"),
    "moved": _("Moved to another team"),
    "noted": _("Note written"),
    "decided": _("Decided"),
    "asked": _("Questions asked"),
    "settled": _("Settled"),
    "opened": _("Opened from outside the team"),
}
