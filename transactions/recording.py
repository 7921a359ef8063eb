"""Turns an accepted filing into entries of the register, in runs of rights that a kill cannot split."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from core.actor import System
from core.days import legal_day
from core.outbox import promise
from rights.facts import Fact
from rights.models import Right
from rights.register import Recording, record_many
from rights.standing import Standing
from transactions.certificates import issue
from transactions.consents.asking import close as close_requests
from transactions.dues import charges_of, payment_stage
from transactions.kind import Route, Then, TransactionType
from transactions.models import Filing, FilingRight
from transactions.money import cause_of, return_unused, use_form_fee, use_money
from transactions.queries import write_outcomes
from transactions.registry import type_named
from transactions.standings import load
from transactions.states import Outcome, State
from transactions.telling import tell_concerned
from transactions.waiting_entries import ending_facts, enter_ending, finish_entering
from transactions.watched import end_watching
from transactions.workflow import lock, move

CHUNK = 500
RECORDER = System("transactions")


def begin_recording(filing: Filing, *, at: datetime) -> Filing:
    """Records at once what fits into one run; promises the rest, run by run."""
    finish_entering(filing, at=at)
    record_run(filing, at=at)
    return lock(filing)


def record_run(filing: Filing, *, at: datetime) -> bool:
    """Records the next run of rights in one database transaction; True while more are left.

    Harmless to repeat: a right with an outcome is passed over, and a filing that is not accepted is left alone.
    """
    with transaction.atomic():
        locked = lock(filing)
        if locked.state != State.ACCEPTED:
            return False
        pending = FilingRight.everything.filter(filing=locked, outcome="", left_out=False).order_by("right_id")
        rows = list(pending[:CHUNK])
        _record(locked, rows, at=at)
        if pending.exists():
            promise("record-filing", key=f"{locked.reference}:{rows[-1].right_id}", payload=_payload(locked), at=at)
            return True
        _finish(locked, at=at)
    return False


def conclude(filing: Filing, *, at: datetime) -> None:
    """What follows the end: the register is told, unused money goes back, the filer is told, others go on."""
    enter_ending(filing, at=at)
    end_watching(filing)
    return_unused(filing, at=at)
    close_requests(filing, at=at)
    promise("filing-ended", key=cause_of(filing, "ended"), payload=_payload(filing), at=at)


@dataclass
class _Run:
    """What one run works with; ``on`` is the day from which the register says so."""

    filing: Filing
    declared: TransactionType
    rows: Sequence[FilingRight]
    on: date
    _loaded: dict[date, dict[int, Standing]] = field(default_factory=dict)

    @property
    def standings(self) -> dict[int, Standing]:
        """The rights as they stand on the day of the entries, before them."""
        return self.standings_on(self.on)

    def standings_on(self, day: date) -> dict[int, Standing]:
        """The rights as the register has them now, with what rules make of that on the day."""
        if day not in self._loaded:
            right_ids = [row.right_id for row in self.rows]
            self._loaded[day] = load(right_ids, by=RECORDER, on=day, asking=self.filing)
        return self._loaded[day]


def _record(filing: Filing, rows: Sequence[FilingRight], *, at: datetime) -> None:
    if not rows:
        return
    right_ids = [row.right_id for row in rows]
    list(Right.everything.select_for_update().filter(pk__in=right_ids).order_by("pk").values_list("pk"))
    run = _Run(filing, type_named(filing.type), rows, _day_of_entry(filing, at))
    _decide_outcomes(run)
    _enter(run, at=at)
    write_outcomes(rows, by=RECORDER)
    _follow(run, at=at)


def _day_of_entry(filing: Filing, at: datetime) -> date:
    """The day of payment where payment alone led to the register, else the day on which it is entered."""
    stage = payment_stage(filing)
    is_by_payment = stage.paid_to == Then.RECORD if stage else filing.route == Route.AUTOMATIC
    return filing.paid_on if filing.paid_on and is_by_payment else legal_day(at)


def _decide_outcomes(run: _Run) -> None:
    """A right that cannot take the change any more keeps its place in the filing, with the reason.

    Whether it came in time is asked for the day on which it was received: nobody loses by the time that others take.
    """
    received_on = legal_day(run.filing.received_at)
    for row in run.rows:
        standing = run.standings_on(received_on)[row.right_id]
        objections = run.declared.objections(run.filing.claims, standing, received_on)
        reasons = [str(one.text) for one in objections if one.blocking and one.step_key is None]
        reasons = reasons or list(_about_money(run, row))
        row.outcome = Outcome.NOT_DONE if reasons else Outcome.DONE
        row.why = " ".join(reasons)[:1000]


def _about_money(run: _Run, row: FilingRight) -> Iterator[str]:
    """Money given in time is used as agreed, unless the years it was for are no longer the unpaid ones."""
    filing = run.filing
    if not row.years and not filing.payment_stage:
        return
    paid_on = filing.paid_on or run.on
    charges = list(charges_of(filing, run.standings_on(paid_on)[row.right_id], paid_on))
    if row.years and {year for charge in charges for year in charge.years} != set(row.years):
        yield _("Some of the years were paid by somebody else meanwhile.")
    elif not row.own_pence and any(charge.amount_pence for charge in charges):
        yield _("What is due for it was not paid.")


def _enter(run: _Run, *, at: datetime) -> None:
    recordings = [Recording(row.right_id, _facts(run, row)) for row in run.rows]
    told = [recording for recording in recordings if recording.facts]
    record_many(told, because=run.filing.reference, by=RECORDER, received_at=run.filing.received_at, at=at)
    versions = dict(Right.everything.filter(pk__in=[row.right_id for row in run.rows]).values_list("pk", "version"))
    for row, recording in zip(run.rows, recordings, strict=True):
        row.entry_number = versions[row.right_id] if row.outcome == Outcome.DONE else None
        row.entries += len(recording.facts)


def _facts(run: _Run, row: FilingRight) -> tuple[Fact, ...]:
    standing = run.standings[row.right_id]
    if row.outcome == Outcome.DONE:
        return tuple(run.declared.facts(run.filing.claims, standing, run.on))
    return ending_facts(run.filing, standing, run.on)


def _follow(run: _Run, *, at: datetime) -> None:
    """What hangs on the entries and must come about with them: money, certificates, messages."""
    use_money(run.filing, run.rows, at=at)
    done = [row for row in run.rows if row.outcome == Outcome.DONE]
    if kind := run.declared.certificate(run.filing.claims):
        issue(run.filing, kind, done, run.standings, at=at)
    tell_concerned(run.filing, [run.standings[row.right_id] for row in done], at=at)


def _finish(filing: Filing, *, at: datetime) -> None:
    done = FilingRight.everything.filter(filing=filing, outcome=Outcome.DONE).exists()
    if done:
        use_form_fee(filing, at=at)
    conclude(move(filing, "record" if done else "give-up", by=RECORDER, at=at), at=at)


def _payload(filing: Filing) -> dict[str, str]:
    return {"reference": filing.reference}
