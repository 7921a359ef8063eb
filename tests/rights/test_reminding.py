"""Reminders: computed for the day, sent once, ever; what the law demands goes out whatever anybody prefers."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from builders.people import an_organisation
from builders.register import a_link, a_patent, details

from accounts.models import User
from core.actor import Applicant, System
from notifications import preferences
from notifications.models import Notice
from rights.facts import AddressChanged, Details
from rights.models import Right, SentReminder
from rights.reminding import remind, send_statutory_notices
from rights.reminding.queries import claim_reminders
from rights.statuses import Purpose

pytestmark = pytest.mark.django_db

FILED = date(2019, 5, 10)
DUE = date(2023, 5, 31)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def reminded(on: date) -> list[str]:
    """The templates that were sent on a day, in order."""
    before = set(Notice.everything.values_list("pk", flat=True))
    remind(on=on, at=noon(on))
    return list(Notice.everything.exclude(pk__in=before).order_by("pk").values_list("template", flat=True))


def linked_patent(**options: object) -> Right:
    right = a_patent(filed_on=FILED, granted_on=date(2021, 6, 2), **options)  # type: ignore[arg-type]
    a_link(right, an_organisation())
    return right


def test_a_due_renewal_is_reminded_of_at_90_30_and_7_days_and_once_each() -> None:
    linked_patent()
    days = [date(2023, 3, 1), date(2023, 3, 2), date(2023, 3, 3), date(2023, 5, 1), date(2023, 5, 2), date(2023, 5, 24)]
    assert [reminded(day) for day in days] == [[], ["reminder-due"], [], ["reminder-due"], [], ["reminder-due"]]


def test_nothing_is_sent_again_on_the_same_day() -> None:
    linked_patent()
    assert reminded(date(2023, 5, 25)) == ["reminder-due"]
    assert reminded(date(2023, 5, 25)) == []


def test_a_late_and_then_a_lapsed_renewal_are_each_told_once() -> None:
    linked_patent()
    remind(on=DUE, at=noon(DUE))
    assert reminded(date(2023, 6, 1)) == ["reminder-late"]
    assert reminded(date(2023, 11, 30)) == []
    assert reminded(date(2023, 12, 1)) == ["reminder-lapsed"]
    assert reminded(date(2024, 1, 15)) == []


def test_a_due_date_on_a_saturday_is_not_late_before_tuesday() -> None:
    """Due 31 August 2024, a Saturday: Monday 2 September is still in time (s.120)."""
    right = a_patent(filed_on=date(2020, 8, 20), granted_on=date(2022, 11, 30))
    a_link(right, an_organisation())
    remind(on=date(2024, 8, 30), at=noon(date(2024, 8, 30)))
    assert reminded(date(2024, 9, 2)) == []
    assert reminded(date(2024, 9, 3)) == ["reminder-late"]


def test_each_linked_account_is_reminded_in_its_own_mailbox_with_its_own_reference() -> None:
    right = a_patent(filed_on=FILED, granted_on=date(2021, 6, 2))
    firm, owner = an_organisation(), an_organisation()
    a_link(right, firm, own_reference="FIRM-77")
    a_link(right, owner, own_reference="")
    remind(on=date(2023, 5, 25), at=noon(date(2023, 5, 25)))
    bodies = dict(Notice.everything.values_list("organisation_id", "body"))
    assert "FIRM-77" in bodies[firm.pk]
    assert "FIRM-77" not in bodies[owner.pk]


def test_the_fee_in_a_reminder_is_the_one_of_the_day() -> None:
    linked_patent()
    remind(on=date(2023, 5, 25), at=noon(date(2023, 5, 25)))
    assert "£70" in Notice.everything.get().body


def test_preferences_switch_off_reminders_but_not_late_ones() -> None:
    right = a_patent(filed_on=FILED, granted_on=date(2021, 6, 2))
    account = an_organisation()
    a_link(right, account)
    actor = Applicant(user_id=uuid4(), organisation_id=account.pk)
    preferences.choose(days_before=[7], email=True, by=actor, at=noon(date(2023, 1, 1)))
    assert reminded(date(2023, 3, 10)) == []
    assert reminded(date(2023, 5, 24)) == ["reminder-due"]
    assert reminded(date(2023, 6, 5)) == ["reminder-late"]


def test_a_days_reminders_of_one_stage_to_one_account_are_one_message() -> None:
    firm, other = an_organisation(), an_organisation()
    rights = [a_patent(filed_on=FILED, granted_on=date(2021, 6, 2), title=f"Device {n}") for n in range(3)]
    for n, right in enumerate(rights):
        a_link(right, firm, own_reference=f"FIRM-{n}")
    a_link(rights[0], other)
    assert sorted(reminded(date(2023, 5, 25))) == ["reminder-due", "reminders-due"]
    digest = Notice.everything.get(template="reminders-due")
    assert digest.organisation_id == firm.pk
    assert digest.subject == "3 patents: renewal fees due"
    for n, right in enumerate(rights):
        assert f"* {right.number}, Device {n}: £70" in digest.body
        assert f"by 31 May 2023. Your own reference: FIRM-{n}" in digest.body
    assert "/portfolio/?need=due" in digest.body
    assert SentReminder.objects.filter(stage="due-7").count() == 4
    assert reminded(date(2023, 5, 26)) == []


def test_stages_of_one_day_are_told_apart() -> None:
    firm = an_organisation()
    for filed_on in (FILED, FILED, date(2018, 11, 10), date(2018, 11, 12)):
        a_link(a_patent(filed_on=filed_on, granted_on=date(2021, 6, 2)), firm)
    assert sorted(reminded(date(2023, 5, 25))) == ["reminders-due", "reminders-late"]


def test_lapsed_patents_are_told_together_with_their_last_days() -> None:
    """Filed 10 May 2019: due 31 May 2023, late until 30 November, restorable for 13 months, until 31 December 2024."""
    firm = an_organisation()
    for _ in range(2):
        a_link(a_patent(filed_on=FILED, granted_on=date(2021, 6, 2)), firm)
    assert reminded(date(2023, 12, 1)) == ["reminders-lapsed"]
    assert Notice.everything.get().body.count("ceased on 10 May 2023, can be restored until 31 December 2024.") == 2


def test_a_right_linked_later_on_the_day_is_reminded_of_as_well() -> None:
    firm = an_organisation()
    for _ in range(2):
        a_link(a_patent(filed_on=FILED, granted_on=date(2021, 6, 2)), firm)
    assert reminded(date(2023, 5, 25)) == ["reminders-due"]
    for _ in range(2):
        a_link(a_patent(filed_on=FILED, granted_on=date(2021, 6, 2)), firm)
    assert reminded(date(2023, 5, 25)) == ["reminders-due"]


def test_an_account_is_claimed_whole_however_few_are_asked_for() -> None:
    for _ in range(2):
        firm = an_organisation()
        for _ in range(3):
            a_link(a_patent(filed_on=FILED, granted_on=date(2021, 6, 2)), firm)
    claims = claim_reminders(System("reminders"), on=date(2023, 5, 25), held=[], limit=1)
    assert [len(claims), len({claim.organisation_id for claim in claims})] == [3, 1]


def test_an_ended_link_is_reminded_of_nothing() -> None:
    right = a_patent(filed_on=FILED, granted_on=date(2021, 6, 2))
    a_link(right, an_organisation(), state="ended")
    assert reminded(date(2023, 5, 25)) == []


def statutory(on: date, *, held: tuple[int, ...] = ()) -> list[str]:
    before = set(Notice.everything.values_list("pk", flat=True))
    send_statutory_notices(on=on, at=noon(on), held=held)
    return list(Notice.everything.exclude(pk__in=before).values_list("template", flat=True))


def test_the_overdue_notice_goes_out_the_day_after_the_due_date_within_six_weeks() -> None:
    """Due 31 May 2023: the notice of rule 39 must be out by 12 July 2023."""
    a_patent(filed_on=FILED, granted_on=date(2021, 6, 2), service=details("3 Illustration Mews", "Cardiff"))
    assert statutory(DUE) == []
    assert statutory(date(2023, 6, 1)) == ["overdue-notice"]
    assert statutory(date(2023, 6, 2)) == []


def test_a_service_that_was_down_still_sends_the_overdue_notice_on_its_last_day() -> None:
    a_patent(filed_on=FILED, granted_on=date(2021, 6, 2), service=details("3 Illustration Mews", "Cardiff"))
    assert statutory(date(2023, 7, 12)) == ["overdue-notice"]


def test_the_lapse_notice_goes_out_after_the_late_period() -> None:
    """The late period ends on 30 November 2023: the notice of rule 41 must be out by 11 January 2024."""
    a_patent(filed_on=FILED, granted_on=date(2021, 6, 2), service=details("3 Illustration Mews", "Cardiff"))
    assert statutory(date(2023, 11, 30)) == []
    assert statutory(date(2023, 12, 1)) == ["lapse-notice"]
    assert statutory(date(2024, 1, 11)) == []


def test_a_notice_waits_while_timely_money_is_being_looked_at() -> None:
    right = a_patent(filed_on=FILED, granted_on=date(2021, 6, 2), service=details("3 Illustration Mews", "Cardiff"))
    assert statutory(date(2023, 6, 1), held=(right.pk,)) == []
    assert statutory(date(2023, 6, 2)) == ["overdue-notice"]


def test_a_notice_goes_to_the_last_payers_reminder_address_first_and_by_letter_without_an_email() -> None:
    to_payer = AddressChanged(
        effective_on=FILED,
        purpose=Purpose.RENEWAL_REMINDER,
        name="Payer Ltd",
        particulars=details("9 Payment Way", "Leeds", postcode="LS1 9ZZ"),
    )
    service = details("3 Illustration Mews", "Cardiff", email="agent@firm.example")
    a_patent(filed_on=FILED, granted_on=date(2021, 6, 2), service=service, contacts=[to_payer])
    statutory(date(2023, 6, 1))
    notice = Notice.everything.get()
    assert notice.channel == "letter"
    assert notice.address == {"lines": ["Payer Ltd", "9 Payment Way", "Leeds", "LS1 9ZZ"]}
    assert notice.statutory


def test_a_notice_to_a_foreign_address_names_the_country_as_post_abroad_needs() -> None:
    abroad = details("Musterweg 1", "München", postcode="80331", country="DE")
    a_patent(filed_on=FILED, granted_on=date(2021, 6, 2), service=abroad)
    statutory(date(2023, 6, 1))
    assert Notice.everything.get().address["lines"] == ["The Owner", "Musterweg 1", "München", "80331", "Germany"]


def test_a_payers_email_has_the_address_for_service_behind_it_for_when_it_fails() -> None:
    to_payer = AddressChanged(
        effective_on=FILED,
        purpose=Purpose.RENEWAL_REMINDER,
        name="Payer Ltd",
        particulars=Details(email="payer@example.com"),
    )
    service = details("3 Illustration Mews", "Cardiff", postcode="CF10 1AA", email="agent@firm.example")
    a_patent(filed_on=FILED, granted_on=date(2021, 6, 2), service=service, contacts=[to_payer])
    statutory(date(2023, 6, 1))
    lines = ["The Owner", "3 Illustration Mews", "Cardiff", "CF10 1AA"]
    assert Notice.everything.get().address == {"email": "payer@example.com", "lines": lines}


def test_nobody_is_called_late_or_lapsed_while_timely_money_is_being_looked_at() -> None:
    right = linked_patent()
    remind(on=DUE, at=noon(DUE))
    assert remind(on=date(2023, 6, 1), at=noon(date(2023, 6, 1)), held=[right.pk]) == 0
    assert reminded(date(2023, 6, 2)) == ["reminder-late"]


def test_thousands_are_reminded_with_a_constant_number_of_statements_a_batch(django_assert_max_num_queries) -> None:
    account = an_organisation()
    for _ in range(30):
        a_link(a_patent(filed_on=FILED, granted_on=date(2021, 6, 2)), account)
    with django_assert_max_num_queries(32):
        assert remind(on=date(2023, 5, 25), at=noon(date(2023, 5, 25))) == 30
    assert SentReminder.objects.count() == 30


def test_an_account_that_reads_welsh_is_reminded_in_welsh_and_the_next_one_in_english() -> None:
    right = a_patent(filed_on=FILED, granted_on=date(2021, 6, 2))
    for language in ("cy", "en"):
        account = an_organisation()
        a_link(right, account)
        User.objects.filter(pk=account.memberships.get().user_id).update(language=language)
    remind(on=date(2023, 5, 24), at=noon(date(2023, 5, 24)))
    told = {notice.language: f"{notice.subject}\n{notice.body}" for notice in Notice.everything.all()}
    assert "erbyn 31 Mai 2023" in told["cy"]
    assert "by 31 May 2023" in told["en"]
    assert "May" not in told["cy"]


def test_of_very_many_the_message_names_the_first_and_how_many_more_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rights.reminding.words.MOST_LISTED", 2)
    organisation = an_organisation()
    for _ in range(5):
        a_link(a_patent(filed_on=FILED, granted_on=date(2021, 6, 2)), organisation)
    assert reminded(date(2023, 5, 24)) == ["reminders-due"]
    body = Notice.everything.get(template="reminders-due").body
    assert body.count("GB24") == 2
    assert "and 3 more: see the list in your portfolio" in body
    assert SentReminder.objects.count() == 5
