"""Rights in a right that the register shows beside its owners: licences, mortgages and other securities (s.33(3))."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from rights.statuses import PartyRole


class Nature(models.TextChoices):
    """What kind of right it is."""

    LICENCE = "licence", _("Licence")
    MORTGAGE = "mortgage", _("Mortgage or other security")


class Exclusivity(models.TextChoices):
    """Whom a licence keeps out (s.130(1))."""

    EXCLUSIVE = "exclusive", _("Exclusive: only the licensee, not even the owner")
    SOLE = "sole", _("Sole: only the licensee and the owner")
    NON_EXCLUSIVE = "non-exclusive", _("Non-exclusive: the owner may license others too")


class EndedHow(models.TextChoices):
    """How a licence or a security came to its end."""

    ENDED = "ended", _("Ended")
    RELEASED = "released", _("Released")
    EXPIRED = "expired", _("Ended with its term")


HOLDER_ROLES = {Nature.LICENCE: PartyRole.LICENSEE, Nature.MORTGAGE: PartyRole.MORTGAGEE}
"""What the holder of each kind is called."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a licence or security covers; empty where it is not limited or not told.

    ``from_on`` is its first day where that is not the day of the instrument, ``until_on`` its last.
    """

    exclusivity: str = ""
    field_of_use: str = ""
    territory: str = ""
    share: str = ""
    sublicensing: bool | None = None
    until_on: date | None = None
    from_on: date | None = None


@dataclass(frozen=True, slots=True)
class InterestState:
    """One licence or security. ``number`` counts them on their right and never changes; ``holders`` are names.

    ``since_on`` is the day of the instrument. While it lasts its holders stand among the right's parties.
    """

    number: int
    nature: str
    holders: str
    since_on: date
    terms: Terms = Terms()
    ended_on: date | None = None
    ended_how: str = ""

    @property
    def is_live(self) -> bool:
        """Whether it has not ended."""
        return self.ended_on is None
