"""Asking: what is found, what is given away, who may ask and how often."""

from datetime import date, datetime, timedelta

import pytest
from builders.linking import address, asked, owned, represented, ways
from builders.register import a_link, a_patent
from django.db import IntegrityError, transaction

from accounts.models import Organisation
from core.actor import Applicant, NotPermitted, Permission
from rights.linking import ask_link, ask_links, cancel
from rights.linking.asking import REQUESTS_A_DAY
from rights.linking.finding import Outcome, find, read_numbers
from rights.linking.problems import AlreadyLinked, CannotLink, NotFound, TooMany
from rights.models import Link, LinkRequest, Right

pytestmark = pytest.mark.django_db


def outcomes(numbers: list[str], by: Applicant) -> list[str]:
    return [row.outcome for row in find(numbers, relation="owner", by=by)]


def test_numbers_are_parted_by_lines_commas_and_spaces() -> None:
    numbers, faults = read_numbers("GB2606630, EP 1 000 000\n\nGB2490001 GB2490002;GB 2490003\nGB2606630")
    assert numbers == ["GB2606630", "EP 1 000 000", "GB2490001", "GB2490002", "GB 2490003"]
    assert faults == []


def test_a_wrong_check_digit_is_named_as_such() -> None:
    numbers, faults = read_numbers("GB2606630\nGB1418215.9")
    assert numbers == ["GB2606630"]
    assert [fault.text for fault in faults] == ["GB1418215.9"]
    assert "check digit" in faults[0].words


def test_what_is_no_number_is_named_beside_what_is() -> None:
    numbers, faults = read_numbers("GB2606630 hello GB2490001")
    assert numbers == ["GB2606630", "GB2490001"]
    assert [fault.text for fault in faults] == ["hello"]


def test_unknown_unpublished_and_withheld_numbers_are_found_alike(owner: Applicant) -> None:
    unpublished = a_patent(published_on=None, granted_on=None)
    withheld = a_patent()
    Right.everything.filter(pk=withheld.pk).update(is_withheld=True)
    assert outcomes(["GB2777777", unpublished.number, withheld.number], owner) == [Outcome.UNKNOWN] * 3


def test_only_what_is_public_of_others_links_is_told(owner: Applicant, stranger: Applicant) -> None:
    right = owned()
    a_link(right, Organisation.objects.get(pk=stranger.organisation_id))
    assert outcomes([right.number], owner) == [Outcome.FOUND]
    assert outcomes([right.number], stranger) == [Outcome.LINKED]


def test_a_number_that_two_patents_bear_offers_both(owner: Applicant) -> None:
    granted = a_patent(number="GB2199886")
    pending = a_patent(application_number="GB2199886.9", number="GB2611111", filed_on=date(2021, 12, 1))
    found = find(["2199886"], relation="owner", by=owner)[0]
    assert found.outcome == Outcome.DOUBTFUL
    assert [right.pk for right in found.rights] == [granted.pk, pending.pk]


def test_fifty_numbers_take_as_many_queries_as_one(owner: Applicant, django_assert_num_queries: object) -> None:
    numbers = [owned().number for _ in range(3)]
    for asked_for in (numbers[:1], numbers):
        with django_assert_num_queries(3):  # type: ignore[operator]
            find(asked_for, relation="owner", by=owner)


def test_unknown_and_unpublished_numbers_cannot_be_asked_for(owner: Applicant, at: datetime) -> None:
    unpublished = a_patent(published_on=None, granted_on=None)
    for number in ("GB2777777", unpublished.number):
        with pytest.raises(NotFound):
            ask_link(number, relation="owner", by=owner, at=at)
    assert not LinkRequest.everything.exists()


def test_asking_again_goes_on_with_the_same_request(owner: Applicant, at: datetime) -> None:
    right = owned()
    assert asked(right, by=owner, at=at) == asked(right, by=owner, at=at)


def test_owner_and_representative_are_different_links(owner: Applicant, at: datetime) -> None:
    right = represented()
    assert asked(right, by=owner, at=at) != asked(right, by=owner, at=at, relation="representative")


def test_what_is_linked_cannot_be_asked_for_again(owner: Applicant, at: datetime) -> None:
    right = owned()
    for state in ("active", "waiting", "frozen"):
        link = a_link(right, Organisation.objects.get(pk=owner.organisation_id), state=state)
        with pytest.raises(AlreadyLinked):
            asked(right, by=owner, at=at)
        Link.everything.filter(pk=link.pk).update(state="ended")
    assert asked(right, by=owner, at=at).state == "asked"


