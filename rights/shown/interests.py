"""Licences, securities and proceedings of a right, row by row."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from core.design.formats import day_words
from rights.interests import EndedHow, Exclusivity, InterestState, Nature
from rights.procedures import Procedure, ProcedureStage, ProcedureState
from rights.shown.register import Row
from rights.standing import Snapshot, Standing


def interest_rows(said: Standing | Snapshot) -> list[Row]:
    """Licences and securities, those that have ended after those that last."""
    ordered = sorted(said.interests, key=lambda one: (not one.is_live, one.number))
    return [Row(_interest_key(one), tuple(_interest_lines(one))) for one in ordered]


def _interest_key(one: InterestState) -> str:
    exclusivity = str(Exclusivity(one.terms.exclusivity).label).split(":")[0] if one.terms.exclusivity else ""
    nature = str(Nature(one.nature).label)
    return (
        _("%(nature)s (%(exclusivity)s)") % {"nature": nature, "exclusivity": exclusivity.lower()}
        if exclusivity
        else nature
    )


def _interest_lines(one: InterestState) -> Iterator[str]:
    yield one.holders
    yield _("Since %(day)s") % {"day": day_words(one.since_on)}
    terms = one.terms
    if terms.share:
        yield _("Share: %(share)s") % {"share": terms.share}
    if terms.field_of_use:
        yield _("Field: %(field)s") % {"field": terms.field_of_use}
    if terms.territory:
        yield _("Territory: %(territory)s") % {"territory": terms.territory}
    if terms.sublicensing is not None:
        yield _("Sub-licences allowed") if terms.sublicensing else _("Sub-licences not allowed")
    if terms.from_on:
        yield _("From %(day)s") % {"day": day_words(terms.from_on)}
    if terms.until_on:
        yield _("Until %(day)s") % {"day": day_words(terms.until_on)}
    if one.ended_on:
        ended = {"how": EndedHow(one.ended_how).label, "day": day_words(one.ended_on)}
        yield _("%(how)s on %(day)s") % ended


def procedure_rows(said: Standing | Snapshot) -> list[Row]:
    """What was asked for and how it stands; with the terms for others after a restoration."""
    return [Row(str(Procedure(one.procedure).label), tuple(_procedure_lines(one))) for one in said.procedures.values()]


def _procedure_lines(one: ProcedureState) -> Iterator[str]:
    stage = {"stage": ProcedureStage(one.stage).label, "day": day_words(one.moved_on)}
    yield _("%(stage)s on %(day)s") % stage
    if one.protects_from and one.protects_until:
        days = {"first": day_words(one.protects_from), "last": day_words(one.protects_until)}
        yield _("Whoever began in good faith from %(first)s to %(last)s may go on (section 28A)") % days
