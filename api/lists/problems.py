"""How refusals of lists are said."""

from django.utils.translation import gettext as _

from api.kernel.errors import ApiError, conflict, invalid
from api.kernel.views import says
from transactions.lists.making import AlreadySent, NotByList
from transactions.lists.reading import UnreadableList
from transactions.lists.sending import NothingReady, StillChecked


@says(AlreadySent)
def already_sent(error: AlreadySent) -> ApiError:
    """It is a request by now, or deleted."""
    return conflict("alreadySent", str(error))


@says(NotByList, UnreadableList)
def unreadable(error: Exception) -> ApiError:
    """The type is not one for lists, or nothing can be made of the rows."""
    words = _("This cannot be asked for by list.") if isinstance(error, NotByList) else str(error)
    return invalid(words, code="unreadableList")


@says(NothingReady)
def nothing_ready(error: NothingReady) -> ApiError:
    """Not one line can be done."""
    return conflict("nothingReady", _("Not one line can be done."))


@says(StillChecked)
def still_checked(error: StillChecked) -> ApiError:
    """The dry run is not over."""
    return conflict("stillChecked", str(error))
