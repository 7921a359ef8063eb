"""Where a new case goes and how long it should take: the office's rules, read from their tables."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from casework.kind import Matter
from casework.models import RoutingRule, ServiceStandard, Team


@dataclass(frozen=True)
class Routed:
    """The team, and whether it is urgent there."""

    team: Team | None
    urgent: bool


def route(kind: str, matter: Matter) -> Routed:
    """By the first rule that fits; without one the case belongs to no team and leaders see it."""
    rules = RoutingRule.everything.filter(
        Q(kind="") | Q(kind=kind),
        Q(topic="") | Q(topic=matter.topic),
        Q(channel="") | Q(channel=matter.channel),
        Q(flag="") | Q(flag__in=matter.flags),
        from_rights__lte=matter.rights_count,
        team__closed_at=None,
    )
    rule = rules.select_related("team").order_by("place", "pk").first()
    return Routed(rule.team, rule.urgent) if rule else Routed(None, urgent=False)


def standard_for(kind: str, topic: str, *, on: date) -> ServiceStandard | None:
    """The most specific service standard in force on a day."""
    in_force = ServiceStandard.everything.filter(
        Q(kind="") | Q(kind=kind), Q(topic="") | Q(topic=topic), Q(until_on=None) | Q(until_on__gte=on), from_on__lte=on
    )
    return max(in_force, key=lambda one: (one.topic != "", one.kind != "", one.from_on), default=None)
