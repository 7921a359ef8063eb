"""Requests to change the register that officers look at, from the day they come until they are decided."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from casework.kind import CaseKind, Matter
from casework.models import Case, Stands
from core.actor import System
from core.days import legal_day
from rights.models import Hold
from rights.standing import load_standings
from transactions.models import FilerNote, Filing, FilingRight, Movement
from transactions.moves import OPENS_AGAIN
from transactions.registry import NoSuchType, type_named
from transactions.states import ENDED, State

READER = System("casework")
STANDS = {
    State.AWAITING_AGREEMENT: Stands.WAITING,
    State.IN_QUEUE: Stands.TO_CHECK,
    State.AWAITING_ANSWER: Stands.WITH_CUSTOMER,
    State.RECOMMENDED: Stands.SECOND_CHECK,
    State.WAITING: Stands.WAITING,
    State.TAKING_PAYMENT: Stands.WAITING,
    State.ACCEPTED: Stands.DONE,
    State.RECORDED: Stands.DONE,
    State.REFUSED: Stands.DONE,
    State.WITHDRAWN: Stands.DONE,
}
NAMED = 50
NEW_DAYS = 28


class FilingKind(CaseKind):
    """A filing that was in the office at least once."""

    slug = "filing"
    title = _("Request")

    def read(self, about: str) -> Matter | None:
        """The filing; None while its filer still prepares it, and where it never needed anybody."""
        filing = Filing.objects.visible_to(READER).filter(reference=about).select_related("organisation").first()
        if filing is None or filing.state not in STANDS or not _was_here(filing):
            return None
        return _matter(filing)

    def all_open(self) -> list[str]:
        """Filings that are in the office."""
        there = [state for state in STANDS if state not in ENDED and state not in PASSING]
        rows = Filing.objects.visible_to(READER).filter(state__in=there)
        return list(rows.values_list("reference", flat=True))

    def title_of(self, case: Case) -> str:
        """What is asked for."""
        try:
            return str(type_named(case.topic).title)
        except NoSuchType:
            return case.topic


PASSING = frozenset({State.ACCEPTED, State.TAKING_PAYMENT})


def _was_here(filing: Filing) -> bool:
    """Automatic filings pass without ever being in the office."""
    if filing.state in (State.AWAITING_AGREEMENT, State.IN_QUEUE, State.AWAITING_ANSWER, State.RECOMMENDED):
        return True
    moves = Movement.objects.visible_to(READER).filter(filing=filing)
    return moves.filter(to_state__in=[State.IN_QUEUE, State.AWAITING_AGREEMENT, State.WAITING]).exists()


def _matter(filing: Filing) -> Matter:
    numbers = _numbers(filing)
    who = filing.organisation.name if filing.organisation else filing.on_behalf_of
    is_over = filing.state in ENDED
    return Matter(
        reference=filing.reference,
        stands=STANDS[State(filing.state)],
        received_at=filing.received_at,
        topic=filing.type,
        stage=filing.stage if filing.state == State.WAITING else "",
        outcome=filing.state if is_over else "",
        number=numbers[0] if numbers else "",
        rights_count=FilingRight.objects.visible_to(READER).filter(filing=filing).count(),
        who=who,
        channel=filing.channel,
        language=filing.language,
        flags=() if is_over else _flags(filing),
        prepared_by=filing.prepared_by if filing.state == State.RECOMMENDED else None,
        law_ends_on=filing.stage_ends_on if filing.state == State.WAITING else None,
        sought=(*numbers, who, filing.email, filing.on_behalf_of, filing.payment_reference),
    )


def _has_new_contact(filing: Filing) -> bool:
    """Whether an address of one of the rights, or the filer's link to it, was new when the request came (28 days)."""
    on = legal_day(filing.received_at)
    rights = FilingRight.objects.visible_to(READER).filter(filing=filing).order_by("pk")
    right_ids = list(rights.values_list("right_id", flat=True)[:NAMED])
    standings = load_standings(right_ids, by=READER, on=on, links_of=filing.organisation_id)
    since = on - timedelta(days=NEW_DAYS)
    contacts = (one.stands_since for standing in standings.values() for one in standing.contacts.values())
    links = (legal_day(one.link_active_from) for one in standings.values() if one.link_active_from)
    return any(day is not None and since < day <= on for day in (*contacts, *links))


def _numbers(filing: Filing) -> list[str]:
    rows = FilingRight.objects.visible_to(READER).filter(filing=filing).order_by("right__number")
    return list(rows.values_list("right__number", flat=True)[:NAMED])


def _flags(filing: Filing) -> tuple[str, ...]:
    """What makes an officer look twice."""
    rights = FilingRight.objects.visible_to(READER).filter(filing=filing).values("right_id")
    moves = Movement.objects.visible_to(READER).filter(filing=filing)
    last = moves.order_by("-number").values_list("name", flat=True).first()
    raised = {
        "no-answer": last == "stop-asking",
        "opened-again": moves.filter(name__in=OPENS_AGAIN).exists(),
        "new-contact": _has_new_contact(filing),
        "hold": Hold.objects.filter(right_id__in=rights, lifted_at=None).exists(),
        "more-came": FilerNote.objects.visible_to(READER).filter(filing=filing, at__gte=filing.changed_at).exists(),
    }
    return tuple(flag for flag, is_raised in raised.items() if is_raised)
