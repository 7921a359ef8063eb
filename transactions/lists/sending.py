"""Makes one request of the lines that can be done: from there it goes the way of every request."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core import audit
from core.actor import Acting
from transactions.lists.making import lock_open
from transactions.models import Filing, ListLine, RightsList
from transactions.models.lists import Verdict
from transactions.services.beginning import begin


class NothingReady(Exception):
    """Not one line can be done."""


class StillChecked(Exception):
    """The dry run has not looked at every line."""


def begin_from_list(made: RightsList, *, by: Acting, at: datetime) -> Filing:
    """A draft with every right that is ready and not left out; the list's own again on a second click.

    Raises:
        NothingReady, StillChecked, NotPermitted, CannotBegin, SignInTooOld.
    """
    with transaction.atomic():
        mine = RightsList.everything.select_for_update(of=("self",)).select_related("filing").get(pk=made.pk)
        if mine.filing is not None:
            return mine.filing
        locked = lock_open(mine, by=by)
        if not locked.is_checked:
            raise StillChecked(_("We have not looked at every line yet."))
        ready = ListLine.everything.filter(list=locked, verdict=Verdict.READY, left_out=False)
        right_ids = [pk for pk in ready.order_by("right_id").values_list("right_id", flat=True) if pk is not None]
        if not right_ids:
            raise NothingReady(_("Not one line can be done. Correct the list first."))
        filing = begin(locked.type, right_ids, by=by, at=at, language=locked.language, by_list=True)
        filing.written_by = list(dict.fromkeys([*filing.written_by, locked.created_by]))
        filing.save(update_fields=["written_by"])
        locked.filing = filing
        locked.save(update_fields=["filing"])
        audit.note("list-sent", by=by, at=at, subject=locked.reference, details={"rights": len(right_ids)})
    return filing
