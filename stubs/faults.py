"""Forced faults: what a person or a test asks a stand-in to do wrong on its coming calls."""

import secrets
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from stubs.store import Store

LONGEST_DELAY_SECONDS = 120.0


@dataclass(frozen=True)
class Fault:
    """One forced fault.

    ``path`` may hold * wildcards; ``method`` "" is any. ``status`` None answers as usual (after the delay).
    ``after`` does the work first and then answers wrongly, as when a reply is lost. ``empty`` drops the body.
    ``extra`` is merged into a JSON reply, as unknown members. ``body`` replaces the stand-in's own error body.
    """

    path: str
    method: str = ""
    status: int | None = None
    times: int = 1
    delay_seconds: float = 0.0
    after: bool = False
    empty: bool = False
    body: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)

    def fits(self, method: str, path: str) -> bool:
        """Is this fault meant for such a call?"""
        return self.method in ("", method) and fnmatchcase(path, self.path)

    def wait(self) -> None:
        """Hold the caller up for the delay asked for."""
        if self.delay_seconds > 0:
            time.sleep(min(self.delay_seconds, LONGEST_DELAY_SECONDS))


class BadFault(ValueError):
    """The description of a fault cannot be understood."""


def read_fault(description: Mapping[str, Any]) -> Fault:
    """Read a fault from its JSON description; raise BadFault with a sentence."""
    unknown = sorted(set(description) - set(Fault.__dataclass_fields__))
    if unknown:
        raise BadFault(f"A fault has no member called {', '.join(unknown)}")
    if not isinstance(description.get("path"), str) or not description["path"].startswith("/"):
        raise BadFault("A fault needs a path that starts with /")
    status = description.get("status")
    if status is not None and not (isinstance(status, int) and 200 <= status <= 599):
        raise BadFault("The status of a fault is a number from 200 to 599")
    return Fault(**{**description, "method": str(description.get("method", "")).upper()})


class Faults:
    """The faults that are still to come, in order of asking."""

    def __init__(self, store: Store) -> None:
        """Keep the faults in ``store``."""
        self._store = store

    def add(self, fault: Fault) -> None:
        """Force ``fault`` on the next ``fault.times`` calls that it fits."""
        key = secrets.token_hex(8)
        self._store.put("fault", key, {"key": key, **asdict(fault)})

    def coming(self) -> list[dict[str, Any]]:
        """Return the descriptions of the faults still to come."""
        return [{name: value for name, value in row.items() if name != "key"} for row in self._store.all("fault")]

    def clear(self) -> None:
        """Force nothing any more."""
        self._store.delete_kind("fault")

    def take(self, method: str, path: str) -> Fault | None:
        """Use up and return the first fault that fits the call, if there is one."""
        with self._store.locked():
            for row in self._store.all("fault"):
                key = row.pop("key")
                fault = Fault(**row)
                if fault.fits(method, path):
                    self._use_up(key, fault)
                    return fault
        return None

    def _use_up(self, key: str, fault: Fault) -> None:
        if fault.times <= 1:
            self._store.delete("fault", key)
        else:
            self._store.put("fault", key, {"key": key, **asdict(fault), "times": fault.times - 1})
