"""What every London day asks for: closing it, rooting the register, reminders and the law's notices."""

from dataclasses import dataclass
from datetime import datetime

from core.actor import System
from core.days import legal_day
from payments.deposits.statements import close_months
from rights.closing import close_day
from rights.ending_authorities import end_authorities
from rights.instructions.reminding import remind_instructions
from rights.journal.issues import publish_journal
from rights.linking import activate_due
from rights.linking.authorising import end_over
from rights.linking.owner import end_unanswered
from rights.reminding import remind, send_statutory_notices
from rights.reminding.digests import send_digests
from rights.roots import close_root
from transactions.automatic.planning import plan_renewals
from transactions.automatic.renewing import renew_planned
from transactions.closing import held_rights
from transactions.consents.asking import chase_silent, end_silence
from transactions.drafts import tidy_drafts
from transactions.services.asking import chase_questions, end_questions
from transactions.stages import end_stages


@dataclass(frozen=True)
class Day:
    """What the daily run did."""

    links: int
    stages: int
    authorities: int
    ceased: int
    expired: int
    notices: int
    reminders: int
    drafts: int
    chased: int


def run_daily(*, at: datetime) -> Day:
    """Runs for the London day of the moment; again on the same day it finds nothing new."""
    on = legal_day(at)
    links = activate_due(at=at)
    end_unanswered(at=at)
    stages = end_stages(on, at=at)
    held = held_rights(on)
    authorities = end_authorities(on, at=at) + end_over(on, at=at)
    closed = close_day(on, at=at, held=held)
    notices = send_statutory_notices(on=on, at=at, held=held)
    reminders = remind(on=on, at=at, held=held)
    send_digests(on, at=at)
    remind_instructions(on, at=at)
    plan_renewals(on, at=at)
    renew_planned(on, at=at)
    drafts = tidy_drafts(at=at)
    chased = chase_silent(at=at) + end_silence(at=at) + chase_questions(at=at) + end_questions(at=at)
    close_months(on, at=at)
    publish_journal(on, by=System("daily"), at=at)
    close_root(on, by=System("daily"), at=at)
    return Day(links, stages, authorities, len(closed.ceased), len(closed.expired), notices, reminders, drafts, chased)
