"""What waits for the account's own answer, each with the page where it is given."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.organising.proposals import may_confirm, proposal_of
from core.actor import Applicant, Permission
from rights.instructions.listing import TO_ANSWER, listed
from rights.linking.authorising import how_many_ask
from transactions.consents.listing import waiting_for


@dataclass(frozen=True)
class Waiting:
    """One kind of thing, in a sentence."""

    words: str
    href: str


def waiting(by: Applicant, *, at: datetime) -> Iterator[Waiting]:
    """Agreements, representatives who ask to be let in, questions about renewals, and looser rules to confirm."""
    if number := waiting_for(by):
        text = ngettext("Somebody asks for your agreement", "%(number)s things wait for your agreement", number)
        yield Waiting(text % {"number": number}, reverse("agreements"))
    if number := how_many_ask(by):
        text = ngettext("A representative asks to act for you", "%(number)s requests to act for you", number)
        yield Waiting(text % {"number": number}, reverse("representatives"))
    if number := listed(TO_ANSWER, by=by)[:101].count():
        text = ngettext("You are asked about 1 renewal", "You are asked about %(number)s renewals", number)
        yield Waiting(text % {"number": number}, reverse("instructions"))
    proposed = proposal_of(by.organisation_id, at=at) if Permission.MANAGE_PEOPLE in by.permissions else None
    if proposed and may_confirm(proposed, by):
        yield Waiting(_("Looser rules wait for a second administrator"), reverse("organisation-rules"))
