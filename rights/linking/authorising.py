"""What an owner does about those who represent it: lets them in from its own account, limits and ends them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from core import audit
from core.actor import Applicant, Permission, System, label, require, require_fresh_sign_in
from core.days import legal_day
from rights.link_ends import tell_links_ended
from rights.linking.granting import grant_all
from rights.linking.offers import published_only
from rights.linking.problems import CannotLink
from rights.linking.telling import tell_refused
from rights.models import Link, LinkRequest, Proof, Relation

State = LinkRequest.State
ENDED_BY_OWNER = "owner"
ENDED_BY_TIME = "time"


@dataclass(frozen=True)
class Scope:
    """What a representative may do: ``types`` of requests (all where it is empty), with approval, until a last day."""

    types: tuple[str, ...] = ()
    owner_approves: bool = False
    until_on: date | None = None


def asked_of(by: Applicant) -> list[LinkRequest]:
    """The requests of representatives that wait for the account as an owner, by firm and number."""
    rows = _with_owner(by).select_related("organisation", "right")
    return list(rows.order_by("organisation__name", "batch", "right__number"))


def how_many_ask(by: Applicant) -> int:
    """How many firms' questions wait for the account."""
    return _with_owner(by).values("batch").distinct().count()


def representatives(by: Applicant) -> QuerySet[Link]:
    """The active links of others as representatives of rights that the account owns."""
    owned = Link.objects.visible_to(by).active().filter(relation=Relation.OWNER, right_id=OuterRef("right_id"))
    links = Link.everything.filter(Exists(owned), relation=Relation.REPRESENTATIVE, state=Link.State.ACTIVE)
    return links.exclude(organisation_id=by.organisation_id).select_related("organisation")


def let_in(batch: str, scope: Scope, *, by: Applicant, at: datetime) -> list[Link]:
    """The owner agrees to all requests of a batch: their links are active at once, within the scope.

    Raises:
        CannotLink: if they were answered, cancelled or have ended meanwhile, or the last day is over.
        AlreadyLinked, NotPermitted, SignInTooOld.
    """
    _demand_owner(by, at=at)
    if scope.until_on is not None and scope.until_on < legal_day(at):
        raise CannotLink(_("The last day must be today or in the future"))
    with transaction.atomic():
        rows = published_only(_locked(batch, by))
        links = grant_all(rows, active_from=at, by=by, at=at)
        said = {"covers": list(scope.types), "owner_approves": scope.owner_approves, "covered_until": scope.until_on}
        Link.everything.filter(pk__in=[link.pk for link in links]).update(**said)
    return links


def keep_out(batch: str, *, by: Applicant, at: datetime) -> int:
    """The owner does not agree; returns how many requests are over.

    Raises:
        CannotLink, NotPermitted, SignInTooOld.
    """
    _demand_owner(by, at=at)
    with transaction.atomic():
        rows = _locked(batch, by)
        for row in rows:
            row.state, row.decided_at, row.decided_by = State.REFUSED, at, label(by)
            row.why = _("The owner did not agree.")
            row.save(update_fields=["state", "decided_at", "decided_by", "why"])
            audit.note("link-refused", by=by, at=at, subject=row.right.number)
            tell_refused(row, at=at)
    return len(rows)


def limit(links: Sequence[Link], scope: Scope, *, by: Applicant, at: datetime) -> int:
    """The owner says anew what a representative whom it let in may do; returns for how many rights.

    Raises:
        CannotLink, NotPermitted, SignInTooOld.
    """
    _demand_owner(by, at=at)
    if scope.until_on is not None and scope.until_on < legal_day(at):
        raise CannotLink(_("The last day must be today or in the future"))
    with transaction.atomic():
        mine = _let_in_by(links, by)
        said = {"covers": list(scope.types), "owner_approves": scope.owner_approves, "covered_until": scope.until_on}
        Link.everything.filter(pk__in=[link.pk for link in mine]).update(**said)
        for link in mine:
            audit.note("authority-changed", by=by, at=at, subject=link.number)
    return len(mine)


def end(links: Sequence[Link], *, by: Applicant, at: datetime) -> int:
    """The owner ends what it allowed, with effect at once; returns for how many rights.

    Whoever stands on the register as the representative is taken off it by the request of that name.

    Raises:
        CannotLink, NotPermitted, SignInTooOld.
    """
    _demand_owner(by, at=at)
    with transaction.atomic():
        mine = _let_in_by(links, by)
        ids = [link.pk for link in mine]
        _end(ids, because=ENDED_BY_OWNER, at=at)
        for link in mine:
            audit.note("authority-ended", by=by, at=at, subject=link.number)
    return len(mine)


def end_over(on: date, *, at: datetime) -> int:
    """Ends what owners allowed until a day before ``on``; returns how many links."""
    with transaction.atomic():
        over = Link.everything.select_for_update().filter(covered_until__lt=on, state=Link.State.ACTIVE)
        links = list(over.order_by("pk"))
        _end([link.pk for link in links], because=ENDED_BY_TIME, at=at)
        for link in links:
            audit.note("authority-ended", by=System("close-day"), at=at, subject=link.number)
    return len(links)


def _end(ids: Sequence[int], *, because: str, at: datetime) -> None:
    ended = {"state": Link.State.ENDED, "ended_at": at, "ended_because": because}
    Link.everything.filter(pk__in=list(ids)).update(**ended)
    tell_links_ended(ids, at=at)


def _with_owner(by: Applicant) -> QuerySet[LinkRequest]:
    owned = Link.objects.visible_to(by).active().filter(relation=Relation.OWNER).values("right_id")
    rows = LinkRequest.everything.filter(state=State.WITH_OWNER, right_id__in=owned)
    return rows.exclude(organisation_id=by.organisation_id)


def _locked(batch: str, by: Applicant) -> list[LinkRequest]:
    asked = _with_owner(by).filter(batch=batch).values("pk")
    rows = LinkRequest.everything.select_for_update(of=("self",)).filter(pk__in=asked, state=State.WITH_OWNER)
    found = list(rows.select_related("right").order_by("pk"))
    if not found:
        raise CannotLink(_("This request was answered or has ended meanwhile."))
    return found


def _let_in_by(links: Sequence[Link], by: Applicant) -> list[Link]:
    mine = representatives(by).filter(proof=Proof.OWNER, pk__in=[link.pk for link in links]).values("pk")
    found = list(Link.everything.select_for_update().filter(pk__in=mine, state=Link.State.ACTIVE).order_by("pk"))
    if not found:
        raise CannotLink(_("This representative does not act for you any more."))
    return found


def _demand_owner(by: Applicant, *, at: datetime) -> None:
    require(by, [Permission.APPROVE], reason=_("Ask an administrator of your organisation to let you approve this."))
    require_fresh_sign_in(by, at=at, reason=_("Sign in again before you change who acts for you"))
