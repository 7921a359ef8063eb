"""Decisions that were drawn for the quality sample: somebody looks at them once more."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from accounts.roles import OfficePermission
from casework.kind import CaseKind, Matter, Outcome
from casework.models import Case, QualitySample, Stands
from casework.sampling import keep_result
from core.actor import Officer, System
from transactions.models import Filing, FilingRight
from transactions.registry import NoSuchType, type_named

READER = System("casework")


class QualityKind(CaseKind):
    """One decision, by the reference of its filing."""

    slug = "quality"
    title = _("Quality check")
    prefix = "QTY"
    outcomes = (
        Outcome("right", _("The decision is right"), permission=OfficePermission.CHECK_QUALITY, needs_reason=False),
        Outcome(
            "wrong",
            _("Something is wrong"),
            _("Say what. To mend it, open the case of the request."),
            permission=OfficePermission.CHECK_QUALITY,
        ),
    )

    def read(self, about: str) -> Matter | None:
        """The sample."""
        sample = QualitySample.everything.filter(filing=about).first()
        if sample is None:
            return None
        filing = Filing.objects.visible_to(READER).select_related("organisation").get(reference=about)
        rights = FilingRight.objects.visible_to(READER).filter(filing=filing).order_by("right__number")
        return Matter(
            stands=Stands.DONE if sample.checked_at else Stands.TO_CHECK,
            received_at=sample.decided_at,
            topic=filing.type,
            outcome=sample.result,
            number=rights.values_list("right__number", flat=True).first() or "",
            rights_count=rights.count(),
            who=filing.organisation.name if filing.organisation else filing.on_behalf_of,
            channel=filing.channel,
            language=filing.language,
            sought=(about,),
        )

    def all_open(self) -> list[str]:
        """Those at which nobody has looked."""
        return list(QualitySample.everything.filter(checked_at=None).values_list("filing", flat=True))

    def title_of(self, case: Case) -> str:
        """What was decided."""
        try:
            what = str(type_named(case.topic).title)
        except NoSuchType:
            what = case.topic
        return str(_("Quality check: %(what)s")) % {"what": what}

    def settle(self, about: str, outcome: str, why: str, *, by: Officer, at: datetime) -> None:
        """Keeps what was found."""
        keep_result(about, outcome, why, by=by, at=at)
