"""The register's door: entries, what they show, and what the register said on any day."""

from datetime import UTC, date, datetime, timedelta

import pytest
from builders.people import acting_for, an_organisation
from builders.register import BOOKS, OPENED_AT, a_link, a_patent, details
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from core.actor import Officer, Public
from rights.facts import (
    AddressChanged,
    AgentChanged,
    Ceased,
    Corrected,
    Ended,
    Fact,
    LicenceOfRightCancelled,
    LicenceOfRightEntered,
    PartyOnRecord,
    ProprietorsChanged,
    RenewalPaid,
    Restored,
    Withheld,
)
from rights.history import timeline
from rights.models import Contact, Entry, Link, Particulars, Party, Right
from rights.register import (
    CannotCorrect,
    CannotShow,
    NotThenOnRegister,
    Recording,
    UnknownRight,
    as_at,
    rebuild,
    record,
    record_many,
    stored_state,
)

pytestmark = pytest.mark.django_db

AT = datetime(2024, 6, 12, 9, 30, tzinfo=UTC)
RECEIVED = datetime(2024, 6, 10, 22, 45, tzinfo=UTC)


def enter(right: Right, *facts: Fact, at: datetime = AT, because: str = "REN-1") -> list[Entry]:
    with transaction.atomic():
        return record(right.pk, facts, because=because, by=BOOKS, received_at=RECEIVED, at=at)


def renewed(year: int = 5, on: date = date(2024, 6, 10)) -> RenewalPaid:
    return RenewalPaid(effective_on=on, year=year, amount_pence=7000, additional_pence=0, paid_on=on)


def test_an_entry_keeps_three_dates_its_cause_and_its_actor() -> None:
    right = a_patent()
    (entry,) = enter(right, renewed())
    assert (entry.number, entry.kind) == (2, "renewal-paid")
    assert (entry.effective_on, entry.received_at, entry.entered_at) == (date(2024, 6, 10), RECEIVED, AT)
    assert (entry.because, entry.by) == ("REN-1", "system:tests")


def test_a_renewal_moves_the_next_renewal_by_a_year() -> None:
    """Filed 10 May 2019: year 5 at the 4th anniversary, year 6 at 10 May 2024, payable from 1 March to 31 May."""
    right = a_patent()
    assert right.next_renewal_on == date(2023, 5, 10)
    enter(right, renewed())
    right.refresh_from_db()
    assert (right.paid_through_year, right.last_renewed_on) == (5, date(2024, 6, 10))
    assert right.next_renewal_on == date(2024, 5, 10)
    assert (right.opens_on, right.due_on) == (date(2024, 3, 1), date(2024, 5, 31))
    assert (right.late_until, right.restore_by) == (date(2024, 11, 30), date(2025, 12, 31))
    assert right.expires_on == date(2039, 5, 9)


def test_the_current_state_follows_from_the_entries() -> None:
    right = a_patent(agents=("Penn IP",), inventors=("Ada Bell",), service=details(email="a@owner.example"))
    enter(
        right,
        renewed(),
        AddressChanged(effective_on=date(2024, 6, 1), purpose="service", name="New Office", particulars=details("2 B")),
        LicenceOfRightEntered(effective_on=date(2024, 6, 2)),
        ProprietorsChanged(effective_on=date(2024, 6, 3), parties=(PartyOnRecord(name="Beta Ltd", details=details()),)),
        AgentChanged(effective_on=date(2024, 6, 4), parties=()),
        Ceased(effective_on=date(2024, 5, 10)),
        Restored(effective_on=date(2024, 6, 5)),
    )
    assert stored_state(right.pk) == rebuild(right.pk)
    state = rebuild(right.pk)
    assert (state.status, state.ceased_on, state.owner) == ("granted", None, "Beta Ltd")
    assert [party.role for party in state.parties] == ["inventor", "proprietor"]
    assert (state.version, state.contacts["service"].name) == (8, "New Office")


def test_facts_are_entered_all_or_none() -> None:
    right = a_patent()
    with pytest.raises(CannotShow):
        enter(right, renewed(), Ended(effective_on=date(2024, 1, 1), how="lost"))
    right.refresh_from_db()
    assert (right.version, right.paid_through_year) == (1, None)


def test_an_unknown_right_is_refused() -> None:
    with pytest.raises(UnknownRight), transaction.atomic():
        record(0, [renewed()], because="x", by=BOOKS, received_at=AT, at=AT)


def test_a_right_named_twice_in_one_recording_is_refused() -> None:
    right = a_patent()
    twice = [Recording(right.pk, (renewed(5),)), Recording(right.pk, (renewed(6),))]
    with pytest.raises(ValueError, match="twice"), transaction.atomic():
        record_many(twice, because="x", by=BOOKS, received_at=AT, at=AT)


