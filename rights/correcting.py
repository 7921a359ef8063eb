"""A correction must name an earlier entry of its right, and of an opening the one event that it means."""

from rights.facts import Corrected, Opening
from rights.replay import events_of, fact_in
from rights.shelf import History


class CannotCorrect(Exception):
    """The correction names nothing that could be corrected; the message says why."""


def demand_correctable(correction: Corrected, history: History) -> None:
    """Raises:
    CannotCorrect: if the correction would change nothing.
    """
    entry = next((entry for entry in history.entries if entry.number == correction.corrects), None)
    if entry is None:
        raise CannotCorrect(f"There is no entry {correction.corrects} to correct")
    is_opening = isinstance(fact_in(entry, history.bodies), Opening)
    if is_opening != bool(correction.event):
        raise CannotCorrect("Name the event where an opening is corrected, and only there")
    events = {event.fact.identity() for event in events_of([entry], history.bodies)}
    if correction.event and correction.event not in events:
        raise CannotCorrect(f"The opening tells no event {correction.event}")
