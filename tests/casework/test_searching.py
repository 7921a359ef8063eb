"""One search finds by number, reference, name and email, and each role only what it may."""

from datetime import UTC, datetime

import pytest
from builders.cases import a_request, many_cases
from builders.filings import an_account, an_officer, filed, owned
from builders.register import a_patent

from accounts.models import Organisation
from casework.models import Case
from casework.searching import TooShort, search
from core.actor import NotPermitted
from transactions.models import Filing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("throwaway")]
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)


def test_a_number_finds_the_right_and_its_cases_however_it_is_typed() -> None:
    case, _filing = a_request(AT, number="GB2500017")
    by = an_officer(AT)
    for typed in ("GB2500017", "gb 2500017", "GB2500017B", "2500017"):
        found = search(typed, by=by)
        assert [right.number for right in found.rights] == ["GB2500017"], typed
        assert [one.pk for one in found.cases] == [case.pk], typed


def test_a_reference_finds_the_case_without_its_hyphens_too() -> None:
    case, filing = a_request(AT)
    by = an_officer(AT)
    for typed in (filing.reference, filing.reference.lower(), filing.reference.replace("-", " ")):
        assert [one.pk for one in search(typed, by=by).cases] == [case.pk]


def test_part_of_a_name_finds_cases_and_the_beginnings_of_words_find_the_owners_rights() -> None:
    case, _filing = a_request(AT)
    a_patent(number="GB2500023", proprietors=["Fine Instrument Makers plc"])
    found = search("instrum", by=an_officer(AT))
    assert [one.pk for one in found.cases] == [case.pk]
    assert [right.owner for right in found.rights] == ["Fine Instrument Makers plc"]


def test_an_email_address_finds_accounts_and_requests_that_needed_no_officer() -> None:
    right, by = owned(AT)
    filing = filed("restate_title", [right], {"title": {"title": "Better pump"}}, by=by, at=AT)
    Filing.everything.filter(pk=filing.pk).update(email="Owner@Example.com")
    found = search("owner@example.com", by=an_officer(AT))
    assert [one.pk for one in found.filings] == [filing.pk]
    assert [one.pk for one in found.accounts] == [by.organisation_id]


def test_only_roles_that_look_up_accounts_find_them() -> None:
    an_account(AT)
    assert Organisation.objects.count() == 1
    assert search("owner@example.com", by=an_officer(AT, roles=["examiner"])).accounts == []


def test_what_is_done_comes_after_what_is_open() -> None:
    done, is_open = many_cases(2, at=AT)
    Case.everything.filter(pk=done.pk).update(stands="done")
    assert [one.pk for one in search("applicant", by=an_officer(AT)).cases] == [is_open.pk, done.pk]


@pytest.mark.parametrize("text", ["", "ab", " a  "])
def test_two_letters_are_too_few(text: str) -> None:
    with pytest.raises(TooShort):
        search(text, by=an_officer(AT))


def test_no_customer_searches() -> None:
    with pytest.raises(NotPermitted):
        search("GB2500017", by=an_account(AT))