def test_many_rights_take_as_many_statements_as_few() -> None:
    rights = [a_patent() for _ in range(12)]

    def statements(chosen: list[Right], year: int) -> int:
        recordings = [Recording(right.pk, (renewed(year),)) for right in chosen]
        with (
            CaptureQueriesContext(
                connection,
            ) as queries,
            transaction.atomic(),
        ):
            assert record_many(recordings, because="x", by=BOOKS, received_at=AT, at=AT) == len(chosen)
        return len(queries)

    assert statements(rights[:1], 5) == statements(rights, 6) <= 10
    assert set(Right.everything.values_list("paid_through_year", flat=True)) == {6}


def test_links_carry_the_keys_of_their_right_and_ended_ones_keep_the_last() -> None:
    right = a_patent()
    link = a_link(right, an_organisation())
    ended = a_link(right, an_organisation(), state="ended")
    enter(right, renewed(), LicenceOfRightEntered(effective_on=date(2024, 6, 1)))
    link.refresh_from_db()
    ended.refresh_from_db()
    assert (link.next_renewal_on, link.due_on) == (date(2024, 5, 10), date(2024, 5, 31))
    assert ended.next_renewal_on == date(2023, 5, 10)


def test_the_register_answers_for_any_day_of_effect() -> None:
    right = a_patent()
    enter(right, LicenceOfRightEntered(effective_on=date(2024, 2, 1)))
    enter(right, LicenceOfRightCancelled(effective_on=date(2024, 5, 1)))
    assert as_at(right.pk, effective=date(2019, 5, 10)).status == "pending"
    assert as_at(right.pk, effective=date(2020, 11, 11)).status == "published"
    assert as_at(right.pk, effective=date(2021, 6, 2)).status == "granted"
    assert as_at(right.pk, effective=date(2024, 3, 1)).licences_of_right_since == date(2024, 2, 1)
    assert as_at(right.pk, effective=date(2024, 5, 1)).licences_of_right_since is None
    with pytest.raises(NotThenOnRegister):
        as_at(right.pk, effective=date(2019, 5, 9))


def test_the_register_answers_for_any_moment_of_entry() -> None:
    right = a_patent()
    enter(right, LicenceOfRightEntered(effective_on=date(2024, 2, 1)), at=AT)
    assert as_at(right.pk, entered=AT - timedelta(seconds=1)).licences_of_right_since is None
    assert as_at(right.pk, entered=AT).licences_of_right_since == date(2024, 2, 1)


def test_both_days_can_be_asked_together() -> None:
    """What did we know on 1 March of the position on 15 February? The entry was made in June only."""
    right = a_patent()
    enter(right, LicenceOfRightEntered(effective_on=date(2024, 2, 1)))
    known_in_march = as_at(right.pk, effective=date(2024, 2, 15), entered=datetime(2024, 3, 1, tzinfo=UTC))
    assert known_in_march.licences_of_right_since is None
    assert as_at(right.pk, effective=date(2024, 2, 15)).licences_of_right_since == date(2024, 2, 1)


def test_a_correction_is_a_later_entry_that_stands_in_the_place_of_the_wrong_one() -> None:
    right = a_patent()
    (wrong,) = enter(right, renewed(6))
    enter(right, Ceased(effective_on=date(2024, 5, 10)), at=AT + timedelta(days=1))
    enter(
        right,
        Corrected(effective_on=date(2024, 6, 20), corrects=wrong.number, instead=(renewed(5),)),
        at=AT + timedelta(days=8),
    )
    right.refresh_from_db()
    assert (right.paid_through_year, right.status) == (5, "ceased")
    assert as_at(right.pk, entered=AT + timedelta(days=2)).paid_through_year == 6
    assert Entry.everything.get(right=right, number=2).body == wrong.body
    assert stored_state(right.pk) == rebuild(right.pk)
    assert {event.number: event.corrected_by for event in timeline(right.pk)}[2] == 4


def test_a_cessation_entered_in_error_is_undone_by_a_correction_without_replacement() -> None:
    right = a_patent()
    (wrong,) = enter(right, Ceased(effective_on=date(2023, 5, 10)))
    enter(right, Corrected(effective_on=date(2024, 6, 12), corrects=wrong.number))
    right.refresh_from_db()
    assert (right.status, right.ceased_on) == ("granted", None)


def test_one_event_of_an_opening_can_be_corrected() -> None:
    right = a_patent(paid_through=6)
    enter(right, Corrected(effective_on=date(2024, 6, 12), corrects=1, event="renewal-paid:6"))
    right.refresh_from_db()
    assert (right.paid_through_year, right.status) == (5, "granted")
    assert stored_state(right.pk) == rebuild(right.pk)


@pytest.mark.parametrize("number", [0, 2, 9])
def test_a_correction_must_name_an_earlier_entry(number: int) -> None:
    right = a_patent()
    with pytest.raises(CannotCorrect):
        enter(right, Corrected(effective_on=date(2024, 6, 12), corrects=number))


