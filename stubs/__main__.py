"""Starts the stand-ins: ``python -m stubs``, all five or those that STUBS_ONLY names."""

import ctypes
import importlib
import os
import signal
import sys
from collections.abc import Mapping

from stubs.frame import StandIn
from stubs.serving import CannotListen, serve
from stubs.surroundings import MustNotStart, check_allowed, surround

STAND_INS = {
    "one_login": "stubs.one_login:OneLogin",
    "staff_provider": "stubs.staff_provider:StaffProvider",
    "pay": "stubs.pay:Pay",
    "notify": "stubs.notify:Notify",
    "companies_house": "stubs.companies_house:CompaniesHouse",
}
PR_SET_PDEATHSIG = 1


def chosen(environ: Mapping[str, str]) -> list[str]:
    """Return the names of the stand-ins to start; raise MustNotStart for an unknown one."""
    names = [name.strip() for name in environ.get("STUBS_ONLY", "").split(",") if name.strip()]
    unknown = [name for name in names if name not in STAND_INS]
    if unknown:
        raise MustNotStart(f"STUBS_ONLY names {', '.join(unknown)}; there are {', '.join(STAND_INS)}.")
    return names or list(STAND_INS)


def load(name: str) -> type[StandIn]:
    """Return the class of the stand-in; raise MustNotStart naming one that cannot be imported."""
    module, _, attribute = STAND_INS[name].partition(":")
    try:
        kind: type[StandIn] = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise MustNotStart(f"The stand-in {name} ({module}) cannot be started: {error}.") from error
    return kind


def die_with_parent() -> None:
    """Ask Linux to end this process when the one that started it ends, however that one ends."""
    if not sys.platform.startswith("linux"):
        return
    parent = os.getppid()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGTERM)


def main() -> int:
    """Start, serve until told to stop, and return the exit code."""
    if os.environ.get("STUBS_DIE_WITH_PARENT") == "1":
        die_with_parent()
    stand_ins: list[StandIn] = []
    try:
        check_allowed(os.environ)
        kinds = [load(name) for name in chosen(os.environ)]
        stand_ins = [surround(kind, os.environ) for kind in kinds]
        serve(stand_ins)
    except (MustNotStart, CannotListen, OSError) as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        for stand_in in stand_ins:
            stand_in.store.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
