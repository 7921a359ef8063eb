"""The stand-ins' clock: real time plus a stored offset, so that a demonstration can move every part together."""

from datetime import UTC, datetime, timedelta

from stubs.store import Store


class Clock:
    """Tells UTC time moved by an offset in seconds that survives a restart."""

    def __init__(self, store: Store) -> None:
        """Keep the offset in ``store``."""
        self._store = store

    @property
    def offset_seconds(self) -> float:
        """How far this clock runs ahead of real time, in seconds."""
        document = self._store.get("clock", "offset")
        return float(document["seconds"]) if document else 0.0

    def now(self) -> datetime:
        """Return the present moment, aware and in UTC."""
        return datetime.now(UTC) + timedelta(seconds=self.offset_seconds)

    def timestamp(self) -> int:
        """Return the present moment in whole seconds since 1970, as tokens write it."""
        return int(self.now().timestamp())

    def shift(self, seconds: float) -> None:
        """Move the clock by ``seconds`` more (backwards if negative)."""
        with self._store.locked():
            self.set_offset(self.offset_seconds + seconds)

    def set_offset(self, seconds: float) -> None:
        """Let the clock run ``seconds`` ahead of real time."""
        self._store.put("clock", "offset", {"seconds": seconds})
