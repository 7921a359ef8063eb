"""Making test patents for an organisation, a hundred at a time, and beginning again."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

import orjson
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.api_clients.acting import client_of
from accounts.models import Organisation, User
from core import audit
from core.actor import Acting, Machine, Permission, System, label, require
from core.days import legal_day
from core.outbox import promise
from rights.imports.jsonl import read_line
from rights.link_ends import tell_links_ended
from rights.linking.queries import hold_names
from rights.models import COPIED_KEYS, Link, Proof, Relation, Right, TestMake
from rights.register import Recording, open_rights, record_many
from rights.sandbox.conditions import Condition
from rights.sandbox.numbering import SliceNumbering
from rights.sandbox.only import demand_sandbox
from rights.sandbox.records import For, Made, made
from rights.synthetic.numbering import NumbersRunOut

MAKE = "make-test-patents"
MOST_AT_ONCE, MOST_IN_ALL, RUN = 1000, 10_000, 100
MAKER = System("sandbox")
STOOD_FOR = timedelta(days=30)
"""For how long the links of test patents have stood, so that nothing has to wait until they have."""


class CannotMake(Exception):
    """These cannot be made now; the message says why."""


def make_test_patents(
    count: int,
    *,
    conditions: Sequence[Condition] = (),
    relation: str = Relation.OWNER,
    afresh: bool = False,
    by: Acting,
    at: datetime,
) -> TestMake:
    """Makes test patents, in turn in each of the conditions (all of them, if none is named), linked to the account.

    Up to a hundred are there at once; the rest is promised. ``afresh`` ends the links to those made before.

    Raises:
        NotASandbox, CannotMake, NotPermitted.
    """
    demand_sandbox()
    require(by, [Permission.PREPARE], reason=_("Ask an administrator of your organisation to make test patents."))
    if not 1 <= count <= MOST_AT_ONCE or relation not in Relation.values:
        raise CannotMake(_("Make from 1 to 1,000 test patents at a time."))
    with transaction.atomic():
        hold_names([f"test patents of {by.organisation_id}"], by=by)
        if afresh:
            end_test_patents(by=by, at=at)
        _demand_room(count, by=by)
        asked = TestMake.everything.create(
            organisation_id=by.organisation_id,
            relation=relation,
            conditions=[str(one) for one in dict.fromkeys(conditions or Condition)],
            count=count,
            email=_email_of(by),
            asked_at=at,
            asked_by=label(by),
        )
        audit.note("test-patents-made", by=by, at=at, subject=asked.reference, details={"count": count})
        _run(asked, at=at)
    return asked


def go_on_making(reference: str, *, at: datetime) -> None:
    """The next run of a make, unless the organisation began again meanwhile.

    Raises:
        NotASandbox: in a process that is told of none; the promise is kept by one that is.
    """
    demand_sandbox()
    with transaction.atomic():
        asked = TestMake.everything.select_for_update().get(reference=reference)
        if asked.made_at is None and asked.ended_at is None:
            _run(asked, at=at)


def end_test_patents(*, by: Acting, at: datetime) -> int:
    """Ends the account's links to its test patents, in the caller's transaction; returns how many there were.

    What the register says of them stays, as it always does; they belong to no account any more.
    """
    demand_sandbox()
    TestMake.objects.visible_to(by).filter(ended_at=None).update(ended_at=at)
    mine = Link.everything.filter(organisation_id=by.organisation_id, right__slice_of=by.organisation_id)
    ending = list(mine.exclude(state=Link.State.ENDED).select_for_update(of=("self",)).order_by("pk"))
    ids = [link.pk for link in ending]
    ended = {"state": Link.State.ENDED, "ended_at": at, "ended_because": "began again"}
    Link.everything.filter(pk__in=ids).update(**ended)
    tell_links_ended(ids, at=at)
    audit.note("test-patents-ended", by=by, at=at, details={"count": len(ids)})
    return len(ids)


def makes_of(by: Acting) -> list[TestMake]:
    """The account's makes, the newest first; the last fifty."""
    return list(TestMake.objects.visible_to(by).order_by("-asked_at", "-pk")[:50])


def make_for(reference: str, *, by: Acting) -> TestMake | None:
    """The account's make of that reference."""
    return TestMake.objects.visible_to(by).filter(reference=reference).first()


