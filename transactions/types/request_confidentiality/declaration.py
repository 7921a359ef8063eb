"""Keeping a filed document from the public: hidden at once, and for good if an officer accepts the reasons."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.design.formats import day_words
from rights.standing import GivenDocument
from transactions.kind import (
    Answers,
    Example,
    Fact,
    Objection,
    Route,
    Standing,
    Step,
    Topic,
    TransactionType,
    Who,
    Words,
)
from transactions.types.request_confidentiality.examples import EXAMPLES
from transactions.types.request_confidentiality.forms import DocumentForm, offer_documents

TIME = timedelta(days=14)


class RequestConfidentiality(TransactionType):
    """Within 14 days of the filing of a document, with reasons; never for the office's forms themselves (r.53).

    The answers given here take the place of the forms, so that only documents can be chosen.
    """

    slug: ClassVar[str] = "request_confidentiality"
    prefix: ClassVar[str] = "CON"
    title: ClassVar[Words] = gettext_lazy("Ask that a document stays confidential")
    summary: ClassVar[Words] = gettext_lazy("Within 14 days after you filed it, with reasons.")
    topic: ClassVar[Topic] = Topic.RECORDS
    situations: ClassVar[tuple[Words, ...]] = (
        gettext_lazy("A document that I filed should not be open to the public"),
    )
    takes: ClassVar[Words] = gettext_lazy("It is hidden at once. We decide in about 10 working days.")
    who: ClassVar[frozenset[Who]] = frozenset({Who.OWNER, Who.REPRESENTATIVE, Who.PARTY})
    steps: ClassVar[tuple[Step, ...]] = (
        Step(
            "document",
            gettext_lazy("Which document should stay confidential?"),
            DocumentForm,
            guidance=gettext_lazy("Documents only: what you answered in a request itself cannot be kept confidential."),
            prepare=offer_documents,
        ),
    )
    route: ClassVar[Route] = Route.SINGLE
    changes: ClassVar[frozenset[str]] = frozenset()
    stopped_by_hold: ClassVar[bool] = False
    most_rights: ClassVar[int] = 1
    reads_documents: ClassVar[bool] = True
    examples: ClassVar[tuple[Example, ...]] = EXAMPLES
    next_words: ClassVar[Words] = gettext_lazy("Nobody else can open the document until an officer has decided.")
    done_words: ClassVar[Words] = gettext_lazy("The document stays confidential.")

    def objections(self, answers: Answers, standing: Standing, on: date) -> Iterator[Objection]:
        """Fourteen days from the filing of the document, the day of filing not counted (r.53)."""
        if standing.documents is None:
            return
        if not any(last_day(one) >= on for one in standing.documents):
            yield Objection(_("Your account has filed no document on this right in the last 14 days (rule 53)."))
            return
        key = answers.get("document", {}).get("document")
        chosen = next((one for one in standing.documents if one.reference == key), None)
        if chosen is not None and last_day(chosen) < on:
            text = _("For this document you could ask until %(day)s. Choose one of the last 14 days")
            yield Objection(text % {"day": day_words(last_day(chosen))}, step_key="document")

    def facts(self, answers: Answers, standing: Standing, on: date) -> Iterable[Fact]:
        """The register says nothing of documents."""
        return ()

    def hides(self, answers: Answers) -> frozenset[str]:
        """The chosen document."""
        key = answers.get("document", {}).get("document")
        return frozenset({str(key)}) if key else frozenset()


def last_day(document: GivenDocument) -> date:
    """The last day on which confidentiality can be asked for."""
    return document.filed_on + TIME
