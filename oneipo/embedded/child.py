"""Child processes: started so that they end with us, and stopped politely first."""

import importlib.util
import os
import signal
import subprocess
import time
from pathlib import Path


class CannotStart(Exception):
    """A part could not be started; the message is a plain sentence that says what to do."""


def package_folder(name: str) -> Path:
    """Where a package of binaries lies, found without running its code.

    Raises:
        CannotStart: if it is not installed.
    """
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise CannotStart(f"{name} is not installed: run make install, or name a server in DATABASE_URL and REDIS_URL.")
    return Path(spec.origin).parent


def runs_in(pid: int, folder: Path) -> bool:
    """Whether the process lives and works in the folder; another that was given its number later does not."""
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == folder.resolve()
    except OSError:
        return False


def wait_for_end(pid: int, folder: Path, *, seconds: float = 20) -> None:
    """Waits for a process that is not our child.

    Raises:
        CannotStart: if it does not end.
    """
    end = time.monotonic() + seconds
    while runs_in(pid, folder):
        if time.monotonic() > end:
            raise CannotStart(f"Process {pid} still uses {folder}: wait until it has ended, and try again.")
        time.sleep(0.05)


def stop_process(process: "subprocess.Popen[bytes]", ask: signal.Signals, *, seconds: float = 20) -> int:
    """Asks a child to end, insists after a while, and returns its exit status."""
    if process.poll() is None:
        process.send_signal(ask)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
    return process.wait()


def tied(command: list[str], *, ask: str = "TERM") -> list[str]:
    """The command so that the kernel ends it when its parent dies, however the parent died."""
    return ["setpriv", "--pdeathsig", ask, *command] if os.name == "posix" else command