def made_in(makes: Sequence[TestMake], *, by: Acting) -> dict[str, list[tuple[str, Condition]]]:
    """By the makes' references the numbers and conditions of what was made, less what is behind a wall to the actor."""
    numbers = [number for one in makes for number, _condition in one.rights]
    known = set(Link.objects.visible_to(by).filter(number__in=numbers).values_list("number", flat=True))
    return {
        one.reference: [(number, Condition(condition)) for number, condition in one.rights if number in known]
        for one in makes
    }


def _demand_room(count: int, *, by: Acting) -> None:
    """Raises:
    CannotMake: while others are being made, and past the most that one organisation gets.
    """
    if TestMake.objects.visible_to(by).filter(made_at=None, ended_at=None).exists():
        raise CannotMake(_("Test patents are being made. Wait until they are all there."))
    if Right.everything.filter(slice_of=by.organisation_id).count() + count > MOST_IN_ALL:
        raise CannotMake(_("An organisation gets up to 10,000 test patents in all. Ask us to empty the sandbox."))


def _email_of(by: Acting) -> str:
    """Where whoever asks reads what is sent to those who are on the register."""
    if isinstance(by, Machine):
        return client_of(by.client_id, by=by).contact_email
    return User.objects.get(pk=by.user_id).email


def _run(asked: TestMake, *, at: datetime) -> None:
    """Makes the next hundred, in the caller's transaction, and promises the rest."""
    begun = len(asked.rights)
    try:
        patents = _invented(asked, range(begun, min(begun + RUN, asked.count)), at=at)
    except NumbersRunOut as problem:
        raise CannotMake(_("The numbers for test patents are used up. Ask us to empty the sandbox.")) from problem
    rights = _opened(asked, patents, at=at)
    _link(asked, rights, at=at)
    asked.rights += [[right.number, patent.condition] for right, patent in zip(rights, patents, strict=True)]
    if len(asked.rights) == asked.count:
        asked.made_at = at
    else:
        promise(MAKE, key=f"{asked.reference}:{len(asked.rights)}", payload={"reference": asked.reference}, at=at)
    asked.save(update_fields=["rights", "made_at"])


def _invented(asked: TestMake, places: range, *, at: datetime) -> list[Made]:
    """Each condition in turn, and each of them as GB and as EP in turn."""
    numbering, conditions = SliceNumbering(by=MAKER), [Condition(name) for name in asked.conditions]
    whose, seed = _whose(asked), asked.organisation_id.int
    patents = []
    for place in places:
        random = Random(f"{asked.reference}:{place}")  # noqa: S311  invented data, nothing secret
        round_, turn = divmod(place, len(conditions))
        kind = "EP" if (round_ + turn) % 2 else "GB"
        patents.append(
            made(conditions[turn], kind, whose, numbering=numbering, on=legal_day(at), random=random, seed=seed)  # type: ignore[arg-type]
        )
    return patents


def _whose(asked: TestMake) -> For:
    own = asked.organisation
    is_person = own.kind == Organisation.Kind.PERSON
    return For(own.name, asked.email, asked.relation, is_person, own.company_number)


def _opened(asked: TestMake, patents: Sequence[Made], *, at: datetime) -> list[Right]:
    because = f"sandbox:{asked.reference}"
    openings = [read_line(orjson.dumps(patent.record), legal_day(at)).opening() for patent in patents]
    ids = open_rights(openings, slice_of=asked.organisation_id, because=because, by=MAKER, at=at)
    later = [Recording(key, patent.facts) for key, patent in zip(ids, patents, strict=True) if patent.facts]
    record_many(later, because=because, by=MAKER, received_at=at, at=at)
    rights = Right.everything.in_bulk(ids)
    return [rights[key] for key in ids]


def _link(asked: TestMake, rights: Sequence[Right], *, at: datetime) -> None:
    links = [
        Link(
            right=right,
            organisation_id=asked.organisation_id,
            relation=asked.relation,
            proof=Proof.AUTHORITY,
            stands_for=asked.organisation.name,
            state=Link.State.ACTIVE,
            since_at=at,
            active_from=at - STOOD_FOR,
            **{key: getattr(right, key) for key in COPIED_KEYS},
        )
        for right in rights
    ]
    Link.everything.bulk_create(links)