def test_the_database_refuses_a_second_open_request(owner: Applicant, at: datetime) -> None:
    request = asked(owned(), by=owner, at=at)
    request.pk, request.reference = None, "LNK-2222-2222-2222"  # type: ignore[assignment]
    with pytest.raises(IntegrityError), transaction.atomic():
        request.save(force_insert=True)


def test_an_account_asks_for_two_hundred_a_day_and_no_more(owner: Applicant, at: datetime) -> None:
    right = owned()
    row = asked(right, by=owner, at=at)
    rows = [
        LinkRequest(
            reference=f"LNK-{n}", organisation_id=owner.organisation_id, right=right, relation="owner", proof="code",
            state="cancelled", asked_at=at, asked_by="x",
        )
        for n in range(REQUESTS_A_DAY - 1)
    ]  # fmt: skip
    LinkRequest.everything.bulk_create(rows)
    assert asked(right, by=owner, at=at) == row
    with pytest.raises(TooMany):
        asked(owned(), by=owner, at=at)
    assert asked(owned(), by=owner, at=at + timedelta(days=1)).state == "asked"


def test_many_are_asked_for_at_once_and_those_linked_left_out(owner: Applicant, at: datetime) -> None:
    mine, other = owned(), owned()
    a_link(mine, Organisation.objects.get(pk=owner.organisation_id))
    begun = ask_links([mine.number, other.number, "GB2777777"], relation="owner", by=owner, at=at)
    assert [request.right_id for request in begun] == [other.pk]


def test_a_member_who_may_not_prepare_is_told_whom_to_ask(owner: Applicant, at: datetime) -> None:
    viewer = Applicant(owner.user_id, owner.organisation_id, frozenset({Permission.VIEW}))
    with pytest.raises(NotPermitted, match="Ask an administrator"):
        asked(owned(), by=viewer, at=at)


def test_the_ways_follow_what_the_register_holds(owner: Applicant, at: datetime) -> None:
    by_owner = asked(represented(owner_email="r@owner.example"), by=owner, at=at)
    assert ways(by_owner, by=owner, at=at) == ["email", "letter", "identity", "authority"]
    company = asked(a_patent(proprietors=("Acme Widgets Ltd",)), by=owner, at=at)
    assert ways(company, by=owner, at=at) == ["authority"]


def test_a_represented_owner_is_not_proved_by_the_firms_address(owner: Applicant, at: datetime) -> None:
    firm = represented()
    as_owner = asked(firm, by=owner, at=at)
    as_representative = asked(firm, by=owner, at=at, relation="representative")
    assert ways(as_owner, by=owner, at=at) == ["letter", "identity", "authority"]
    assert ways(as_representative, by=owner, at=at) == ["email", "letter", "owner", "authority"]


def test_the_only_address_speaks_for_the_owner_where_nobody_represents_them(owner: Applicant, at: datetime) -> None:
    only = (address("service", "Rhiannon Testwood", email="r@home.example"),)
    alone, with_agent = owned(contacts=only), owned(contacts=only, agents=("Mockford & Specimen LLP",))
    assert ways(asked(alone, by=owner, at=at), by=owner, at=at) == ["email", "letter", "identity", "authority"]
    assert ways(asked(with_agent, by=owner, at=at), by=owner, at=at) == ["identity", "authority"]


def test_two_co_owners_cannot_prove_by_identity(owner: Applicant, at: datetime) -> None:
    request = asked(owned(proprietors=("Rhiannon Testwood", "Ada Test")), by=owner, at=at)
    assert "identity" not in ways(request, by=owner, at=at)


@pytest.mark.parametrize(("days", "expected"), [(27, False), (28, True)])
def test_a_contact_gets_codes_after_28_days(owner: Applicant, at: datetime, days: int, expected: bool) -> None:
    moved = address("proprietor", "Rhiannon Testwood", email="new@home.example")
    request = asked(owned(facts=(moved,), at=at - timedelta(days=days)), by=owner, at=at)
    assert ("email" in ways(request, by=owner, at=at)) is expected


def test_a_cancelled_request_is_over_and_may_be_asked_again(owner: Applicant, at: datetime) -> None:
    right = owned()
    request = asked(right, by=owner, at=at)
    cancel(request, by=owner, at=at)
    with pytest.raises(CannotLink):
        cancel(request, by=owner, at=at)
    assert asked(right, by=owner, at=at).pk != request.pk


def test_nobody_cancels_for_another_account(owner: Applicant, stranger: Applicant, at: datetime) -> None:
    request = asked(owned(), by=owner, at=at)
    with pytest.raises(LinkRequest.DoesNotExist):
        cancel(request, by=stranger, at=at)
