"""What must be true of every incoming right, whatever the format."""

from datetime import date

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
    for event in incoming.events:
        identity, days = event.fact.identity(), (event.fact.effective_on, event.known_on)
        if min(days) < filed_on:
            raise Unacceptable(f"{identity} is dated {min(days)}, before the filing on {filed_on}")
        if max(days) > on:
            raise Unacceptable(f"{identity} is dated in the future: {max(days)}")
        if identity in seen:
            raise Unacceptable(f"{identity} is given twice")
        seen.add(identity)
    if "granted" not in seen and any(identity.startswith("renewal-paid:") for identity in seen):
        raise Unacceptable("A renewal is given, and no grant")
