"""An officer links an unpublished application after checks of their own; the contact on record is told."""

from datetime import UTC, date, datetime

import pytest
from builders import signed_in
from builders.filings import an_account, an_officer
from builders.register import a_patent

from accounts.models import Organisation, User
from core.actor import NotPermitted
from core.clock import now
from core.models import AuditEvent
from notifications.models import Notice
from rights.details import Details
from rights.facts import AddressChanged
from rights.linking import link_by_office
from rights.linking.problems import AlreadyLinked, CannotLink
from rights.models import Link, Right

pytestmark = pytest.mark.django_db
AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)


def an_application() -> Right:
    where = Details(("1 Old Street", "Newport"), "NP10 8QQ", "GB", "contact@example.com")
    contact = AddressChanged(effective_on=date(2023, 1, 2), purpose="proprietor", name="Acme", particulars=where)
    return a_patent(published_on=None, granted_on=None, contacts=[contact])


def the_account() -> Organisation:
    return Organisation.objects.get(pk=an_account(AT).organisation_id)


def test_the_link_is_there_at_once_and_the_contact_on_record_is_told() -> None:
    right, organisation = an_application(), the_account()
    link_by_office(right, organisation, relation="owner", why="Signed authority of 3 June", by=an_officer(AT), at=AT)
    link = Link.everything.get()
    assert (link.state, link.proof, link.organisation) == ("active", "authority", organisation)
    told = {notice.address.get("email"): notice.template for notice in Notice.everything.all()}
    assert told["contact@example.com"] == "link-requested"
    assert AuditEvent.objects.get(verb="linked-by-office").reason == "Signed authority of 3 June"


def test_nothing_is_linked_twice_nor_without_a_reason() -> None:
    right, organisation, by = an_application(), the_account(), an_officer(AT)
    with pytest.raises(CannotLink):
        link_by_office(right, organisation, relation="owner", why=" ", by=by, at=AT)
    link_by_office(right, organisation, relation="owner", why="Seen", by=by, at=AT)
    with pytest.raises(AlreadyLinked):
        link_by_office(right, organisation, relation="owner", why="Seen", by=by, at=AT)
    assert Link.everything.count() == 1


def test_no_officer_links_a_right_to_their_own_account_and_no_reader_links_any() -> None:
    right, organisation = an_application(), the_account()
    with pytest.raises(NotPermitted):
        link_by_office(
            right, organisation, relation="owner", why="Mine", by=an_officer(AT, email="owner@example.com"), at=AT
        )
    with pytest.raises(NotPermitted):
        link_by_office(right, organisation, relation="owner", why="x", by=an_officer(AT, roles=["support"]), at=AT)


def test_the_page_links_by_number_and_says_when_there_is_no_such_right() -> None:
    right, organisation = an_application(), the_account()
    browser = signed_in.officer(User.objects.get(pk=an_officer(now()).user_id))
    address = f"/staff/accounts/{organisation.pk}/link/"
    said = {"number": "GB2999999", "relation": "owner", "why": "Seen"}
    assert "Enter the number of a right that the register has" in browser.post(address, said).content.decode()
    page = browser.post(address, said | {"number": right.number}, follow=True).content.decode()
    assert "is linked to the account." in page
    assert Link.everything.get().right == right
