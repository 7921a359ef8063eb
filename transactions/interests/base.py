"""The base of every type that touches a licence or a security: who may ask, what it costs, who is told."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rights.interests import Nature
from rights.statuses import PartyRole
from transactions.kind import Answers, Concern, Objection, OfficeForm, Standing, Topic, TransactionType, Who, Words
from transactions.parties import details_in, everybody, owner_roles, party_in, party_key, told


class TouchesInterests(TransactionType):
    """One fee for each form, however many rights it names (Form 21; Patents Act 1977 s.33(3), Patents Rules r.47).

    ``says`` is what everybody concerned is told. New holders are answered under ``holders``, a page that may be
    answered several times; the day of the document under ``instrument``.
    """

    nature: ClassVar[Nature]
    says: ClassVar[Words]
    topic: ClassVar[Topic] = Topic.LICENCES
    takes: ClassVar[Words] = gettext_lazy("About 10 working days.")
    who: ClassVar[frozenset[Who]] = frozenset({Who.OWNER, Who.REPRESENTATIVE, Who.PARTY})
    changes: ClassVar[frozenset[str]] = frozenset({"interests"})
    office_form: ClassVar[OfficeForm | None] = OfficeForm("21", "register a transaction, instrument or event")
    keeps_fee_when_refused: ClassVar[bool] = True
    next_words: ClassVar[Words] = gettext_lazy(
        "An officer checks the document. We tell the owners and everybody with a licence or a security."
    )

    def concerned(self, answers: Answers, standing: Standing) -> Iterator[Concern]:
        """Owners, representatives, licensees and lenders, those of before and those to come."""
        roles = (*owner_roles(standing), PartyRole.AGENT, PartyRole.LICENSEE, PartyRole.MORTGAGEE)
        yield from everybody(standing, self.says, *roles)
        for item in new_holders(answers):
            yield told(details_in(item), self.says)


def new_holders(answers: Answers) -> Sequence[Mapping[str, Any]]:
    """The answers about each licensee or lender who is to stand on the register."""
    return tuple(answers.get("holders", {}).get("items", ()))


def holder_faults(answers: Answers, standing: Standing) -> Iterator[Objection]:
    """Nobody is named twice, and a sole owner can neither license nor charge the right to itself."""
    keys = [party_key(party_in(item)) for item in new_holders(answers)]
    if len(set(keys)) < len(keys):
        yield Objection(_("You named the same person or company twice. Remove one of them"), step_key="holders")
    owners = standing.proprietors
    if len(owners) == 1 and party_key(owners[0]) in keys:
        text = _("%(party)s is the only owner of %(number)s. Name somebody else")
        words = {"party": owners[0].name, "number": standing.right.number}
        yield Objection(text % words, step_key="holders")
