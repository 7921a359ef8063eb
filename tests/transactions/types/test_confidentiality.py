"""Confidentiality of a filed document: within 14 days, of one's own documents only, hidden as long as it is not refused."""

from datetime import date

import pytest
from builders.filings import an_account, drafted, example_filer, example_right, linked, morning_of

from rights.standing import Standing
from transactions.kind import Answers
from transactions.questions import fitted_form
from transactions.registry import type_named
from transactions.services.answering import AnswersInvalid
from transactions.standings import load

pytestmark = pytest.mark.django_db

TYPE = type_named("request_confidentiality")
DEED, _ = TYPE.examples
REFERENCE = next(iter(DEED.filed_before))


def asked() -> tuple[Standing, Answers]:
    right = example_right(DEED)
    by = example_filer(DEED, right)
    draft = drafted(TYPE.slug, [right], DEED.answers, by=by, at=morning_of(DEED))
    return load([right.pk], by=by, on=DEED.on, asking=draft)[right.pk], draft.claims


def objections(answers: Answers, standing: Standing, on: date) -> list[str]:
    return [str(one.text) for one in TYPE.objections(answers, standing, on)]


def test_it_is_the_last_day_on_the_fourteenth_after_the_filing() -> None:
    standing, answers = asked()
    assert objections(answers, standing, date(2026, 4, 15)) == []
    late = objections(answers, standing, date(2026, 4, 16))
    assert late == ["Your account has filed no document on this right in the last 14 days (rule 53)."]


def test_only_documents_are_offered_that_the_account_itself_filed() -> None:
    standing, _ = asked()
    choices = fitted_form(TYPE.steps[0], {}, [standing]).fields["document"].choices  # type: ignore[attr-defined]
    assert [key for key, _ in choices] == [REFERENCE]
    assert "deed.pdf, filed on 1 April 2026 with NAM-" in choices[0][1]


def test_a_document_of_another_account_cannot_be_named() -> None:
    right, at = example_right(DEED), morning_of(DEED)
    example_filer(DEED, right)
    other = an_account(at, name="Another Ltd", email="other@example.com")
    linked(right, other)
    with pytest.raises(AnswersInvalid):
        drafted(TYPE.slug, [right], DEED.answers, by=other, at=at)


def test_the_document_is_hidden_and_the_register_says_nothing_of_it() -> None:
    standing, answers = asked()
    assert TYPE.hides(answers) == {REFERENCE}
    assert list(TYPE.facts(answers, standing, DEED.on)) == []
