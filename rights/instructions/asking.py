"""Asking for instructions, giving them unasked, answering, and taking back."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.contact import people_of
from accounts.models import Organisation
from core import audit
from core.actor import Acting, NotPermitted, Permission, label, require
from core.design.formats import day_words
from core.references import new_reference
from core.walls import put_behind
from notifications.messages.base import Message
from notifications.messages.instructions import InstructionAsked, InstructionGiven
from notifications.recipients import Recipient
from notifications.services import tell
from rights.models import Instruction, Link, Relation
from rights.models.instructions import Answer

NAMED = 20


class NotLookedAfter(ValueError):
    """None of the rights is one that the account looks after, or owns."""


class AlreadyAnswered(Exception):
    """The instruction was answered, withdrawn or followed by a later one."""


class OwnersWord(NotPermitted):
    """The owner said it in its own account: nobody else takes it back or puts something else in its place."""


def ask(right_ids: Iterable[int], *, question: str, due_on: date | None, by: Acting, at: datetime) -> list[Instruction]:
    """Asks the owners of the rights that the account represents; one that waits for an answer is asked anew.

    Owners with an account are told in it; for others the account notes the answer that it gets outside.

    Raises:
        NotPermitted, NotLookedAfter.
    """
    _demand_preparer(by)
    links = Link.objects.visible_to(by).active().filter(right_id__in=list(right_ids), relation=Relation.REPRESENTATIVE)
    rights = sorted(set(links.values_list("right_id", flat=True)))
    if not rights:
        raise NotLookedAfter(_("You look after none of these patents as a representative."))
    batch, owners = new_reference("ASK"), _owners(rights, but=by.organisation_id)
    with transaction.atomic():
        waiting = Instruction.everything.filter(right_id__in=rights, firm_id=by.organisation_id, answer="")
        waiting.filter(ended_at=None).update(ended_at=at)
        rows = [
            Instruction(
                batch=batch, right_id=pk, firm_id=by.organisation_id, owner_id=owners.get(pk),
                question=question.strip()[:1000], due_on=due_on, asked_at=at, asked_by=label(by),
            )
            for pk in rights
        ]  # fmt: skip
        made = Instruction.everything.bulk_create(rows)
        audit.note("instructions-asked", by=by, at=at, subject=batch, details={"rights": len(made)})
        _tell_owners(made, by=by, at=at)
    return made


def give(right_ids: Iterable[int], answer: Answer, words: str, *, by: Acting, at: datetime) -> int:
    """The owner instructs everybody who looks after the rights, or a firm notes what its client told it.

    What was in force, or waits for an answer, is followed by this. Returns how many instructions are in force now.

    Raises:
        NotPermitted, NotLookedAfter, OwnersWord.
    """
    _demand_submitter(by)
    wanted = list(right_ids)
    links = Link.objects.visible_to(by).active().filter(right_id__in=wanted)
    owned = set(links.filter(relation=Relation.OWNER).values_list("right_id", flat=True))
    kept = set(links.filter(relation=Relation.REPRESENTATIVE).values_list("right_id", flat=True))
    pairs = {(pk, firm) for pk, firms in _firms(owned).items() for firm in firms or [by.organisation_id]}
    pairs |= {(pk, by.organisation_id) for pk in kept}
    if not pairs:
        raise NotLookedAfter(_("None of these patents is linked to your account."))
    with transaction.atomic():
        _demand_no_owners_word(kept - owned, by=by)
        owners = _owners({pk for pk, _firm in pairs}, but=None)
        rows = [_in_force(pk, firm, owners.get(pk), answer, words, by=by, at=at) for pk, firm in sorted(pairs, key=str)]
        audit.note("instructions-given", by=by, at=at, details={"answer": str(answer), "rights": len(rows)})
        _tell_others(rows, by=by, at=at)
    return len(rows)


def answer_all(rows: Sequence[Instruction], answer: Answer, words: str, *, by: Acting, at: datetime) -> int:
    """Answers instructions that were asked for, the same for all.

    Raises:
        NotPermitted, AlreadyAnswered.
    """
    _demand_submitter(by)
    with transaction.atomic():
        mine = Instruction.objects.visible_to(by).filter(pk__in=[row.pk for row in rows], answer="", ended_at=None)
        locked = list(Instruction.everything.select_for_update().filter(pk__in=mine.values("pk")).order_by("pk"))
        if not locked:
            raise AlreadyAnswered(_("These were answered meanwhile."))
        for row in locked:
            before = Instruction.everything.filter(right_id=row.right_id, firm_id=row.firm_id, ended_at=None)
            before.exclude(answer="").update(ended_at=at)
            row.answer, row.words, row.answered_at, row.answered_by = answer, words.strip()[:1000], at, label(by)
            row.answered_for = by.organisation_id
            row.save(update_fields=["answer", "words", "answered_at", "answered_by", "answered_for"])
        audit.note("instructions-answered", by=by, at=at, details={"answer": str(answer), "rights": len(locked)})
        _tell_others(locked, by=by, at=at)
    return len(locked)


def withdraw(row: Instruction, *, by: Acting, at: datetime) -> None:
    """Takes an instruction, or a question, back, and tells the other account.

    Raises:
        NotPermitted, AlreadyAnswered, OwnersWord.
    """
    _demand_submitter(by)
    with transaction.atomic():
        mine = Instruction.objects.visible_to(by).filter(pk=row.pk, ended_at=None)
        locked = Instruction.everything.select_for_update().filter(pk__in=mine.values("pk")).first()
        if locked is None:
            raise AlreadyAnswered(_("This was withdrawn or followed by another one meanwhile."))
        if locked.is_owners_word and by.organisation_id != locked.owner_id:
            raise OwnersWord(_("The owner said this. Ask the owner to take it back."))
        locked.ended_at = at
        locked.save(update_fields=["ended_at"])
        audit.note("instruction-withdrawn", by=by, at=at, subject=locked.reference)
        _tell_others([locked], by=by, at=at)


def not_to_renew(right_ids: Iterable[int]) -> set[int]:
    """The rights of which some owner said that they are not to be renewed: no machine renews them, for nobody."""
    rows = Instruction.everything.filter(right_id__in=list(right_ids), answer=Answer.LAPSE, ended_at=None)
    return set(rows.values_list("right_id", flat=True))


def _demand_no_owners_word(right_ids: Iterable[int], *, by: Acting) -> None:
    """Raises:
    OwnersWord: naming the rights of which the owner said in its own account what it wants.
    """
    said = Instruction.everything.filter(right_id__in=list(right_ids), firm_id=by.organisation_id, ended_at=None)
    said = said.exclude(answer="").filter(answered_for=F("owner_id")).select_related("right")
    numbers = [row.right.number for row in said.order_by("pk")[:NAMED]]
    if numbers:
        text = _("The owner gave instructions for %(numbers)s in this service. Ask the owner to change them.")
        raise OwnersWord(text % {"numbers": ", ".join(numbers)})


def _in_force(
    right_id: int, firm: UUID, owner: UUID | None, answer: Answer, words: str, *, by: Acting, at: datetime
) -> Instruction:
    Instruction.everything.filter(right_id=right_id, firm_id=firm, ended_at=None).update(ended_at=at)
    return Instruction.everything.create(
        batch=new_reference("ASK"), right_id=right_id, firm_id=firm, owner_id=owner, answer=answer,
        words=words.strip()[:1000], answered_at=at, answered_by=label(by), answered_for=by.organisation_id,
    )  # fmt: skip


def _owners(right_ids: Iterable[int], *, but: UUID | None) -> Mapping[int, UUID]:
    """The account of an owner of each right, the one linked first."""
    links = Link.everything.filter(right_id__in=list(right_ids), relation=Relation.OWNER, state=Link.State.ACTIVE)
    links = links.exclude(organisation_id=but) if but else links
    return dict(links.order_by("-since_at").values_list("right_id", "organisation_id"))


def _firms(right_ids: Iterable[int]) -> dict[int, list[UUID]]:
    found: dict[int, list[UUID]] = {pk: [] for pk in right_ids}
    links = Link.everything.filter(right_id__in=list(found), state=Link.State.ACTIVE)
    for pk, firm in links.filter(relation=Relation.REPRESENTATIVE).values_list("right_id", "organisation_id"):
        found[pk].append(firm)
    return found


def _tell_owners(rows: Sequence[Instruction], *, by: Acting, at: datetime) -> None:
    firm = Organisation.objects.get(pk=by.organisation_id).name

    def message(theirs: Sequence[Instruction]) -> Message:
        first = theirs[0]
        return InstructionAsked(
            firm=firm,
            rights=_numbers(theirs),
            question=first.question or _("Shall we renew?"),
            due_on=day_words(first.due_on) if first.due_on else _("as soon as you can"),
            answer_url=f"{settings.PUBLIC_URL}/instructions/",
        )

    for owner, theirs in _grouped(rows, "owner_id").items():
        _tell(owner, theirs, message, "asked", at=at)


def _tell_others(rows: Sequence[Instruction], *, by: Acting, at: datetime) -> None:
    """Whichever of the two accounts did not say it."""
    said_by = Organisation.objects.get(pk=by.organisation_id).name

    def message(theirs: Sequence[Instruction]) -> Message:
        first = theirs[0]
        said = str(Answer(first.answer).label)
        answer = _("Taken back: %(said)s") % {"said": said} if first.ended_at else said
        words = first.words or _("Nothing more was said.")
        return InstructionGiven(said_by=said_by, rights=_numbers(theirs), answer=answer, words=words)

    for side in ("owner_id", "firm_id"):
        for account, theirs in _grouped(rows, side).items():
            if account != by.organisation_id:
                _tell(account, theirs, message, "taken-back" if theirs[0].ended_at else "given", at=at)


def _tell(
    account: UUID,
    rows: Sequence[Instruction],
    message_of: Callable[[Sequence[Instruction]], Message],
    what: str,
    *,
    at: datetime,
) -> None:
    """One message for each wall of the account, to those who are behind it."""
    links = Link.everything.filter(organisation_id=account, right__in=[row.right_id for row in rows])
    walls = dict(links.values_list("right_id", "wall_key"))
    together: dict[str, list[Instruction]] = defaultdict(list)
    for row in rows:
        together[walls.get(row.right_id, "")].append(row)
    for wall, theirs in together.items():
        about = wall or (theirs[0].right.number if len(theirs) == 1 else "")
        if wall:  # a message about several rights stands behind their wall by the name of the wall itself
            put_behind(account, {wall: [wall]})
        for person in people_of(account, behind=[wall] if wall else []):
            to = Recipient(person.email, (), person.name, person.language, account, person.user_id)
            with translation.override(person.language):
                told = message_of(theirs)
            key, numbers = f"{theirs[0].reference}:{what}:{person.user_id}", [row.right.number for row in theirs]
            tell(told, to=to, key=key, about=about, at=at, concerns=numbers if len(numbers) > 1 else ())


def _grouped(rows: Sequence[Instruction], side: str) -> dict[UUID, list[Instruction]]:
    found: dict[UUID, list[Instruction]] = defaultdict(list)
    for row in rows:
        if (account := getattr(row, side)) is not None:
            found[account].append(row)
    return found


def _numbers(rows: Sequence[Instruction]) -> str:
    shown = ", ".join(row.right.number for row in rows[:NAMED])
    more = len(rows) - NAMED
    return _("%(shown)s and %(more)s more") % {"shown": shown, "more": more} if more > 0 else shown


def _demand_preparer(by: Acting) -> None:
    require(by, [Permission.PREPARE], reason=_("Ask an administrator of your organisation to ask for instructions."))


def _demand_submitter(by: Acting) -> None:
    require(by, [Permission.SUBMIT], reason=_("Ask an administrator of your organisation to give instructions."))
