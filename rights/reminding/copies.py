"""Further addresses for reminders: given by an account, confirmed at the address, stopped from either side."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.contact import people_of
from accounts.models import Organisation
from core import audit
from core.actor import Applicant, NotPermitted, Permission, label, require
from notifications.messages import CopyConfirm, ReminderCopied
from notifications.recipients import Recipient
from notifications.services import Telling, tell
from rights.models import ClientFile, Link, ReminderCopy, Right
from rights.reminding.fees import fee_words
from rights.reminding.queries import Claim
from rights.reminding.words import Due, heading_of, lines_of
from rights.standing import Standing

SALT = "reminder-copy"
MOST = 500
Scope, Often = ReminderCopy.Scope, ReminderCopy.Often


class NoSuchCopy(LookupError):
    """The address leads to nothing, or what it led to was stopped."""


class TooManyCopies(ValueError):
    """The account has as many further addresses as one may have."""


def add(
    address: str, *, often: str, file: ClientFile | None = None, right: Right | None = None, by: Applicant, at: datetime
) -> ReminderCopy:
    """One more address; whoever reads there confirms it first, unless it is that of a member.

    About ``right``, else the rights of ``file``, else all; the same twice is one.

    Raises:
        NotPermitted: for a member who may not prepare, and for a right or file that is not there for them.
        TooManyCopies.
    """
    require(by, [Permission.PREPARE], reason=_("Ask an administrator of your organisation to change reminders."))
    scope = Scope.RIGHT if right else Scope.CLIENT if file else Scope.ALL
    values = {"scope": scope, "right": right, "client_file": None if right else file, "often": often}
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=by.organisation_id)
        mine = ReminderCopy.everything.filter(organisation_id=by.organisation_id, stopped_at=None)
        if known := mine.filter(address__iexact=address, **values).first():
            return known
        if mine.count() >= MOST:
            raise TooManyCopies(_("You have 500 further addresses, which is the most. Stop one first."))
        made = ReminderCopy.everything.create(
            organisation_id=by.organisation_id, address=address, language=translation.get_language() or "en",
            wall_key=_wall(right, file, by), made_at=at, made_by=label(by), **values,
        )  # fmt: skip
        if _is_members(made):
            ReminderCopy.everything.filter(pk=made.pk).update(confirmed_at=at)
        else:
            _ask(made, at=at)
        audit.note("reminder-copy-added", by=by, at=at, subject=made.reference, details={"scope": str(scope)})
    return made


def stop(copy: ReminderCopy, *, by: Applicant, at: datetime) -> None:
    """The account stops it.

    Raises:
        NotPermitted.
    """
    require(by, [Permission.PREPARE], reason=_("Ask an administrator of your organisation to change reminders."))
    mine = ReminderCopy.objects.visible_to(by).filter(pk=copy.pk, stopped_at=None)
    if ReminderCopy.everything.filter(pk__in=mine.values("pk")).update(stopped_at=at):
        audit.note("reminder-copy-stopped", by=by, at=at, subject=copy.reference)


def copy_at(token: str) -> ReminderCopy:
    """What the secret address in a message is about; looking changes nothing.

    Raises:
        NoSuchCopy.
    """
    try:
        reference = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise NoSuchCopy from None
    found = ReminderCopy.everything.filter(reference=reference, stopped_at=None).select_related("organisation").first()
    if found is None:
        raise NoSuchCopy(reference)
    return found


def confirm(token: str, *, at: datetime) -> ReminderCopy:
    """Whoever reads at the address wants it.

    Raises:
        NoSuchCopy.
    """
    found = copy_at(token)
    ReminderCopy.everything.filter(pk=found.pk, confirmed_at=None).update(confirmed_at=at)
    return found


def stop_at(token: str, *, at: datetime) -> ReminderCopy:
    """Whoever reads at the address does not want it any more.

    Raises:
        NoSuchCopy.
    """
    found = copy_at(token)
    ReminderCopy.everything.filter(pk=found.pk).update(stopped_at=at)
    return found


def stop_url(copy: ReminderCopy) -> str:
    """The secret address that stops it; it follows from SECRET_KEY and is stored nowhere."""
    return f"{settings.PUBLIC_URL}/reminders/stop/{signing.dumps(copy.reference, salt=SALT)}/"


def in_use(organisation_ids: Iterable[UUID], often: str) -> Mapping[UUID, list[ReminderCopy]]:
    """The confirmed addresses of the accounts, for one frequency."""
    rows = ReminderCopy.everything.filter(organisation_id__in=list(organisation_ids), often=often, stopped_at=None)
    found: dict[UUID, list[ReminderCopy]] = defaultdict(list)
    for row in rows.exclude(confirmed_at=None).select_related("organisation").order_by("pk"):
        found[row.organisation_id].append(row)
    return found


def tellings(
    claims: Sequence[Claim], rights: Mapping[int, Right], standings: Mapping[int, Standing]
) -> Iterator[Telling]:
    """The reminders of a batch once more, to every further address that is about them."""
    by_account: dict[UUID, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_account[claim.organisation_id].append(claim)
    for organisation_id, copies in in_use(by_account, Often.EACH).items():
        theirs = by_account[organisation_id]
        files = _files(organisation_id, [claim.right_id for claim in theirs])
        for copy in copies:
            about = [claim for claim in theirs if _is_about(copy, claim, files)]
            yield from _copied(copy, about, rights, standings)


def _copied(
    copy: ReminderCopy, claims: Sequence[Claim], rights: Mapping[int, Right], standings: Mapping[int, Standing]
) -> Iterator[Telling]:
    stages: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        stages[claim.stage].append(claim)
    for stage, group in stages.items():
        with translation.override(copy.language):
            items = [Due(each, rights[each.right_id], fee_words(standings.get(each.right_id))) for each in group]
            message = ReminderCopied(
                heading=heading_of(items),
                account=copy.organisation.name,
                rights=lines_of(items),
                stop_url=stop_url(copy),
            )
        key = f"copy:{copy.pk}:{group[0].right_id}:{group[0].year}:{stage}"
        yield Telling(message, Recipient(email=copy.address, language=copy.language), key, "")


def _is_about(copy: ReminderCopy, claim: Claim, files: Mapping[int, int | None]) -> bool:
    if copy.wall_key != claim.wall_key:
        return False
    if copy.scope == Scope.RIGHT:
        return copy.right_id == claim.right_id
    return copy.scope == Scope.ALL or copy.client_file_id == files.get(claim.right_id)


def _files(organisation_id: UUID, right_ids: Sequence[int]) -> Mapping[int, int | None]:
    links = Link.everything.filter(organisation_id=organisation_id, right_id__in=list(right_ids))
    return dict(links.exclude(client_file=None).values_list("right_id", "client_file_id"))


def _wall(right: Right | None, file: ClientFile | None, by: Applicant) -> str:
    if right is not None:
        link = Link.objects.visible_to(by).active().filter(right=right).first()
        if link is None:
            raise NotPermitted(_("This patent is not linked to your account."))
        return link.wall_key
    if file is None:
        return ""
    if not ClientFile.objects.visible_to(by).filter(pk=file.pk).exists():
        raise NotPermitted(_("Choose one of your client files."))
    return file.wall_key


def _is_members(copy: ReminderCopy) -> bool:
    people = people_of(copy.organisation_id, behind=[copy.wall_key] if copy.wall_key else [])
    return copy.address.casefold() in {person.email.casefold() for person in people}


def _ask(copy: ReminderCopy, *, at: datetime) -> None:
    message = CopyConfirm(
        account=copy.organisation.name,
        confirm_url=f"{settings.PUBLIC_URL}/reminders/confirm/{signing.dumps(copy.reference, salt=SALT)}/",
    )
    to = Recipient(email=copy.address, language=copy.language)
    tell(message, to=to, key=f"copy-confirm:{copy.pk}", about="", at=at)
