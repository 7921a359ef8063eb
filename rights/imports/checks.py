"""What must be true of every incoming right, whatever the format."""

from datetime import date

from rights.facts import RenewalPaid
from rights.imports.incoming import Incoming, Unacceptable


def demand_order(incoming: Incoming, on: date) -> None:
    """Nothing before the filing, nothing after today, nothing twice, and no renewal without a grant.

    Raises:
        Unacceptable: naming the event.
    """
    filed_on = incoming.filed.effective_on
    if filed_on > on:
        raise Unacceptable(f"The filing is dated in the future: {filed_on}")
    seen: set[str] = set()
    for fact, recorded_on, _ in incoming.events:
        identity, day, last = fact.identity(), fact.effective_on, recorded_on or fact.effective_on
        if day < filed_on or last < filed_on:
            raise Unacceptable(f"{identity} is dated {min(day, last)}, before the filing on {filed_on}")
        if day > on or last > on:
            raise Unacceptable(f"{identity} is dated in the future: {max(day, last)}")
        if identity in seen:
            raise Unacceptable(f"{identity} is given twice")
        seen.add(identity)
    if "granted" not in seen and any(isinstance(event.fact, RenewalPaid) for event in incoming.events):
        raise Unacceptable("A renewal is given, and no grant")
