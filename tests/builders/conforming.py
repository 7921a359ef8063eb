"""What the conformance suite demands of a type on one of its examples; the throw-away types are held to it as well."""

from itertools import pairwise

from builders.filings import drafted, example_filer, example_right, keep_ours, morning_of
from builders.journeys import journey
from django.db import connection
from django.test.utils import CaptureQueriesContext

from payments.models import Payment
from payments.services import check as check_ledger
from rights.history import rebuild, stored_state
from rights.models import Right
from rights.rulebook import rulebook
from transactions.examination import examine
from transactions.kind import Answers, Standing, TransactionType
from transactions.models import Filing, FilingRight, Movement
from transactions.parts import Example
from transactions.standings import load


def demand_whole_journey(declared: TransactionType, example: Example) -> None:
    """Walked on its days, the example ends as it says, costs what it says, and leaves all books true."""
    filing, right = journey(example, declared.slug)
    _ends_as_it_says(filing, right, example)
    _costs_what_it_says(filing, example)
    assert check_ledger() == []
    assert rebuild(right.pk) == stored_state(right.pk)
    _remembers_every_move(filing)
    assert keep_ours(morning_of(example)) == 0


def _ends_as_it_says(filing: Filing, right: Right, example: Example) -> None:
    row = FilingRight.everything.get(filing=filing)
    assert (filing.state, row.why) == (example.ends, "")
    if filing.state == "recorded":
        assert row.outcome == "done"
        assert row.entry_number is not None
    right.refresh_from_db()
    assert example.paid_through_year in (None, right.paid_through_year)


def _costs_what_it_says(filing: Filing, example: Example) -> None:
    paid = Payment.everything.filter(subject__startswith=filing.reference, state="settled")
    assert sum(paid.values_list("amount_pence", flat=True)) == example.charged_pence + example.stage_pence


def _remembers_every_move(filing: Filing) -> None:
    moves = list(Movement.everything.filter(filing=filing).order_by("number"))
    assert [move.number for move in moves] == list(range(1, len(moves) + 1))
    assert moves[0].from_state == "draft"
    assert moves[-1].to_state == filing.state
    assert all(earlier.to_state == later.from_state for earlier, later in pairwise(moves))


def demand_pure_rules(declared: TransactionType, example: Example) -> None:
    """The rules ask the database nothing, and say the same when they are asked again."""
    answers, standing, _ = _asked(declared, example)
    rulebook()
    with CaptureQueriesContext(connection) as queries:
        first, second = (_all_rules(declared, example, answers, standing) for _ in range(2))
    assert first == second
    assert len(queries) == 0


def demand_no_objection(declared: TransactionType, example: Example) -> None:
    """The example could be submitted as it is."""
    answers, standing, by = _asked(declared, example)
    found = examine(declared, answers, [standing], on=example.on, by=by, given=example.evidence)
    assert (found.blocking, found.left_out, found.missing_steps, found.missing_evidence) == ([], (), (), ())


def _all_rules(declared: TransactionType, example: Example, answers: Answers, standing: Standing) -> list[object]:
    """Everything that the pure methods say of the example."""
    on, stages = example.on, declared.stages
    return [
        list(declared.objections(answers, standing, on)),
        list(declared.charges(answers, standing, on)),
        list(declared.facts(answers, standing, on)),
        list(declared.concerned(answers, standing)),
        list(declared.consents(answers, standing)),
        [list(declared.stage_facts(stage.key, answers, standing, on)) for stage in stages],
        [list(declared.stage_concerned(stage.key, answers, standing, on)) for stage in stages],
        [list(declared.stage_charges(stage.key, answers, standing, on)) for stage in stages if stage.paid_to],
        [list(declared.ending_facts(ending, answers, standing, on)) for ending in ("refused", "withdrawn")],
        [stage.lasts(answers, on) for stage in stages],
        [declared.hides(answers), declared.route_for(answers, [standing]), declared.receipt_email(answers)],
        [declared.steps_for(answers), declared.evidence_for(answers)],
    ]


def _asked(declared: TransactionType, example: Example) -> tuple[Answers, Standing, object]:
    """The answers as they are kept, the right as its filer sees it, and the filer."""
    right = example_right(example)
    by = example_filer(example, right)
    draft = drafted(declared.slug, [right], example.answers, by=by, at=morning_of(example))
    return draft.claims, load([right.pk], by=by, on=example.on, asking=draft)[right.pk], by
