"""Lends the embedded servers to one command: the first to come starts them, the last to leave stops them."""

import fcntl
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from oneipo.embedded.places import postgres_socket_dir, queue_socket
from oneipo.embedded.postgres import Postgres
from oneipo.embedded.valkey import Valkey


class Server(Protocol):
    """What both servers can do, and what they are called."""

    title: str
    data: Path
    process: "subprocess.Popen[bytes] | None"

    @property
    def log(self) -> Path: ...
    def is_up(self) -> bool: ...
    def start(self, *, with_us: bool) -> None: ...
    def stop(self) -> None: ...


def embedded_servers(data_dir: Path, *, database: bool, queue: bool, durable: bool = True) -> list[Server]:
    """The servers of a data folder, as far as they are wanted."""
    postgres = Postgres(data=data_dir / "postgres", sockets=postgres_socket_dir(data_dir), durable=durable)
    valkey = Valkey(data=data_dir / "queue", socket=queue_socket(data_dir))
    return [*([postgres] if database else []), *([valkey] if queue else [])]


@contextmanager
def lent(servers: list[Server], *, data_dir: Path, first: Callable[[], object] | None = None) -> Iterator[None]:
    """Makes sure that the servers run while the block runs; ``first`` is called once they do, by one at a time."""
    if not servers:
        yield
        return
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (data_dir / "servers.users").open("a") as users, (data_dir / "servers.gate").open("a") as gate:
        try:
            with _alone(gate):
                _arrive(users, servers)
                if first:
                    first()
            yield
        finally:
            with _alone(gate):
                _leave(users, servers)


def _arrive(users: IO[str], servers: list[Server]) -> None:
    """Counts us among the users, and starts what does not run yet."""
    fcntl.flock(users, fcntl.LOCK_SH)
    for server in servers:
        if not server.is_up():
            server.start(with_us=False)
            _end_it_after_us(server, users)


def _end_it_after_us(server: Server, users: IO[str]) -> None:
    """Leaves a waiter behind that ends the server once nobody uses it, even if its users were killed."""
    if server.process is None:
        return
    its_own = 'test "$(readlink /proc/$1/cwd)" = "$2" && kill -INT $1'
    waiter = ["flock", users.name, "sh", "-c", its_own, "sh", str(server.process.pid), str(server.data.resolve())]
    nowhere = subprocess.DEVNULL
    subprocess.Popen(waiter, stdin=nowhere, stdout=nowhere, stderr=nowhere, start_new_session=True)


@contextmanager
def _alone(gate: IO[str]) -> Iterator[None]:
    fcntl.flock(gate, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(gate, fcntl.LOCK_UN)


def _leave(users: IO[str], servers: list[Server]) -> None:
    """Stops the servers unless another command still uses them."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    for server in reversed(servers):
        server.stop()


def is_lent(data_dir: Path) -> bool:
    """Whether some command uses the servers now."""
    path = data_dir / "servers.users"
    if not path.exists():
        return False
    descriptor = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False