def test_an_opening_is_corrected_event_by_event_only() -> None:
    right = a_patent()
    with pytest.raises(CannotCorrect):
        enter(right, Corrected(effective_on=date(2024, 6, 12), corrects=1))


def test_particulars_are_not_in_the_hashed_body() -> None:
    right = a_patent(inventors=("Ada Bell",), service=details("7 Secret Lane", postcode="ZZ1 1AA", email="x@y.example"))
    (entry,) = Entry.everything.filter(right=right)
    for secret in ("Secret Lane", "ZZ1 1AA", "x@y.example", "Ada Bell"):
        assert secret not in entry.body
    held = Particulars.everything.get(right=right, body__contains="7 Secret Lane")
    assert held.digest in entry.body
    assert str(held.pk) in entry.body
    assert held.salt not in entry.body


def test_withheld_particulars_are_withheld_everywhere_also_for_earlier_days() -> None:
    right = a_patent(inventors=("Ada Bell",), service=details("7 Secret Lane"))
    references = tuple(str(key) for key in Particulars.everything.filter(right=right).values_list("pk", flat=True))
    enter(right, Withheld(effective_on=date(2024, 6, 12), references=references))
    states = [stored_state(right.pk), rebuild(right.pk), as_at(right.pk, entered=OPENED_AT)]
    for state in [*states, as_at(right.pk, effective=date(2022, 1, 1))]:
        assert "Secret" not in repr(state)
        assert "Ada" not in repr(state)
        assert state.contacts["service"].details is not None
        assert state.contacts["service"].details.is_withheld
    assert states[0] == states[1]
    assert "Ada" not in repr(timeline(right.pk))
    assert list(Party.everything.filter(right=right, role="inventor").values_list("name", flat=True)) == [""]
    assert Contact.everything.get(right=right).name == ""


def test_withholding_can_be_undone_by_a_correction() -> None:
    right = a_patent(service=details("7 Secret Lane"))
    reference = str(Particulars.everything.get(right=right).pk)
    (entry,) = enter(right, Withheld(effective_on=date(2024, 6, 12), references=(reference,)))
    enter(right, Corrected(effective_on=date(2024, 6, 13), corrects=entry.number))
    assert stored_state(right.pk) == rebuild(right.pk)
    assert "7 Secret Lane" in repr(stored_state(right.pk))


def test_a_withheld_right_is_no_longer_public() -> None:
    right = a_patent()
    enter(right, Withheld(effective_on=date(2024, 6, 12), whole_right=True))
    assert not Right.published().filter(pk=right.pk).exists()
    assert not Right.objects.visible_to(Public()).filter(pk=right.pk).exists()


def test_an_unpublished_right_is_seen_by_the_office_and_by_who_is_linked_only() -> None:
    right = a_patent(published_on=None, granted_on=None)
    linked, waiting, stranger = an_organisation(), an_organisation(), an_organisation()
    a_link(right, linked)
    a_link(right, waiting, state="waiting")
    visible = {
        name: Right.objects.visible_to(actor).filter(pk=right.pk).exists()
        for name, actor in {
            "linked": acting_for(linked),
            "waiting": acting_for(waiting),
            "stranger": acting_for(stranger),
            "public": Public(),
            "office": Officer(user_id=linked.pk),
        }.items()
    }
    assert visible == {"linked": True, "waiting": False, "stranger": False, "public": False, "office": True}


def test_a_new_contact_stands_since_the_day_it_was_entered_whatever_its_day_of_effect() -> None:
    right = a_patent()
    change = AddressChanged(
        effective_on=date(2021, 1, 1), purpose="service", name="Backdated", particulars=details("9 Old Road")
    )
    enter(right, change, at=datetime(2024, 6, 30, 23, 30, tzinfo=UTC))
    assert Contact.everything.get(right=right, purpose="service").stands_since == date(2024, 7, 1)


def test_a_proprietor_who_stays_keeps_the_day_since_when() -> None:
    right = a_patent(proprietors=("Acme Widgets Ltd",))
    joined = ProprietorsChanged(
        effective_on=date(2024, 6, 1), parties=(PartyOnRecord(name="Acme Widgets Ltd"), PartyOnRecord(name="Beta Ltd"))
    )
    enter(right, joined)
    since = dict(Party.everything.filter(right=right).values_list("name", "since_on"))
    assert since == {"Acme Widgets Ltd": date(2019, 5, 10), "Beta Ltd": date(2024, 6, 1)}


def test_a_published_right_is_known_by_its_publication_number() -> None:
    assert a_patent(number="GB2470008").number == "GB2470008"
    unpublished = a_patent(published_on=None, granted_on=None)
    assert unpublished.number == unpublished.application_number


def test_no_link_model_is_read_without_an_actor() -> None:
    right = a_patent()
    a_link(right, an_organisation())
    with pytest.raises(RuntimeError):
        list(Link.objects.all())
    with pytest.raises(RuntimeError):
        list(right.entries.all())
