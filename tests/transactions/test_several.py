"""Several changes to one patent in one go: drafts side by side, sent in their order, each with its own outcome."""

from datetime import UTC, datetime, timedelta

import pytest
from builders import signed_in
from builders.filings import an_account, fresh, owned, paid

from accounts.models import Organisation
from core.clock import now
from rights.models import Right
from transactions.models import Filing
from transactions.services import ChangesClash, NoSuchRight, Seen, TooFew, answer, begin_several, set_of, submit_several

pytestmark = pytest.mark.django_db
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
THREE = ["change_contact_address", "change_reminder_address", "renew"]


def test_a_set_is_a_draft_for_each_change_in_the_order_of_choosing() -> None:
    right, by = owned(AT, paid_through=5)
    reference = begin_several(THREE, [right.pk], by=by, at=AT)
    assert [filing.type for filing in set_of(reference, by=by)] == THREE
    assert set_of(reference, by=an_account(AT, email="o@example.com")) == []


def test_one_change_is_no_set_and_the_same_one_twice_is_one() -> None:
    right, by = owned(AT)
    for slugs in ([], ["renew"], ["renew", "renew"]):
        with pytest.raises(TooFew):
            begin_several(slugs, [right.pk], by=by, at=AT)


@pytest.mark.parametrize(
    "clash",
    [
        ["appoint_representative", "change_address_for_service"],
        ["transfer_ownership", "change_owner_name"],
        ["surrender_right", "change_contact_address"],
    ],
)
def test_what_changes_the_same_thing_or_ends_the_patent_is_asked_for_by_itself(clash: list[str]) -> None:
    right, by = owned(AT)
    with pytest.raises(ChangesClash):
        begin_several(clash, [right.pk], by=by, at=AT)
    assert not Filing.everything.exists()


def test_either_all_drafts_are_made_or_none() -> None:
    right, by = owned(AT)
    with pytest.raises(NoSuchRight):
        begin_several(THREE, [right.pk, right.pk + 999], by=by, at=AT)
    assert not Filing.everything.exists()


def test_what_is_ready_goes_and_what_is_not_stays_with_its_reason() -> None:
    right, by = owned(AT, paid_through=5)
    reference = begin_several(["change_contact_address", "renew"], [right.pk], by=by, at=AT)
    change, renewal = set_of(reference, by=by)
    answer(renewal, "receipt", {"email": "a@example.com", "reminders": "no"}, by=by, at=AT)
    sent = submit_several(reference, seen={}, by=by, at=AT)
    assert [bool(one.why) for one in sent] == [True, False]
    assert (fresh(change).state, fresh(renewal).state) == ("draft", "awaiting-payment")
    assert paid(fresh(renewal), by=by, at=AT).state == "recorded"
    assert Right.everything.get(pk=right.pk).paid_through_year == 6


def test_another_price_than_was_seen_keeps_that_one_back() -> None:
    right, by = owned(AT, paid_through=5)
    reference = begin_several(["change_contact_address", "renew"], [right.pk], by=by, at=AT)
    renewal = set_of(reference, by=by)[1]
    answer(renewal, "receipt", {"email": "a@example.com", "reminders": "no"}, by=by, at=AT)
    sent = submit_several(reference, seen={renewal.reference: Seen(AT.date() - timedelta(days=1), 1)}, by=by, at=AT)
    assert sent[1].why
    assert fresh(renewal).state == "draft"


def test_the_pages_lead_from_the_choice_to_the_list() -> None:
    right, by = owned(now())
    browser = signed_in.customer(Organisation.objects.get(pk=by.organisation_id))
    page = browser.get("/change/several/").content.decode()
    assert "Which patent?" in page
    page = browser.get("/change/several/", {"right": right.number}).content.decode()
    assert "Change the contact address" in page
    only_one = {"right": right.number, "changes": ["change_contact_address"]}
    assert "Select from 2 to 10 changes" in browser.post("/change/several/", only_one).content.decode()
    both = {"right": right.number, "changes": ["change_contact_address", "change_reminder_address"]}
    page = browser.post("/change/several/", both, follow=True).content.decode()
    assert page.count("Not started") == 2
    assert "Send them" not in page
