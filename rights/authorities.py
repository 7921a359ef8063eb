"""What a representative may do for the owner: which requests, whether the owner approves them, and until when."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AuthorityState:
    """The owner's word to one representative, who stands on the register by the name ``agent``.

    ``types`` names the requests that it covers, all where it is empty. It is no public part of the register.
    """

    agent: str
    types: tuple[str, ...]
    owner_approves: bool
    since_on: date
    until_on: date | None = None

    def covers(self, request_type: str, on: date) -> bool:
        """Whether the representative may make the request on the day."""
        in_time = self.since_on <= on and (self.until_on is None or on <= self.until_on)
        return in_time and (not self.types or request_type in self.types)
