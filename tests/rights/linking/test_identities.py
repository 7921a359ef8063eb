"""Identity: name and postcode equal; five working days after the contact was told; everything else goes to staff."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from builders.linking import OWNER, address, asked, identity, owned, told
from builders.register import BOOKS, a_patent
from django.db import transaction

from accounts.one_login.identity import ProvedAddress, VerifiedIdentity
from core.actor import Applicant
from notifications.models import Notice
from rights.facts import PartyOnRecord, ProprietorsChanged
from rights.linking import activate_due, cancel, prove_by_identity
from rights.linking.activating import after_working_days
from rights.linking.problems import NoSuchProof
from rights.models import Link, LinkRequest, Right
from rights.register import record
from rights.standing import load_standings

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
MAUNDY_THURSDAY = datetime(2024, 3, 28, 15, 0, tzinfo=UTC)
AFTER_FIVE_WORKING_DAYS = datetime(2024, 4, 9, 0, 0, tzinfo=LONDON)
"""2, 3, 4, 5 and 8 April: Good Friday 29 March and Easter Monday 1 April are excluded, and so are weekends."""


def delivered(at: datetime) -> None:
    """Every message went out at the moment."""
    Notice.everything.filter(state="promised").update(state="sent", sent_at=at, provider_id="1")


def prove(right: Right, *, by: Applicant, at: datetime, **proved: object) -> LinkRequest:
    request = asked(right, by=by, at=at)
    prove_by_identity(request, identity=identity(at=at, **proved), by=by, at=at)  # type: ignore[arg-type]
    request.refresh_from_db()
    return request


def test_the_owner_waits_five_working_days_across_easter(owner: Applicant) -> None:
    request = prove(owned(), by=owner, at=MAUNDY_THURSDAY)
    assert (request.state, request.effective_at) == ("waiting", AFTER_FIVE_WORKING_DAYS)
    link = Link.everything.get()
    assert (link.state, link.active_from) == ("waiting", AFTER_FIVE_WORKING_DAYS)
    delivered(MAUNDY_THURSDAY)
    assert activate_due(at=AFTER_FIVE_WORKING_DAYS - timedelta(seconds=1)) == 0
    assert activate_due(at=AFTER_FIVE_WORKING_DAYS) == 1
    assert activate_due(at=AFTER_FIVE_WORKING_DAYS) == 0
    link.refresh_from_db()
    request.refresh_from_db()
    assert (link.state, link.active_from, request.state) == ("active", AFTER_FIVE_WORKING_DAYS, "granted")


def test_working_days_are_londons_and_the_midnight_is_in_summer_time() -> None:
    late = datetime(2024, 6, 12, 23, 30, tzinfo=UTC)  # 13 June, 00:30 in London
    assert after_working_days(late) == datetime(2024, 6, 20, 23, 0, tzinfo=UTC)


def test_the_contact_on_record_is_told_of_the_day(owner: Applicant) -> None:
    prove(owned(), by=owner, at=MAUNDY_THURSDAY)
    assert "When the link takes effect: 9 April 2024" in told()[0].body
    assert "9 April 2024" in told("link-waiting")[0].subject


def test_a_contact_told_by_letter_has_three_days_more(owner: Applicant) -> None:
    request = prove(owned(email=""), by=owner, at=MAUNDY_THURSDAY)
    assert told()[0].channel == "letter"
    assert request.effective_at == datetime(2024, 4, 12, 0, 0, tzinfo=LONDON)  # 9, 10 and 11 April for the post


def test_the_days_run_from_when_the_message_went_out(owner: Applicant) -> None:
    request = prove(owned(), by=owner, at=MAUNDY_THURSDAY)
    assert activate_due(at=AFTER_FIVE_WORKING_DAYS) == 0
    delivered(datetime(2024, 4, 2, 9, tzinfo=UTC))
    assert activate_due(at=AFTER_FIVE_WORKING_DAYS) == 0
    request.refresh_from_db()
    assert request.effective_at == datetime(2024, 4, 10, 0, 0, tzinfo=LONDON)  # 3, 4, 5, 8 and 9 April
    assert activate_due(at=request.effective_at) == 1
    assert Link.everything.get().active_from == request.effective_at


def test_where_no_message_arrives_staff_decide(owner: Applicant) -> None:
    request = prove(owned(), by=owner, at=MAUNDY_THURSDAY)
    Notice.everything.filter(template="link-requested").update(state="failed")
    assert activate_due(at=AFTER_FIVE_WORKING_DAYS) == 0
    request.refresh_from_db()
    assert (request.state, request.link) == ("with-staff", None)
    assert Link.everything.get().state == "ended"


@pytest.mark.parametrize(
    "proved",
    [
        {"postcode": "PL1 9ZZ"},
        {"name": "Rhianon Testwood"},
        {"name": "Rhiannon Mary Testwood"},
        {"is_current": False},
        {"postcode": ""},
    ],
)
def test_a_person_called_like_the_owner_is_not_the_owner(
    owner: Applicant, at: datetime, proved: dict[str, object]
) -> None:
    request = prove(owned(), by=owner, at=at, **proved)
    assert (request.state, request.proof) == ("with-staff", "identity")
    assert not Link.everything.exists()
    assert len(told()) == 1
    assert "compares" in told()[0].body


def test_an_earlier_name_does_not_count(owner: Applicant, at: datetime) -> None:
    current = (("GivenName", "Rhiannon"), ("FamilyName", "Newname"))
    where = (ProvedAddress((), "NP10 9ZZ", "GB", True),)
    married = VerifiedIdentity(current, ("Rhiannon Newname", "Rhiannon Testwood"), None, where, at)
    request = asked(owned(), by=owner, at=at)
    prove_by_identity(request, identity=married, by=owner, at=at)
    request.refresh_from_db()
    assert request.state == "with-staff"


@pytest.mark.parametrize(
    "name", ["RHIANNON TESTWOOD", "Rhiannon  Testwood", "Rhiannon Test\u200bwood".replace("\u200b", "")]
)
@pytest.mark.parametrize("postcode", ["np109zz", "NP10  9ZZ"])
def test_case_and_spaces_do_not_matter(owner: Applicant, at: datetime, name: str, postcode: str) -> None:
    assert prove(owned(), by=owner, at=at, name=name, postcode=postcode).state == "waiting"


def test_letters_that_only_look_alike_differ(owner: Applicant, at: datetime) -> None:
    assert prove(owned(), by=owner, at=at, name="Rhiannon T\u0435stwood").state == "with-staff"  # a Cyrillic letter


def test_a_right_without_a_postcode_matches_nobody(owner: Applicant, at: datetime) -> None:
    assert prove(owned(postcode=""), by=owner, at=at, postcode="").state == "with-staff"


@pytest.mark.parametrize("proprietors", [("Rhiannon Testwood",), (OWNER, PartyOnRecord("Ada Test", person=True))])
def test_only_a_natural_person_who_owns_alone_may_prove_so(
    owner: Applicant, at: datetime, proprietors: tuple[object, ...]
) -> None:
    right = a_patent(proprietors=proprietors, contacts=(address("proprietor", "Rhiannon Testwood"),))  # type: ignore[arg-type]
    with pytest.raises(NoSuchProof):
        prove(right, by=owner, at=at)


def test_a_representative_cannot_prove_by_identity(owner: Applicant, at: datetime) -> None:
    request = asked(owned(), by=owner, at=at, relation="representative")
    with pytest.raises(NoSuchProof):
        prove_by_identity(request, identity=identity(at=at), by=owner, at=at)


def test_one_identity_proves_all_that_the_owner_asked_for(owner: Applicant, at: datetime) -> None:
    first, second = asked(owned(), by=owner, at=at), asked(owned(), by=owner, at=at)
    other = asked(owned(proprietors=(PartyOnRecord("Ada Test", person=True),)), by=owner, at=at)
    prove_by_identity(first, identity=identity(at=at), by=owner, at=at)
    states = dict(LinkRequest.everything.values_list("pk", "state"))
    assert states == {first.pk: "waiting", second.pk: "waiting", other.pk: "with-staff"}
    assert len(told("link-waiting")) == 1


def test_a_waiting_link_shows_nothing(owner: Applicant, at: datetime) -> None:
    right = owned()
    prove(right, by=owner, at=at)
    assert load_standings([right.pk], by=owner, on=at.date())[right.pk].relation is None
    assert load_standings([right.pk], by=owner, on=at.date())[right.pk].link_active_from is None


def test_a_cancelled_link_never_begins(owner: Applicant, at: datetime) -> None:
    request = prove(owned(), by=owner, at=at)
    cancel(request, by=owner, at=at)
    delivered(at)
    assert activate_due(at=at + timedelta(days=30)) == 0
    assert Link.everything.get().state == "ended"


def test_a_waiting_link_ends_with_the_owner_it_was_to_prove(owner: Applicant, at: datetime) -> None:
    right = owned()
    request = prove(right, by=owner, at=at)
    sold = ProprietorsChanged(effective_on=at.date(), parties=(PartyOnRecord("Acme Widgets Ltd"),))
    with transaction.atomic():
        record(right.pk, [sold], because="tests", by=BOOKS, received_at=at, at=at)
    delivered(at)
    assert activate_due(at=at + timedelta(days=30)) == 0
    request.refresh_from_db()
    assert (request.state, Link.everything.get().state) == ("expired", "ended")
