"""Where the embedded servers keep their data and listen: Unix sockets only, in a short folder of our own."""

import hashlib
import os
import tempfile
from pathlib import Path


def sockets_dir(data_dir: Path) -> Path:
    """A short folder for sockets (a socket's path may have 107 bytes), one for each data folder and user."""
    mark = hashlib.sha256(f"{os.getuid()}:{data_dir.resolve()}".encode()).hexdigest()[:10]
    return Path(tempfile.gettempdir()) / f"oneipo-{mark}"


def postgres_socket_dir(data_dir: Path) -> Path:
    """The folder that holds ``.s.PGSQL.5432``."""
    return sockets_dir(data_dir)


def queue_socket(data_dir: Path) -> Path:
    """Valkey's socket."""
    return sockets_dir(data_dir) / "queue.sock"
