"""Which entries the journal lists, under which heading."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from rights import facts
from rights.procedures import Procedure


class Section(models.TextChoices):
    """The headings, in the order in which they stand."""

    CEASED = "ceased", _("Patents ceased through non-payment of renewal fees")
    EXPIRED = "expired", _("Patents expired at the end of their term")
    RESTORATION = "restoration", _("Restoration (section 28)")
    SURRENDER = "surrender", _("Surrender (section 29)")
    LICENCES_OF_RIGHT = "licences-of-right", _("Licences of right (sections 46 and 47)")
    ENDED = "ended", _("Patents and applications ended otherwise")
    CORRECTIONS = "corrections", _("Corrections (section 117 and rule 50)")


BY_PROCEDURE: Mapping[str, Section] = {
    Procedure.RESTORATION: Section.RESTORATION,
    Procedure.SURRENDER: Section.SURRENDER,
    Procedure.LICENCES_OF_RIGHT_CANCELLATION: Section.LICENCES_OF_RIGHT,
    Procedure.CORRECTION: Section.CORRECTIONS,
    Procedure.RECTIFICATION: Section.CORRECTIONS,
}
BY_FACT: Mapping[str, Section] = {
    facts.Ceased.kind: Section.CEASED,
    facts.Expired.kind: Section.EXPIRED,
    facts.Restored.kind: Section.RESTORATION,
    facts.Ended.kind: Section.ENDED,
    facts.LicenceOfRightEntered.kind: Section.LICENCES_OF_RIGHT,
    facts.LicenceOfRightCancelled.kind: Section.LICENCES_OF_RIGHT,
    facts.Corrected.kind: Section.CORRECTIONS,
}
KINDS = frozenset({*BY_FACT, facts.ProcedureMoved.kind})
"""Kinds of entry that the journal lists."""


def section_of(fact: facts.Fact) -> Section:
    """The heading under which a fact of one of ``KINDS`` stands."""
    if isinstance(fact, facts.ProcedureMoved):
        return BY_PROCEDURE[fact.procedure]
    if isinstance(fact, facts.Ended) and fact.how == "surrendered":
        return Section.SURRENDER
    return BY_FACT[fact.kind]
