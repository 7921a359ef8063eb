"""Rate limits: how many calls a second each kind of call may make."""

import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable


class Limiter:
    """Counts calls of the last ``seconds`` for each name. Safe to share between threads."""

    def __init__(self, *, seconds: float = 1.0, clock: Callable[[], float] = time.monotonic) -> None:
        """Use ``clock``, in seconds, to tell how long ago a call was."""
        self._seconds = seconds
        self._clock = clock
        self._calls: dict[str, deque[float]] = defaultdict(deque)
        self._lock = threading.Lock()

    def allows(self, name: str, most: int) -> bool:
        """Count a call if it is within ``most``; say whether it is."""
        with self._lock:
            now, calls = self._clock(), self._calls[name]
            while calls and calls[0] <= now - self._seconds:
                calls.popleft()
            if len(calls) >= most:
                return False
            calls.append(now)
            return True
